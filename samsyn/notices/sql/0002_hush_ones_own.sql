-- A party takes back what was to be told to itself, and nobody else's: that is for the family and whoever leads.
create or replace function hush(the_place bigint, kinds text[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  perform public._in_focus(the_place, (select p.scope_id from public.cases_place p where p.id = the_place));
  if not exists (select from public.cases_place p where p.id = the_place and p.person_id = public.app_uid()
                    and p.assignment_id is not distinct from public.app_assignment()) then
    perform public.must_steer();
  end if;
  perform public._stop_notices(the_place, kinds, 'answered');
end $$;
