"""A change from 30 to 21 days is an edit with a date: who may, from when, and what keeps its version."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from samsyn.agreements import actions, rules
from samsyn.agreements.models import Change, Profile
from samsyn.cases.actions import start_round
from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.kernel.clock import STOCKHOLM
from samsyn.kernel.decision import Refused
from samsyn.people.actions import change_organisation
from samsyn.people.actor import Actor
from samsyn.people.models import Organisation

pytestmark = pytest.mark.django_db

Become = Callable[..., Actor]
SOURCE = "Länets överenskommelse 2027, punkt 4"


@pytest.fixture(autouse=True)
def forgotten() -> Any:
    yield
    rules.forget()


def kommun(name: str = "Hallstad kommun") -> Organisation:
    return Organisation.objects.defer("logotype").get(name=name)


def said(value: Any, **more: Any) -> dict[str, Any]:
    rest = {"unit": "calendar", "source": SOURCE, "verified": True, "label": {}, "text": {}}
    return {"value": value, **rest, **more}


def change(by: Actor, value: Any, since: date, *, shared: bool = True, key: str = "meeting_within") -> None:
    actions.change_value(by=by, organisation=kommun(), shared=shared, key=key, said=said(value), since=since)


def days(code: str, on: date) -> int | None:
    return rules.in_force(code, on).number("meeting_within")


def in_days(n: int) -> date:
    return clock.today() + timedelta(days=n)


def test_thirty_days_become_twenty_one_from_a_day(become: Become) -> None:
    change(become("operator"), 21, in_days(40))
    assert (days("halland", in_days(39)), days("halland", in_days(40))) == (30, 21)
    after = rules.in_force("halland", in_days(40))
    assert (after.version, after.valid_from) == (2, in_days(40))
    assert (after.source("meeting_within"), after["meeting_within"].since) == (SOURCE, in_days(40))
    assert after["meeting_within"].verified
    # Everything else is as it was, and so is the version before.
    before = rules.in_force("halland", in_days(39))
    same = [key for key in before.values if key != "meeting_within"]
    assert [before[key] for key in same] == [after[key] for key in same]


@pytest.mark.requirement("C117")
def test_a_round_keeps_the_days_it_began_under_and_the_next_one_has_the_new(
    cases: dict[str, str], become: Become, at: Callable[[datetime], object]
) -> None:
    by = become("operator")
    change(by, 21, in_days(10))
    at(datetime.combine(in_days(20), datetime.min.time(), STOCKHOLM).replace(hour=12))
    become("coordinator", case=cases["following_up"])
    case = Case.objects.get(ref=cases["following_up"])
    # "A coordination meeting is held within 30 days": what this round was begun under still stands.
    assert case.terms.number("meeting_within") == 30
    version = rules.in_force(case.agreement, clock.today())
    start_round(case, agreement_version=version.version_id)
    again = Case.objects.get(ref=case.ref)
    assert again.terms.number("meeting_within") == 21
    assert again.terms.version == version.version == 2


def test_two_cases_begun_on_each_side_of_the_day_run_under_different_days(
    client_as: Callable[[str], Client],
    become: Become,
    at: Callable[[datetime], object],
    cases: dict[str, str],
) -> None:
    change(become("operator"), 21, in_days(10))
    become("coordinator", case=cases["preparing"])
    old = Case.objects.get(ref=cases["preparing"])
    at(datetime.combine(in_days(10), datetime.min.time(), STOCKHOLM).replace(hour=8))
    assert (old.terms.number("meeting_within"), days("halland", clock.today())) == (30, 21)
    html = client_as("coordinator").get(f"/sip/{old.ref}/").content.decode()
    assert 'href="/overenskommelser/halland/1/"' in html
    assert "Inom 30 dagar" in html
    assert "version 2" in client_as("coordinator").get("/overenskommelser/min/").content.decode()


def test_a_change_before_a_coming_change_does_not_undo_it(become: Become) -> None:
    by = become("operator")
    change(by, 15, in_days(60))
    change(by, 21, in_days(30))
    title = said(None, unit=None, label={"sv": "planhållare"})
    actions.change_value(
        by=by, organisation=kommun(), shared=True, key="coordinator_title", said=title, since=in_days(10)
    )
    assert [days("halland", in_days(n)) for n in (0, 29, 30, 59, 60)] == [30, 30, 21, 21, 15]
    assert [rules.in_force("halland", in_days(n)).title("coordinator_title") for n in (9, 10, 30, 60)] == [
        "samordnare", "planhållare", "planhållare", "planhållare"
    ]  # fmt: skip


def test_a_coming_change_is_taken_back_and_one_that_holds_is_not(
    become: Become, at: Callable[[datetime], object]
) -> None:
    by = become("operator")
    change(by, 21, in_days(30))
    change(by, 25, clock.today())
    coming, holds = Change.objects.get(valid_from=in_days(30)), Change.objects.get(valid_from=clock.today())
    actions.remove_change(by=by, organisation=kommun(), change=coming)
    assert [days("halland", in_days(n)) for n in (0, 30)] == [25, 25]
    with pytest.raises(Refused, match="gäller redan"):
        actions.remove_change(by=by, organisation=kommun(), change=holds)
    coming.refresh_from_db()
    with pytest.raises(Refused, match="redan tillbakatagen"):
        actions.remove_change(by=by, organisation=kommun(), change=coming)


@pytest.mark.parametrize("stride", [7, 11, 30])
def test_in_whatever_order_changes_are_written_each_day_has_the_latest_that_stands(
    become: Become, stride: int
) -> None:
    by = become("operator")
    stands: dict[str, tuple[int, int]] = {}
    for number in range(10, 22):
        day = number * stride % 31
        change(by, number, in_days(day))
        ref = Change.objects.order_by("-pk").values_list("ref", flat=True)[0]
        stands[ref] = (day, number)
        gone = list(stands)[number % len(stands)]
        if number % 3 == 0 and stands[gone][0] > 0:
            one = Change.objects.select_related("profile").get(ref=gone)
            actions.remove_change(by=by, organisation=kommun(), change=one)
            del stands[gone]
    for day in range(32):
        begun = [(first, number) for first, number in stands.values() if first <= day]
        assert days("halland", in_days(day)) == (max(begun)[1] if begun else 30), day


def test_what_has_held_is_not_changed_afterwards(become: Become) -> None:
    by = become("operator")
    with pytest.raises(Refused, match="i dag eller en dag som kommer"):
        change(by, 21, in_days(-1))


def test_whoever_keeps_one_kommun_does_not_change_what_many_share(become: Become) -> None:
    with pytest.raises(Refused, match="Halland delas av flera"):
        change(become("administrator"), 21, in_days(1))
    assert not Change.objects.exists()


def test_the_operator_names_who_keeps_the_agreement(become: Become) -> None:
    actions.name_keeper(by=become("operator"), organisation=kommun())
    change(become("administrator"), 21, in_days(1))
    assert days("halland", in_days(1)) == 21
    with pytest.raises(Refused, match="Bara den som driver samsyn"):
        actions.name_keeper(by=become("administrator"), organisation=kommun())


def test_the_national_ground_is_changed_with_the_program(become: Become) -> None:
    by = become("operator")
    change_organisation(by=by, organisation=kommun(), agreement="nationell")
    with pytest.raises(Refused, match="Den nationella grunden ändras i tjänsten"):
        change(by, 21, in_days(1))
    change(by, 21, in_days(1), shared=False)
    own = kommun().agreement
    assert own == "nationell_hallstad_kommun"
    assert [days(own, in_days(n)) for n in (0, 1)] == [None, 21]


def test_an_organisation_adds_what_is_stricter_for_itself_alone(become: Become) -> None:
    by = become("administrator")
    change(by, 21, in_days(5), shared=False)
    own = kommun().agreement
    assert own == "halland_hallstad_kommun"
    assert [days(own, in_days(n)) for n in (0, 4, 5)] == [30, 30, 21]
    assert days("halland", in_days(5)) == 30
    with pytest.raises(Refused, match="minst lika strängt"):
        change(by, 31, in_days(6), shared=False)
    with pytest.raises(Refused, match="gemensam"):
        actions.change_value(
            by=by, organisation=kommun(), shared=False, key="coordinator_title",
            said=said(None, unit=None, label={"sv": "x"}), since=in_days(6),
        )  # fmt: skip
    # A setting of ours gives way to whatever they have decided.
    actions.change_value(
        by=by, organisation=kommun(), shared=False, key="reply_within",
        said=said(9, unit="calendar"), since=in_days(6),
    )  # fmt: skip
    assert rules.in_force(own, in_days(6)).number("reply_within") == 9


def test_own_additions_follow_what_they_add_to(become: Become) -> None:
    change(become("administrator"), 21, clock.today(), shared=False)
    own = kommun().agreement
    change(become("operator"), 15, in_days(10))
    # Between the shared rule and the own one the stricter holds.
    assert [days(own, in_days(n)) for n in (0, 10)] == [21, 15]
    assert Profile.objects.get(code=own).name == "Halland, Hallstad kommun"
    assert rules.in_force(own, in_days(10)).name == "Halland, Hallstad kommun"
