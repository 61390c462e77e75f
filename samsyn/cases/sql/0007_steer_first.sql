-- Who asks is checked before any row is looked at: within one statement the planner may look at the row first.
create or replace function turn_place(the_place bigint, the_kind text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare the_case bigint := public.must_steer();
begin
  update public.cases_place p set kind = the_kind
   where p.id = the_place and p.case_id = the_case and p.valid @> public.app_now()
     and p.assignment_id is not null
     and the_kind in ('receiver', 'convener', 'coordinator', 'secretary', 'member', 'interpreter');
end $$;
