-- What the register says of a guardian is asked by those whose answers open, and by whoever leads: no party in the case
-- learns it, nor that there is nothing to learn.
create or replace function custody_record(child bigint, guardian bigint) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare the_case bigint := public.must_steer();
begin
  if 2 <> (
    select count(distinct p.person_id) from public.cases_place p
     where p.case_id = the_case and p.person_id in (child, guardian)
       and p.assignment_id is null and p.valid @> public.app_now()) then
    raise exception 'not in the case in focus' using errcode = '42501';
  end if;
  return (select r.said from public.gateways_custodyrecord r
           where r.child_id = child and r.guardian_id = guardian and r.valid @> public.app_now()
           order by r.id desc limit 1);
end $$;
