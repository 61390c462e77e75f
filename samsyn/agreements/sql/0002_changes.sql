-- A change to an agreement, with the day it begins. Versions are made from what was loaded and the changes that
-- stand; they are only added. Who may change what is checked here, whatever the program believes.

grant select on agreements_change to samsyn_app, samsyn_reader, samsyn_jobs;
create trigger append_only before delete or update of ref, profile_id, key, entry, valid_from, written_at, assignment_id
  on agreements_change for each row execute function refuse_change();

-- A shared agreement is changed by the operator or by the organisation the operator has named; an organisation's own
-- additions by whoever keeps that organisation. The national ground is changed with the program.
create function _keeps_agreement(the_profile bigint) returns boolean language sql stable
  set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.agreements_profile p where p.id = the_profile and p.code <> 'nationell'
    and (public.operates() or coalesce(p.organisation_id, p.keeper_id) = any(public.my_organisations())))
$$;

-- What a version of that day is made from: what was loaded, or, for own additions, the shared agreement.
create function _agreement_below(the_profile bigint, the_day date) returns public.agreements_version language sql stable
  set search_path = pg_catalog, pg_temp as $$
  select v.* from public.agreements_profile p
    join public.agreements_version v on v.profile_id = coalesce(p.ground_id, p.id)
   where p.id = the_profile and (p.ground_id is not null or v.loaded)
     and v.valid_from <= the_day and (v.valid_to is null or v.valid_to >= the_day)
   order by v.valid_from desc, v.number desc limit 1
$$;

-- A setting gives way to any rule of one's own; a written rule only to one that protects the person as much.
create function _not_looser(below jsonb, own jsonb) returns boolean language plpgsql immutable
  set search_path = pg_catalog, pg_temp as $$
declare ranked jsonb := below -> 'stricter';
begin
  if below is null or not (below ->> 'verified')::boolean then
    return true;
  elsif jsonb_typeof(ranked) = 'null' or jsonb_typeof(own -> 'value') = 'null' then
    return false;
  elsif jsonb_typeof(below -> 'value') = 'null' then
    return true;
  elsif (below -> 'unit') is distinct from (own -> 'unit') then
    return false;
  elsif jsonb_typeof(ranked) = 'array' then
    return (select min(n) filter (where choice = own -> 'value') <= min(n) filter (where choice = below -> 'value')
              from jsonb_array_elements(ranked) with ordinality as r(choice, n));
  elsif ranked = '"lower"' then
    return (own ->> 'value')::int <= (below ->> 'value')::int;
  end if;
  return (own ->> 'value')::int >= (below ->> 'value')::int;
end $$;

create function _compose_agreement(the_profile bigint, since date) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $$
declare
  profile public.agreements_profile;
  below public.agreements_version;
  the_day date;
  change record;
  made jsonb;
  now_held jsonb;
begin
  select * into profile from public.agreements_profile p where p.id = the_profile for update;
  for the_day in
    select since
     union select v.valid_from from public.agreements_version v
            where v.profile_id in (profile.id, profile.ground_id) and v.valid_from > since
     union select c.valid_from from public.agreements_change c
            where c.profile_id = profile.id and c.removed_at is null and c.valid_from > since
     order by 1
  loop
    below := public._agreement_below(profile.id, the_day);
    continue when below.id is null;
    made := below."values";
    if profile.ground_id is not null then
      made := jsonb_set(made, '{name}', jsonb_build_object('sv', profile.name));
    end if;
    for change in
      select distinct on (c.key) c.key, c.entry from public.agreements_change c
       where c.profile_id = profile.id and c.removed_at is null and c.valid_from <= the_day
       order by c.key, c.valid_from desc, c.id desc
    loop
      if profile.ground_id is null or public._not_looser(made -> 'rules' -> change.key, change.entry) then
        made := jsonb_set(made, array['rules', change.key], change.entry);
      end if;
    end loop;
    select v."values" into now_held from public.agreements_version v
     where v.profile_id = profile.id and v.valid_from <= the_day and (v.valid_to is null or v.valid_to >= the_day)
     order by v.valid_from desc, v.number desc limit 1;
    if not found or now_held <> made then
      insert into public.agreements_version (profile_id, number, valid_from, valid_to, "values", sha256, loaded_at, loaded)
      select profile.id, coalesce(max(v.number), 0) + 1, the_day, below.valid_to, made,
             encode(sha256(convert_to(made::text, 'utf8')), 'hex'), public.app_now(), false
        from public.agreements_version v where v.profile_id = profile.id;
    end if;
  end loop;
  perform public._compose_agreement(p.id, since) from public.agreements_profile p where p.ground_id = profile.id;
end $$;

-- The organisation's own additions to the agreement it follows; it follows them from now on.
create function _own_agreement(the_organisation bigint, today date) returns bigint language plpgsql
  set search_path = pg_catalog, pg_temp as $$
declare
  organisation public.people_organisation;
  followed public.agreements_profile;
  readable text;
  made bigint;
