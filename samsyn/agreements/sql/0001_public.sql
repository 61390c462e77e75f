-- Agreements and law are public facts: every role reads them, only the owner loads them.
grant select on agreements_profile, agreements_version, agreements_law
  to samsyn_app, samsyn_reader, samsyn_jobs;

-- An old case must be able to show the rule it was begun under: also the owner only adds.
create trigger append_only before update or delete on agreements_version
  for each row execute function refuse_change();
create trigger append_only before update or delete on agreements_law
  for each row execute function refuse_change();
