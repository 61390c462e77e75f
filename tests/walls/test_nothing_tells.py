"""Two worlds that differ in what one must not know: all that this one can fetch is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.db import transaction

from samsyn.kernel import clock
from samsyn.process.consent.tests.cases import Family, about, family
from samsyn.process.initiative import actions as initiative
from samsyn.process.preparation import actions as preparation
from samsyn.process.preparation.models import Answer, Showing
from samsyn.process.preparation.questions import questions_for
from samsyn.process.safety import actions as safety
from samsyn.process.safety.models import MustNotKnow, Outcome
from samsyn.process.seeing import actions as seeing
from samsyn.process.seeing import items
from tests.walls.crawling import crawl, differences, pace

STARTS = {
    "other_guardian": ("/familj/",),
    "guardian": ("/familj/",),
    "bup": ("/arbete/",),
    "stranger": ("/arbete/",),
    "nurse_private": ("/familj/",),
}
PUBLIC = ("/", "/logga-in/", "/tillganglighet/", "/uppgifter/", "/halsa/", "/redo/")
SECRET = "Det som bara Adam vet"


@pytest.fixture
def ek(become: Callable, cast: Mapping, at: Callable) -> Family:
    """Adam's case, prepared by both guardians, BUP and the school; the clock stands still."""
    at(clock.now())
    made = family(become, cast, age=14)
    made.ask_about("skolan", "sömnen")
    made.wish("bup", "school")
    made.put_question()
    for key in ("guardian", "other_guardian"):
        made.answer(key, "yes")
    _says(made, "Jag vill sova", 0)
    return made


def _says(ek: Family, text: str, number: int) -> Answer:
    """The child writes an answer and hands it in for everybody at the meeting."""
    case, by = ek.speaks("child")
    key = questions_for(case.subject_place.kind)[number].key
    preparation.prepare(case=case, by=by, key=key, text=text)
    preparation.hand_in(case=case, by=by, showings={key: Showing.MEETING})
    return Answer.objects.get(case=case, key=key)


# -- what is done in the one world only


def hides_an_answer(ek: Family) -> None:
    """Handed in, and at once kept from the father by whoever leads."""
    ref = _says(ek, SECRET, 1).ref
    case, by = ek.speaks("coordinator")
    item = next(one for one in items.items(case, by) if one.row.ref == ref)
    father = ek.place("other_guardian")
    case, by = ek.speaks("coordinator")
    seeing.hide(case=case, by=by, item=item, places=[father], reason="Adam har bett om det.")


def marks_the_case(ek: Family) -> None:
    """The mother says that somebody must not know where they are."""
    case, by = ek.speaks("guardian")
    safety.answer_safety(case=case, by=by, answer=MustNotKnow.YES)


def risk_is_assessed(ek: Family) -> None:
    """Marked, and a named professional has judged that it must wait."""
    marks_the_case(ek)
    case, by = ek.speaks("coordinator")
    safety.assess_risk(
        case=case, by=by, assessed_by="Kerstin Lod", assessed_on=clock.today(), outcome=Outcome.WAIT,
        words=SECRET, next_look=clock.today() + timedelta(days=7),
    )  # fmt: skip


def keeps_for_itself(ek: Family) -> None:
    """The child writes something only for itself."""
    case, by = ek.speaks("child")
    key = questions_for(case.subject_place.kind)[2].key
    preparation.prepare(case=case, by=by, key=key, text=SECRET)


def opens_another_case(ek: Family) -> None:
    """The sister is written about, privately to the unit."""
    by = ek.become("coordinator")
    told = about(ek.cast, "sister", 9)
    initiative.notice_at_work(by=by, subject=told["subject"], told=told["told"])


def nothing(ek: Family) -> None:
    """The same world twice: else the others would prove nothing."""


ACTS = [nothing, hides_an_answer, marks_the_case, risk_is_assessed, keeps_for_itself, opens_another_case]
# Who must not know of it.
KEPT_FROM = {
    "nothing": ("other_guardian", "bup", "stranger"),
    "hides_an_answer": ("other_guardian", "stranger"),
    "marks_the_case": ("other_guardian", "bup", "stranger"),
    "risk_is_assessed": ("other_guardian", "bup", "stranger"),
    "keeps_for_itself": ("other_guardian", "guardian", "bup", "stranger"),
    "opens_another_case": ("other_guardian", "guardian", "bup", "stranger", "nurse_private"),
}


def world(act: Callable[[Family], None], ek: Family, then: Callable, *given: object) -> object:
    """What is found there; and then it has never been."""
    with transaction.atomic():
        act(ek)
        found = then(*given)
        transaction.set_rollback(True)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_whoever_must_not_know_finds_no_difference(act: Callable, ek: Family, client_as: Callable) -> None:
    for who in KEPT_FROM[act.__name__]:
        starts = (*STARTS[who], f"/sip/{ek.ref}/")
        client = client_as(who)
        without = world(nothing, ek, crawl, client, *starts)
        with_it = world(act, ek, crawl, client, *starts)
        assert len(without) > 1
        assert differences(without, with_it) == [], who
        assert not any(SECRET.encode() in answer[1] for answer in with_it.values()), who


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_the_public_can_fetch_no_difference(act: Callable, ek: Family, client: object) -> None:
    starts = (*PUBLIC, f"/sip/{ek.ref}/", f"/sip/{ek.ref}/plan/")
    without = world(nothing, ek, crawl, client, *starts)
    assert differences(without, world(act, ek, crawl, client, *starts)) == []


@pytest.mark.slow
def test_who_is_told_of_it_does_find_a_difference(ek: Family, client_as: Callable) -> None:
    """Else the crawl would be blind."""
    client, starts = client_as("guardian"), ("/familj/", f"/sip/{ek.ref}/")
    without = world(nothing, ek, crawl, client, *starts)
    assert differences(without, world(hides_an_answer, ek, crawl, client, *starts))


@pytest.mark.soak
@pytest.mark.parametrize("act", ACTS[1:], ids=lambda act: act.__name__)
def test_no_page_takes_longer_because_of_it(act: Callable, ek: Family, client_as: Callable) -> None:
    """The medians of one run; the noise between two runs of the same world is the measure."""
    for who in KEPT_FROM[act.__name__]:
        client = client_as(who)
        for address in (*STARTS[who], f"/sip/{ek.ref}/"):
            without = world(nothing, ek, pace, client.get, address)
            with_it = world(act, ek, pace, client.get, address)
            assert 0.66 < with_it / without < 1.5, f"{who}, {address}: {without} and {with_it}"
