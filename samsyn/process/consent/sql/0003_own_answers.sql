-- What each one has answered lies between that person and whoever leads. What all have agreed to is worked out
-- here, for a reader who may see the family's scope and not the answers: pairs of party and question, through
-- which day, and which parties have a yes to everything that was asked. Nobody's own answer is given back.

-- An answer no longer lies in its question's scope: the key to the question holds it in the case only.
do $$
declare old text;
begin
  select c.conname into old from pg_constraint c
   where c.conrelid = 'public.consent_answer'::regclass and c.contype = 'f'
     and array_length(c.conkey, 1) = 3;
  execute format('alter table public.consent_answer drop constraint %I', old);
end $$;
alter table consent_answer add foreign key (inquiry_id, case_id) references consent_inquiry (id, case_id);

update consent_answer a set scope_id = s.id
  from cases_place p, cases_scope s
 where p.id = a.place_id and s.case_id = a.case_id and s.kind = 'talk' and s.owner_id = p.person_id;

-- `needed`: the persons whose yes opens; `spared`: {person: [question, …]} that a decision answers in their place.
create function consent_agreed(the_case bigint, needed bigint[], spared jsonb) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  today date := (public.app_now() at time zone 'Europe/Stockholm')::date;
  answer jsonb;
begin
  if not exists (select from public.cases_scope s where s.case_id = the_case and s.kind = 'family'
                  and s.id = any(public.my_scopes())) then
    raise exception 'not the reader''s family' using errcode = '42501';
  end if;
  with said as (
    select a.id, p.person_id, a.allowed, a.withdrawn_at, i.questions, i.valid_to,
           bool_and(a.kind = 'no') over (partition by p.person_id, a.inquiry_id) as all_no
      from public.consent_answer a
      join public.cases_place p on p.id = a.place_id
      join public.consent_inquiry i on i.id = a.inquiry_id
     where a.case_id = the_case and p.person_id = any(needed)
  ), counts as (
    -- A no to what was asked anew is a no to what is new: an earlier yes goes on.
    select distinct on (s.person_id) s.* from said s where not s.all_no order by s.person_id, s.id desc
  ), held as (
    select * from counts c where c.withdrawn_at is null and c.valid_to >= today
  ), told as (
    select distinct e.pair ->> 0 as party, e.pair ->> 1 as question
      from held h, jsonb_array_elements(h.allowed) as e(pair)
  ), agreed as (
    select t.party, t.question from told t
     where not exists (
       select from unnest(needed) as n(person)
        where not coalesce(spared -> n.person::text ? t.question, false)
          and not exists (select from held h where h.person_id = n.person
                           and h.allowed @> jsonb_build_array(jsonb_build_array(t.party, t.question))))
  ), whole as (
    select distinct g.party from agreed g
     where not exists (
       select from unnest(needed) as n(person)
        where not exists (
          select from held h where h.person_id = n.person and not exists (
            select from jsonb_array_elements(h.questions) as q(asked)
             where not coalesce(spared -> n.person::text ? (q.asked ->> 'ref'), false)
               and not h.allowed @> jsonb_build_array(jsonb_build_array(g.party, q.asked ->> 'ref')))))
  )
  select jsonb_build_object(
    'pairs', coalesce((select jsonb_agg(jsonb_build_array(a.party, a.question)) from agreed a), '[]'),
    'whole', coalesce((select jsonb_agg(w.party) from whole w), '[]'),
    'last_day', (select min(h.valid_to) from held h)) into answer;
  return answer;
end $$;

revoke execute on function consent_agreed(bigint, bigint[], jsonb) from public;
grant execute on function consent_agreed(bigint, bigint[], jsonb) to samsyn_app, samsyn_reader;
