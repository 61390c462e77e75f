-- When a rule about who sees what is changed, guardians' access follows it. The worker sees no case: it is handed keys,
-- days and the agreement's code, and hands back a moment.

-- The next guardians of a child, in order: those whose agreement closes anything, and those for whom it would be closed.
create function guardians_to_fit(after bigint, most integer, closing text[])
  returns table (place bigint, agreement text, born date, until timestamptz, agreed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, c.agreement, c.born, p.content_until, case when a.answer in ('yes', 'partly') then a.at end
    from public.cases_place p
    join public.cases_case c on c.id = p.case_id and c.born is not null
    left join lateral (
      select s.answer, s.at from public.seeing_seeinganswer s
       where s.place_id = p.id and s.answer <> 'dont_know' order by s.id desc limit 1) a on true
   where p.id > after and p.kind = 'guardian' and p.valid @> public.app_now()
     and (c.agreement = any(closing) or p.content_until > public.app_now())
     and exists (select from public.cases_place s
                  where s.case_id = c.id and s.kind = 'child' and s.valid @> public.app_now())
   order by p.id limit most
$$;

-- Content ends then for that guardian; null: with the place. What is open goes on until then; what has been closed is
-- opened by the child's yes, and by nothing here.
create function fit_content(the_place bigint, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  place public.cases_place;
  scope bigint;
begin
  update public.cases_place p set content_until = at
   where p.id = the_place and p.kind = 'guardian' and p.valid @> public.app_now()
     and coalesce(p.content_until > public.app_now(), true)
  returning p.* into place;
  if place.id is null then
    return;
  end if;
  if at is not null then
    update public.cases_access a
       set valid = case when lower(a.valid) >= at then 'empty' else tstzrange(lower(a.valid), least(upper(a.valid), at)) end
      from public.cases_scope s
     where s.id = a.scope_id and s.kind in ('whole', 'question') and a.place_id = place.id
       and a.valid @> public.app_now();
  end if;
  for scope in
    select a.scope_id from public.cases_access a join public.cases_scope s on s.id = a.scope_id
     where a.place_id = place.id and a.valid @> public.app_now() and s.kind in ('whole', 'question')
     order by a.scope_id
  loop
    perform public._give(place.id, scope, null);
  end loop;
end $$;

revoke execute on function guardians_to_fit(bigint, integer, text[]), fit_content(bigint, timestamptz) from public;
grant execute on function guardians_to_fit(bigint, integer, text[]), fit_content(bigint, timestamptz) to samsyn_jobs;
