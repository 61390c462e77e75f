-- Is somebody in the case in focus protected? Told to those who have a duty in the case, so that none of them writes an
-- address; never to a family, for which a form that differed would tell.
create function case_is_protected() returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if public.app_assignment() is null or public.my_kinds() = '{}' then
    return false;
  end if;
  return exists (
    select from (select distinct on (t.place_id) t.grade
                   from public.cases_protection t join public.cases_countersign k on k.id = t.countersign_id
                  where t.case_id = public.app_case() and k.agreed
                  order by t.place_id, t.id desc) newest
     where newest.grade <> 'none');
end $$;

revoke execute on function case_is_protected() from public;
grant execute on function case_is_protected() to samsyn_app;
