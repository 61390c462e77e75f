-- The wall around cases. A row is seen by whoever has access to its scope; the array of one's scopes is
-- computed once per statement and table. On a case page the case in focus narrows it to that case.

create function my_scopes() returns bigint[] language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  me bigint := public.app_uid();
  duty bigint := public.app_assignment();
  focus bigint := public.app_case();
  mine bigint[];
begin
  if duty is not null and not exists (
    select from public.people_assignment a
     where a.id = duty and a.person_id = me and a.valid @> public.app_now()) then
    return '{}';
  end if;
  if focus is null then
    select array_agg(a.scope_id) into mine from public.cases_access a
     where a.person_id = me and a.assignment_id is not distinct from duty and a.valid @> public.app_now();
  else
    select array_agg(a.scope_id) into mine from public.cases_access a
     where a.person_id = me and a.case_id = focus
       and a.assignment_id is not distinct from duty and a.valid @> public.app_now();
  end if;
  return coalesce(mine, '{}');  -- null would hide without a word
end $$;

-- Takes a case into focus, for this transaction; can only narrow. Unknown and unseen are the same null.
create function enter_case(case_ref text) returns bigint language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
declare found bigint;
begin
  perform set_config('app.case', '', true);
  select c.id into found from public.cases_case c
   where c.ref = case_ref and c.scope_id = any(public.my_scopes());
  perform set_config('app.case', coalesce(found, -1)::text, true);
  return found;
end $$;

-- The kinds of place I hold in the case in focus.
create function my_kinds() returns text[] language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((
    select array_agg(p.kind::text) from public.cases_place p
     where p.case_id = public.app_case() and p.person_id = public.app_uid()
       and p.assignment_id is not distinct from public.app_assignment()
       and p.scope_id = any(public.my_scopes()) and p.valid @> public.app_now()), '{}');
end $$;

-- Who may change who is in the case: the family, and those who lead the work. Raises otherwise.
create function must_steer() returns bigint language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not public.my_kinds() && array['child', 'person', 'guardian', 'representative',
                                    'receiver', 'convener', 'coordinator'] then
    raise exception 'does not lead the case in focus' using errcode = '42501';
  end if;
  return public.app_case();
end $$;

create function _new_scope(the_case bigint, the_kind text, the_question bigint, the_owner bigint,
                           the_unit bigint, new_ref text) returns bigint
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.cases_scope (ref, case_id, kind, question, owner_id, unit_id)
  values (new_ref, the_case, the_kind, the_question, the_owner, the_unit) returning id
$$;

-- A number to read aloud, as samsyn/kernel/ref.py checks it: seven random characters and one that checks them.
-- Drawn here and not by the caller, who would learn from a refusal which numbers are taken.
create function _new_case_number() returns text language plpgsql volatile
  set search_path = pg_catalog, pg_temp as $$
declare
  signs constant text := upper('0123456789abcdefghjkmnpqrstvwxyz');
  body text;
  total integer;
begin
  loop
    body := upper(left(public._random_ref(), 7));
    select sum((2 * i - 1) * (strpos(signs, substr(body, i, 1)) - 1)) into total from generate_series(1, 7) i;
    body := body || substr(signs, total % 32 + 1, 1);
    body := 'SIP-' || left(body, 4) || '-' || right(body, 4);
    exit when not exists (select from public.cases_case c where c.number = body);
  end loop;
  return body;
end $$;

