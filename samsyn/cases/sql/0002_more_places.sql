-- The same person goes on as something else (a receiver as convener, a member as secretary or coordinator).
create or replace function turn_place(the_place bigint, the_kind text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.cases_place p set kind = the_kind
   where p.id = the_place and p.case_id = public.must_steer() and p.valid @> public.app_now()
     and p.assignment_id is not null
     and the_kind in ('receiver', 'convener', 'coordinator', 'secretary', 'member', 'interpreter');
end $$;