begin
  select * into organisation from public.people_organisation o where o.id = the_organisation for update;
  select * into followed from public.agreements_profile p where p.code = organisation.agreement;
  if followed.organisation_id = the_organisation then
    return followed.id;
  end if;
  select p.id into made from public.agreements_profile p
   where p.ground_id = followed.id and p.organisation_id = the_organisation;
  if made is null then
    readable := left(followed.code || '_' || regexp_replace(
      translate(lower(organisation.name), 'åäöéü ', 'aaoeu_'), '[^a-z0-9_]', '', 'g'), 40);
    if exists (select from public.agreements_profile p where p.code = readable) then
      readable := left(followed.code, 23) || '_' || organisation.ref;
    end if;
    insert into public.agreements_profile (code, name, ground_id, organisation_id)
      values (readable, left(followed.name || ', ' || organisation.name, 200),
              followed.id, the_organisation) returning id into made;
    perform public._compose_agreement(made, today);
  end if;
  update public.people_organisation o set agreement = (select p.code from public.agreements_profile p where p.id = made)
   where o.id = the_organisation;
  return made;
end $$;

create function change_agreement(new_ref text, organisation_ref text, shared boolean, the_key text, said jsonb, since date)
  returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  today date := (public.app_now() at time zone 'Europe/Stockholm')::date;
  the_organisation bigint := (select o.id from public.people_organisation o where o.ref = organisation_ref);
  the_profile bigint;
  below jsonb;
begin
  if the_organisation is null or not the_organisation = any(public.my_organisations()) then
    raise exception 'not kept by the one who acts' using errcode = '42501';
  end if;
  if shared then
    select coalesce(p.ground_id, p.id) into the_profile from public.agreements_profile p
      join public.people_organisation o on o.agreement = p.code where o.id = the_organisation;
  else
    the_profile := public._own_agreement(the_organisation, today);
  end if;
  if not public._keeps_agreement(the_profile) then
    raise exception 'not an agreement of the one who acts' using errcode = '42501';
  end if;
  below := (public._agreement_below(the_profile, since))."values" -> 'rules' -> the_key;
  if below is null or since < today or coalesce(said ->> 'source', '') = ''
     or said - array['value', 'unit', 'label', 'text', 'source', 'verified'] <> '{}'
     or (jsonb_typeof(said -> 'value') <> jsonb_typeof(below -> 'value')
         and 'null' not in (jsonb_typeof(said -> 'value'), jsonb_typeof(below -> 'value'))) then
    raise exception 'not a change of that value' using errcode = '42501';
  end if;
  said := below || said || jsonb_build_object('note', '{}'::jsonb, 'from', since, 'to', null,
    'agreement', (select p.code from public.agreements_profile p where p.id = the_profile));
  if not shared and not public._not_looser(below, said) then
    raise exception 'looser than the shared agreement' using errcode = '42501';
  end if;
  insert into public.agreements_change (ref, profile_id, key, entry, valid_from, written_at, assignment_id)
    values (new_ref, the_profile, the_key, said, since, public.app_now(), public.app_assignment());
  perform public._compose_agreement(the_profile, since);
  perform public.write_organisation_event(organisation_ref, 'change_agreement', new_ref);
end $$;

-- A change is taken back before the day it begins; what has held stands.
create function remove_agreement_change(organisation_ref text, change_ref text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  today date := (public.app_now() at time zone 'Europe/Stockholm')::date;
  change public.agreements_change;
begin
  select * into change from public.agreements_change c where c.ref = change_ref for update;
  if change.id is null or not public._keeps_agreement(change.profile_id)
     or change.removed_at is not null or change.valid_from <= today then
    raise exception 'not a coming change of the one who acts' using errcode = '42501';
  end if;
  update public.agreements_change c set removed_at = public.app_now() where c.id = change.id;
  perform public._compose_agreement(change.profile_id, change.valid_from);
  perform public.write_organisation_event(organisation_ref, 'remove_agreement_change', change_ref);
end $$;

-- The operator says which of those who follow a shared agreement may change it.
create function name_agreement_keeper(organisation_ref text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  organisation public.people_organisation;
  the_profile bigint;
begin
  select * into organisation from public.people_organisation o where o.ref = organisation_ref;
  select coalesce(p.ground_id, p.id) into the_profile from public.agreements_profile p
   where p.code = organisation.agreement;
  if not public.operates() or not public._keeps_agreement(the_profile) then
    raise exception 'only the operator names a keeper' using errcode = '42501';
  end if;
  update public.agreements_profile p set keeper_id = organisation.id where p.id = the_profile;
  perform public.write_organisation_event(organisation_ref, 'name_agreement_keeper', organisation_ref);
end $$;

revoke execute on function _keeps_agreement(bigint), _agreement_below(bigint, date), _not_looser(jsonb, jsonb),
  _compose_agreement(bigint, date), _own_agreement(bigint, date),
  change_agreement(text, text, boolean, text, jsonb, date), remove_agreement_change(text, text),
  name_agreement_keeper(text) from public;
grant execute on function change_agreement(text, text, boolean, text, jsonb, date),
  remove_agreement_change(text, text), name_agreement_keeper(text) to samsyn_app;
