-- A review is seen by whoever reviews at that organisation, and written by the functions alone.
alter table logreview_review enable row level security;
alter table logreview_reviewrow enable row level security;
alter table logreview_rowdecision enable row level security;
create policy own on logreview_review for select to samsyn_app, samsyn_reader
  using (organisation_id = (select my_reviewed()));
create policy own on logreview_reviewrow for select to samsyn_app, samsyn_reader
  using (review_id in (select id from logreview_review));
create policy own on logreview_rowdecision for select to samsyn_app, samsyn_reader
  using (row_id in (select id from logreview_reviewrow));
grant select on logreview_review, logreview_reviewrow, logreview_rowdecision to samsyn_app, samsyn_reader;
create trigger append_only before update or delete on logreview_review
  for each statement execute function refuse_change();
create trigger append_only before update or delete on logreview_reviewrow
  for each statement execute function refuse_change();
create trigger append_only before update or delete on logreview_rowdecision
  for each statement execute function refuse_change();

revoke insert on logreview_extract, logreview_supportsession from samsyn_app;
revoke execute on function my_reviewed(), _must_review(), _protected(bigint), _had_task(audit_reading),
  _breadth(bigint, timestamptz, timestamptz), _is_wide(bigint, double precision, jsonb),
  _judged(bigint, timestamptz, timestamptz, jsonb), make_review(timestamptz, timestamptz, integer, jsonb),
  review_lines(text, text, integer, integer), decide_row(text, text, text), review_alarms(jsonb),
  asked_extracts(text), _extracted(bigint), extract_size(text), release_extract(text, text), my_support(),
  open_support(text, text, integer), support_frame(text), support_sessions(bigint, integer), close_support(text)
  from public;
grant execute on function my_reviewed(), my_support(), review_lines(text, text, integer, integer),
  review_alarms(jsonb), asked_extracts(text), extract_size(text), support_frame(text),
  support_sessions(bigint, integer) to samsyn_app, samsyn_reader;
grant execute on function make_review(timestamptz, timestamptz, integer, jsonb), decide_row(text, text, text),
  release_extract(text, text), open_support(text, text, integer), close_support(text) to samsyn_app;
