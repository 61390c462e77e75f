-- A goal is told more about than its words and its day.
grant update (measured_by, accepted_by, realistic) on plans_goal to samsyn_app;

-- Established is immutable: neither is an assessment changed then, nor a preliminary plan shown.
create trigger established before insert or update on plans_assessment
  for each row execute function plan_is_open();
create trigger established before insert on plans_preliminary
  for each row execute function plan_is_open();
