-- Custody is asked for anew each night, by the worker, which sees no case: it is handed keys alone, and what the
-- register says is written between that guardian and whoever leads. Nothing is opened or shut by it.

-- The next guardians to ask about, in order; only where the register has been asked before, in a case that is open.
create function custody_to_ask(after bigint, most integer) returns table (place bigint, child bigint, guardian bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, c.subject_id, p.person_id
    from public.cases_place p
    join public.cases_case c on c.id = p.case_id
    join lateral (select r.stage from public.cases_round r where r.case_id = c.id order by r.number desc limit 1) r
      on r.stage not in ('closed', 'declined')
   where p.id > after and p.kind = 'guardian' and p.assignment_id is null and p.valid @> public.app_now()
     and exists (select from public.consent_custodycheck k where k.place_id = p.id and k.written_by_id is null)
   order by p.id limit most
$$;

-- Written down only when it is not what the register said last. True: it was something else.
create function note_custody_at_night(the_place bigint, the_answer text, the_register text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.consent_custodycheck (ref, case_id, scope_id, place_id, said, source, document, at)
  select public._random_ref(), p.case_id, s.id, p.id, the_answer, the_register, '', public.app_now()
    from public.custody_to_ask(the_place - 1, 1) a
    join public.cases_place p on p.id = a.place
    join public.cases_scope s on s.case_id = p.case_id and s.kind = 'talk' and s.owner_id = p.person_id
   where p.id = the_place and the_answer <> 'no_answer'
     and the_answer <> (select k.said from public.consent_custodycheck k
                         where k.place_id = p.id and k.written_by_id is null order by k.id desc limit 1);
  return found;
end $$;

revoke execute on function custody_to_ask(bigint, integer), note_custody_at_night(bigint, text, text) from public;
grant execute on function custody_to_ask(bigint, integer), note_custody_at_night(bigint, text, text) to samsyn_jobs;

-- The worker asks again at night, about people who are in an open case together and about nobody else.
create function custody_record_at_night(child bigint, guardian bigint) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
    select from public.cases_case c
      join public.cases_place g on g.case_id = c.id and g.person_id = guardian and g.kind = 'guardian'
       and g.valid @> public.app_now()
     where c.subject_id = child) then
    raise exception 'not in a case together' using errcode = '42501';
  end if;
  return (select r.said from public.gateways_custodyrecord r
           where r.child_id = child and r.guardian_id = guardian and r.valid @> public.app_now()
           order by r.id desc limit 1);
end $$;

revoke execute on function custody_record_at_night(bigint, bigint) from public;
grant execute on function custody_record_at_night(bigint, bigint) to samsyn_jobs;
