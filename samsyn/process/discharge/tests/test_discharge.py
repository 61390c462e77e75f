"""A stay in hospital in a case: what is known, who calls, and by when (law 2017:612)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people.models import Assignment
from samsyn.process.discharge import actions, rules
from samsyn.process.discharge.actions import Stay
from samsyn.process.discharge.models import Discharge, Needs

pytestmark = pytest.mark.django_db


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return " ".join(response.content.decode().split())


def of(ref: str) -> Case:
    enter_case(ref)
    return Case.objects.get(ref=ref)


def boxes(name: str, day: date, time: str = "") -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year} | ({"clock": time} if time else {})
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def ali(cast: Mapping) -> Assignment:
    return Assignment.objects.select_related("unit").get(pk=cast["bup"].assignment_id)


@pytest.fixture
def note(become: Callable, cast: Mapping) -> Callable[..., Discharge]:
    """Sara writes what she knows."""

    def write(ref: str, days: int = 4, **known: object) -> Discharge:
        by = become("coordinator", case=ref)
        given = {"contact": ali(cast), "needs": Needs.NEW, **known}
        stay = Stay(admitted_on=clock.today() - timedelta(days=days), **given)
        return actions.note_discharge(case=of(ref), by=by, stay=stay)

    return write


@pytest.mark.requirement("C188")
def test_the_days_are_counted_from_the_notice(cases: Mapping, note: Callable, client_as: Callable):
    ref = cases["preparing"]
    note(ref)
    assert rules.call_by(of(ref), rules.discharge_of(of(ref))) is None, "no notice, no clock"
    made = note(ref, ready_at=clock.now())
    due = rules.call_by(of(ref), made)
    within = of(ref).terms.number("discharge_call_within")
    assert due.last_day == clock.today() + timedelta(days=within)
    page = text(client_as("coordinator"), f"/sip/{ref}/utskrivning/")
    # C188: "outpatient care has a duty to offer a SIP" after a stay with new needs; who calls, and by when
    assert "ska öppenvården erbjuda en SIP" in page
    for words in (
        "Fast vårdkontakt",
        "Ali Hassan",
        "070-174 06 07",
        "Kallar till planering senast",
        "4 kap. 3 §",
    ):
        assert words in page


def test_what_is_late_is_shown_to_whoever_must_call(
    cases: Mapping, note: Callable, client_as: Callable, at: Callable
):
    ref, now = cases["preparing"], clock.now()
    note(ref, ready_at=now)
    assert "Försenat" not in text(client_as("coordinator"), f"/sip/{ref}/utskrivning/")
    assert "Kalla till planering." in text(client_as("coordinator"), f"/sip/{ref}/")
    at(now + timedelta(days=4))
    assert "Försenat" in text(client_as("coordinator"), f"/sip/{ref}/utskrivning/")
    assert "Det är försenat: kalla till planering efter sjukhuset." in text(
        client_as("coordinator"), f"/sip/{ref}/"
    )
    form = {"deadline": "discharge_call_within", "code": "family", "words": "Vi väntar till måndag."}
    assert client_as("coordinator").post(f"/sip/{ref}/drojsmal/", form).status_code == 302
    page = text(client_as("guardian"), f"/sip/{ref}/utskrivning/")
    assert "Försening förklarad" in page and "Vi väntar till måndag." in page and "Försenat" not in page
    assert "Det är försenat" not in text(client_as("coordinator"), f"/sip/{ref}/")


def test_compulsory_care_has_another_plan_and_stops_nothing(
    cases: Mapping, note: Callable, client_as: Callable
):
    ref = cases["preparing"]
    made = note(ref, ready_at=clock.now(), compulsory=True)
    assert rules.call_by(of(ref), made) is None
    page = text(client_as("coordinator"), f"/sip/{ref}/utskrivning/")
    assert "samordnad vårdplan" in page and "stoppar inte den här SIP:en" in page


def test_a_call_that_was_sent_ends_the_clock(cases: Mapping, note: Callable, client_as: Callable):
    ref = cases["called"]
    made = note(ref, ready_at=clock.now())
    assert rules.has_called(of(ref), made) and rules.waits_for_call(of(ref), made) is None
    assert "Kallelsen till planering är skickad." in text(
        client_as("coordinator"), f"/sip/{ref}/utskrivning/"
    )


def test_the_contact_who_does_not_lead_is_told_and_can_say_that_it_is_done(
    cases: Mapping, note: Callable, client_as: Callable, cast: Mapping, at: Callable
):
    at(clock.now() + timedelta(days=2))  # the meeting was called before the stay
    ref, today, ali_sees = cases["planned"], clock.today(), client_as("bup")
    note(ref, days=0, ready_at=clock.now())
    path = f"/sip/{ref}/utskrivning/"
    assert "Kalla till planering." in text(ali_sees, f"/sip/{ref}/")
    assert "Det är du som ska kalla." in text(ali_sees, path)
    form = {"contact": ali(cast).ref, "needs": "new", "informed": ""} | boxes("admitted_on", today)
    ahead = ali_sees.post(path, form | boxes("called_on", today + timedelta(days=1)))
    assert ahead.status_code == 422 and "ligger i framtiden" in ahead.content.decode()
    assert ali_sees.post(path, form | boxes("called_on", today)).status_code == 302
    assert "i ett annat system" in text(ali_sees, path)
    assert "Kalla till planering." not in text(ali_sees, f"/sip/{ref}/")


def test_the_form_is_written_on_from_what_is_known(cases: Mapping, client_as: Callable, cast: Mapping):
    ref, client, today = cases["planned"], client_as("bup"), clock.today()
    path, contact = f"/sip/{ref}/utskrivning/", ali(cast).ref
    form = {"contact": contact, "needs": "unknown", "informed": "Vårdcentralen Linden"}
    wrong = form | boxes("admitted_on", today) | boxes("expected_on", today - timedelta(days=1))
    answer = client.post(path, wrong)
    assert answer.status_code == 422 and "före den dag" in answer.content.decode()
    good = form | boxes("admitted_on", today - timedelta(days=1)) | boxes("ready_at", today, "00.01")
    assert client.post(path, good).status_code == 302
    page = text(client, path)
    assert "Vårdcentralen Linden" in page and "Vet inte än" in page
    assert f'value="{today.year}"' in page


def test_who_sees_that_somebody_is_in_hospital(
    cases: Mapping, note: Callable, become: Callable, client_as: Callable
):
    ref = cases["planned"]
    note(ref)
    for who in ("guardian", "child", "coordinator"):
        assert "Kom till sjukhuset" in text(client_as(who), f"/sip/{ref}/utskrivning/"), who
    for who in ("colleague", "stranger", "nurse", "hospital"):
        become(who)
        assert not Discharge.objects.exists(), who
        assert client_as(who).get(f"/sip/{ref}/utskrivning/").status_code == 404


def test_the_family_reads_and_does_not_write(cases: Mapping, become: Callable):
    by = become("guardian", case=cases["planned"])
    with pytest.raises(Refused):
        actions.note_discharge(case=of(cases["planned"]), by=by, stay=Stay(admitted_on=clock.today()))


@pytest.mark.parametrize(
    ("admitted", "expected", "ready"), [(1, None, None), (-3, -4, None), (-3, None, -4), (-3, None, 1)]
)
def test_days_that_do_not_fit_together(admitted: int, expected: int | None, ready: int | None):
    def on(days: int | None) -> date | None:
        return None if days is None else clock.today() + timedelta(days=days)

    assert not rules.in_order(on(admitted), on(expected), on(ready))
    assert rules.in_order(on(-5), on(5), on(0))
    assert isinstance(clock.now(), datetime)
