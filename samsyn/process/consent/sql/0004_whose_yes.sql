-- Proof of custody lies between that guardian and whoever leads. What is agreed opens when anybody in the family
-- gives the last yes: so the proof is written and asked for here, and its content is not given back.

create function note_custody(the_place bigint, the_answer text, the_register text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare the_case bigint := public.must_steer();
begin
  insert into public.consent_custodycheck (ref, case_id, scope_id, place_id, said, source, document, at)
  select public._random_ref(), the_case, s.id, p.id, the_answer, the_register, '', public.app_now()
    from public.cases_place p
    join public.cases_scope s on s.case_id = p.case_id and s.kind = 'talk' and s.owner_id = p.person_id
   where p.id = the_place and p.case_id = the_case and p.kind = 'guardian' and p.valid @> public.app_now();
  if not found then
    raise exception 'no such guardian' using errcode = '42501';
  end if;
end $$;

-- Which guardians' custody is proved: by the register's newest answer, no older than `since`; or by hand, by a
-- paper that a second person has seen too, through its last day.
create function custody_proved(the_case bigint, since timestamptz) returns bigint[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.cases_scope s where s.case_id = the_case and s.kind = 'family'
                  and s.id = any(public.my_scopes())) then
    raise exception 'not the reader''s family' using errcode = '42501';
  end if;
  return coalesce((
    select array_agg(p.id) from public.cases_place p
     where p.case_id = the_case and p.kind = 'guardian' and p.valid @> public.app_now()
       and (exists (select from public.consent_custodycheck c
                     where c.place_id = p.id and c.written_by_id is not null and c.confirmed_at is not null
                       and c.valid_to >= (public.app_now() at time zone 'Europe/Stockholm')::date)
            or (select c.said = 'guardian' and c.at >= since from public.consent_custodycheck c
                 where c.place_id = p.id and c.written_by_id is null order by c.id desc limit 1))), '{}');
end $$;

-- What one is asked to see as the second of two, wherever the case is: no more than the paper is about.
create function custody_to_confirm() returns table (
    ref text, the_case bigint, guardian text, child text, source text, document text, valid_to date, by_name text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select c.ref::text, c.case_id, g.called::text, k.called::text, c.source::text, c.document::text, c.valid_to,
           w.called::text
      from public.consent_custodycheck c
      join public.cases_place g on g.id = c.place_id
      join public.cases_place w on w.id = c.written_by_id
      join public.cases_case k on k.id = c.case_id
      join public.people_assignment a on a.id = c.second_id
     where c.second_id = public.app_assignment() and a.person_id = public.app_uid()
       and a.valid @> public.app_now() and c.confirmed_at is null
       and c.valid_to >= (public.app_now() at time zone 'Europe/Stockholm')::date
     order by c.id;
end $$;

-- The second of two has seen the paper. Never the one who wrote it down; it is chained to the case.
create function confirm_custody(the_ref text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_row public.consent_custodycheck;
begin
  if not exists (select from public.custody_to_confirm() w where w.ref = the_ref) then
    raise exception 'not asked to confirm it' using errcode = '42501';
  end if;
  select c.* into found_row from public.consent_custodycheck c where c.ref = the_ref for update;
  if exists (select from public.cases_place p where p.id = found_row.written_by_id
              and p.person_id = public.app_uid()) then
    raise exception 'the same person' using errcode = '42501';
  end if;
  update public.consent_custodycheck c set confirmed_at = public.app_now()
   where c.id = found_row.id and c.confirmed_at is null;
  perform public._append_event('case:' || found_row.case_id, found_row.case_id, found_row.scope_id,
                               'confirm_custody', found_row.ref, '[]');
  return found_row.case_id;
end $$;

revoke execute on function note_custody(bigint, text, text), custody_proved(bigint, timestamptz),
  custody_to_confirm(), confirm_custody(text) from public;
grant execute on function custody_proved(bigint, timestamptz), custody_to_confirm()
  to samsyn_app, samsyn_reader;
grant execute on function note_custody(bigint, text, text), confirm_custody(text) to samsyn_app;
