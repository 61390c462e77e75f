-- How a protected person is reached is read through this function alone: by one who leads, in the duty for which a
-- second person has said yes, within the minutes.
revoke select on safety_safecontact from samsyn_app, samsyn_reader;
grant select (id, ref, case_id, scope_id, place_id, written_by_id, at) on safety_safecontact
  to samsyn_app, samsyn_reader;

create function opened_contacts()
  returns table (ref text, place_id bigint, sealed_words text, at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.cases_countersign k
       where k.case_id = public.app_case() and k.what = 'open' and k.agreed and k.ends_at > public.app_now()
         and k.asked_by_id = public.app_assignment() and k.scope_id = any(public.my_scopes())) then
    return;
  end if;
  return query
  select distinct on (c.place_id) c.ref::text, c.place_id, c.sealed_words::text, c.at
    from public.safety_safecontact c
   where c.case_id = public.app_case() and c.scope_id = any(public.my_scopes())
   order by c.place_id, c.id desc;
end $$;

revoke execute on function opened_contacts() from public;
grant execute on function opened_contacts() to samsyn_app, samsyn_reader;
