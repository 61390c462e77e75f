-- The open cases that a unit leads or has been asked for, to whoever manages it: who leads and how far it has come,
-- no name of a child, no content. Oldest request first; `since` and `after` are those of the last row before.
create function unit_cases(since timestamptz, after text, at_most integer)
  returns table (case_id bigint, number text, stage text, leader text, asked timestamptz, agreement_version bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare mine bigint := (
  select a.unit_id from public.people_assignment a
   where a.id = public.app_assignment() and a.person_id = public.app_uid()
     and a.manages and a.valid @> public.app_now());
begin
  return query
  select c.id, c.number::text, r.stage::text, l.called::text, r.started, r.agreement_version
    from public.cases_case c
    join lateral (select p.called from public.cases_place p
                    join public.people_assignment a on a.id = p.assignment_id
                   where p.case_id = c.id and a.unit_id = mine and p.valid @> public.app_now()
                     and p.kind in ('receiver', 'convener', 'coordinator')
                   order by p.kind <> 'coordinator', p.id limit 1) l on true
    join lateral (select x.stage, x.started, x.agreement_version from public.cases_round x
                   where x.case_id = c.id order by x.number desc limit 1) r on true
   where c.id in (select p.case_id from public.cases_place p join public.people_assignment a on a.id = p.assignment_id
                   where a.unit_id = mine)
     and r.stage not in ('closed', 'declined')
     and (since is null or (r.started, c.number) > (since, after))
   order by r.started, c.number limit least(at_most, 25) + 1;
end $$;

revoke execute on function unit_cases(timestamptz, text, integer) from public;
grant execute on function unit_cases(timestamptz, text, integer) to samsyn_app, samsyn_reader;
