-- A worry that the family has not been told of expires also when somebody else goes on with it: nothing that the
-- successor has of it outlives what the one before had.
create or replace function _succeed(old public.cases_place, duty public.people_assignment) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  made bigint;
  the_end timestamptz := (
    select upper(a.valid) from public.cases_access a join public.cases_case c on c.id = a.case_id
     where a.place_id = old.id and a.scope_id = c.scope_id and a.valid @> public.app_now() limit 1);
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
  if the_end is not null then
    update public.cases_access a set valid = tstzrange(lower(a.valid), least(upper(a.valid), the_end))
     where a.place_id = made and a.valid @> public.app_now();
  end if;
  return made;
end $$;
