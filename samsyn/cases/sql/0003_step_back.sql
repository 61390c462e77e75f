-- Whoever signalled steps back from the case in focus: what is left is the own unit's scope, where the signal and
-- the answer to it lie. Not even who is in the case is seen any more; only one's own place can be left so.
create function step_back() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.app_case();
  mine bigint;
  own bigint;
begin
  select p.id, s.id into mine, own
    from public.cases_place p
    join public.people_assignment a on a.id = p.assignment_id
    join public.cases_scope s on s.case_id = p.case_id and s.kind = 'party' and s.unit_id = a.unit_id
   where p.case_id = the_case and p.person_id = public.app_uid()
     and p.assignment_id = public.app_assignment() and p.valid @> public.app_now();
  if mine is null then
    raise exception 'no place of one''s own in the case in focus' using errcode = '42501';
  end if;
  update public.cases_access a
     set valid = case when lower(a.valid) >= public.app_now() then 'empty'
                      else tstzrange(lower(a.valid), public.app_now()) end
   where a.case_id = the_case and a.place_id = mine and a.scope_id <> own and a.valid @> public.app_now();
  update public.cases_place p
     set valid = case when lower(p.valid) >= public.app_now() then 'empty'
                      else tstzrange(lower(p.valid), public.app_now()) end
   where p.id = mine;
end $$;

revoke execute on function step_back() from public;
grant execute on function step_back() to samsyn_app;
