"""An extract of the log: asked by one in the case, released by the reviewer, only what the asker may see."""

import pytest

from samsyn.audit.models import Reading
from samsyn.cases.models import Case
from samsyn.demo.cast import CAST
from samsyn.kernel.decision import Refused
from samsyn.quality.logreview import actions, showing
from samsyn.quality.logreview.models import Extract, Wish
from tests.harness.database import denied
from tests.walls.sql import ask

pytestmark = pytest.mark.django_db


def wanted(become, ref, who="guardian"):
    by = become(who, case=ref)
    return actions.ask_readings(
        case=Case.objects.get(ref=ref), by=by, wish=Wish.EXTRACT, words="Jag vill se allt."
    )


def test_the_reviewer_of_the_organisation_that_answers_for_the_case_releases_it(
    become, cases, client_as, cast
):
    ref = cases["planned"]
    for who in ("school", "bup", "other_guardian", "child"):
        client_as(who).get(f"/sip/{ref}/plan/")
    question = wanted(become, ref)
    reviewer = client_as("reviewer")
    start = reviewer.get("/kvalitet/").content.decode()
    assert "Någon vill ha ett loggutdrag" in start and CAST["guardian"].name not in start
    path = f"/kvalitet/utdrag/{question.ref}/"
    assert "Jag vill se allt." in reviewer.get(path).content.decode()
    assert reviewer.post(path, {"words": ""}).status_code == 302
    assert reviewer.get(path).status_code == 404
    page = client_as("guardian").get(f"/sip/{ref}/lasningar/utdrag/").content.decode()
    for who in ("school", "bup"):
        assert CAST[who].name in page and CAST[who].unit in page
    body = page[page.index("Det här har personalen läst") : page.index("Kontrollsumma")]
    for who in ("other_guardian", "child", "guardian"):
        assert CAST[who].name not in body, who
    for who in ("other_guardian", "child"):
        assert (
            "Här finns inget loggutdrag"
            in client_as(who).get(f"/sip/{ref}/lasningar/utdrag/").content.decode()
        )
    become("guardian", case=ref)
    assert Reading.objects.filter(assignment_id=cast["reviewer"].assignment_id, part="readings").exists()


def test_what_is_kept_apart_is_not_in_it(become, cases):
    ref = cases["planned"]
    become("coordinator", case=ref)
    ask("select note_readings(array[app_case()], array['safety'], true)")
    ask("select note_readings(array[app_case()], array['seeing'], true)")
    ask("select note_readings(array[app_case()], array['plan'], false)")
    question = wanted(become, ref)
    by = become("reviewer")
    actions.release_extract(by=by, question_ref=question.ref)
    become("guardian", case=ref)
    parts = {row.part for _day, rows in showing.extracted(Extract.objects.get()) for row in rows}
    assert not parts & {"trygghet", "vem som ser vad"}


@pytest.mark.parametrize("who", ["coordinator", "guardian", "operator", "stranger", "bup"])
def test_nobody_else_releases_or_writes_one(become, cases, who):
    question = wanted(become, cases["planned"])
    by = become(who)
    with pytest.raises(Refused):
        actions.release_extract(by=by, question_ref=question.ref)
    for statement in (
        "select release_extract(%s, '')",
        "select extract_size(%s)",
        "select asked_extracts(%s)",
        "select note_extracts(array[%s])",
    ):
        with denied():
            ask(statement, question.ref)
    with denied():
        ask("insert into logreview_extract (ref) values ('x')")


def test_an_ordinary_question_is_not_the_reviewers(become, cases):
    by = become("guardian", case=cases["planned"])
    case = Case.objects.get(ref=cases["planned"])
    question = actions.ask_readings(case=case, by=by, wish=Wish.ANSWER, words="Varför?")
    by = become("reviewer")
    assert showing.asked_extracts() == []
    with denied():
        ask("select release_extract(%s, '')", question.ref)
