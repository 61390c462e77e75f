-- Telling people. Rows of notices_notice are written by these functions alone. The worker's role sees no case: it is
-- handed one notice at a time, after the database has asked once more whether the receiver may still be told.

-- How far what is protected reaches: 'protected' nothing is sent to that place whatever anybody chooses (the protected
-- one's own, and the family's in such a case); 'reveals' to staff nothing but what whoever leads has chosen;
-- 'kept_from' the one it is kept from gets the neutral mail as in any case: silence would tell.
create function _protection(the_case bigint, the_place bigint) returns text language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if public.nothing_is_sent(the_case, the_place) then
    return case when exists (select from public.cases_place p where p.id = the_place and p.assignment_id is not null)
                 and not exists (select from public.cases_protection t where t.place_id = the_place)
                then 'reveals' else 'protected' end;
  elsif exists (select from public.cases_protection t where t.case_id = the_case and t.away_from_id = the_place) then
    return 'kept_from';
  end if;
  return '';
end $$;

-- '' when that place may now be told of what lies in that scope; else why not.
create function _why_not(the_place bigint, about bigint) returns text language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
declare p public.cases_place;
begin
  select * into p from public.cases_place x where x.id = the_place and x.valid @> public.app_now();
  if p.id is null
     or (p.assignment_id is not null and not exists (
           select from public.people_assignment a where a.id = p.assignment_id and a.valid @> public.app_now()))
     or not exists (select from public.cases_access a where a.place_id = p.id and a.scope_id = about
                     and a.person_id = p.person_id and a.valid @> public.app_now()) then
    return 'gone';
  end if;
  return public._protection(p.case_id, p.id);
end $$;

-- The same, asked by whoever leads: to everybody else in the case there is nothing to know.
create function may_tell(the_place bigint, about bigint) returns text language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not public.my_kinds() && array['receiver', 'convener', 'coordinator'] then
    raise exception 'does not lead the case in focus' using errcode = '42501';
  end if;
  perform public._in_focus(the_place, about);
  return public._why_not(the_place, about);
end $$;

-- Somebody in the case in focus speaks of a place and a scope in it. Raises otherwise.
create function _in_focus(the_place bigint, about bigint) returns void language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if public.my_kinds() = '{}' or not exists (
    select from public.cases_place p join public.cases_scope s on s.case_id = p.case_id
     where p.id = the_place and s.id = about and p.case_id = public.app_case()) then
    raise exception 'not in the case in focus' using errcode = '42501';
  end if;
end $$;

create function _stop_notices(the_place bigint, kinds text[], why text) returns void language sql security definer
  set search_path = pg_catalog, pg_temp as $$
  update public.notices_notice n set state = 'stopped', reason = why
   where n.place_id = the_place and n.kind = any(kinds)
     and (n.state in ('waiting', 'held') or (n.state in ('by_hand', 'refused', 'bounced') and n.done_at is null))
$$;

-- Somebody in the case has somebody told. A newer notice of the same kind takes the place of one not yet sent.
create function tell(the_place bigint, the_kind text, the_about bigint, the_what text, starts timestamptz,
                     ends timestamptz, last_day date, the_due timestamptz) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  p public.cases_place;
  way public.notices_way;
  hinder text;
  by_mail boolean;
  made bigint;
begin
  perform public._in_focus(the_place, the_about);
  hinder := public._why_not(the_place, the_about);
  perform public._stop_notices(the_place, array[the_kind], 'replaced');
  if hinder = 'gone' then
    return null;
  end if;
  select * into p from public.cases_place x where x.id = the_place;
  select * into way from public.notices_way w
   where w.person_id = p.person_id and w.assignment_id is not distinct from p.assignment_id;
  by_mail := hinder <> 'protected' and coalesce(way.outlet = 'mail' and way.failed_at is null, false);
  insert into public.notices_notice (ref, case_id, scope_id, place_id, about_id, kind, what, starts_at, ends_at,
      answer_by, outlet, detail, state, choice, reason, told_at, due, tries)
  values (public._random_ref(), p.case_id, public._staff_scope(p.case_id), p.id, the_about, the_kind, the_what, starts,
      ends, last_day, case when by_mail then 'mail' else 'ring' end,
      case when hinder = 'kept_from' then 'neutral' else coalesce(way.detail, 'neutral') end,
      case when not by_mail then 'by_hand' when hinder = 'reveals' then 'held' else 'waiting' end, '',
      case when hinder in ('protected', 'reveals') then hinder when by_mail then '' else 'no_address' end,
      public.app_now(), the_due, 0)
  returning id into made;
  return made;
end $$;

