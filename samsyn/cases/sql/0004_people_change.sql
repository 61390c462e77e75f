-- People change: who leads is away, has left or is silent; somebody else takes over; somebody leaves; a child comes
-- of age; a case goes to another municipality. A place that ends takes its access with it, also when it was ended ahead.

-- Access never outlives its place.
create or replace function _give(the_place bigint, the_scope bigint, until timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare the_end timestamptz := least(until, (select upper(p.valid) from public.cases_place p where p.id = the_place));
begin
  update public.cases_access a set valid = tstzrange(lower(a.valid), the_end)
   where a.place_id = the_place and a.scope_id = the_scope and a.valid @> public.app_now();
  if not found then
    insert into public.cases_access (case_id, scope_id, place_id, person_id, assignment_id, valid)
    select p.case_id, the_scope, p.id, p.person_id, p.assignment_id, tstzrange(public.app_now(), the_end)
      from public.cases_place p where p.id = the_place;
  end if;
end $$;

-- Ends a place and all it gave, at once. `gone`: what consent says opens nothing for that one again.
create function _end(the_place bigint, gone boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.cases_access a
     set valid = case when lower(a.valid) >= public.app_now() then 'empty'
                      else tstzrange(lower(a.valid), public.app_now()) end
   where a.place_id = the_place and a.valid @> public.app_now();
  update public.cases_place p
     set valid = case when lower(p.valid) >= public.app_now() then 'empty'
                      else tstzrange(lower(p.valid), public.app_now()) end,
         left_at = case when gone then public.app_now() else p.left_at end
   where p.id = the_place and p.valid @> public.app_now();
end $$;

-- A number of the agreement that the case's present round runs under; what it does not know, the ground says.
create function _agreed_number(the_case bigint, the_key text) returns integer language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select (v."values" #>> array['rules', the_key, 'value'])::integer
    from public.agreements_version v join public.agreements_profile f on f.id = v.profile_id
   where v."values" #> array['rules', the_key] is not null
     and (f.code = 'nationell' or v.id = (
       select r.agreement_version from public.cases_round r where r.case_id = the_case order by r.number desc limit 1))
   order by (v.id = (select r.agreement_version from public.cases_round r
                      where r.case_id = the_case order by r.number desc limit 1)) desc, v.number desc
   limit 1
$$;

-- Why nobody leads from that place: the duty has ended, is on leave, will end soon, or nothing has been heard.
create function _why_unled(the_place bigint) returns table (why text, since timestamptz, until timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  place public.cases_place;
  duty public.people_assignment;
  quiet interval;
  heard timestamptz;
begin
  select p.* into place from public.cases_place p where p.id = the_place;
  select a.* into duty from public.people_assignment a where a.id = place.assignment_id;
  quiet := make_interval(days => public._agreed_number(place.case_id, 'leader_inactive_days'));
  heard := greatest(lower(place.valid),
    (select max(r.at) from public.audit_reading r
      where r.case_id = place.case_id and r.assignment_id = duty.id),
    (select max(e.at) from public.audit_event e
      where e.case_id = place.case_id and e.assignment_id = duty.id));
  if upper(duty.valid) <= public.app_now() then
    return query select 'ended', upper(duty.valid), null::timestamptz;
  elsif duty.away @> public.app_now() then
    return query select 'away', coalesce(lower(duty.away), lower(duty.valid)), upper(duty.away);
  elsif heard + quiet <= public.app_now() then
    return query select 'inactive', heard + quiet, null::timestamptz;
  elsif upper(duty.valid) <= public.app_now() + quiet then
    return query select 'ends', upper(duty.valid), upper(duty.valid);
  end if;
end $$;

-- Do I, in the duty I act in, answer for that unit while this leader does not? The unit's managers do; where no
-- manager is at work, those who keep the organisation, or the one it works for.
create function _answers_for(the_unit bigint, the_leader bigint) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare mine public.people_assignment;
begin
  select a.* into mine from public.people_assignment a
   where a.id = public.app_assignment() and a.person_id = public.app_uid() and a.valid @> public.app_now();
  if mine.id is null or mine.id = the_leader then
    return false;
  elsif mine.manages and mine.unit_id = the_unit then
    return true;
  end if;
  return mine.administers
     and not exists (select from public.people_assignment m
          where m.unit_id = the_unit and m.manages and m.valid @> public.app_now() and m.id <> the_leader
            and not coalesce(m.away @> public.app_now(), false))
     and exists (select from public.people_unit u
           join public.people_organisation o on o.id = u.organisation_id
           join public.people_unit own on own.id = mine.unit_id
          where u.id = the_unit and own.organisation_id in (o.id, o.principal_id));
end $$;

-- The cases that nobody leads, to whoever answers for the unit that leads them: no name of a child, no content.
create function leaderless()
  returns table (case_id bigint, ref text, number text, place_id bigint, unit text, leader text, why text,
                 since timestamptz, until timestamptz, agreement_version bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare mine public.people_assignment;
begin
  select a.* into mine from public.people_assignment a
   where a.id = public.app_assignment() and a.person_id = public.app_uid() and a.valid @> public.app_now();
  if mine.id is null or not (mine.manages or mine.administers) then
    return;
  end if;
  return query
  select c.id, c.ref::text, c.number::text, p.id, u.name::text, p.called::text, w.why, w.since, w.until,
         r.agreement_version
    from public.people_unit u
    join public.people_unit own on own.id = mine.unit_id
    join public.people_organisation o on o.id = u.organisation_id
    join public.people_assignment l on l.unit_id = u.id
    join public.cases_place p on p.assignment_id = l.id
    join public.cases_case c on c.id = p.case_id
    join lateral (select x.agreement_version, x.stage from public.cases_round x
                   where x.case_id = c.id order by x.number desc limit 1) r on true
    cross join lateral public._why_unled(p.id) w
   where ((mine.manages and u.id = mine.unit_id)
          or (mine.administers and own.organisation_id in (o.id, o.principal_id)))
     and p.kind in ('convener', 'coordinator') and p.valid @> public.app_now()
     and r.stage not in ('closed', 'declined')
     -- A worry that has expired is nobody's to take over.
     and exists (select from public.cases_access a
          where a.place_id = p.id and a.scope_id = c.scope_id and a.valid @> public.app_now())
     and not exists (select from public.cases_place q
          where q.case_id = c.id and q.id <> p.id and q.kind in ('convener', 'coordinator')
            and q.valid @> public.app_now() and not exists (select from public._why_unled(q.id)))
     and public._answers_for(u.id, l.id);
end $$;

-- Whoever answers for a case that nobody leads steps in: sees who is in it and when, and names a successor.
create function step_in(case_ref text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := (select l.case_id from public.leaderless() l where l.ref = case_ref limit 1);
  mine public.people_assignment;
  made bigint;
begin
  perform set_config('app.case', coalesce(the_case, -1)::text, true);
  if the_case is null then
    raise exception 'no such case without a leader' using errcode = '42501';
  end if;
  select a.* into mine from public.people_assignment a where a.id = public.app_assignment();
  select p.id into made from public.cases_place p
   where p.case_id = the_case and p.assignment_id = mine.id and p.kind = 'manager' and p.valid @> public.app_now();
  if made is null then
    made := public._place(the_case, mine.unit_id, mine.person_id, mine.id, 'manager',
      (select h.name from public.people_person h where h.id = mine.person_id), null, false);
    perform public._give(made, (select c.scope_id from public.cases_case c where c.id = the_case), null);
  end if;
  return made;
end $$;

-- Somebody who is at work now, to go on with what a leader does; raises when there is nobody by that ref.
create function _at_work(duty_ref text) returns public.people_assignment
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare found public.people_assignment;
begin
  select a.* into found from public.people_assignment a join public.people_unit u on u.id = a.unit_id
   where a.ref = duty_ref and a.valid @> public.app_now() and u.closed_at is null
     and not coalesce(a.away @> public.app_now(), false);
  if found.id is null then
    raise exception 'nobody who is at work' using errcode = '42501';
  end if;
  return found;
end $$;

-- The successor gets the leader's kind of place, and what the leader has for the sake of leading: nothing private.
create function _succeed(old public.cases_place, duty public.people_assignment) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare made bigint;
begin
  select p.id into made from public.cases_place p
   where p.case_id = old.case_id and p.assignment_id = duty.id and p.kind <> 'manager'
     and p.valid @> public.app_now();
  if made is null then
    made := public._place(old.case_id, duty.unit_id, duty.person_id, duty.id, old.kind,
      (select h.name from public.people_person h where h.id = duty.person_id), null, true);
  else
    update public.cases_place p set kind = old.kind where p.id = made;
  end if;
  perform public._give(made, a.scope_id, upper(a.valid))
     from public.cases_access a join public.cases_scope s on s.id = a.scope_id
    where a.place_id = old.id and a.valid @> public.app_now()
      and s.kind in ('frame', 'whole', 'family', 'question', 'talk');
  return made;
end $$;

create function _leading(the_place bigint) returns public.cases_place
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare found public.cases_place;
begin
  select p.* into found from public.cases_place p
   where p.id = the_place and p.case_id = public.app_case() and p.kind in ('convener', 'coordinator')
     and p.valid @> public.app_now();
  if found.id is null then
    raise exception 'no such leader' using errcode = '42501';
  end if;
  return found;
end $$;

-- A leader hands over within the organisation that answers; or whoever stepped in does, while nobody leads.
create function hand_over(the_place bigint, successor_ref text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  kinds text[] := public.my_kinds();
  old public.cases_place;
  duty public.people_assignment;
begin
  if not kinds && array['convener', 'coordinator', 'manager'] then
    raise exception 'does not lead the case in focus' using errcode = '42501';
  end if;
  old := public._leading(the_place);
  duty := public._at_work(successor_ref);
  if old.assignment_id = duty.id
     or (not kinds && array['convener', 'coordinator'] and not exists (select from public._why_unled(old.id)))
     or not exists (select from public.people_assignment a
          join public.people_unit theirs on theirs.id = a.unit_id
          join public.people_unit ours on ours.organisation_id = theirs.organisation_id
         where a.id = old.assignment_id and ours.id = duty.unit_id) then
    raise exception 'not a successor' using errcode = '42501';
  end if;
  return public._succeed(old, duty);
end $$;

-- The one who led before goes, or stays as one who takes part, when another leads; whoever stepped in goes too.
create function retire_leader(the_place bigint, stays boolean, until timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  old public.cases_place;
  one bigint;
begin
  if not public.my_kinds() && array['convener', 'coordinator', 'manager'] then
    raise exception 'does not lead the case in focus' using errcode = '42501';
  end if;
  old := public._leading(the_place);
  if not exists (select from public.cases_place p join public.people_assignment a on a.id = p.assignment_id
       where p.case_id = old.case_id and p.id <> old.id and p.kind in ('convener', 'coordinator')
         and p.valid @> public.app_now() and a.valid @> public.app_now()
         and not coalesce(a.away @> public.app_now(), false)) then
    raise exception 'nobody else leads' using errcode = '42501';
  end if;
  if stays then
    update public.cases_access a
       set valid = case when lower(a.valid) >= public.app_now() then 'empty'
                        else tstzrange(lower(a.valid), public.app_now()) end
      from public.cases_scope s
     where s.id = a.scope_id and a.place_id = old.id and a.valid @> public.app_now()
       and s.kind in ('whole', 'family', 'question', 'talk');
    update public.cases_place p set kind = 'member' where p.id = old.id;
    perform public._end_ahead(old.id, until);
  else
    perform public._end(old.id, true);
  end if;
  for one in select p.id from public.cases_place p
      where p.case_id = old.case_id and p.kind = 'manager' and p.valid @> public.app_now() loop
    perform public._end(one, false);
  end loop;
end $$;

-- Writes ahead when a place ends, and its access with it; a moment that has passed or is null changes nothing.
create function _end_ahead(the_place bigint, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if at > public.app_now() then
    update public.cases_place p set valid = tstzrange(lower(p.valid), least(upper(p.valid), at))
     where p.id = the_place and p.valid @> public.app_now();
    update public.cases_access a set valid = tstzrange(lower(a.valid), least(upper(a.valid), at))
     where a.place_id = the_place and a.valid @> public.app_now();
  end if;
end $$;

create function end_ahead(the_place bigint, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare the_case bigint := public.must_steer();
begin
  perform public._end_ahead(p.id, at) from public.cases_place p where p.id = the_place and p.case_id = the_case;
end $$;

-- A party leaves: by one of its own, or by whoever leads. Those who lead do not leave so.
create function leave_case(the_place bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  kinds constant text[] := array['receiver', 'secretary', 'member', 'interpreter'];
  place public.cases_place;
  one bigint;
begin
  select p.* into place from public.cases_place p
   where p.id = the_place and p.case_id = public.app_case() and p.kind = any(kinds)
     and p.scope_id = any(public.my_scopes()) and p.valid @> public.app_now();
  if place.id is null
     or not (public.my_kinds() && array['convener', 'coordinator']
             or (place.person_id = public.app_uid() and place.assignment_id = public.app_assignment())) then
    raise exception 'not the caller''s to end' using errcode = '42501';
  end if;
  for one in select p.id from public.cases_place p
      where p.case_id = place.case_id and p.party_id = place.party_id and p.kind = any(kinds)
        and p.valid @> public.app_now() loop
    perform public._end(one, true);
  end loop;
end $$;

-- A guardian or god man no longer answers for the one it is about: the place ends, and so does what was noted.
create function end_custody(the_place bigint, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare place public.cases_place;
begin
  select p.* into place from public.cases_place p
   where p.id = the_place and p.case_id = public.app_case() and p.kind in ('guardian', 'representative')
     and p.valid @> public.app_now();
  if place.id is null or not public.my_kinds() && array['convener', 'coordinator'] then
    raise exception 'does not lead the case in focus' using errcode = '42501';
  end if;
  update public.people_guardianship g
     set valid = case when lower(g.valid) >= least(at, public.app_now()) then 'empty'
                      else tstzrange(lower(g.valid), least(at, public.app_now())) end
    from public.cases_case c
   where c.id = place.case_id and g.child_id = c.subject_id and g.guardian_id = place.person_id
     and g.valid @> public.app_now();
  perform public._end(place.id, true);
end $$;

-- The family has moved: another body answers for the case, and somebody there leads it.
create function move_case(the_place bigint, successor_ref text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  old public.cases_place;
  duty public.people_assignment;
  made bigint;
begin
  if not public.my_kinds() && array['convener', 'coordinator'] then
    raise exception 'does not lead the case in focus' using errcode = '42501';
  end if;
  old := public._leading(the_place);
  duty := public._at_work(successor_ref);
  made := public._succeed(old, duty);
  update public.cases_case c set controller_id = o.id, agreement = o.agreement
    from public.people_unit u join public.people_organisation o on o.id = u.organisation_id
   where u.id = duty.unit_id and c.id = old.case_id;
  return made;
end $$;

-- The child has come of age: the plan is the grown-up's own.
create function come_of_age() returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare made bigint;
begin
  if not public.my_kinds() && array['convener', 'coordinator'] then
    raise exception 'does not lead the case in focus' using errcode = '42501';
  end if;
  update public.cases_place p set kind = 'person'
    from public.cases_case c
   where c.id = public.app_case() and p.case_id = c.id and p.person_id = c.subject_id
     and p.assignment_id is null and p.kind = 'child' and p.valid @> public.app_now()
  returning p.id into made;
  return made;
end $$;

revoke execute on function _give(bigint, bigint, timestamptz), _end(bigint, boolean), _agreed_number(bigint, text),
  _why_unled(bigint), _answers_for(bigint, bigint), leaderless(), step_in(text), _at_work(text),
  _succeed(public.cases_place, public.people_assignment), _leading(bigint), hand_over(bigint, text),
  retire_leader(bigint, boolean, timestamptz), _end_ahead(bigint, timestamptz), end_ahead(bigint, timestamptz),
  leave_case(bigint), end_custody(bigint, timestamptz), move_case(bigint, text), come_of_age() from public;
grant execute on function leaderless() to samsyn_app, samsyn_reader;
grant execute on function step_in(text), hand_over(bigint, text), retire_leader(bigint, boolean, timestamptz),
  end_ahead(bigint, timestamptz), leave_case(bigint), end_custody(bigint, timestamptz), move_case(bigint, text),
  come_of_age() to samsyn_app;
