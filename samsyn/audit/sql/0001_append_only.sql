-- Closed until the layer that knows scopes opens them: row security is on and there is no policy yet.
alter table audit_event enable row level security;
alter table audit_eventvalue enable row level security;
alter table audit_chainhead enable row level security;
alter table audit_reading enable row level security;
grant select on audit_event, audit_eventvalue, audit_reading to samsyn_app, samsyn_reader;

-- The control is that nobody but the definer functions may write; the triggers also stop the owner's slips.
create trigger append_only before update or delete on audit_event
  for each row execute function refuse_change();
create trigger append_only before update or delete on audit_reading
  for each row execute function refuse_change();
create trigger never_emptied before truncate on audit_event
  for each statement execute function refuse_change();
create trigger never_emptied before truncate on audit_reading
  for each statement execute function refuse_change();
