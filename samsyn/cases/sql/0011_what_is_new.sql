-- What is new: kept from a guardian whom the child does not want to see it. The mark is on a scope that this guardian
-- does not see, and so nowhere that this guardian can look.

create function _apart_of(the_base bigint, persons bigint[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  step public.cases_scope;
  here bigint;
  one bigint;
begin
  select s.* into step from public.cases_scope s where s.id = the_base;
  while step.kind = 'apart' loop
    persons := persons || step.without_id;
    select s.* into step from public.cases_scope s where s.id = step.base_id;
  end loop;
  here := step.id;
  for one in select distinct w from unnest(persons) w order by w loop
    here := coalesce((select s.id from public.cases_scope s where s.base_id = here and s.without_id = one),
                     public._new_apart(here, one));
  end loop;
  return here;
end $$;

create or replace function apart_scope(the_base bigint, the_place bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_hide();
  person bigint := (select p.person_id from public.cases_place p
    where p.id = the_place and p.case_id = the_case and p.valid @> public.app_now()
      and p.kind in ('guardian', 'representative', 'close') and p.person_id <> public.app_uid());
begin
  if person is null or not exists (select from public.cases_scope s
       where s.id = the_base and s.case_id = the_case and s.id = any(public.my_scopes())
         and s.kind in ('whole', 'question', 'family', 'apart')) then
    raise exception 'not the caller''s to keep' using errcode = '42501';
  end if;
  return public._apart_of(the_base, array[person]);
end $$;

-- Where what staff write begins. What the family writes begins where that one chose.
create function begins_in(the_scope bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.app_case();
  without bigint[];
begin
  if not the_scope = any(public.my_scopes()) or not exists (select from public.cases_scope s
       where s.id = the_scope and s.case_id = the_case and s.kind in ('whole', 'question'))
     or not public.my_kinds() && array['receiver', 'convener', 'coordinator', 'secretary', 'member'] then
    return the_scope;
  end if;
  select array_agg(s.without_id) into without
    from public.cases_scope s join public.cases_scope w on w.id = s.base_id
   where s.case_id = the_case and s.takes_new_from <= public.app_now() and w.kind = 'whole';
  return case when without is null then the_scope else public._apart_of(the_scope, without) end;
end $$;

-- Since then this guardian does not see what is new; null: does again. The child's to say, or the leader's instead.
create function keep_new(the_place bigint, since timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.app_case();
  person bigint;
  whole bigint;
begin
  if not public.my_kinds() && array['child', 'convener', 'coordinator'] then
    raise exception 'not the caller''s to decide' using errcode = '42501';
  end if;
  select p.person_id into person from public.cases_place p
   where p.id = the_place and p.case_id = the_case and p.kind = 'guardian' and p.person_id <> public.app_uid()
     and p.valid @> public.app_now();
  if person is null then
    raise exception 'no such guardian' using errcode = '42501';
  end if;
  whole := (select s.id from public.cases_scope s where s.case_id = the_case and s.kind = 'whole');
  if since is not null then
    whole := public._apart_of(whole, array[person]);
    update public.cases_scope s set takes_new_from = since where s.id = whole;
  else
    update public.cases_scope s set takes_new_from = null where s.base_id = whole and s.without_id = person;
  end if;
end $$;

-- Shortening harms nobody; lengthening is never decided by that guardian, nor by another one.
create or replace function close_content(the_place bigint, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_steer();
  place public.cases_place;
begin
  select p.* into place from public.cases_place p
   where p.id = the_place and p.case_id = the_case and p.kind = 'guardian' and p.valid @> public.app_now();
  if place.id is null or (coalesce(at, 'infinity') > coalesce(place.content_until, 'infinity')
       and (place.person_id = public.app_uid()
            or not public.my_kinds() && array['child', 'receiver', 'convener', 'coordinator'])) then
    raise exception 'not the caller''s to decide' using errcode = '42501';
  end if;
  update public.cases_place p set content_until = at where p.id = place.id;
  if at is not null then
    update public.cases_access a
       set valid = case when lower(a.valid) >= at then 'empty' else tstzrange(lower(a.valid), least(upper(a.valid), at)) end
      from public.cases_scope s
     where s.id = a.scope_id and s.kind in ('whole', 'question') and a.place_id = place.id
       and a.valid @> public.app_now();
  end if;
end $$;

revoke execute on function _apart_of(bigint, bigint[]), begins_in(bigint), keep_new(bigint, timestamptz) from public;
grant execute on function begins_in(bigint), keep_new(bigint, timestamptz) to samsyn_app;
