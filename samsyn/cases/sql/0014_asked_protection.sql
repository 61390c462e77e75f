-- What a second person says yes to is what was asked: a protection hangs on a question about just that, asked by the
-- one who writes it and not answered yet.
create function _protection_is_asked() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.cases_countersign k
       where k.id = new.countersign_id and k.case_id = new.case_id and k.what = 'protect'
         and k.asked_by_id = public.app_assignment() and k.answered_at is null) then
    raise exception 'not asked of a second person' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger asked_first before insert on cases_protection
  for each row execute function _protection_is_asked();

revoke execute on function _protection_is_asked() from public;
