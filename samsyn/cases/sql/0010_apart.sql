-- Apart scopes: one thing kept from one in the family. Access to an apart scope is the base's, row for row, without one
-- person; locked scopes are opened by the child with a second step (docs/adr/0029).

alter table cases_scope add foreign key (base_id, case_id) references cases_scope (id, case_id);
alter table cases_scope add foreign key (root_id, case_id) references cases_scope (id, case_id);
create unique index cases_scope_apart_once on cases_scope (base_id, without_id) where base_id is not null;
create index cases_access_mirrors on cases_access (mirrors_id) where mirrors_id is not null;
do $$ declare old text := (select i.indexname from pg_indexes i
  where i.tablename = 'cases_access' and i.indexdef like '%INCLUDE (scope_id, assignment_id, valid)%');
begin
  execute format('drop index %I', old);
end $$;
create index on cases_access (person_id, case_id) include (scope_id, assignment_id, valid, locked);

-- What is locked is seen in the case that `app.unlocked` names ("person:case"), after the child's own second step.
create or replace function my_scopes() returns bigint[] language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  me bigint := public.app_uid();
  duty bigint := public.app_assignment();
  focus bigint := public.app_case();
  opened text := current_setting('app.unlocked', true);
  mine bigint[];
begin
  if duty is not null and not exists (
    select from public.people_assignment a
     where a.id = duty and a.person_id = me and a.valid @> public.app_now()) then
    return '{}';
  end if;
  if focus is null then
    select array_agg(a.scope_id) into mine from public.cases_access a
     where a.person_id = me and a.assignment_id is not distinct from duty and a.valid @> public.app_now()
       and (not a.locked or opened = me || ':' || a.case_id);
  else
    select array_agg(a.scope_id) into mine from public.cases_access a
     where a.person_id = me and a.case_id = focus
       and a.assignment_id is not distinct from duty and a.valid @> public.app_now()
       and (not a.locked or opened = me || ':' || focus);
  end if;
  return coalesce(mine, '{}');  -- null would hide without a word
end $$;

-- Access never outlives its place; content no longer than the place's `content_until`. An apart scope follows its base by
-- itself: it is never given.
create or replace function _give(the_place bigint, the_scope bigint, until timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  place public.cases_place;
  scope public.cases_scope;
  the_end timestamptz;
begin
  select p.* into place from public.cases_place p where p.id = the_place;
  select s.* into scope from public.cases_scope s where s.id = the_scope;
  the_end := least(until, upper(place.valid),
                   case when scope.kind in ('whole', 'question') then place.content_until end);
  if scope.kind = 'apart' or the_end <= public.app_now() then
    return;
  end if;
  update public.cases_access a set valid = tstzrange(lower(a.valid), the_end)
   where a.place_id = the_place and a.scope_id = the_scope and a.valid @> public.app_now();
  if not found then
    insert into public.cases_access (case_id, scope_id, place_id, person_id, assignment_id, valid, locked)
    values (place.case_id, the_scope, place.id, place.person_id, place.assignment_id,
            tstzrange(public.app_now(), the_end), scope.locked and place.kind = 'child');
  end if;
end $$;

-- What is done to access to a base is done to every apart scope above it, whoever does it. A statement that changes nothing
-- stops the descent.
create function mirror_made() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from made) then
    insert into public.cases_access (case_id, scope_id, place_id, person_id, assignment_id, valid, locked, mirrors_id)
    select m.case_id, s.id, m.place_id, m.person_id, m.assignment_id, m.valid, p.kind = 'child', m.id
      from made m join public.cases_scope s on s.base_id = m.scope_id and s.without_id <> m.person_id
      join public.cases_place p on p.id = m.place_id;
  end if;
  return null;
end $$;

create function mirror_moved() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from moved) then
    update public.cases_access a set valid = m.valid from moved m where a.mirrors_id = m.id;
  end if;
  return null;
end $$;

create trigger mirror_made after insert on cases_access referencing new table as made
  for each statement execute function mirror_made();
create trigger mirror_moved after update on cases_access referencing new table as moved
  for each statement execute function mirror_moved();

