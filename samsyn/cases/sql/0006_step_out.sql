-- A party leaves: by one of its own, or by whoever leads. Those who lead do not leave so. Whoever stepped in while
-- nobody led goes out alone, when the one who led is back.
create or replace function leave_case(the_place bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  kinds constant text[] := array['receiver', 'secretary', 'member', 'interpreter'];
  place public.cases_place;
  one bigint;
begin
  select p.* into place from public.cases_place p
   where p.id = the_place and p.case_id = public.app_case() and p.kind = any(kinds || 'manager'::text)
     and p.scope_id = any(public.my_scopes()) and p.valid @> public.app_now();
  if place.id is null
     or not (public.my_kinds() && array['convener', 'coordinator']
             or (place.person_id = public.app_uid() and place.assignment_id = public.app_assignment())) then
    raise exception 'not the caller''s to end' using errcode = '42501';
  end if;
  if place.kind = 'manager' then
    perform public._end(place.id, false);
    return;
  end if;
  for one in select p.id from public.cases_place p
      where p.case_id = place.case_id and p.party_id = place.party_id and p.kind = any(kinds)
        and p.valid @> public.app_now() loop
    perform public._end(one, true);
  end loop;
end $$;
