"""The walls stand around every table, also the next one: asked of the database's own catalogue."""

import re

import pytest

from samsyn.command.checks import NEVER_WRITTEN, OPEN_PREFIXES, OPEN_TABLES
from tests.guards.catalogue import REACH, columns, names, rows, tables, tables_of_cases

pytestmark = pytest.mark.django_db

SCOPED = r"\(*scope_id = ANY \(+ ?SELECT my_scopes\(\)( AS my_scopes)?\)+(::bigint\[\])?\)+"
WITHOUT_CASE = {"cases_case": "is the case"}
WITHOUT_SCOPE = {"cases_scope": "is the scope: seen by those who have access to it"}
# Tables of no case, with policies of their own; each is proved by tests beside its code.
OTHER_POLICIES = {
    "kernel_once": "one's own answered forms",
    "notices_way": "one's own: how one wants to be told",
    "logreview_review": "whoever reviews the log at that organisation",
    "logreview_reviewrow": "as its review",
    "logreview_rowdecision": "as its row",
    "people_account": "one's own",
    "people_assignment": "staff are known by name and duty",
    "people_guardianship": "one's own",
    "people_lookup": "written by a definer function; nobody reads it",
    "people_organisation": "public facts",
    "people_person": "oneself, one's children, staff",
    "people_personnumber": "one's own",
    "people_unit": "public facts",
}
MAY_DELETE = {"django_session": "signing out ends the session for good"}
# Definer functions that a GET may call: they read, narrow, or write down that something was read.
OF_THE_READER = {
    "consent_agreed",
    "custody_proved",
    "custody_to_confirm",
    "asked_extracts",
    "asked_of_me",
    "enter_case",
    "extract_size",
    "leaderless",
    "may_tell",
    "my_kinds",
    "my_organisations",
    "my_reviewed",
    "my_scopes",
    "my_support",
    "note_extracts",
    "note_miss",
    "note_readings",
    "opened_contacts",
    "operates",
    "review_alarms",
    "review_lines",
    "still_case",
    "support_frame",
    "support_sessions",
    "ticked_alarms",
    "unit_cases",
}


def test_every_table_below_a_case_says_which_case_and_scope() -> None:
    for table in names(REACH):
        have = columns(table)
        assert table in WITHOUT_CASE or have.get("case_id"), f"{table} has no case_id that must be given"
        assert table in WITHOUT_SCOPE or have.get("scope_id"), f"{table} has no scope_id that must be given"


def test_row_security_is_on_everywhere_but_where_a_reason_says() -> None:
    off = names(
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
        " and relkind in ('r', 'p') and not relrowsecurity"
    )
    assert [t for t in off if t not in OPEN_TABLES and not t.startswith(tuple(OPEN_PREFIXES))] == []


def test_tables_of_cases_have_one_policy_of_the_one_form() -> None:
    """Several permissive policies are OR-ed, and leak."""
    for table in tables_of_cases():
        policies = rows("select permissive, qual, with_check from pg_policies where tablename = %s", table)
        assert len(policies) == 1, f"{table} has {len(policies)} policies"
        for text in policies[0][1:]:
            form = SCOPED.replace("scope_id", "id", 1) if table == "cases_scope" else SCOPED
            assert text is None or re.fullmatch(form, text), f"{table}: {text}"


def test_other_tables_have_policies_for_a_reason() -> None:
    have = set(names("select distinct tablename from pg_policies where schemaname = 'public'"))
    assert have - set(tables_of_cases()) <= set(OTHER_POLICIES)


def test_no_row_can_be_attached_to_another_case() -> None:
    """Foreign keys do not ask policies: whatever points into a case must carry the case along."""
    found = rows("""
        select k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text
          from pg_constraint k
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
         where k.contype = 'f' and cardinality(k.conkey) = 1
           and exists (select from pg_attribute c where c.attrelid = k.conrelid and c.attname = 'case_id')
           and exists (select from pg_attribute c where c.attrelid = k.confrelid and c.attname = 'case_id')
           and not exists (
             select from pg_constraint w
              where w.contype = 'f' and w.conrelid = k.conrelid and w.confrelid = k.confrelid
                and k.conkey[1] = any(w.conkey)
                and (select c.attnum from pg_attribute c
                      where c.attrelid = k.conrelid and c.attname = 'case_id') = any(w.conkey))
         order by 1, 2""")
    assert not found, "\n".join(
        f"{table}.{column} → {other} without case_id" for table, column, other in found
    )


def test_views_show_what_their_reader_may_see_and_nothing_is_kept_beside() -> None:
    ours = "from pg_class where relnamespace = 'public'::regnamespace"
    assert names(f"select relname {ours} and relkind = 'm'") == []
    unsafe = f"select relname {ours} and relkind = 'v' and not coalesce(reloptions::text, '') ~ %s"
    assert names(unsafe, "security_invoker=(true|on|1)") == []


def test_no_right_is_given_by_default() -> None:
    assert rows("select * from pg_default_acl") == []


def test_the_webs_role_deletes_and_empties_nothing() -> None:
    for table in tables():
        for right in ("delete", "truncate", "references", "trigger"):
            holds = rows("select has_table_privilege('samsyn_app', %s, %s)", table, right)[0][0]
            assert not holds or (right, table) == ("delete", "django_session"), f"{right} on {table}"


def test_what_only_functions_write_cannot_be_written_by_anybody() -> None:
    for table in (*NEVER_WRITTEN, "audit_eventvalue", "audit_chainhead", "cases_scope"):
        for role in ("samsyn_app", "samsyn_reader", "samsyn_poll", "samsyn_jobs"):
            for right in ("insert", "update"):
                asked = "select has_any_column_privilege(%s, %s, %s)"
                assert not rows(asked, role, table, right)[0][0], f"{role} may {right} {table}"


def test_the_reader_writes_nothing() -> None:
    for table in tables():
        for right in ("insert", "update"):
            asked = "select has_any_column_privilege('samsyn_reader', %s, %s)"
            assert not rows(asked, table, right)[0][0], f"{right} on {table}"
        assert not rows("select has_table_privilege('samsyn_reader', %s, 'delete')", table)[0][0]


def test_definer_functions_cannot_be_misled() -> None:
    """Their search path is fixed, and nobody is let in by default."""
    found = names("""
        select p.proname from pg_proc p
         where p.pronamespace = 'public'::regnamespace and p.prosecdef
           and (p.proconfig is null or not 'search_path=pg_catalog, pg_temp' = any(p.proconfig)
                or has_function_privilege('samsyn_poll', p.oid, 'execute'))""")
    assert found == []


def test_what_a_get_may_call_is_listed() -> None:
    found = names("""
        select p.proname from pg_proc p
         where p.pronamespace = 'public'::regnamespace and p.prosecdef
           and has_function_privilege('samsyn_reader', p.oid, 'execute')""")
    assert set(found) <= OF_THE_READER


def test_the_webs_role_is_nobody_else() -> None:
    assert rows("""
        select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit,
               pg_has_role('samsyn_app', 'samsyn_owner', 'member')
          from pg_roles where rolname = 'samsyn_app'""") == [(False,) * 6]
    owned = "select count(*) from pg_class where relowner = 'samsyn_app'::regrole"
    assert rows(owned) == [(0,)]
