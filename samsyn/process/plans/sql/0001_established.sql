-- What is attached to a plan is of the same case; a foreign key alone asks no policy.
alter table plans_plan add foreign key (case_id, round) references cases_round (case_id, number);
alter table plans_plan add foreign key (coordinator_id, case_id) references cases_place (id, case_id);
alter table plans_childvoice add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_overallgoal add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_strength add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_need add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_goal add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_measure add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_disagreement add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_summary add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_plansection add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_approval add foreign key (plan_id, case_id) references plans_plan (id, case_id);
alter table plans_approval add foreign key (place_id, case_id) references cases_place (id, case_id);
alter table plans_approval add foreign key (recorded_by_id, case_id) references cases_place (id, case_id);

-- Established is immutable: no row of such a plan is changed, and none is added. Looks past the policies, so
-- that a plan the caller does not see is not taken for a draft.
create function plan_is_open() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.plans_plan p where p.id = new.plan_id and p.state <> 'draft')
     or (tg_op = 'UPDATE'
         and exists (select from public.plans_plan p where p.id = old.plan_id and p.state <> 'draft')) then
    raise exception 'the plan is established' using errcode = '42501';
  end if;
  return new;
end $$;

create function established_stays() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  if old.state <> 'draft' then
    raise exception 'the plan is established' using errcode = '42501';
  end if;
  return new;
end $$;
revoke execute on function plan_is_open(), established_stays() from public;

create trigger established before update on plans_plan
  for each row execute function established_stays();
create trigger established before insert or update on plans_childvoice
  for each row execute function plan_is_open();
create trigger established before insert or update on plans_overallgoal
  for each row execute function plan_is_open();
create trigger established before insert or update on plans_strength
  for each row execute function plan_is_open();
create trigger established before insert or update on plans_need
  for each row execute function plan_is_open();
create trigger established before insert or update on plans_goal
  for each row execute function plan_is_open();
create trigger established before insert or update on plans_measure
  for each row execute function plan_is_open();
create trigger established before insert or update on plans_disagreement
  for each row execute function plan_is_open();
create trigger established before insert or update on plans_summary
  for each row execute function plan_is_open();
create trigger established before insert on plans_plansection
  for each row execute function plan_is_open();
