-- For the worker: a mail came back, told or tried. Where it was a trial, its receiver sees that the address is not reached.
create or replace function bounce_notice(the_token text) returns boolean language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare the_place bigint;
begin
  update public.notices_notice x set state = 'bounced', reason = 'address', done_at = null
   where x.ref = the_token and x.state in ('sent', 'sending') returning x.place_id into the_place;
  if the_place is not null then
    perform public._way_failed(the_place);
    return true;
  end if;
  update public.notices_way w set failed_at = public.app_now(), test_result = 'refused'
   where w.ref = the_token and w.test_claimed_at is not null and w.test_result in ('', 'sent', 'unsure');
  return found;
end $$;
