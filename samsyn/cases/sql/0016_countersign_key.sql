-- A protection hangs on a question of its own case: a foreign key to one row does not ask any policy.
alter table cases_protection add foreign key (countersign_id, case_id) references cases_countersign (id, case_id);