-- Gives a place a scope, or moves the end of what it has.
create function _give(the_place bigint, the_scope bigint, until timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.cases_access a set valid = tstzrange(lower(a.valid), until)
   where a.place_id = the_place and a.scope_id = the_scope and a.valid @> public.app_now();
  if not found then
    insert into public.cases_access (case_id, scope_id, place_id, person_id, assignment_id, valid)
    select p.case_id, the_scope, p.id, p.person_id, p.assignment_id, tstzrange(public.app_now(), until)
      from public.cases_place p where p.id = the_place;
  end if;
end $$;

-- A place for a person, with the scopes that are that person's or unit's own. The caller is checked above.
create function _place(the_case bigint, the_unit bigint, the_person bigint, the_assignment bigint,
                       the_kind text, the_name text, until timestamptz, opens boolean) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  frame bigint := (select c.scope_id from public.cases_case c where c.id = the_case);
  the_party bigint;
  made bigint;
  own bigint;
begin
  select id into the_party from public.cases_party p
   where p.case_id = the_case and (p.unit_id = the_unit or (the_unit is null and p.person_id = the_person));
  if the_party is null then
    insert into public.cases_party (ref, case_id, scope_id, unit_id, person_id)
    values (public._random_ref(), the_case, frame, the_unit, case when the_unit is null then the_person end)
    returning id into the_party;
    if the_unit is not null then
      perform public._new_scope(the_case, 'party', null, null, the_unit, public._random_ref());
    else
      perform public._new_scope(the_case, 'talk', null, the_person, null, public._random_ref());
    end if;
  end if;
  if not exists (select from public.cases_scope s
                  where s.case_id = the_case and s.kind = 'one' and s.owner_id = the_person) then
    perform public._new_scope(the_case, 'one', null, the_person, null, public._random_ref());
  end if;
  insert into public.cases_place (ref, case_id, scope_id, party_id, person_id, assignment_id, kind, called, valid)
  values (public._random_ref(), the_case, frame, the_party, the_person, the_assignment, the_kind, the_name,
          tstzrange(public.app_now(), null))
  returning id into made;
  if opens then
    perform public._give(made, frame, until);
    for own in select s.id from public.cases_scope s where s.case_id = the_case
        and ((s.kind in ('one', 'talk') and s.owner_id = the_person)
             or (s.kind = 'party' and s.unit_id = the_unit)) loop
      perform public._give(made, own, until);
    end loop;
  end if;
  return made;
end $$;

-- A new case. Staff may open one for anybody; privately one may for oneself, for a child one guards, or for
-- somebody who is not in any case and has no number. `until` ends what is opened (a worry that expires).
create function new_case(new_ref text, subject_ref text, subject_kind text, subject_name text,
                         subject_born date, number_sealed text, the_agreement text, the_version bigint,
                         my_kind text, my_name text, controller_ref text, until timestamptz)
  returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me bigint := public.app_uid();
  duty bigint := public.app_assignment();
  subject bigint := (select id from public.people_person where ref = subject_ref);
  my_unit bigint := (select a.unit_id from public.people_assignment a
                      where a.id = duty and a.person_id = me and a.valid @> public.app_now());
  controller bigint := (select id from public.people_organisation where ref = controller_ref);
  made bigint := nextval(pg_get_serial_sequence('public.cases_case', 'id'));
  frame bigint;
  my_place bigint;
  wide bigint;
begin
  if subject is null or controller is null or (duty is not null and my_unit is null) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  if duty is null and subject <> me
     and not exists (select from public.people_guardianship g
                      where g.child_id = subject and g.guardian_id = me and g.valid @> public.app_now())
     and (exists (select from public.cases_place p where p.person_id = subject)
          or exists (select from public.people_personnumber n where n.person_id = subject)) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  frame := public._new_scope(made, 'frame', null, null, null, public._random_ref());
  insert into public.cases_case (id, ref, number, subject_id, called, born, sealed_number, opened_at,
                                 controller_id, agreement, plan_in_force, scope_id)
  values (made, new_ref, public._new_case_number(), subject, subject_name, subject_born, number_sealed, public.app_now(),
          controller, the_agreement, false, frame);
  perform set_config('app.case', made::text, true);
  insert into public.cases_round (case_id, scope_id, number, agreement_version, started, stage)
  values (made, frame, 1, the_version, public.app_now(), 'noticed');
  if subject <> me or duty is not null then
    perform public._place(made, null, subject, null, subject_kind, subject_name, null, false);
    my_place := public._place(made, my_unit, me, duty, my_kind, my_name, until, true);
  else
    my_place := public._place(made, null, me, null, subject_kind, subject_name, until, true);
  end if;
  foreach wide in array array[public._new_scope(made, 'whole', null, null, null, public._random_ref()),
                              public._new_scope(made, 'family', null, null, null, public._random_ref())] loop
    perform public._give(my_place, wide, until);
  end loop;
  -- The one who opens a case about somebody else leads the talk with that person from the start.
  if duty is not null then
    perform public._give(my_place, (select s.id from public.cases_scope s
      where s.case_id = made and s.kind = 'talk' and s.owner_id = subject), until);
  end if;
  return made;
end $$;

-- Whoever opens a family member's place leads the talk with that person, unless somebody does already.
create function _lead_talk(the_case bigint, the_person bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  talk bigint := (select s.id from public.cases_scope s
    where s.case_id = the_case and s.kind = 'talk' and s.owner_id = the_person
      and not exists (select from public.cases_access a where a.scope_id = s.id
                       and a.assignment_id is not null and a.valid @> public.app_now()));
begin
  if talk is not null and public.app_assignment() is not null then
    perform public._give(p.id, talk, null) from public.cases_place p
     where p.case_id = the_case and p.person_id = public.app_uid()
       and p.assignment_id = public.app_assignment() and p.valid @> public.app_now();
  end if;
end $$;

-- Somebody joins the case in focus and gets what is that person's or unit's own.
create function join_case(unit_ref text, person_ref text, assignment_ref text, the_kind text, the_name text)
  returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_steer();
  the_person bigint := (select id from public.people_person where ref = person_ref);
  the_unit bigint := (select id from public.people_unit where ref = unit_ref);
  duty bigint;
  made bigint;
begin
  if unit_ref is not null then
    select a.id into duty from public.people_assignment a
     where a.ref = assignment_ref and a.person_id = the_person and a.unit_id = the_unit
       and a.valid @> public.app_now();
  end if;
  if the_person is null or (unit_ref is not null and duty is null) then
    raise exception 'nobody to give a place' using errcode = '42501';
  end if;
  select p.id into made from public.cases_place p
   where p.case_id = the_case and p.person_id = the_person and p.assignment_id is not distinct from duty
     and p.valid @> public.app_now();
  if made is not null then
    return public.open_place(made);
  end if;
  made := public._place(the_case, the_unit, the_person, duty, the_kind, the_name, null, true);
  if unit_ref is null then
    perform public._lead_talk(the_case, the_person);
  end if;
  return made;
end $$;

-- Someone who was named in the case (the subject of a worry) comes in.
create function open_place(the_place bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_steer();
  place public.cases_place;
  own bigint;
begin
  select p.* into place from public.cases_place p
   where p.id = the_place and p.case_id = the_case and p.valid @> public.app_now();
  if place.id is null then
    raise exception 'no such place' using errcode = '42501';
  end if;
  perform public._give(the_place, place.scope_id, null);
  for own in select s.id from public.cases_scope s where s.case_id = the_case
      and ((s.kind in ('one', 'talk') and place.assignment_id is null and s.owner_id = place.person_id)
           or (s.kind = 'one' and s.owner_id = place.person_id)
           or (s.kind = 'party' and s.unit_id = (select a.unit_id from public.people_assignment a
                                                  where a.id = place.assignment_id))) loop
    perform public._give(the_place, own, null);
  end loop;
  if place.assignment_id is null then
    perform public._lead_talk(the_case, place.person_id);
  end if;
  return the_place;
end $$;

-- A scope for a question: seen by those who see what is the family's.
create function new_question_scope(the_question bigint) returns bigint language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_steer();
  made bigint := public._new_scope(the_case, 'question', the_question, null, null, public._random_ref());
begin
  perform public._give(a.place_id, made, upper(a.valid))
     from public.cases_access a join public.cases_scope s on s.id = a.scope_id
    where a.case_id = the_case and s.kind = 'family' and a.valid @> public.app_now();
  return made;
end $$;

-- Gives a place of the case in focus scopes that the caller sees, or that are the receiver's own.
create function give_access(the_place bigint, scopes bigint[], until timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_steer();
  receiver bigint := (select p.person_id from public.cases_place p
                       where p.id = the_place and p.case_id = the_case and p.valid @> public.app_now());
  the_scope public.cases_scope;
begin
  if receiver is null then
    raise exception 'no such place' using errcode = '42501';
  end if;
  for the_scope in select s.* from public.cases_scope s where s.id = any(scopes) loop
    if the_scope.case_id <> the_case
       or (the_scope.kind = 'one' and the_scope.owner_id <> receiver)
       or not (the_scope.id = any(public.my_scopes())
               or (the_scope.owner_id is not null and the_scope.owner_id = receiver)) then
      raise exception 'not the caller''s to give' using errcode = '42501';
    end if;
    perform public._give(the_place, the_scope.id, until);
  end loop;
end $$;

-- Ends a place's access, at once: the next statement of any open transaction no longer finds the rows.
create function end_access(the_place bigint, scopes bigint[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare the_case bigint := public.must_steer();
begin
  update public.cases_access a
     set valid = case when lower(a.valid) >= public.app_now() then 'empty'
                      else tstzrange(lower(a.valid), public.app_now()) end
   where a.case_id = the_case and a.place_id = the_place and a.scope_id = any(scopes)
     and a.scope_id = any(public.my_scopes()) and a.valid @> public.app_now();
end $$;

-- Someone leaves the case: the place and all it gave.
create function end_place(the_place bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare the_case bigint := public.must_steer();
begin
  update public.cases_access a
     set valid = case when lower(a.valid) >= public.app_now() then 'empty'
                      else tstzrange(lower(a.valid), public.app_now()) end
   where a.case_id = the_case and a.place_id = the_place and a.valid @> public.app_now();
  update public.cases_place p
     set valid = case when lower(p.valid) >= public.app_now() then 'empty'
                      else tstzrange(lower(p.valid), public.app_now()) end
   where p.case_id = the_case and p.id = the_place and p.valid @> public.app_now();
end $$;

-- The same person goes on as something else (a receiver as convener, a member as coordinator).
create function turn_place(the_place bigint, the_kind text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.cases_place p set kind = the_kind
   where p.id = the_place and p.case_id = public.must_steer() and p.valid @> public.app_now()
     and p.assignment_id is not null and the_kind in ('receiver', 'convener', 'coordinator', 'member');
end $$;

-- A link in a chain. Values: [{"field", "scope", "old", "new"}]; the line holds salted hashes of them only.
create function _append_event(the_chain text, the_case bigint, the_scope bigint, the_verb text,
                              the_subject text, vals jsonb) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  head public.audit_chainhead;
  salts text[];
  hashes jsonb;
  the_line text;
  the_hash text;
  made bigint;
begin
  insert into public.audit_chainhead (chain, seq, hash) values (the_chain, 0, '') on conflict do nothing;
  select * into head from public.audit_chainhead h where h.chain = the_chain for no key update;
  select array_agg(gen_random_uuid()::text || gen_random_uuid()::text order by i)
    into salts from generate_series(1, jsonb_array_length(vals)) i;
  select coalesce(jsonb_agg(jsonb_build_array(v ->> 'field',
           encode(sha256(convert_to(salts[i] || 'old' || (v ->> 'old'), 'utf8')), 'hex'),
           encode(sha256(convert_to(salts[i] || 'new' || (v ->> 'new'), 'utf8')), 'hex')) order by i), '[]')
    into hashes from jsonb_array_elements(vals) with ordinality as e(v, i);
  the_line := json_build_array(1, the_chain, head.seq + 1,
    to_char(public.app_now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    public.app_uid(), public.app_assignment(), the_verb, the_subject, the_scope, hashes)::text;
  the_hash := encode(sha256(convert_to(head.hash || the_line, 'utf8')), 'hex');
  insert into public.audit_event (at, chain, seq, case_id, scope_id, person_id, assignment_id, verb, subject,
                                  line, prev, hash)
  values (public.app_now(), the_chain, head.seq + 1, the_case, the_scope, public.app_uid(),
          public.app_assignment(), the_verb, the_subject, the_line, head.hash, the_hash)
  returning id into made;
  insert into public.audit_eventvalue (event_id, case_id, scope_id, place, field, salt, old, new)
  select made, coalesce(the_case, 0), (v ->> 'scope')::bigint, i - 1, v ->> 'field', salts[i],
         v ->> 'old', v ->> 'new'
    from jsonb_array_elements(vals) with ordinality as e(v, i);
  update public.audit_chainhead h set seq = head.seq + 1, hash = the_hash where h.chain = the_chain;
  return made;
end $$;

create function write_event(the_verb text, the_subject text, the_scope bigint, vals jsonb) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.app_case();
  mine bigint[] := public.my_scopes();
begin
  if the_case is null or not the_scope = any(mine)
     or exists (select from jsonb_array_elements(vals) v where not (v ->> 'scope')::bigint = any(mine)) then
    raise exception 'not in the scopes of the one who acts' using errcode = '42501';
  end if;
  return public._append_event('case:' || the_case, the_case, the_scope, the_verb, the_subject, vals);
end $$;

create function write_organisation_event(organisation_ref text, the_verb text, the_subject text)
  returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_organisation bigint := (select id from public.people_organisation where ref = organisation_ref);
begin
  if not the_organisation = any(public.my_organisations()) then
    raise exception 'not kept by the one who acts' using errcode = '42501';
  end if;
  return public._append_event('organisation:' || the_organisation, null, null, the_verb, the_subject, '[]');
end $$;

-- One row per case that was shown. A family member's reading lies in that person's own scope, staff's in the
-- family's: so nobody in a family can see when another one reads.
create function note_readings(cases bigint[], parts text[], was_granted boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me bigint := public.app_uid();
  duty bigint := public.app_assignment();
begin
  insert into public.audit_reading (at, person_id, assignment_id, unit_id, case_id, scope_id, part, granted)
  select public.app_now(), me, duty, (select a.unit_id from public.people_assignment a where a.id = duty),
         r.the_case,
         (select s.id from public.cases_scope s where s.case_id = r.the_case
            and ((duty is null and s.kind = 'one' and s.owner_id = me) or (duty is not null and s.kind = 'family'))),
         r.part, was_granted
    from unnest(cases, parts) as r(the_case, part);
end $$;

revoke execute on all functions in schema public from public;
grant execute on function my_scopes(), enter_case(text), my_kinds(),
  note_readings(bigint[], text[], boolean) to samsyn_app, samsyn_reader;
grant execute on function
  new_case(text, text, text, text, date, text, text, bigint, text, text, text, timestamptz),
  join_case(text, text, text, text, text), open_place(bigint), new_question_scope(bigint),
  give_access(bigint, bigint[], timestamptz), end_access(bigint, bigint[]), end_place(bigint),
  turn_place(bigint, text), write_event(text, text, bigint, jsonb),
  write_organisation_event(text, text, text), must_steer() to samsyn_app;

-- What the rows above hang on: nothing of one case can be attached to another, since a foreign key does not ask
-- any policy.
alter table cases_scope add unique (id, case_id);
alter table cases_party add unique (id, case_id);
alter table cases_place add unique (id, case_id);
alter table cases_round add unique (id, case_id);
alter table cases_case add foreign key (scope_id, id) references cases_scope (id, case_id)
  deferrable initially deferred;
alter table cases_round add foreign key (scope_id, case_id) references cases_scope (id, case_id);
alter table cases_party add foreign key (scope_id, case_id) references cases_scope (id, case_id);
alter table cases_place add foreign key (scope_id, case_id) references cases_scope (id, case_id);
alter table cases_place add foreign key (party_id, case_id) references cases_party (id, case_id);
alter table cases_access add foreign key (scope_id, case_id) references cases_scope (id, case_id);
alter table cases_access add foreign key (place_id, case_id) references cases_place (id, case_id);
create index on cases_access (person_id, case_id) include (scope_id, assignment_id, valid);

alter table cases_case enable row level security;
create policy scoped on cases_case for all to samsyn_app, samsyn_reader
  using (scope_id = any((select my_scopes())::bigint[]));
grant select on cases_case to samsyn_app, samsyn_reader;
grant update (plan_in_force) on cases_case to samsyn_app;

alter table cases_round enable row level security;
create policy scoped on cases_round for all to samsyn_app, samsyn_reader
  using (scope_id = any((select my_scopes())::bigint[]));
grant select on cases_round to samsyn_app, samsyn_reader;
grant insert, update (stage) on cases_round to samsyn_app;

alter table cases_scope enable row level security;
create policy scoped on cases_scope for select to samsyn_app, samsyn_reader
  using (id = any((select my_scopes())::bigint[]));
grant select on cases_scope to samsyn_app, samsyn_reader;

alter table cases_party enable row level security;
create policy scoped on cases_party for select to samsyn_app, samsyn_reader
  using (scope_id = any((select my_scopes())::bigint[]));
grant select on cases_party to samsyn_app, samsyn_reader;

alter table cases_place enable row level security;
create policy scoped on cases_place for select to samsyn_app, samsyn_reader
  using (scope_id = any((select my_scopes())::bigint[]));
grant select on cases_place to samsyn_app, samsyn_reader;

alter table cases_access enable row level security;
create policy scoped on cases_access for select to samsyn_app, samsyn_reader
  using (scope_id = any((select my_scopes())::bigint[]));
grant select on cases_access to samsyn_app, samsyn_reader;

create policy scoped on audit_event for select to samsyn_app, samsyn_reader
  using (scope_id = any((select my_scopes())::bigint[]));
create policy scoped on audit_eventvalue for select to samsyn_app, samsyn_reader
  using (scope_id = any((select my_scopes())::bigint[]));
create policy scoped on audit_reading for select to samsyn_app, samsyn_reader
  using (scope_id = any((select my_scopes())::bigint[]));
