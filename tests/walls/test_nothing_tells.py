"""Two worlds that differ in what one must not know: all that this one can fetch or is sent is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pytest
from django.db import transaction

from samsyn.cases.models import Place
from samsyn.kernel import clock
from samsyn.notices import wording
from samsyn.notices.actions import say_how
from samsyn.notices.kinds import Detail, OutletName
from samsyn.notices.models import Notice
from samsyn.notices.outlets import facts_of
from samsyn.process.consent.tests.cases import Family, family
from samsyn.process.plans.tests.cases import Meeting, fill, meeting
from samsyn.process.seeing import actions as seeing
from samsyn.process.seeing import items
from tests.guards.urls import addresses, in_case, unknown
from tests.harness.client import StrictClient
from tests.walls.crawling import ELSEWHERE, Answer, answer_of, as_any, crawl, differences, pace
from tests.walls.untold import (
    BRIEFLY,
    KEPT_FROM,
    SECRET,
    Act,
    a_number,
    asks_about_the_readings,
    marks_the_case,
    nothing,
    opens_a_case_about_somebody_new,
    protects_the_mother,
    says,
    staff_hide_an_answer,
)

HOME = ("guardian", "other_guardian", "child", "nurse_private")
PUBLIC = ("/", "/logga-in/", "/tillganglighet/", "/uppgifter/", "/halsa/", "/redo/")
TRY_ALL = ("other_guardian", "stranger")  # every address there is; the others what they find
PEOPLE = sorted({who for kept in KEPT_FROM.values() for who in kept})
Found = dict[str, Answer]


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
    says(made, "Jag vill sova", 0)
    with_mail(made)
    return made


@pytest.fixture
def at_meeting(become: Callable, cast: Mapping, at: Callable) -> Meeting:
    """The meeting has begun and the plan is written, not yet established."""
    at(clock.now())
    made = meeting(become, cast)
    fill(made)
    with_mail(made)
    return made


def with_mail(ek: Family) -> None:
    """Everybody who could be told is told by mail."""
    for who in ("guardian", "other_guardian", "child", "bup", "school"):
        by = ek.become(who)
        say_how(by=by, outlet=OutletName.MAIL, address=f"{who}@example.org", detail=Detail.NEUTRAL)


def every_address(ek: Family) -> list[str]:
    """All that the resolver has: of this case as one in it would ask, else with values nobody has."""
    case, _by = ek.speaks("coordinator")
    found = [in_case(one, case) if one.of_case else unknown(one) for one in addresses()]
    return [one for one in found if not one.startswith(ELSEWHERE)]


def fetched(client: StrictClient, ek: Family, who: str, paths: list[str]) -> Found:
    """Each address, whatever it links to; and what waits to be sent to that one."""
    home = "/familj/" if who in HOME else "/arbete/"
    return crawl(client, home, f"/sip/{ek.ref}/", *paths) | received(ek, who)


def received(ek: Family, who: str) -> Found:
    """What waits to be sent to that one, word for word, by the way and in the detail chosen there."""
    case, _by = ek.speaks("coordinator")
    place: Place | None = next((p for p in case.people if p.person_id == ek.cast[who].person_id), None)
    if place is None:
        return {}
    rows = Notice.objects.filter(case=case, place=place).order_by("pk").select_related("place")
    said = [str(wording.message(facts_of(row, case, case.leader))) for row in rows]
    told = tuple(f"{row.outlet} {row.detail} {row.state} {row.due}" for row in rows)
    return {"mail": (0, "\n".join(said).encode(), told)}


def world(act: Act, ek: Family, then: Callable, *given: object) -> object:
    """What is found there; and then it has never been."""
    with transaction.atomic():
        act(ek)
        found = then(*given)
        transaction.set_rollback(True)
    return found


def finds_none(ek: Family, client: StrictClient, who: str, acts: Iterable[Act], paths: list[str]) -> None:
    """All that this one fetches and is sent, in each world and in the one where nothing was done."""
    without = world(nothing, ek, fetched, client, ek, who, paths)
    assert len(without) > max(1, len(paths))
    for act in acts:
        with_it = world(act, ek, fetched, client, ek, who, paths)
        assert differences(without, with_it) == [], act.__name__
        assert not any(SECRET.encode() in answer[1] for answer in with_it.values()), act.__name__


@pytest.mark.slow
@pytest.mark.parametrize("who", sorted(BRIEFLY))
def test_whoever_must_not_know_finds_no_difference(who: str, ek: Family, client_as: Callable) -> None:
    finds_none(ek, client_as(who), who, BRIEFLY[who], [])


@pytest.mark.soak
@pytest.mark.parametrize("who", PEOPLE)
def test_nor_by_any_address(who: str, ek: Family, client_as: Callable) -> None:
    acts = [act for act, kept in KEPT_FROM.items() if who in kept]
    finds_none(ek, client_as(who), who, acts, every_address(ek) if who in TRY_ALL else [])


def hides_a_need(ek: Family) -> None:
    """Written at the meeting, and kept from the father."""
    assert isinstance(ek, Meeting)
    need = ek.add("need", text=SECRET)
    ek.add("measure", ek.add("goal", need, text=SECRET), what=SECRET)
    father, (case, by) = ek.place("other_guardian"), ek.speaks("coordinator")
    item = items.find(case, "need", need.ref)
    seeing.hide(case=case, by=by, item=item, places=[father], reason="Adam har bett om det.")


AT_THE_MEETING = (nothing, hides_a_need, marks_the_case, protects_the_mother, asks_about_the_readings)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["other_guardian", "stranger"])
def test_nor_at_the_meeting(who: str, at_meeting: Meeting, client_as: Callable) -> None:
    """The kallelse, the room, the plan, the copies, the calendar."""
    finds_none(at_meeting, client_as(who), who, AT_THE_MEETING, [])


@pytest.mark.slow
def test_the_public_can_fetch_no_difference(ek: Family, client: StrictClient) -> None:
    """Nobody has signed in."""
    paths = [*PUBLIC, f"/sip/{ek.ref}/", f"/sip/{ek.ref}/plan/"]
    public_finds_none(ek, client, paths, BRIEFLY["stranger"])


@pytest.mark.soak
def test_nor_the_public_by_any_address(ek: Family, client: StrictClient) -> None:
    public_finds_none(ek, client, every_address(ek), KEPT_FROM)


def public_finds_none(ek: Family, client: StrictClient, paths: list[str], acts: Iterable[Act]) -> None:
    without = world(nothing, ek, _answers, client, paths)
    for act in acts:
        assert differences(without, world(act, ek, _answers, client, paths)) == [], act.__name__


def _answers(client: StrictClient, paths: list[str]) -> Found:
    return {path: answer_of(client, path) for path in paths}


def begins(client: StrictClient, given: Mapping[str, str]) -> Found:
    """Somebody at another body begins a SIP about the same one, and sees what there is to see."""
    response = client.post("/ny/", given)
    assert response.status_code == 302
    ref = response["Location"].split("/")[2]
    return {
        "typed": as_any(response),
        **{page: as_any(client.get(f"/sip/{ref}/{page}")) for page in ("", "oro/", "familjen/", "svar/")},
    }


@pytest.mark.slow
@pytest.mark.parametrize("who", ["stranger", "nurse", "habilitation"])
def test_whoever_begins_a_case_does_not_learn_that_there_is_one(
    who: str, ek: Family, client_as: Callable
) -> None:
    """By number: of nobody known, and of one who is known and written about elsewhere."""
    client, day = client_as(who), clock.today()
    given = {
        "must_not_know": "no", "called": "Ada Nyström", "number": a_number().text, "noticed_by": "unit",
        "noticed_on_day": day.day, "noticed_on_month": day.month, "noticed_on_year": day.year,
        "why": "Det behövs.",
    }  # fmt: skip
    without = world(nothing, ek, begins, client, given)
    with_it = world(opens_a_case_about_somebody_new, ek, begins, client, given)
    assert differences(without, with_it) == []


@pytest.mark.slow
def test_who_is_told_of_it_does_find_a_difference(ek: Family, client_as: Callable) -> None:
    """Else the crawl would be blind."""
    client = client_as("guardian")
    without = world(nothing, ek, fetched, client, ek, "guardian", [])
    assert differences(without, world(staff_hide_an_answer, ek, fetched, client, ek, "guardian", []))


@pytest.mark.soak
@pytest.mark.parametrize(
    "act", [act for act in KEPT_FROM if act is not nothing], ids=lambda act: act.__name__
)
def test_no_page_takes_longer_because_of_it(act: Act, ek: Family, client_as: Callable) -> None:
    """The medians of one run; the noise between two runs of the same world is the measure."""
    for who in KEPT_FROM[act]:
        client = client_as(who)
        for address in ("/familj/" if who in HOME else "/arbete/", f"/sip/{ek.ref}/"):
            without = world(nothing, ek, pace, client.get, address)
            with_it = world(act, ek, pace, client.get, address)
            assert 0.66 < with_it / without < 1.5, f"{who}, {address}: {without} and {with_it}"
