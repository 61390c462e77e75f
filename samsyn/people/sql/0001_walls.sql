-- The wall around persons. That a child is in the system is itself secret: one sees oneself, those one answers
-- for, and staff by name. The people of a case are shown by the names the case uses (cases_place), not from here.

create function my_organisations() returns bigint[] language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
declare mine bigint[];
begin
  -- Whose units and people I keep, in the duty I act in now; the operator keeps everybody's.
  select array_agg(o.id) into mine
    from public.people_assignment a
    join public.people_unit u on u.id = a.unit_id
    join public.people_organisation own on own.id = u.organisation_id
    join public.people_organisation o on o.id = own.id or own.kind = 'operator'
   where a.id = public.app_assignment() and a.person_id = public.app_uid()
     and a.administers and a.valid @> public.app_now();
  return coalesce(mine, '{}');
end $$;

create function operates() returns boolean language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from public.people_organisation o
     where o.kind = 'operator' and o.id = any(public.my_organisations()));
end $$;

-- A number is looked up to write to its person, never to learn whether it is known: the answer is a ref
-- either way, the same work is done, every call is a row, and a person may make 60 an hour.
create function person_for_number(
  new_name text, new_born date, number_kind text, number_sealed text, number_blind text)
  returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me bigint := public.app_uid();
  found_ref text;
  new_ref text := public._random_ref();  -- not the caller's: it would come back only when the number is new
  made bigint;
begin
  insert into public.people_lookup (at, person_id, assignment_id)
    values (public.app_now(), me, public.app_assignment());
  if (select count(*) from public.people_lookup l
       where l.person_id = me and l.at > public.app_now() - interval '1 hour') > 60 then
    raise exception 'too many look-ups' using errcode = 'SY429';
  end if;
  perform pg_advisory_xact_lock(('x' || left(number_blind, 16))::bit(64)::bigint);
  select p.ref into found_ref
    from public.people_personnumber n join public.people_person p on p.id = n.person_id
   where n.blind = number_blind;
  if found_ref is not null then
    return found_ref;
  end if;
  insert into public.people_person (ref, name, born, staff) values (new_ref, new_name, new_born, false)
    returning id into made;
  insert into public.people_personnumber (person_id, kind, sealed, blind)
    values (made, number_kind, number_sealed, number_blind);
  insert into public.people_account (ref, person_id) values (new_ref, made);
  return new_ref;
end $$;

create function person_without_number(new_ref text, new_name text, new_born date)
  returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare made bigint;
begin
  perform public.app_uid();
  insert into public.people_person (ref, name, born, staff) values (new_ref, new_name, new_born, false)
    returning id into made;
  insert into public.people_account (ref, person_id) values (new_ref, made);
  return new_ref;
end $$;

-- Staff are known by name to everybody who has signed in; they are entered by whoever keeps the organisation.
create function new_staff(new_ref text, new_name text) returns bigint language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare made bigint;
begin
  if public.my_organisations() = '{}' then
    raise exception 'keeps no organisation' using errcode = '42501';
  end if;
  insert into public.people_person (ref, name, staff) values (new_ref, new_name, true) returning id into made;
  insert into public.people_account (ref, person_id) values (new_ref, made);
  return made;
end $$;

-- On a clean install, run by the owner of the tables: the one who enters everybody else. Null when there is one.
create function first_administrator(refs text[], the_name text, organisation_name text, unit_name text,
                                    the_title text, the_telephone text)
  returns bigint language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  the_organisation bigint;
  the_unit bigint;
  the_person bigint;
  made bigint;
begin
  lock table public.people_organisation in share row exclusive mode;
  if exists (select from public.people_assignment a join public.people_unit u on u.id = a.unit_id
               join public.people_organisation o on o.id = u.organisation_id
              where o.kind = 'operator' and a.administers and a.valid @> public.app_now()) then
    return null;
  end if;
  insert into public.people_organisation (ref, name, kind, agreement, logotype_text)
    values (refs[1], organisation_name, 'operator', 'nationell', '') returning id into the_organisation;
  insert into public.people_unit (ref, organisation_id, name, kind, telephone, receives_requests)
    values (refs[2], the_organisation, unit_name, 'other', the_telephone, false) returning id into the_unit;
  insert into public.people_person (ref, name, staff) values (refs[3], the_name, true) returning id into the_person;
  insert into public.people_account (ref, person_id) values (refs[3], the_person);
  insert into public.people_assignment (ref, person_id, unit_id, title, telephone, receives, administers, valid)
    values (refs[4], the_person, the_unit, the_title, the_telephone, false, true,
            tstzrange(public.app_now(), null)) returning id into made;
  return made;
