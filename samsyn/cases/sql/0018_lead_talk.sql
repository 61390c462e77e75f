-- Whoever opens a family member's place leads the talk with that person, no longer than the case itself: in a worry that
-- nobody has been told of it expires as the rest does.
create or replace function _lead_talk(the_case bigint, the_person bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  talk bigint := (select s.id from public.cases_scope s
    where s.case_id = the_case and s.kind = 'talk' and s.owner_id = the_person
      and not exists (select from public.cases_access a where a.scope_id = s.id
                       and a.assignment_id is not null and a.valid @> public.app_now()));
begin
  if talk is not null and public.app_assignment() is not null then
    perform public._give(p.id, talk, upper(a.valid))
       from public.cases_place p join public.cases_access a on a.place_id = p.id and a.scope_id = p.scope_id
      where p.case_id = the_case and p.person_id = public.app_uid()
        and p.assignment_id = public.app_assignment() and p.valid @> public.app_now()
        and a.valid @> public.app_now();
  end if;
end $$;
