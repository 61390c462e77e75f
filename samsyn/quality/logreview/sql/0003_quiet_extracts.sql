-- A reviewer's look at what somebody asked lies where the question lies: in the family's own scope it would tell the
-- others in the family that somebody has asked.
create function note_extracts(question_refs text[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare the_organisation bigint := public._must_review();
begin
  insert into public.audit_reading (at, person_id, assignment_id, unit_id, case_id, scope_id, part, granted)
  select public.app_now(), public.app_uid(), public.app_assignment(), a.unit_id, q.case_id, q.scope_id, 'readings', true
    from public.logreview_readingsquestion q
    join public.cases_case c on c.id = q.case_id and c.controller_id = the_organisation
    join public.people_assignment a on a.id = public.app_assignment()
   where q.ref = any(question_refs);
end $$;

revoke execute on function note_extracts(text[]) from public;
grant execute on function note_extracts(text[]) to samsyn_app, samsyn_reader;
