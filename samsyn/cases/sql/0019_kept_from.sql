-- For the one it is kept from, the case stands still: from the moment two have agreed on a protection against somebody
-- who is in the case, whatever is written there begins in a scope without that one (docs/adr/0031). Done by the
-- tables themselves, so that no page, list or outlet can forget it.

-- Whom something is protected against, but for the one who acts: what that one writes, that one sees.
create function _kept_away(the_case bigint) returns bigint[]
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array_agg(distinct p.person_id)
    from (select distinct on (t.place_id) t.grade, t.away_from_id
            from public.cases_protection t join public.cases_countersign k on k.id = t.countersign_id
           where t.case_id = the_case and k.agreed
           order by t.place_id, t.id desc) newest
    join public.cases_place p on p.id = newest.away_from_id
   where newest.grade <> 'none'
     and p.person_id::text is distinct from nullif(current_setting('app.uid', true), '')
$$;

-- The scope itself, or the one like it without those it is kept from. What is one's own, a unit's own, a talk's or the
-- leaders' is nobody's to see anyhow.
create function _begins_without(the_scope bigint, persons bigint[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if persons is null or not exists (select from public.cases_scope s
       where s.id = the_scope and s.kind in ('frame', 'whole', 'question', 'family', 'apart')
         and (s.kind <> 'question' or exists (select from public.cases_access a
                where a.scope_id = s.id and a.person_id = any(persons)))) then
    return the_scope;
  end if;
  return public._apart_of(the_scope, persons);
end $$;

-- Every row of a case as it is written, and as it is handed in from what was one's own. A child that has not taken its
-- second step writes where it chose: it could not read the row back.
create function _begin_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  persons bigint[] := public._kept_away(new.case_id);
  above record;
  there bigint;
  target bigint;
begin
  if persons is null or (tg_op = 'UPDATE' and (select count(distinct coalesce(s.root_id, s.id)) = 1
       from public.cases_scope s where s.id in (old.scope_id, new.scope_id))) then
    return new;
  end if;
  target := public._begins_without(new.scope_id, persons);
  for above in select c.confrelid::regclass as parent, a.attname as col
                 from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                where c.conrelid = tg_relid and c.contype = 'f' and cardinality(c.conkey) = 3 loop
    execute format('select scope_id from %s where id = $1', above.parent)
       into there using (to_jsonb(new) ->> above.col)::bigint;
    target := case when there = target then there when there is not null then new.scope_id else target end;
  end loop;
  if nullif(current_setting('app.uid', true), '') is null or target = any(public.my_scopes()) then
    new.scope_id := target;
  end if;
  return new;
end $$;

do $$ declare t text; begin
  for t in select y.tablename from pg_policies y
     where y.schemaname = 'public' and y.policyname = 'scoped' and y.tablename !~ '^audit_'
       and y.tablename not in ('cases_case', 'cases_scope', 'cases_access', 'cases_party', 'cases_place',
                               'cases_question') loop
    execute format('create trigger begins_apart before insert or update of scope_id on %I'
                   ' for each row execute function _begin_apart()', t);
  end loop;
end $$;

-- Who is new, that one does not learn; somebody more from a unit that it knows already, it does.
create function _join_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare persons bigint[] := public._kept_away(new.case_id);
begin
  if persons is not null and not coalesce(new.person_id = any(persons), false) then
    new.scope_id := public._begins_without(new.scope_id, persons);
  end if;
  return new;
end $$;
create trigger begins_apart before insert on cases_party for each row execute function _join_apart();

create function _sit_with_party() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.scope_id := (select p.scope_id from public.cases_party p where p.id = new.party_id);
  return new;
end $$;
create trigger begins_apart before insert on cases_place for each row execute function _sit_with_party();

-- A reading by one whom it does not know of would tell of that one.
create function _read_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.cases_place p join public.cases_scope s on s.id = p.scope_id
       where p.case_id = new.case_id and p.person_id = new.person_id and p.assignment_id = new.assignment_id
         and s.kind = 'apart') then
    new.scope_id := public._apart_of(new.scope_id, (select array_agg(distinct s.without_id)
      from public.cases_place p join public.cases_scope s on s.id = p.scope_id
     where p.case_id = new.case_id and p.person_id = new.person_id and p.assignment_id = new.assignment_id
       and s.kind = 'apart'));
  end if;
  return new;
end $$;
create trigger kept_from before insert on audit_reading for each row
  when (new.assignment_id is not null and new.scope_id is not null) execute function _read_apart();

-- The scopes are made beforehand: what a statement writes is asked about as the scopes were when it began.
create function _make_apart_scopes(the_case bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  persons bigint[] := public._kept_away(the_case);
  one bigint;
  s bigint;
begin
  if persons is null then
    return;
  end if;
  for s in select x.id from public.cases_scope x where x.case_id = the_case
      and x.kind in ('frame', 'whole', 'question', 'family', 'apart') order by x.id loop
    perform public._apart_of(s, persons);
    foreach one in array persons loop
      perform public._apart_of(s, array[one]);
    end loop;
  end loop;
end $$;

create function _scopes_follow() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.cases_protection t
     set (stage, plan_in_force) = (
       select coalesce(b.stage, r.stage), coalesce(b.plan_in_force, c.plan_in_force)
         from public.cases_case c
         join lateral (select x.stage from public.cases_round x where x.case_id = c.id
                        order by x.number desc limit 1) r on true
         left join lateral (select e.grade, e.away_from_id, e.stage, e.plan_in_force
                              from public.cases_protection e join public.cases_countersign k on k.id = e.countersign_id
                             where e.case_id = c.id and e.place_id = t.place_id and e.id < t.id and k.agreed
                             order by e.id desc limit 1) b
                on b.grade <> 'none' and b.away_from_id = t.away_from_id
        where c.id = t.case_id)
   where t.countersign_id = new.id and t.away_from_id is not null and t.grade <> 'none';
  perform public._make_apart_scopes(new.case_id);
  return null;
end $$;
create trigger kept_from after update of agreed on cases_countersign for each row
  when (new.agreed and new.what = 'protect') execute function _scopes_follow();

create function _scope_follows() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare persons bigint[] := public._kept_away(new.case_id);
begin
  if persons is not null then
    perform public._apart_of(new.id, persons);
  end if;
  return null;
end $$;
create trigger kept_from after insert on cases_scope for each row
  when (new.kind = 'apart') execute function _scope_follows();

-- A new question has a scope of its own, which is not opened to that one; a child that did not ask it opens it with the
-- second step.
create or replace function new_question_scope(the_question bigint) returns bigint language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_steer();
  made bigint := public._new_scope(the_case, 'question', the_question, null, null, public._random_ref());
  persons bigint[] := public._kept_away(the_case);
begin
  if persons is not null and not public.my_kinds() && array['child'] then
    update public.cases_scope s set locked = true where s.id = made;
  end if;
  perform public._give(a.place_id, made, upper(a.valid))
     from public.cases_access a join public.cases_scope s on s.id = a.scope_id
    where a.case_id = the_case and s.kind = 'family' and a.valid @> public.app_now()
      and not coalesce(a.person_id = any(persons), false);
  return made;
end $$;

-- How far the case had come, for the one it is kept from, and for a child that has not taken its second step; null to
-- everybody else.
create function still_case(the_case bigint) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare me bigint := public.app_uid();
begin
  if public.app_assignment() is not null then
    return null;
  end if;
  return (
    select jsonb_build_object('stage', newest.stage, 'plan', newest.plan_in_force)
      from (select distinct on (t.place_id) t.id, t.grade, t.away_from_id, t.stage, t.plan_in_force
              from public.cases_protection t join public.cases_countersign k on k.id = t.countersign_id
             where t.case_id = the_case and k.agreed
             order by t.place_id, t.id desc) newest
     where newest.grade <> 'none' and newest.stage <> '' and exists (
       select from public.cases_place p where p.case_id = the_case and p.person_id = me and p.assignment_id is null
          and (p.id = newest.away_from_id
               or (p.kind = 'child'
                   and current_setting('app.unlocked', true) is distinct from me || ':' || the_case)))
     order by newest.id limit 1);
end $$;

-- What the log says of all this begins there too; the line is written with the scope it lies in.
alter function _append_event(text, bigint, bigint, text, text, jsonb) rename to _append_line;
create function _append_event(the_chain text, the_case bigint, the_scope bigint, the_verb text,
                              the_subject text, vals jsonb) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare persons bigint[] := case when the_case is not null then public._kept_away(the_case) end;
begin
  if persons is null then
    return public._append_line(the_chain, the_case, the_scope, the_verb, the_subject, vals);
  end if;
  return public._append_line(the_chain, the_case, public._begins_without(the_scope, persons), the_verb, the_subject,
    (select coalesce(jsonb_agg(v || jsonb_build_object('scope',
              public._begins_without((v ->> 'scope')::bigint, persons)) order by i), '[]')
       from jsonb_array_elements(vals) with ordinality as e(v, i)));
end $$;

-- Whoever comes in is let into the case's frame, wherever the place itself lies.
create or replace function open_place(the_place bigint) returns bigint
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
  perform public._give(the_place, (select c.scope_id from public.cases_case c where c.id = the_case), null);
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

-- A party that it knew of is shown to it no more, or again: to that one, as if the party had left. For whoever leads.
create function show_party(party_ref text, shown boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.app_case();
  frame bigint := (select c.scope_id from public.cases_case c where c.id = the_case);
  persons bigint[] := public._kept_away(the_case);
  party public.cases_party;
begin
  select p.* into party from public.cases_party p
   where p.ref = party_ref and p.case_id = the_case and p.unit_id is not null;
  if party.id is null or (persons is null and not shown)
     or not public.my_kinds() && array['receiver', 'convener', 'coordinator'] then
    raise exception 'not the caller''s to decide' using errcode = '42501';
  end if;
  if not shown then
    frame := public._begins_without(frame, persons);
  end if;
  update public.cases_party p set scope_id = frame where p.id = party.id;
  update public.cases_place p set scope_id = frame where p.party_id = party.id;
end $$;

revoke execute on function _kept_away(bigint), _begins_without(bigint, bigint[]), _begin_apart(), _join_apart(),
  _sit_with_party(), _read_apart(), _make_apart_scopes(bigint), _scopes_follow(), _scope_follows(),
  _append_event(text, bigint, bigint, text, text, jsonb), show_party(text, boolean), still_case(bigint) from public;
grant execute on function show_party(text, boolean) to samsyn_app;
grant execute on function still_case(bigint) to samsyn_app, samsyn_reader;
