"""Who asks, as the database knows it: three settings of the transaction, and the clock of all policies.

`app.uid` the person, `app.assignment` the duty they act in ('' = private), `app.case` the case in focus.
`app_uid()` raises when nobody is set: a forgotten identity is an error, never an empty page.
`app_now()` is the clock of every policy, and moves within a transaction: what is taken back is gone in the
next statement of everybody. Only a test database's owner replaces its body.
"""

SQL = """
create function app_now() returns timestamptz language sql stable parallel safe
  as $$ select statement_timestamp() $$;

create function app_uid() returns bigint language plpgsql stable parallel safe
  set search_path = pg_catalog, pg_temp as $$
declare uid text := current_setting('app.uid', true);
begin
  if uid is null or uid = '' then
    raise exception 'no person is set for this transaction' using errcode = '42501';
  end if;
  return uid::bigint;
end $$;

create function app_assignment() returns bigint language sql stable parallel safe
  set search_path = pg_catalog, pg_temp as $$
  select nullif(current_setting('app.assignment', true), '')::bigint
$$;

create function app_case() returns bigint language sql stable parallel safe
  set search_path = pg_catalog, pg_temp as $$
  select nullif(current_setting('app.case', true), '')::bigint
$$;

create function _random_ref() returns text language sql volatile set search_path = pg_catalog, pg_temp as $$
  select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', (get_byte(b, i) & 31) + 1, 1), '')
    from (select sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea) as b) s,
         generate_series(0, 15) i
$$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append only', tg_table_name using errcode = '42501';
end $$;

revoke execute on all functions in schema public from public;
grant execute on function app_now(), app_uid(), app_assignment(), app_case()
  to samsyn_app, samsyn_reader, samsyn_jobs;
"""