end $$;

-- Staff record how a guardianship was checked. Nobody can make oneself a guardian.
create function record_guardianship(
  child_ref text, guardian_ref text, capacity text, checked text, since timestamptz, until timestamptz)
  returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me bigint := public.app_uid();
  child bigint := (select id from public.people_person where ref = child_ref);
  guardian bigint := (select id from public.people_person where ref = guardian_ref);
begin
  if me in (child, guardian) or not exists (
    select from public.people_assignment a
     where a.id = public.app_assignment() and a.person_id = me and a.valid @> public.app_now()) then
    raise exception 'may not record a guardianship' using errcode = '42501';
  end if;
  if not exists (select from public.people_guardianship g where g.child_id = child
                  and g.guardian_id = guardian and g.valid @> public.app_now()) then
    insert into public.people_guardianship (child_id, guardian_id, authority, evidence, valid)
      values (child, guardian, capacity, checked, tstzrange(since, until));
  end if;
end $$;

revoke execute on function my_organisations(), operates(), new_staff(text, text),
  first_administrator(text[], text, text, text, text, text),
  person_for_number(text, date, text, text, text), person_without_number(text, text, date),
  record_guardianship(text, text, text, text, timestamptz, timestamptz) from public;
grant execute on function my_organisations(), operates() to samsyn_app, samsyn_reader;
grant execute on function new_staff(text, text),
  person_for_number(text, date, text, text, text), person_without_number(text, text, date),
  record_guardianship(text, text, text, text, timestamptz, timestamptz) to samsyn_app;

-- Columns are granted one by one: who keeps an organisation cannot make it the operator, move a unit to another
-- organisation, or hand a duty to another person.
alter table people_organisation enable row level security;
create policy seen on people_organisation for select to samsyn_app, samsyn_reader, samsyn_jobs using (true);
create policy added on people_organisation for insert to samsyn_app with check ((select operates()));
create policy kept on people_organisation for update to samsyn_app
  using (id = any((select my_organisations())::bigint[]));
grant select on people_organisation to samsyn_app, samsyn_reader, samsyn_jobs;
grant insert, update (name, agreement, logotype, logotype_text) on people_organisation to samsyn_app;

alter table people_unit enable row level security;
create policy seen on people_unit for select to samsyn_app, samsyn_reader, samsyn_jobs using (true);
create policy added on people_unit for insert to samsyn_app
  with check (organisation_id = any((select my_organisations())::bigint[]));
create policy kept on people_unit for update to samsyn_app
  using (organisation_id = any((select my_organisations())::bigint[]));
grant select on people_unit to samsyn_app, samsyn_reader, samsyn_jobs;
grant insert, update (name, kind, telephone, receives_requests, closed_at) on people_unit to samsyn_app;

alter table people_assignment enable row level security;
create policy seen on people_assignment for select to samsyn_app, samsyn_reader, samsyn_jobs using (true);
create policy added on people_assignment for insert to samsyn_app with check (unit_id in (
  select u.id from people_unit u where u.organisation_id = any((select my_organisations())::bigint[])));
create policy kept on people_assignment for update to samsyn_app using (unit_id in (
  select u.id from people_unit u where u.organisation_id = any((select my_organisations())::bigint[])));
grant select on people_assignment to samsyn_app, samsyn_reader, samsyn_jobs;
grant insert, update (title, telephone, receives, administers, valid) on people_assignment to samsyn_app;

alter table people_person enable row level security;
create policy seen on people_person for select to samsyn_app, samsyn_reader
  using (id = (select app_uid()) or staff or id in (
    select g.child_id from people_guardianship g
     where g.guardian_id = (select app_uid()) and g.valid @> app_now()));
grant select on people_person to samsyn_app, samsyn_reader;

alter table people_personnumber enable row level security;
create policy own on people_personnumber for select to samsyn_app, samsyn_reader
  using (person_id = (select app_uid()));
grant select on people_personnumber to samsyn_app, samsyn_reader;

alter table people_guardianship enable row level security;
create policy own on people_guardianship for select to samsyn_app, samsyn_reader
  using (child_id = (select app_uid()) or guardian_id = (select app_uid()));
grant select on people_guardianship to samsyn_app, samsyn_reader;

alter table people_account enable row level security;
create policy own on people_account for select to samsyn_app, samsyn_reader
  using (person_id = (select app_uid()));
grant select on people_account to samsyn_app, samsyn_reader;

alter table people_lookup enable row level security;
