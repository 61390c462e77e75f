-- A case was asked for that does not exist, or that is not the caller's: no row says which. Many of them in a
-- short time is somebody trying addresses.
create function note_miss() returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.audit_miss (at, person_id, assignment_id, unit_id)
  values (public.app_now(), public.app_uid(), public.app_assignment(),
          (select a.unit_id from public.people_assignment a where a.id = public.app_assignment()));
end $$;

revoke execute on function note_miss() from public;
grant execute on function note_miss() to samsyn_app, samsyn_reader;
alter table audit_miss enable row level security;
create trigger append_only before update or delete on audit_miss
  for each row execute function refuse_change();
create trigger never_emptied before truncate on audit_miss
  for each statement execute function refuse_change();
create index audit_reading_unit_at on audit_reading (unit_id, at);