-- It is no longer needed: the receiver has answered, or what it told of is no more.
create function hush(the_place bigint, kinds text[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  perform public._in_focus(the_place, (select p.scope_id from public.cases_place p where p.id = the_place));
  perform public._stop_notices(the_place, kinds, 'answered');
end $$;

-- A notice of the case in focus, to be changed by whoever leads it. Raises otherwise.
create function _led_notice(the_ref text) returns public.notices_notice language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare n public.notices_notice;
begin
  select * into n from public.notices_notice x
   where x.ref = the_ref and x.case_id = public.app_case() and x.scope_id = any(public.my_scopes()) for update;
  if n.id is null or not public.my_kinds() && array['convener', 'coordinator'] then
    raise exception 'leads no such notice' using errcode = '42501';
  end if;
  return n;
end $$;

-- What whoever leads chose. Nothing that has left can be called back: false.
create function choose_sending(the_ref text, the_choice text) returns boolean language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare n public.notices_notice := public._led_notice(the_ref);
begin
  if n.state not in ('waiting', 'held') then
    return false;
  end if;
  update public.notices_notice x set
      choice = the_choice,
      detail = case when the_choice = 'without' then 'neutral' else x.detail end,
      outlet = case when the_choice = 'in_person' then 'ring' else x.outlet end,
      state = case the_choice when 'without' then 'waiting' when 'in_person' then 'by_hand' else 'held' end
   where x.id = n.id;
  return true;
end $$;

-- Whoever leads has rung. False when there was nothing to ring about.
create function notice_rung(the_ref text) returns boolean language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare n public.notices_notice := public._led_notice(the_ref);
begin
  if n.state not in ('by_hand', 'refused', 'bounced') or n.done_at is not null then
    return false;
  end if;
  update public.notices_notice x set done_at = public.app_now(), state = 'by_hand' where x.id = n.id;
  return true;
end $$;

-- For the worker: the next notice that is due, marked as being sent before it is. Whoever may no longer be told is
-- told nothing; whoever has no address is rung.
create function claim_notice(mail_works boolean)
  returns table (notice bigint, token text, kind text, to_staff boolean, way text, sealed text, detail text,
                 starts_at timestamptz, ends_at timestamptz, answer_by date, number text, leader text,
                 telephone text, tries integer)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  n public.notices_notice;
  w public.notices_way;
  hinder text;
begin
  loop
    select * into n from public.notices_notice x where x.state = 'waiting' and x.due <= public.app_now()
     order by x.due, x.id limit 1 for update skip locked;
    if n.id is null then
      return;
    end if;
    hinder := public._why_not(n.place_id, n.about_id);
    select v.* into w from public.notices_way v join public.cases_place p
        on v.person_id = p.person_id and v.assignment_id is not distinct from p.assignment_id
     where p.id = n.place_id;
    if n.starts_at < public.app_now() or (
        select r.stage in ('closed', 'declined') from public.cases_round r
         where r.case_id = n.case_id order by r.number desc limit 1) then
      update public.notices_notice x set state = 'stopped', reason = 'over' where x.id = n.id;
    elsif hinder = 'gone' then
      update public.notices_notice x set state = 'stopped', reason = hinder where x.id = n.id;
    elsif hinder = 'protected' then
      update public.notices_notice x set state = 'by_hand', outlet = 'ring', reason = hinder where x.id = n.id;
    elsif hinder = 'reveals' and n.choice <> 'without' then
      update public.notices_notice x set state = 'held', reason = hinder where x.id = n.id;
    elsif not mail_works or w.id is null or w.outlet <> 'mail' or w.failed_at is not null then
      update public.notices_notice x set state = 'by_hand', outlet = 'ring', reason = 'no_address'
       where x.id = n.id;
    else
      update public.notices_notice x set state = 'sending', claimed_at = public.app_now(), tries = x.tries + 1,
          detail = case when w.detail = 'neutral' or hinder = 'kept_from' then 'neutral' else x.detail end
       where x.id = n.id returning * into n;
      return query
        select n.id, n.ref::text, n.kind::text, p.assignment_id is not null, w.ref::text, w.sealed,
               n.detail::text, n.starts_at, n.ends_at, n.answer_by, c.number::text, l.called, l.telephone,
               n.tries::integer
          from public.cases_place p join public.cases_case c on c.id = p.case_id
          left join lateral public._leader_of(p.case_id) l on true
         where p.id = n.place_id;
      return;
    end if;
  end loop;
end $$;

-- Whom one rings about a case: whoever leads it, at the unit's number while that one is away.
create function _leader_of(the_case bigint) returns table (called text, telephone text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.called::text,
         case when a.away @> public.app_now() or not a.valid @> public.app_now() then u.telephone
              else a.telephone end::text
    from public.cases_place p
    join public.people_assignment a on a.id = p.assignment_id join public.people_unit u on u.id = a.unit_id
   where p.case_id = the_case and p.kind in ('convener', 'coordinator') and p.valid @> public.app_now()
   order by (p.kind = 'coordinator') desc, p.id desc limit 1
$$;

-- For the worker: how it went. `again`: when to try once more, where nothing has left.
create function note_notice(the_notice bigint, the_state text, why text, again interval) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n public.notices_notice;
begin
  update public.notices_notice x set state = the_state, reason = why, due = coalesce(public.app_now() + again, x.due),
      done_at = case when the_state = 'sent' then public.app_now() end
   where x.id = the_notice and x.state = 'sending' and the_state in ('sent', 'waiting', 'refused', 'by_hand')
   returning * into n;
  if the_state = 'refused' and why = 'address' then
    perform public._way_failed(n.place_id);
  end if;
end $$;

create function _way_failed(the_place bigint) returns void language sql security definer
  set search_path = pg_catalog, pg_temp as $$
  update public.notices_way w set failed_at = public.app_now() from public.cases_place p
   where p.id = the_place and w.person_id = p.person_id and w.assignment_id is not distinct from p.assignment_id
$$;

-- For the worker: what a crash left half done is not sent again: somebody rings instead. How many.
create function leave_unsure(after interval) returns integer language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare done integer;
begin
  update public.notices_notice x set state = 'by_hand', reason = 'unsure'
   where x.state = 'sending' and x.claimed_at < public.app_now() - after;
  get diagnostics done = row_count;
  update public.notices_way w set test_result = 'unsure'
   where w.test_result = '' and w.test_claimed_at < public.app_now() - after;
  return done;
end $$;

-- For the worker: a mail came back. The token is the notice's own, and says nothing to anybody else.
create function bounce_notice(the_token text) returns boolean language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare the_place bigint;
begin
  update public.notices_notice x set state = 'bounced', reason = 'address', done_at = null
   where x.ref = the_token and x.state in ('sent', 'sending') returning x.place_id into the_place;
  perform public._way_failed(the_place);
  return the_place is not null;
end $$;

-- For the worker: somebody wants to see that a mail arrives. Marked before it is sent, as any other.
create function claim_test() returns table (way bigint, ref text, sealed text, detail text)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare w public.notices_way;
begin
  select * into w from public.notices_way x
   where x.test_asked_at is not null and x.test_claimed_at is null and x.outlet = 'mail'
   order by x.test_asked_at limit 1 for update skip locked;
  if w.id is not null then
    update public.notices_way x set test_claimed_at = public.app_now() where x.id = w.id;
    return query select w.id, w.ref::text, w.sealed, w.detail::text;
  end if;
end $$;

create function note_test(the_way bigint, the_result text) returns void language sql security definer
  set search_path = pg_catalog, pg_temp as $$
  update public.notices_way w set test_result = the_result where w.id = the_way and w.test_claimed_at is not null
$$;

revoke execute on function _protection(bigint, bigint), _why_not(bigint, bigint), may_tell(bigint, bigint),
  _in_focus(bigint, bigint), _stop_notices(bigint, text[], text),
  tell(bigint, text, bigint, text, timestamptz, timestamptz, date, timestamptz), hush(bigint, text[]),
  _led_notice(text), choose_sending(text, text), notice_rung(text), claim_notice(boolean), _leader_of(bigint),
  note_notice(bigint, text, text, interval), _way_failed(bigint), leave_unsure(interval), bounce_notice(text),
  claim_test(), note_test(bigint, text) from public;
grant execute on function may_tell(bigint, bigint) to samsyn_app, samsyn_reader;
grant execute on function tell(bigint, text, bigint, text, timestamptz, timestamptz, date, timestamptz),
  hush(bigint, text[]), choose_sending(text, text), notice_rung(text) to samsyn_app;
grant execute on function claim_notice(boolean), note_notice(bigint, text, text, interval),
  leave_unsure(interval), bounce_notice(text), claim_test(), note_test(bigint, text) to samsyn_jobs;

revoke insert on notices_notice from samsyn_app;

alter table notices_way enable row level security;
create policy own on notices_way for all to samsyn_app, samsyn_reader
  using (person_id = (select app_uid()) and assignment_id is not distinct from (select app_assignment()))
  with check (person_id = (select app_uid()) and assignment_id is not distinct from (select app_assignment()));
grant select on notices_way to samsyn_app, samsyn_reader;
grant insert, update (outlet, sealed, detail, failed_at, test_asked_at, test_claimed_at, test_result)
  on notices_way to samsyn_app;
