-- Whoever writes into the log holds this lock, shared, until the transaction ends. The one who seals never takes it:
-- it only looks who has it, and waits for those to end. So nothing that is under way is missed.
create function hold_the_log() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(1936941420, 1);
  return null;
end $$;
create trigger held before insert on audit_event for each statement execute function hold_the_log();
create trigger held before insert on audit_reading for each statement execute function hold_the_log();

alter table audit_seal enable row level security;
alter table audit_sealedhead enable row level security;
create trigger append_only before update or delete on audit_seal for each row execute function refuse_change();
create trigger append_only before update or delete on audit_sealedhead for each row execute function refuse_change();
create trigger never_emptied before truncate on audit_seal for each statement execute function refuse_change();
create trigger never_emptied before truncate on audit_sealedhead for each statement execute function refuse_change();

-- Up to where can be sealed once the transactions named in `busy` have ended: events by their number, which is drawn
-- under the lock; readings by their time, two seconds behind, since their time is that of the statement's start.
create function begin_seal(out to_event bigint, out hi timestamptz, out busy text[])
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select s.last_value into to_event from public.audit_event_id_seq s;
  hi := public.app_now() - interval '2 seconds';
  busy := public.holders_of_the_log();
end $$;

create function holders_of_the_log() returns text[] language sql volatile set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(l.virtualtransaction), '{}') from pg_locks l
   where l.locktype = 'advisory' and l.classid = 1936941420 and l.objid = 1 and l.objsubid = 2 and l.granted
     and l.database = (select oid from pg_database where datname = current_database())
$$;

create function last_seal(out number bigint, out at timestamptz, out hi timestamptz, out to_event bigint, out hash text,
                          out body text, out signature text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.number, s.at, s.hi, s.to_event, s.hash, s.body, s.signature from public.audit_seal s
   order by s.number desc limit 1
$$;

-- The last link of every chain that has grown; it holds all links before it.
create function unsealed_heads(after_event bigint, upto_event bigint) returns table (chain text, seq bigint, hash text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct on (e.chain collate "C") e.chain, e.seq, e.hash from public.audit_event e
   where e.id > after_event and e.id <= upto_event order by e.chain collate "C", e.seq desc
$$;

-- Hashed now and not when written: whoever edits a row could edit a hash that lies in it.
create function unsealed_readings(lo timestamptz, hi timestamptz) returns table (id bigint, leaf bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, sha256(convert_to(json_build_array(1, r.id,
           to_char(r.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), r.person_id, r.assignment_id, r.unit_id,
           r.case_id, r.scope_id, r.part, r.granted)::text, 'utf8'))
    from public.audit_reading r where r.at >= lo and r.at < hi order by r.id
$$;

create function keep_seal(the_number bigint, the_at timestamptz, the_lo timestamptz, the_hi timestamptz,
                          the_event bigint, the_heads jsonb, the_readings bytea, the_body text, the_hash text,
                          the_signature text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  lock table public.audit_seal in share row exclusive mode;
  if the_number <> coalesce((select max(s.number) from public.audit_seal s), 0) + 1 then
    raise exception 'a seal of this number is not the next' using errcode = '42501';
  end if;
  insert into public.audit_seal (number, at, lo, hi, to_event, readings, body, hash, signature)
  values (the_number, the_at, the_lo, the_hi, the_event, the_readings, the_body, the_hash, the_signature);
  insert into public.audit_sealedhead (seal, chain, seq, hash)
  select the_number, h ->> 0, (h ->> 1)::bigint, h ->> 2 from jsonb_array_elements(the_heads) h;
end $$;

-- The months ahead can also be made by the worker. The zone is fixed, or two sessions would draw the months' borders
-- differently; a partition may not be emptied on its own either.
create or replace function make_reading_months() returns integer language plpgsql security definer
  set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
  month date;
  name text;
  made integer := 0;
begin
  for month in select generate_series(date_trunc('month', now()), now() + interval '12 months', '1 month')::date loop
    name := 'audit_reading_' || to_char(month, 'YYYY_MM');
    continue when to_regclass('public.' || name) is not null
      or exists (select from public.audit_reading_rest r
                  where r.at >= month::timestamptz and r.at < (month + interval '1 month')::timestamptz);
    execute format('create table public.%I partition of public.audit_reading for values from (%L) to (%L)',
                   name, month::timestamptz, (month + interval '1 month')::timestamptz);
    execute format('alter table public.%I enable row level security', name);
    perform public._guard_partition(name);
    made := made + 1;
  end loop;
  return made;
end $$;

create function _guard_partition(name text) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('create trigger never_emptied before truncate on public.%I for each statement '
                 'execute function public.refuse_change()', name);
end $$;
select _guard_partition(relid::text) from pg_partition_tree('audit_reading') where isleaf;

-- Rows that no month had room for: readings go on, and somebody is told.
create function readings_outside_months() returns bigint language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$ select count(*) from public.audit_reading_rest $$;

revoke execute on function hold_the_log(), begin_seal(), holders_of_the_log(), last_seal(),
  unsealed_heads(bigint, bigint), unsealed_readings(timestamptz, timestamptz),
  keep_seal(bigint, timestamptz, timestamptz, timestamptz, bigint, jsonb, bytea, text, text, text),
  make_reading_months(), _guard_partition(text), readings_outside_months() from public;
grant execute on function begin_seal(), holders_of_the_log(), last_seal(), unsealed_heads(bigint, bigint),
  unsealed_readings(timestamptz, timestamptz),
  keep_seal(bigint, timestamptz, timestamptz, timestamptz, bigint, jsonb, bytea, text, text, text),
  make_reading_months(), readings_outside_months() to samsyn_jobs;
