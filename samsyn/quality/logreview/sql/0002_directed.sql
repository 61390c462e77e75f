-- A review can be of one person's readings, after an alarm or when somebody asks; and nobody decides on one's own.
create index audit_reading_refused on audit_reading (at) where not granted;
drop function make_review(timestamptz, timestamptz, integer, jsonb);
drop function _judged(bigint, timestamptz, timestamptz, jsonb);
drop function review_lines(text, text, integer, integer);
drop function review_alarms(jsonb);

create function _judged(the_organisation bigint, since timestamptz, until timestamptz, limits jsonb)
  returns table (reading_id bigint, reading_at timestamptz, unit_id bigint, person_id bigint, flags text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with wide as materialized (
    select b.person_id, b.day from public._breadth(the_organisation, since, until) b
     where public._is_wide(b.n, b.usual, limits))
  select r.id, r.at, r.unit_id, r.person_id, array_remove(array[
    case when not r.granted then 'refused' end,
    case when not public._had_task(r) then 'no_place' end,
    case when exists (
      select from public.cases_round o
       where o.case_id = r.case_id and o.stage in ('closed', 'declined')
         and not exists (select from public.cases_round later where later.case_id = o.case_id and later.number > o.number)
         and (select max(e.at) from public.audit_event e where e.case_id = r.case_id
                 and e.verb in ('close', 'decline', 'refuse'))
             < r.at - make_interval(days => (limits ->> 'ended_days')::integer)) then 'ended' end,
    case when r.granted and r.part <> 'list' and not exists (
      select from public.audit_event e
       where e.case_id = r.case_id and e.assignment_id = r.assignment_id
         and e.at between r.at - make_interval(days => (limits ->> 'around_days')::integer)
                      and r.at + make_interval(days => (limits ->> 'around_days')::integer))
      and not exists (select from public.people_assignment a
                       where a.id = r.assignment_id and (a.supports or (a.reviews and r.part = 'readings')))
      then 'no_turn' end,
    case when exists (select from wide w where w.person_id = r.person_id and r.part <> 'list'
                         and w.day = (r.at at time zone 'Europe/Stockholm')::date) then 'breadth' end,
    case when r.part <> 'list' and public._protected(r.case_id) then 'protected' end], null)
    from public.audit_reading r
    join public.people_unit u on u.id = r.unit_id and u.organisation_id = the_organisation
   where r.at >= since and r.at < until
$$;

create function make_review(the_since timestamptz, the_until timestamptz, the_size integer, limits jsonb,
                            who_ref text)
  returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_organisation bigint := public._must_review();
  the_seed text := replace(gen_random_uuid()::text, '-', '');
  made bigint;
  who bigint := (select h.id from public.people_person h where h.ref = who_ref and h.staff);
  made_ref text := public._random_ref();
begin
  if (who_ref is not null and who is null) or the_since >= the_until or the_until > public.app_now() or the_size < 1
     or the_size > (limits ->> 'most')::integer then
    raise exception 'not a time that is over' using errcode = '22023';
  end if;
  insert into public.logreview_review (ref, organisation_id, seed, since, until, size, readings, flagged, made_by_id, at,
                                       person_id)
  select made_ref, the_organisation, the_seed, the_since, the_until, the_size, count(*),
         count(*) filter (where j.flags <> '{}'), public.app_assignment(), public.app_now(), who
    from public._judged(the_organisation, the_since, the_until, limits) j where who is null or j.person_id = who
  returning id into made;
  insert into public.logreview_reviewrow (ref, review_id, number, reading_id, reading_at, unit_id, sampled, flags)
  select public._random_ref(), made, row_number() over (order by p.reading_at, p.reading_id), p.reading_id,
         p.reading_at, p.unit_id, p.nth <= the_size, p.flags
    from (select j.*, row_number() over (order by j.draw, j.reading_id) as nth,
                 row_number() over (partition by j.flags <> '{}' order by j.draw, j.reading_id) as nth_alike
            from (select x.*, sha256(convert_to(the_seed || ':' || x.reading_id, 'utf8')) as draw
                    from public._judged(the_organisation, the_since, the_until, limits) x
                   where who is null or x.person_id = who) j) p
   where p.nth <= the_size or (p.flags <> '{}' and p.nth_alike <= (limits ->> 'most')::integer);
  perform public._append_event('organisation:' || the_organisation, null, null, 'make_review', made_ref, '[]');
  return made_ref;
end $$;

create function review_lines(review_ref text, row_ref text, after integer, at_most integer)
  returns table (ref text, number integer, at timestamptz, name text, title text, unit text, telephone text,
                 part text, granted boolean, case_id bigint, case_number text, sampled boolean, flags text[],
                 outcome text, words text, decided_at timestamptz, own boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare the_organisation bigint := public._must_review();
begin
  return query
  select w.ref::text, w.number, w.reading_at, h.name::text, a.title::text, u.name::text, a.telephone::text,
         r.part::text, r.granted, r.case_id, c.number::text, w.sampled, w.flags::text[],
         d.outcome::text, d.words, d.at,
         r.person_id = public.app_uid()
    from public.logreview_reviewrow w
    join public.logreview_review v on v.id = w.review_id and v.organisation_id = the_organisation
    join public.audit_reading r on r.unit_id = w.unit_id and r.at = w.reading_at and r.id = w.reading_id
    join public.people_person h on h.id = r.person_id
    join public.people_assignment a on a.id = r.assignment_id
    join public.people_unit u on u.id = r.unit_id
    join public.cases_case c on c.id = r.case_id
    left join lateral (select x.* from public.logreview_rowdecision x where x.row_id = w.id order by x.id desc limit 1) d
           on true
   where (review_ref is null or v.ref = review_ref) and (row_ref is null or w.ref = row_ref)
     and coalesce(review_ref, row_ref) is not null and w.number > after
   order by w.number limit least(at_most, 26);
end $$;

create or replace function decide_row(row_ref text, the_outcome text, the_words text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_organisation bigint := public._must_review();
  the_row bigint;
  made_ref text := public._random_ref();
begin
  select w.id into the_row from public.logreview_reviewrow w
    join public.logreview_review v on v.id = w.review_id and v.organisation_id = the_organisation
    join public.audit_reading r on r.unit_id = w.unit_id and r.at = w.reading_at and r.id = w.reading_id
                               and r.person_id <> public.app_uid()
   where w.ref = row_ref;
  if the_row is null or the_outcome not in ('in_order', 'ask', 'incident') or the_words = '' then
    raise exception 'not a row to decide on' using errcode = '42501';
  end if;
  insert into public.logreview_rowdecision (ref, row_id, outcome, words, decided_by_id, at)
  values (made_ref, the_row, the_outcome, the_words, public.app_assignment(), public.app_now());
  perform public._append_event('organisation:' || the_organisation, null, null, 'decide_row', made_ref || ':' ||
    left(encode(sha256(convert_to(made_ref || ':' || row_ref || ':' || the_outcome || ':' || the_words, 'utf8')), 'hex'), 60),
    '[]');
  return made_ref;
end $$;

create function review_alarms(limits jsonb)
  returns table (kind text, name text, title text, unit text, telephone text, unit_telephone text, n bigint,
                 at timestamptz, person_ref text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  the_organisation bigint := public._must_review();
  since timestamptz := public.app_now() - make_interval(days => (limits ->> 'days')::integer);
  runs boolean := exists (select from public.people_organisation o where o.id = the_organisation and o.kind = 'operator');
begin
  return query
  with refusals as (
    select r.person_id, r.assignment_id, r.unit_id, r.at from public.audit_reading r
     where r.at >= since and not r.granted
    union all
    select m.person_id, m.assignment_id, m.unit_id, m.at from public.audit_miss m where m.at >= since),
  together as (
    select f.*, count(*) over (partition by f.person_id, f.unit_id order by f.at
             range between make_interval(mins => (limits ->> 'minutes')::integer) preceding and current row) as n
      from refusals f left join public.people_unit u on u.id = f.unit_id
     where u.organisation_id = the_organisation or (f.unit_id is null and runs)),
  found as (
    select 'refused' as kind, t.person_id, t.unit_id, max(t.n) as n, max(t.at) as at from together t
     group by 2, 3 having max(t.n) > (limits ->> 'refused')::integer
    union all
    select 'breadth', b.person_id, b.unit_id, max(b.n), max(b.day)::timestamp at time zone 'Europe/Stockholm'
      from public._breadth(the_organisation, since, public.app_now() + interval '1 second') b
     where public._is_wide(b.n, b.usual, limits) group by 2, 3)
  select f.kind, coalesce(case when u.id is not null then h.name end, '')::text, coalesce(a.title, '')::text,
         coalesce(u.name, '')::text, coalesce(a.telephone, '')::text, coalesce(u.telephone, '')::text, f.n, f.at,
         (case when u.id is not null then h.ref end)::text
    from found f
    join public.people_person h on h.id = f.person_id
    left join public.people_unit u on u.id = f.unit_id
    left join lateral (select x.* from public.people_assignment x
                        where x.person_id = f.person_id and x.unit_id = f.unit_id order by x.id desc limit 1) a on true
   order by f.at desc, f.person_id limit 100;
end $$;

revoke execute on function _judged(bigint, timestamptz, timestamptz, jsonb),
  make_review(timestamptz, timestamptz, integer, jsonb, text), review_lines(text, text, integer, integer),
  review_alarms(jsonb) from public;
grant execute on function review_lines(text, text, integer, integer), review_alarms(jsonb)
  to samsyn_app, samsyn_reader;
grant execute on function make_review(timestamptz, timestamptz, integer, jsonb, text) to samsyn_app;
