-- What those who lead keep about safety: a scope of its own, which follows whoever leads or takes in requests, and
-- in which nobody in the family ever has access.

create unique index cases_scope_one_staff on cases_scope (case_id) where kind = 'staff';

create function _staff_scope(the_case bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare made bigint;
begin
  insert into public.cases_scope (ref, case_id, kind) values (public._random_ref(), the_case, 'staff')
    on conflict (case_id) where kind = 'staff' do nothing returning id into made;
  if made is null then
    return (select s.id from public.cases_scope s where s.case_id = the_case and s.kind = 'staff');
  end if;
  perform public._give(p.id, made, upper(a.valid))
     from public.cases_place p
     join public.cases_case c on c.id = p.case_id
     join public.cases_access a on a.place_id = p.id and a.scope_id = c.scope_id and a.valid @> public.app_now()
    where p.case_id = the_case and p.kind in ('receiver', 'convener', 'coordinator')
      and p.assignment_id is not null and p.valid @> public.app_now();
  return made;
end $$;

-- Whoever comes to lead has it, by whichever way; whoever goes on as something else has it no more.
create function _keep_staff_scope() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare staff bigint := (select s.id from public.cases_scope s where s.case_id = new.case_id and s.kind = 'staff');
begin
  if staff is null or new.assignment_id is null or not new.valid @> public.app_now() then
    return null;
  elsif new.kind in ('receiver', 'convener', 'coordinator') then
    perform public._give(new.id, staff, upper(new.valid));
  else
    update public.cases_access a
       set valid = case when lower(a.valid) >= public.app_now() then 'empty'
                        else tstzrange(lower(a.valid), public.app_now()) end
     where a.place_id = new.id and a.scope_id = staff and a.valid @> public.app_now();
  end if;
  return null;
end $$;
create trigger staff_scope_comes after insert on cases_place for each row
  when (new.kind in ('receiver', 'convener', 'coordinator')) execute function _keep_staff_scope();
create trigger staff_scope_follows after update on cases_place for each row
  when (old.kind is distinct from new.kind) execute function _keep_staff_scope();

-- Staff's looking at it is written there too: in the family's own scope it would tell that there is something.
create function _keep_reading_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.scope_id := public._staff_scope(new.case_id);
  return new;
end $$;
create trigger safety_apart before insert on audit_reading for each row
  when (new.part = 'safety' and new.assignment_id is not null) execute function _keep_reading_apart();

create function staff_scope() returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not public.my_kinds() && array['receiver', 'convener', 'coordinator'] then
    raise exception 'does not lead the case in focus' using errcode = '42501';
  end if;
  return public._staff_scope(public.app_case());
end $$;

-- Somebody must not know where somebody is: the case waits. Whoever says so need not lead, and sees nothing of it.
create function halt_case() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_steer();
  staff bigint := public._staff_scope(the_case);
begin
  insert into public.cases_halt (ref, case_id, scope_id, since)
  select public._random_ref(), the_case, staff, public.app_now()
   where not exists (select from public.cases_halt h where h.case_id = the_case and h.lifted_at is null);
end $$;

-- A second person at the same body is asked; never the one who asks, also not in another duty.
create function ask_second(the_ref text, the_what text, second_ref text, minutes integer) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  staff bigint := public.staff_scope();
  duty public.people_assignment := public._at_work(second_ref);
  made bigint;
begin
  if duty.person_id = public.app_uid()
     or not exists (select from public.people_assignment a
          join public.people_unit ours on ours.id = a.unit_id
          join public.people_unit theirs on theirs.organisation_id = ours.organisation_id
         where a.id = public.app_assignment() and theirs.id = duty.unit_id) then
    raise exception 'not a second person' using errcode = '42501';
  end if;
  insert into public.cases_countersign (ref, case_id, scope_id, what, asked_by_id, second_id, asked_at, ends_at)
  values (the_ref, public.app_case(), staff, the_what, public.app_assignment(), duty.id, public.app_now(),
          public.app_now() + make_interval(mins => minutes))
  returning id into made;
  return made;
end $$;

-- What waits for me as a second person: no name of anybody in the case, no content.
create function asked_of_me()
  returns table (ref text, number text, what text, grade text, asked_by text, unit text, asked_at timestamptz,
                 ends_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select k.ref::text, c.number::text, k.what::text, t.grade::text, h.name::text, u.name::text, k.asked_at, k.ends_at
    from public.cases_countersign k
    join public.cases_case c on c.id = k.case_id
    join public.people_assignment mine on mine.id = k.second_id
    join public.people_assignment a on a.id = k.asked_by_id
    join public.people_person h on h.id = a.person_id
    join public.people_unit u on u.id = a.unit_id
    left join public.cases_protection t on t.countersign_id = k.id
   where k.second_id = public.app_assignment() and mine.person_id = public.app_uid()
     and mine.valid @> public.app_now() and k.answered_at is null
     and (k.ends_at is null or k.ends_at > public.app_now())
   order by k.id;
end $$;

create function answer_second(the_ref text, agrees boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare asked public.cases_countersign;
begin
  if not exists (select from public.asked_of_me() q where q.ref = the_ref) then
    raise exception 'not asked of the one who acts' using errcode = '42501';
  end if;
  update public.cases_countersign k set answered_at = public.app_now(), agreed = agrees
   where k.ref = the_ref and k.answered_at is null returning * into asked;
  if asked.id is null then
    raise exception 'answered already' using errcode = '42501';
  end if;
  perform public._append_event('case:' || asked.case_id, asked.case_id, asked.scope_id,
    case when agrees then 'countersign' else 'refuse_countersign' end, asked.ref, '[]');
end $$;

-- For the one that sends, asked once more when something leaves: nothing is sent in a protected case, but the
-- neutral notice to the one it is kept from.
create function nothing_is_sent(the_case bigint, the_place bigint) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(bool_or(newest.grade <> 'none'), false)
         and not coalesce(bool_or(newest.grade <> 'none' and newest.away_from_id = the_place), false)
    from (select distinct on (t.place_id) t.grade, t.away_from_id
            from public.cases_protection t join public.cases_countersign k on k.id = t.countersign_id
           where t.case_id = the_case and k.agreed
           order by t.place_id, t.id desc) newest
$$;

revoke execute on function _staff_scope(bigint), _keep_staff_scope(), _keep_reading_apart(), staff_scope(),
  halt_case(), ask_second(text, text, text, integer), asked_of_me(), answer_second(text, boolean),
  nothing_is_sent(bigint, bigint) from public;
grant execute on function asked_of_me() to samsyn_app, samsyn_reader;
grant execute on function staff_scope(), halt_case(), ask_second(text, text, text, integer),
  answer_second(text, boolean) to samsyn_app;
grant execute on function nothing_is_sent(bigint, bigint) to samsyn_jobs;

-- Who asked and who agreed is written by the functions above alone.
revoke insert on cases_halt, cases_countersign from samsyn_app;
