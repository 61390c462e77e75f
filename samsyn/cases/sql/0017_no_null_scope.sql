-- A scope that is not there is nobody's: a comparison with null must not be taken for a yes.
create or replace function write_event(the_verb text, the_subject text, the_scope bigint, vals jsonb) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.app_case();
  mine bigint[] := public.my_scopes();
  hidden bigint := (select max(s.id) from public.cases_scope s
    where s.kind = 'apart' and s.id in (select (v ->> 'scope')::bigint from jsonb_array_elements(vals) v));
begin
  if the_case is null or the_scope is null or not the_scope = any(mine)
     or exists (select from jsonb_array_elements(vals) v
                 where not coalesce((v ->> 'scope')::bigint = any(mine), false)) then
    raise exception 'not in the scopes of the one who acts' using errcode = '42501';
  end if;
  if hidden is not null and exists (select from public.cases_case c where c.id = the_case and c.scope_id = the_scope) then
    the_scope := hidden;
  end if;
  return public._append_event('case:' || the_case, the_case, the_scope, the_verb, the_subject, vals);
end $$;

create or replace function move_row(the_table text, row_ref text, the_scope bigint) returns text[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_case bigint := public.must_hide();
  mine bigint[] := public.my_scopes();
  target public.cases_scope;
  the_id bigint;
  the_source bigint;
  refs text[];
  family bigint[];
begin
  if the_table !~ '^[a-z_]+$' or the_table ~ '^(audit|cases)_' or not exists (select from pg_policies y
       where y.schemaname = 'public' and y.tablename = the_table and y.policyname = 'scoped') then
    raise exception 'nothing that is moved' using errcode = '42501';
  end if;
  execute format('select id, scope_id from public.%I where ref = $1 and case_id = $2', the_table)
     into the_id, the_source using row_ref, the_case;
  select s.* into target from public.cases_scope s where s.id = the_scope and s.case_id = the_case;
  select array_agg(s.id) into family from public.cases_scope s
   where s.case_id = the_case and coalesce(s.root_id, s.id) = coalesce(target.root_id, target.id);
  if the_id is null or target.id is null or not the_source = any(mine) or not target.id = any(mine)
     or not the_source = any(family) then
    raise exception 'not the caller''s to move' using errcode = '42501';
  end if;
  execute format('update public.%I set scope_id = $1 where id = $2', the_table) using the_scope, the_id;
  refs := public._subtree(format('public.%I', the_table)::regclass, array[the_id]);
  perform public._move_events(the_case, refs, target, family);
  return refs;
end $$;
