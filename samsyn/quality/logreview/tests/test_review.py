"""The log reviewer: the own organisation's staff, no content, a decision per row that is itself logged."""

import hashlib
from datetime import timedelta

import pytest

from samsyn.audit.models import Reading
from samsyn.cases import guarding
from samsyn.cases.guarding import Grade
from samsyn.cases.models import Case, PlaceKind
from samsyn.demo.cast import CAST
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people.models import Assignment
from samsyn.process.safety import actions as safety
from samsyn.quality.logreview import actions, limits, rules, showing
from samsyn.quality.logreview.models import Flag, Outcome, Review, ReviewRow, RowDecision
from tests.harness.database import denied
from tests.walls.sql import ask

pytestmark = pytest.mark.django_db
PARTS_OF_DAY = ("day", "month", "year")


def review(become, size=50, days=40):
    by = become("reviewer")
    last = clock.today() - timedelta(days=1)
    return actions.make_review(by=by, first=last - timedelta(days=days), last=last, size=size)


def everything(ref):
    found, after = [], 0
    while True:
        lines, after = showing.lines(ref, after)
        found += lines
        if not after:
            return found


def test_a_review_holds_the_own_organisations_readings_and_not_what_they_are_about(
    become, cases, client_as, tomorrow
):
    for who in ("coordinator", "school", "bup", "guardian"):
        client_as(who).get(f"/sip/{cases['planned']}/plan/")
    become("coordinator")
    called = {case.called for case in Case.objects.all()}
    tomorrow()
    lines = everything(review(become))
    names = {line.name for line in lines}
    assert {CAST["coordinator"].name, CAST["school"].name} <= names
    assert CAST["bup"].name not in names and CAST["guardian"].name not in names
    said = repr(lines)
    assert not [name for name in called if name in said]


def test_everybody_can_draw_the_sample_again_and_nobody_chooses_it(become, cases, client_as, tomorrow):
    for _each in range(12):
        client_as("coordinator").get(f"/sip/{cases['planned']}/plan/")
    tomorrow()
    ref = review(become, size=5)
    found = Review.objects.get(ref=ref)
    rows = list(ReviewRow.objects.filter(review=found, sampled=True).values_list("reading_id", flat=True))
    everybody = ask(
        "select reading_id from (select * from logreview_reviewrow) r where review_id = %s", found.pk
    )
    draw = sorted(
        (pk for (pk,) in everybody), key=lambda pk: hashlib.sha256(f"{found.seed}:{pk}".encode()).digest()
    )
    assert len(rows) == 5 and set(rows) == set(draw[:5])
    assert Review.objects.get(ref=review(become, size=5)).seed != found.seed


def test_a_time_that_is_not_over_is_not_reviewed(become, cases):
    with pytest.raises(Refused, match="i går"):
        actions.make_review(by=become("reviewer"), first=clock.today(), last=clock.today(), size=3)
    become("reviewer")
    with denied("22023"):
        ask("select make_review(%s, %s, 3, %s, null)", clock.now() - timedelta(days=1),
            clock.now() + timedelta(days=1), limits.as_json())  # fmt: skip


def test_flags_ask_about_a_reading_without_a_task(become, cases, client_as, tomorrow, small):
    client_as("coordinator").get(f"/sip/{cases['planned']}/lasningar/")  # refused: for the family
    client_as("school").get(f"/sip/{cases['planned']}/plan/")
    become("coordinator", case=cases["planned"])
    pk = Case.objects.get(ref=cases["planned"]).pk
    become("colleague")  # has no place: written by hand, since no page would show it
    ask("select note_readings(%s, %s, true)", [pk], ["plan"])
    for name in ("called", "meeting", "preparing"):
        client_as("coordinator").get(f"/sip/{cases[name]}/")
    tomorrow()
    lines = everything(review(become))
    by_name = {}
    for line in lines:
        by_name.setdefault(line.name, set()).update(line.flags)
    assert Flag.NO_PLACE in by_name[CAST["colleague"].name]
    assert Flag.NO_TURN in by_name[CAST["colleague"].name]
    assert {Flag.REFUSED, Flag.BREADTH} <= by_name[CAST["coordinator"].name]
    assert Flag.NO_PLACE not in by_name[CAST["coordinator"].name]
    assert Flag.PROTECTED not in by_name[CAST["coordinator"].name]


