-- An alarm is a row: those who review are told by mail, and it stands until one of them has ticked it off with a reason.

-- What is unusual now, of what has happened since somebody last ticked off an alarm of that kind about that one.
create function _alarming(the_organisation bigint, limits jsonb)
  returns table (kind text, person_id bigint, unit_id bigint, n bigint, at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  since timestamptz := public.app_now() - make_interval(days => (limits ->> 'days')::integer);
  runs boolean := exists (select from public.people_organisation o where o.id = the_organisation and o.kind = 'operator');
begin
  return query
  with ticked as materialized (
    select a.kind, a.person_id, a.unit_id, max(t.at) as at
      from public.logreview_alarmtick t join public.logreview_alarm a on a.id = t.alarm_id
     where a.organisation_id = the_organisation and t.at >= since group by 1, 2, 3),
  refusals as (
    select r.person_id, r.unit_id, r.at from public.audit_reading r where r.at >= since and not r.granted
    union all
    select m.person_id, m.unit_id, m.at from public.audit_miss m where m.at >= since),
  together as (
    select f.*, count(*) over (partition by f.person_id, f.unit_id order by f.at
             range between make_interval(mins => (limits ->> 'minutes')::integer) preceding and current row) as n
      from refusals f left join public.people_unit u on u.id = f.unit_id
      left join ticked t on t.kind = 'refused' and t.person_id = f.person_id and t.unit_id is not distinct from f.unit_id
     where (u.organisation_id = the_organisation or (f.unit_id is null and runs)) and (t.at is null or f.at > t.at)),
  usually as (
    select distinct b.unit_id, b.usual
      from public._breadth(the_organisation, since, public.app_now() + interval '1 second') b),
  days as (
    select r.person_id, r.unit_id, (r.at at time zone 'Europe/Stockholm')::date as day,
           count(distinct c.subject_id) as n, max(r.at) as at
      from public.audit_reading r
      join public.people_unit u on u.id = r.unit_id and u.organisation_id = the_organisation
      join public.cases_case c on c.id = r.case_id
      left join ticked t on t.kind = 'breadth' and t.person_id = r.person_id and t.unit_id = r.unit_id
     where r.at >= since and r.granted and r.part <> 'list' and (t.at is null or r.at > t.at)
     group by 1, 2, 3)
  select 'refused', t.person_id, t.unit_id, max(t.n), max(t.at) from together t
   group by 2, 3 having max(t.n) > (limits ->> 'refused')::integer
  union all
  select 'breadth', d.person_id, d.unit_id, max(d.n), max(d.at)
    from days d join usually w on w.unit_id = d.unit_id
   where public._is_wide(d.n, w.usual, limits) group by 2, 3;
end $$;

-- A new alarm, once, and a mail to each who reviews there: but not to the one it is about. How many.
create function _raise_alarms(the_organisation bigint, limits jsonb) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  found record;
  made bigint;
  raised integer := 0;
begin
  for found in
    select f.* from public._alarming(the_organisation, limits) f
     where not exists (
       select from public.logreview_alarm a
        where a.organisation_id = the_organisation and a.kind = f.kind and a.person_id = f.person_id
          and a.unit_id is not distinct from f.unit_id
          and not exists (select from public.logreview_alarmtick t where t.alarm_id = a.id))
  loop
    perform pg_advisory_xact_lock(hashtextextended('alarm:' || the_organisation, 0));
    insert into public.logreview_alarm (ref, organisation_id, kind, person_id, unit_id, n, at, raised_at)
    select public._random_ref(), the_organisation, found.kind, found.person_id, found.unit_id, found.n, found.at,
           public.app_now()
     where not exists (
       select from public.logreview_alarm a
        where a.organisation_id = the_organisation and a.kind = found.kind and a.person_id = found.person_id
          and a.unit_id is not distinct from found.unit_id
          and not exists (select from public.logreview_alarmtick t where t.alarm_id = a.id))
    returning id into made;
    if made is not null then
      raised := raised + 1;
      insert into public.logreview_alarmmail (ref, alarm_id, assignment_id, state, reason, due, tries)
      select public._random_ref(), made, x.id, 'waiting', '', public.app_now(), 0
        from public.people_assignment x join public.people_unit u on u.id = x.unit_id
       where u.organisation_id = the_organisation and x.reviews and x.valid @> public.app_now()
         and x.person_id <> found.person_id;
    end if;
  end loop;
  return raised;
end $$;

-- For the worker: in every organisation where somebody reviews the log. How many were raised.
create function raise_alarms(limits jsonb) returns integer language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  one bigint;
  raised integer := 0;
begin
  for one in
    select distinct u.organisation_id from public.people_assignment a join public.people_unit u on u.id = a.unit_id
     where a.reviews and a.valid @> public.app_now() order by 1
  loop
    raised := raised + public._raise_alarms(one, limits);
  end loop;
  return raised;
end $$;

-- The alarms that nobody has ticked off, however old, with what has come since; new ones are written down as one looks.
drop function review_alarms(jsonb);
create function review_alarms(limits jsonb)
  returns table (kind text, name text, title text, unit text, telephone text, unit_telephone text, n bigint,
                 at timestamptz, person_ref text, ref text, own boolean, mailed boolean)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare the_organisation bigint := public._must_review();
begin
  perform public._raise_alarms(the_organisation, limits);
  return query
  select w.kind::text, coalesce(case when u.id is not null then h.name end, '')::text, coalesce(a.title, '')::text,
         coalesce(u.name, '')::text, coalesce(a.telephone, '')::text, coalesce(u.telephone, '')::text,
         greatest(w.n, f.n), greatest(w.at, f.at), (case when u.id is not null then h.ref end)::text, w.ref::text,
         w.person_id = public.app_uid(),
         exists (select from public.logreview_alarmmail m where m.alarm_id = w.id and m.state = 'sent')
    from public.logreview_alarm w
    join public.people_person h on h.id = w.person_id
    left join public._alarming(the_organisation, limits) f
      on f.kind = w.kind and f.person_id = w.person_id and f.unit_id is not distinct from w.unit_id
    left join public.people_unit u on u.id = w.unit_id
    left join lateral (select x.* from public.people_assignment x
                        where x.person_id = w.person_id and x.unit_id = w.unit_id order by x.id desc limit 1) a on true
   where w.organisation_id = the_organisation
     and not exists (select from public.logreview_alarmtick t where t.alarm_id = w.id)
   order by greatest(w.at, f.at) desc, w.id limit 100;
end $$;

-- What has been ticked off, the newest first: by whom, and why.
create function ticked_alarms(at_most integer)
  returns table (kind text, name text, unit text, n bigint, at timestamptz, words text, ticked_by text,
                 ticked_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare the_organisation bigint := public._must_review();
begin
  return query
  select w.kind::text, coalesce(case when u.id is not null then h.name end, '')::text, coalesce(u.name, '')::text,
         w.n, w.at, t.words, b.name::text, t.at
    from public.logreview_alarmtick t
    join public.logreview_alarm w on w.id = t.alarm_id and w.organisation_id = the_organisation
    join public.people_person h on h.id = w.person_id
    join public.people_assignment a on a.id = t.ticked_by_id
    join public.people_person b on b.id = a.person_id
    left join public.people_unit u on u.id = w.unit_id
   order by t.id desc limit least(at_most, 25);
end $$;

-- One alarm is done with, for a reason; and its link in the organisation's chain. Nobody ticks off the own one.
create function tick_alarm(alarm_ref text, the_words text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_organisation bigint := public._must_review();
  the_alarm bigint;
  made_ref text := public._random_ref();
begin
  perform pg_advisory_xact_lock(hashtextextended('alarm:' || the_organisation, 0));
  select w.id into the_alarm from public.logreview_alarm w
   where w.ref = alarm_ref and w.organisation_id = the_organisation and w.person_id <> public.app_uid()
     and not exists (select from public.logreview_alarmtick t where t.alarm_id = w.id);
  if the_alarm is null or the_words = '' then
    raise exception 'not an alarm to tick off' using errcode = '42501';
  end if;
  insert into public.logreview_alarmtick (ref, alarm_id, words, ticked_by_id, at)
  values (made_ref, the_alarm, the_words, public.app_assignment(), public.app_now());
  perform public._append_event('organisation:' || the_organisation, null, null, 'tick_alarm', made_ref || ':' ||
    left(encode(sha256(convert_to(made_ref || ':' || alarm_ref || ':' || the_words, 'utf8')), 'hex'), 60), '[]');
  return made_ref;
end $$;

-- For the worker: the next mail about an alarm, marked before it is sent. Asked again: whoever reviews no more, or
-- has no address, and what is ticked off, are told nothing. A mail that a crash left half done is not sent again.
create function claim_alarm_mail(mail_works boolean, left_behind interval)
  returns table (mail bigint, token text, way text, sealed text, tries integer)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  m public.logreview_alarmmail;
  w public.notices_way;
begin
  update public.logreview_alarmmail x set state = 'by_hand', reason = 'unsure'
   where x.state = 'sending' and x.claimed_at < public.app_now() - left_behind;
  loop
    select * into m from public.logreview_alarmmail x where x.state = 'waiting' and x.due <= public.app_now()
     order by x.due, x.id limit 1 for update skip locked;
    if m.id is null then
      return;
    end if;
    select v.* into w from public.notices_way v join public.people_assignment a
        on a.person_id = v.person_id and a.id = v.assignment_id
     where a.id = m.assignment_id and v.outlet = 'mail' and v.failed_at is null;
    if exists (select from public.logreview_alarmtick t where t.alarm_id = m.alarm_id) then
      update public.logreview_alarmmail x set state = 'stopped', reason = 'over' where x.id = m.id;
    elsif not exists (select from public.people_assignment a where a.id = m.assignment_id and a.reviews
                         and a.valid @> public.app_now()) then
      update public.logreview_alarmmail x set state = 'stopped', reason = 'gone' where x.id = m.id;
    elsif not mail_works or w.id is null then
      update public.logreview_alarmmail x set state = 'by_hand', reason = 'no_address' where x.id = m.id;
    else
      update public.logreview_alarmmail x set state = 'sending', claimed_at = public.app_now(), tries = x.tries + 1
       where x.id = m.id returning * into m;
      return query select m.id, m.ref::text, w.ref::text, w.sealed, m.tries::integer;
      return;
    end if;
  end loop;
end $$;

create function note_alarm_mail(the_mail bigint, the_state text, why text, again interval) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update public.logreview_alarmmail x set state = the_state, reason = why, due = coalesce(public.app_now() + again, x.due)
   where x.id = the_mail and x.state = 'sending' and the_state in ('sent', 'waiting', 'refused', 'by_hand')
$$;

-- Written and read by the functions alone: in an alarm about somebody private stands who that is.
alter table logreview_alarm enable row level security;
alter table logreview_alarmtick enable row level security;
alter table logreview_alarmmail enable row level security;
create trigger append_only before update or delete on logreview_alarm
  for each statement execute function refuse_change();
create trigger append_only before update or delete on logreview_alarmtick
  for each statement execute function refuse_change();

revoke execute on function _alarming(bigint, jsonb), _raise_alarms(bigint, jsonb), raise_alarms(jsonb),
  review_alarms(jsonb), ticked_alarms(integer), tick_alarm(text, text), claim_alarm_mail(boolean, interval),
  note_alarm_mail(bigint, text, text, interval) from public;
grant execute on function review_alarms(jsonb), ticked_alarms(integer) to samsyn_app, samsyn_reader;
grant execute on function tick_alarm(text, text) to samsyn_app;
grant execute on function raise_alarms(jsonb), claim_alarm_mail(boolean, interval),
  note_alarm_mail(bigint, text, text, interval) to samsyn_jobs;
