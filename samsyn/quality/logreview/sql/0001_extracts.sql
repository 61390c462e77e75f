-- Extracts and support: the two ways by which somebody outside a case comes near it, both shown to the family.

-- What one in a case has asked to have: for whoever reviews at the organisation that answers for the case.
create function asked_extracts(question_ref text)
  returns table (ref text, case_id bigint, case_number text, kind text, words text, at timestamptz, due date)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare the_organisation bigint := public._must_review();
begin
  return query
  select q.ref::text, q.case_id, c.number::text, p.kind::text, q.words, q.at, q.due
    from public.logreview_readingsquestion q
    join public.cases_case c on c.id = q.case_id and c.controller_id = the_organisation
    join public.cases_place p on p.id = q.asked_by_id
   where q.wish = 'extract' and (question_ref is null or q.ref = question_ref)
     and not exists (select from public.logreview_extract x where x.question_id = q.id)
   order by q.at, q.id limit 100;
end $$;

-- What the one who asked would see on the page of readings: staff's rows, in scopes that the asker has. So an extract can
-- never hold a reading by a family member, nor of what is kept from the asker.
create function _extracted(the_question bigint)
  returns table (at timestamptz, name text, title text, unit text, part text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.at, h.name::text, a.title::text, u.name::text, r.part::text
    from public.logreview_readingsquestion q
    join public.cases_place p on p.id = q.asked_by_id
    join public.audit_reading r on r.case_id = q.case_id and r.granted and r.assignment_id is not null
    join public.cases_access s on s.place_id = p.id and s.scope_id = r.scope_id and s.valid @> public.app_now()
    join public.cases_scope o on o.id = r.scope_id and o.kind in ('family', 'apart')
    join public.people_person h on h.id = r.person_id
    join public.people_assignment a on a.id = r.assignment_id
    join public.people_unit u on u.id = r.unit_id
   where q.id = the_question order by r.at, r.id
$$;

create function extract_size(question_ref text) returns bigint language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
declare the_question bigint := (
  select q.id from public.logreview_readingsquestion q
   where q.ref = question_ref and exists (select from public.asked_extracts(question_ref)));
begin
  return (select count(*) from public._extracted(the_question));
end $$;

create function release_extract(question_ref text, the_words text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked public.logreview_readingsquestion;
  taken jsonb;
  made_ref text := public._random_ref();
begin
  perform pg_advisory_xact_lock(hashtextextended(question_ref, 0));
  select q.* into asked from public.logreview_readingsquestion q
   where q.ref = question_ref and exists (select from public.asked_extracts(question_ref));
  if asked.id is null then
    raise exception 'no such question' using errcode = '42501';
  end if;
  select coalesce(jsonb_agg(jsonb_build_array(e.at, e.name, e.title, e.unit, e.part)), '[]') into taken
    from public._extracted(asked.id) e;
  insert into public.logreview_extract (ref, case_id, scope_id, question_id, since, until, rows, fingerprint, words,
                                        released_by_id, at)
  select made_ref, asked.case_id, asked.scope_id, asked.id, c.opened_at, public.app_now(), taken,
         encode(sha256(convert_to(taken::text, 'utf8')), 'hex'), the_words, public.app_assignment(), public.app_now()
    from public.cases_case c where c.id = asked.case_id;
  perform public._append_event('case:' || asked.case_id, asked.case_id, asked.scope_id, 'release_extract', made_ref, '[]');
  return made_ref;
end $$;

create function my_support() returns bigint language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select a.id from public.people_assignment a
    join public.people_unit u on u.id = a.unit_id
    join public.people_organisation o on o.id = u.organisation_id and o.kind = 'operator'
   where a.id = public.app_assignment() and a.person_id = public.app_uid()
     and a.supports and a.valid @> public.app_now()
$$;

-- Opens a session of support in the case of that number; null when there is none. Trying numbers leaves rows.
create function open_support(the_number text, the_reason text, minutes integer) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me bigint := public.my_support();
  the_case bigint := (select c.id from public.cases_case c where c.number = the_number);
  family bigint := (select s.id from public.cases_scope s where s.case_id = the_case and s.kind = 'family');
  made_ref text := public._random_ref();
begin
  if me is null or the_reason = '' or minutes not between 1 and 480 then
    raise exception 'may not open a session' using errcode = '42501';
  end if;
  if the_case is null then
    perform public.note_miss();
    return null;
  end if;
  insert into public.logreview_supportsession (ref, case_id, scope_id, opened_by_id, reason, opened_at, ends_at)
  values (made_ref, the_case, family, me, the_reason, public.app_now(),
          public.app_now() + make_interval(mins => minutes));
  perform public._append_event('case:' || the_case, the_case, family, 'open_support', made_ref, '[]');
  return made_ref;
end $$;

-- The frame of the case, while the session lasts: how far it has come, and who is in it; of the family only as what.
create function support_frame(session_ref text)
  returns table (case_id bigint, number text, stage text, opened_at timestamptz, controller text, reason text,
                 ends_at timestamptz, places jsonb)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select c.id, c.number::text, r.stage::text, c.opened_at, o.name::text, s.reason, s.ends_at,
         (select jsonb_agg(jsonb_build_object('kind', p.kind, 'since', lower(p.valid),
                   'name', case when p.assignment_id is not null then p.called else '' end,
                   'unit', coalesce(u.name, '')) order by p.id)
            from public.cases_place p
            left join public.people_assignment a on a.id = p.assignment_id
            left join public.people_unit u on u.id = a.unit_id
           where p.case_id = c.id and p.valid @> public.app_now())
    from public.logreview_supportsession s
    join public.cases_case c on c.id = s.case_id
    join public.people_organisation o on o.id = c.controller_id
    join lateral (select x.stage from public.cases_round x where x.case_id = c.id order by x.number desc limit 1) r on true
   where s.ref = session_ref and s.opened_by_id = public.my_support() and s.ends_at > public.app_now();
end $$;

create function support_sessions(before bigint, at_most integer)
  returns table (id bigint, ref text, number text, reason text, opened_at timestamptz, ends_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select s.id, s.ref::text, c.number::text, s.reason, s.opened_at, s.ends_at
    from public.logreview_supportsession s join public.cases_case c on c.id = s.case_id
   where s.opened_by_id = public.my_support() and (before is null or s.id < before)
   order by s.id desc limit least(at_most, 26);
end $$;

create function close_support(session_ref text) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  update public.logreview_supportsession s set ends_at = public.app_now()
   where s.ref = session_ref and s.opened_by_id = public.my_support() and s.ends_at > public.app_now();
end $$;