def test_what_two_have_agreed_to_protect_is_flagged(become, cases, client_as, tomorrow, cast):
    ref, second = cases["planned"], Assignment.objects.get(pk=cast["manager"].assignment_id)
    by = become("coordinator", case=ref)
    case = Case.objects.get(ref=ref)
    mother, father = (place for place in case.people if place.kind == PlaceKind.GUARDIAN)
    safety.protect(case=case, by=by, place=mother, away_from=father, grade=Grade.REGISTERED, second=second)
    client_as("coordinator").get(f"/sip/{ref}/plan/")
    client_as("coordinator").get(f"/sip/{cases['called']}/")

    def protected():
        number = case.number
        return {
            line.case_number == number for line in everything(review(become)) if Flag.PROTECTED in line.flags
        }

    tomorrow()
    assert protected() == set(), "one alone protects nobody"
    by = become("manager")
    for asked in guarding.asked_of_me():
        safety.answer_second(by=by, ref=asked.ref, agrees=True)
    assert protected() == {True}


def test_a_case_that_ended_long_ago_is_flagged(become, cases, client_as, tomorrow, at):
    tomorrow(120)
    client_as("coordinator").get(f"/sip/{cases['closed']}/plan/")
    at(clock.now() + timedelta(days=1))
    lines = everything(review(become, days=2))
    assert lines and all(Flag.ENDED in line.flags for line in lines if line.part == "plan")


def test_a_decision_is_followed_by_another_and_never_changed(become, cases, client_as, tomorrow):
    client_as("coordinator").get(f"/sip/{cases['planned']}/plan/")
    tomorrow()
    row = everything(review(become))[0]
    by = become("reviewer")
    actions.decide_row(by=by, row_ref=row.ref, outcome=Outcome.ASK, words="Ringer Sara.")
    actions.decide_row(by=by, row_ref=row.ref, outcome=Outcome.IN_ORDER, words="Hon förberedde mötet.")
    after = showing.line(row.ref)
    assert (after.outcome, after.words) == ("in_order", "Hon förberedde mötet.")
    assert RowDecision.objects.count() == 2
    with denied():
        RowDecision.objects.update(words="x")
    with denied():
        ask("insert into logreview_rowdecision (ref, row_id, outcome, words, decided_by_id, at)"
            " select 'x', row_id, outcome, words, decided_by_id, at from logreview_rowdecision")  # fmt: skip


@pytest.mark.parametrize("who", ["coordinator", "guardian", "manager", "administrator", "operator", "bup"])
def test_nobody_else_reviews(become, cases, client_as, tomorrow, who):
    client_as("coordinator").get(f"/sip/{cases['planned']}/plan/")
    tomorrow()
    ref = review(become)
    row = everything(ref)[0]
    by = become(who)
    assert not Review.objects.exists() and not ReviewRow.objects.exists()
    for statement in ("select * from review_lines(%s, null, 0, 5)", "select decide_row(%s, 'in_order', 'x')"):
        with denied():
            ask(statement, ref)
    with pytest.raises(Refused):
        actions.decide_row(by=by, row_ref=row.ref, outcome=Outcome.IN_ORDER, words="x")
    client = client_as(who)
    for path in ("/kvalitet/logg/", f"/kvalitet/logg/{ref}/", f"/kvalitet/logg/rad/{row.ref}/",
                 "/kvalitet/logg/vagledning/"):  # fmt: skip
        assert client.get(path).status_code == 403, path