create or replace function end_access(the_place bigint, scopes bigint[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare the_case bigint := public.must_steer();
begin
  update public.cases_access a
     set valid = case when lower(a.valid) >= public.app_now() then 'empty'
                      else tstzrange(lower(a.valid), public.app_now()) end
   where a.case_id = the_case and a.place_id = the_place and a.scope_id = any(scopes) and a.mirrors_id is null
     and a.scope_id = any(public.my_scopes()) and a.valid @> public.app_now();
end $$;

-- Who may keep something from somebody: the child, and staff who take part. Raises otherwise.
create function must_hide() returns bigint language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not public.my_kinds() && array['child', 'receiver', 'convener', 'coordinator', 'secretary', 'member'] then
    raise exception 'may keep nothing from anybody here' using errcode = '42501';
  end if;
  return public.app_case();
end $$;

create function _new_apart(the_base bigint, person bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare made bigint;
begin
  insert into public.cases_scope (ref, case_id, kind, question, base_id, root_id, without_id, locked)
  select public._random_ref(), b.case_id, 'apart', b.question, b.id, coalesce(b.root_id, b.id), person, true
    from public.cases_scope b where b.id = the_base
  returning id into made;
  insert into public.cases_access (case_id, scope_id, place_id, person_id, assignment_id, valid, locked, mirrors_id)
  select a.case_id, made, a.place_id, a.person_id, a.assignment_id, a.valid, p.kind = 'child', a.id
    from public.cases_access a join public.cases_place p on p.id = a.place_id
   where a.scope_id = the_base and a.person_id <> person;
  return made;
end $$;

-- The scope like `the_base` but without that family member too; the same one each time, in whatever order one asks.
create function apart_scope(the_base bigint, the_place bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_hide();
  step public.cases_scope;
  person bigint := (select p.person_id from public.cases_place p
    where p.id = the_place and p.case_id = the_case and p.valid @> public.app_now()
      and p.kind in ('guardian', 'representative', 'close') and p.person_id <> public.app_uid());
  without bigint[];
  here bigint;
  found bigint;
begin
  select s.* into step from public.cases_scope s
   where s.id = the_base and s.case_id = the_case and s.id = any(public.my_scopes());
  if person is null or step.id is null or not step.kind in ('whole', 'question', 'family', 'apart') then
    raise exception 'not the caller''s to keep' using errcode = '42501';
  end if;
  without := array[person];
  while step.kind = 'apart' loop
    without := without || step.without_id;
    select s.* into step from public.cases_scope s where s.id = step.base_id;
  end loop;
  here := step.id;
  for person in select distinct w from unnest(without) w order by w loop
    found := (select s.id from public.cases_scope s where s.base_id = here and s.without_id = person);
    here := coalesce(found, public._new_apart(here, person));
  end loop;
  return here;
end $$;

-- The refs of rows and of all that lies below them: the tables whose composite key holds them in their parent's scope.
create function _subtree(the_table regclass, ids bigint[]) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  refs text[];
  below record;
  children bigint[];
begin
  execute format('select coalesce(array_agg(ref), ''{}'') from %s where id = any($1)', the_table) into refs using ids;
  for below in select c.conrelid::regclass as child,
                      (select a.attname from pg_attribute a where a.attrelid = c.conrelid and a.attnum = c.conkey[1]) as col
                 from pg_constraint c where c.contype = 'f' and c.confrelid = the_table and cardinality(c.conkey) = 3 loop
    execute format('select array_agg(id) from %s where %I = any($1)', below.child, below.col) into children using ids;
    if children is not null then
      refs := refs || public._subtree(below.child, children);
    end if;
  end loop;
  return refs;
end $$;

-- Moves a row, all below it, and what the log says of them, between scopes of one root that the caller sees.
create function move_row(the_table text, row_ref text, the_scope bigint) returns text[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_hide();
  mine bigint[] := public.my_scopes();
  target public.cases_scope;
  the_id bigint;
  the_source bigint;
  refs text[];
  family bigint[];
begin
  if the_table !~ '^[a-z_]+$' or the_table ~ '^(audit|cases)_' or not exists (select from pg_policies y
       where y.schemaname = 'public' and y.tablename = the_table and y.policyname = 'scoped') then
    raise exception 'nothing that is moved' using errcode = '42501';
  end if;
  execute format('select id, scope_id from public.%I where ref = $1 and case_id = $2', the_table)
     into the_id, the_source using row_ref, the_case;
  select s.* into target from public.cases_scope s where s.id = the_scope and s.case_id = the_case;
  select array_agg(s.id) into family from public.cases_scope s
   where s.case_id = the_case and coalesce(s.root_id, s.id) = coalesce(target.root_id, target.id);
  if the_id is null or not the_source = any(mine) or not target.id = any(mine) or not the_source = any(family) then
    raise exception 'not the caller''s to move' using errcode = '42501';
  end if;
  execute format('update public.%I set scope_id = $1 where id = $2', the_table) using the_scope, the_id;
  refs := public._subtree(format('public.%I', the_table)::regclass, array[the_id]);
  perform public._move_events(the_case, refs, target, family);
  return refs;
end $$;

-- What the log says of a hidden thing is hidden with it, and comes back to where it was written when it is shown again.
-- That something was hidden or shown stays where that was written.
create function _move_events(the_case bigint, refs text[], target public.cases_scope, family bigint[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  frame bigint := (select c.scope_id from public.cases_case c where c.id = the_case);
  kept constant text[] := array['hide', 'show_again', 'show_together'];
begin
  update public.audit_eventvalue v set scope_id = target.id from public.audit_event e
   where v.event_id = e.id and e.case_id = the_case and e.subject = any(refs)
     and not e.verb = any(kept) and v.scope_id = any(family);
  update public.audit_event e
     set scope_id = case when target.kind <> 'apart' and (e.line::jsonb ->> 8)::bigint = frame then frame
                         else target.id end
   where e.case_id = the_case and e.subject = any(refs) and not e.verb = any(kept)
     and e.scope_id = any(family || frame);
end $$;

drop trigger append_only on audit_event;
create trigger append_only before delete or update of id, at, chain, seq, case_id, person_id, assignment_id, verb, subject,
    line, prev, hash on audit_event
  for each row execute function refuse_change();

-- An event about a hidden thing lies with it: the frame would tell that something was written.
create or replace function write_event(the_verb text, the_subject text, the_scope bigint, vals jsonb) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.app_case();
  mine bigint[] := public.my_scopes();
  hidden bigint := (select max(s.id) from public.cases_scope s
    where s.kind = 'apart' and s.id in (select (v ->> 'scope')::bigint from jsonb_array_elements(vals) v));
begin
  if the_case is null or not the_scope = any(mine)
     or exists (select from jsonb_array_elements(vals) v where not (v ->> 'scope')::bigint = any(mine)) then
    raise exception 'not in the scopes of the one who acts' using errcode = '42501';
  end if;
  if hidden is not null and exists (select from public.cases_case c where c.id = the_case and c.scope_id = the_scope) then
    the_scope := hidden;
  end if;
  return public._append_event('case:' || the_case, the_case, the_scope, the_verb, the_subject, vals);
end $$;

-- The child's own room: a scope that only the child sees, and only after the second step. Nobody can see that it is there.
create function private_room() returns bigint language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.app_case();
  mine public.cases_place;
  found bigint;
begin
  select p.* into mine from public.cases_place p
   where p.case_id = the_case and p.person_id = public.app_uid() and p.assignment_id is null
     and public.app_assignment() is null and p.kind in ('child', 'person') and p.valid @> public.app_now();
  if mine.id is null then
    raise exception 'no room of one''s own here' using errcode = '42501';
  end if;
  found := (select s.id from public.cases_scope s
             where s.case_id = the_case and s.kind = 'one' and s.locked and s.owner_id = mine.person_id);
  if found is null then
    insert into public.cases_scope (ref, case_id, kind, owner_id, locked)
    values (public._random_ref(), the_case, 'one', mine.person_id, true) returning id into found;
    perform public._give(mine.id, found, null);
  end if;
  return found;
end $$;

-- How long a guardian reads content: until then, or (null) as long as the place lasts. Never decided by that guardian.
create function close_content(the_place bigint, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare the_case bigint := public.app_case();
begin
  if not public.my_kinds() && array['child', 'receiver', 'convener', 'coordinator'] then
    raise exception 'not the caller''s to decide' using errcode = '42501';
  end if;
  update public.cases_place p set content_until = at
   where p.id = the_place and p.case_id = the_case and p.kind = 'guardian' and p.person_id <> public.app_uid()
     and p.valid @> public.app_now();
  if found and at is not null then
    update public.cases_access a
       set valid = case when lower(a.valid) >= at then 'empty'
                        else tstzrange(lower(a.valid), least(upper(a.valid), greatest(at, lower(a.valid)))) end
      from public.cases_scope s
     where s.id = a.scope_id and s.kind in ('whole', 'question') and a.place_id = the_place
       and a.valid @> public.app_now();
  end if;
end $$;

-- A grown-up's things are locked to nobody.
create or replace function come_of_age() returns bigint
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
  update public.cases_access a set locked = false where a.place_id = made and a.locked;
  return made;
end $$;

-- Whose reading: the scope of one's own that is not locked.
create or replace function note_readings(cases bigint[], parts text[], was_granted boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me bigint := public.app_uid();
  duty bigint := public.app_assignment();
begin
  insert into public.audit_reading (at, person_id, assignment_id, unit_id, case_id, scope_id, part, granted)
  select public.app_now(), me, duty, (select a.unit_id from public.people_assignment a where a.id = duty),
         r.the_case,
         (select s.id from public.cases_scope s where s.case_id = r.the_case and not s.locked
            and ((duty is null and s.kind = 'one' and s.owner_id = me) or (duty is not null and s.kind = 'family'))),
         r.part, was_granted
    from unnest(cases, parts) as r(the_case, part);
end $$;

revoke execute on function mirror_made(), mirror_moved(), must_hide(), _new_apart(bigint, bigint),
  apart_scope(bigint, bigint), _subtree(regclass, bigint[]), move_row(text, text, bigint),
  _move_events(bigint, text[], public.cases_scope, bigint[]), private_room(), close_content(bigint, timestamptz)
  from public;
grant execute on function apart_scope(bigint, bigint), move_row(text, text, bigint), private_room(),
  close_content(bigint, timestamptz) to samsyn_app;