def test_reviewing_makes_its_own_rows_which_the_family_sees(become, cases, client_as, tomorrow, cast):
    client_as("coordinator").get(f"/sip/{cases['planned']}/plan/")
    tomorrow()
    ref = review(become)
    assert client_as("reviewer").get(f"/kvalitet/logg/{ref}/").status_code == 200
    become("guardian", case=cases["planned"])
    mine = Reading.objects.filter(assignment_id=cast["reviewer"].assignment_id, part="readings")
    assert mine.count() == 1
    page = client_as("guardian").get(f"/sip/{cases['planned']}/lasningar/").content.decode()
    assert CAST["reviewer"].name in page and "vem som har läst" in page


def test_on_the_pages_a_review_is_drawn_read_and_decided(become, cases, client_as, tomorrow, queries):
    for _each in range(30):
        client_as("coordinator").get(f"/sip/{cases['planned']}/plan/")
    tomorrow()
    reviewer = client_as("reviewer")
    assert "Ingen granskning är gjord ännu." in reviewer.get("/kvalitet/").content.decode()
    day = clock.today() - timedelta(days=1)
    given = {f"{name}_{part}": getattr(day, part) for name in ("first", "last") for part in PARTS_OF_DAY}
    assert reviewer.post("/kvalitet/logg/", given | {"size": "0"}).status_code == 422
    made = reviewer.post("/kvalitet/logg/", given | {"size": "40"})
    assert made.status_code == 302, made.content.decode()[-3000:]
    path = made["Location"]
    with queries() as first:
        page = reviewer.get(path).content.decode()
    with queries() as second:
        rest = reviewer.get(path + "?efter=25").content.decode()
    assert len(first) == len(second) < 16
    assert page.count("Bedöm<") == 25 and "Visa de nästa" in page and "Bedöm<" in rest
    become("reviewer")
    row = ReviewRow.objects.order_by("pk")[0]
    where = f"/kvalitet/logg/rad/{row.ref}/"
    assert reviewer.get(where).status_code == 200
    assert reviewer.post(where, {"outcome": "in_order", "words": ""}).status_code == 422
    assert reviewer.post(where, {"outcome": "in_order", "words": "Förberedde mötet."})["Location"] == path
    assert "Förberedde mötet." in reviewer.get(where).content.decode()
    assert "1 av" in reviewer.get(path).content.decode()


def test_one_persons_readings_are_reviewed_alone(become, cases, client_as, tomorrow):
    for who in ("coordinator", "school"):
        client_as(who).get(f"/sip/{cases['planned']}/plan/")
    tomorrow()
    by = become("reviewer")
    day = clock.today() - timedelta(days=1)
    refs = {name: ref for ref, name in rules.staff(by)}
    assert CAST["bup"].name not in refs
    made = actions.make_review(by=by, first=day, last=day, size=50, who=refs[CAST["school"].name])
    assert {line.name for line in everything(made)} == {CAST["school"].name}
    assert CAST["school"].name in client_as("reviewer").get(f"/kvalitet/logg/{made}/").content.decode()
    with denied("22023"):
        ask("select make_review(%s, %s, 3, %s, 'x')", clock.now() - timedelta(days=1), clock.now(),
            limits.as_json())  # fmt: skip


def test_nobody_decides_on_ones_own_readings(become, cases, client_as, tomorrow):
    client_as("coordinator").get(f"/sip/{cases['planned']}/plan/")
    tomorrow(1)
    client_as("reviewer").get(f"/kvalitet/logg/{review(become)}/")
    tomorrow(2)
    become("reviewer")
    own = next(line for line in everything(review(become)) if line.own)
    assert own.name == CAST["reviewer"].name
    client = client_as("reviewer")
    page = f"/kvalitet/logg/rad/{own.ref}/"
    assert "Be en kollega" in client.get(page).content.decode()
    assert client.post(page, {"outcome": "in_order", "words": "x"}).status_code == 409
    become("reviewer")
    with denied():
        ask("select decide_row(%s, 'in_order', 'x')", own.ref)


def test_the_guide_says_why_how_often_and_how(client_as):
    page = client_as("reviewer").get("/kvalitet/logg/vagledning/").content.decode()
    for text in ("HSLF-FS 2016:40, 4 kap. 9 §", "En gång i månaden", "incident"):
        assert text in page
