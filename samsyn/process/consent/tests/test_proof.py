"""Proof of custody: who is asked about, and what the register has said; without a database."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.gateways.custody import Said
from samsyn.kernel import clock
from samsyn.process.consent import custody
from tests.harness import onpaper
from tests.harness.onpaper import Terms, place

DAY = timedelta(days=1)
NOON = datetime(2026, 3, 12, 12, tzinfo=clock.STOCKHOLM)
CHILD, MOTHER, FATHER = place(PlaceKind.CHILD), place(PlaceKind.GUARDIAN), place(PlaceKind.GUARDIAN)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def test_what_the_register_says_is_kept(monkeypatch: Any) -> None:
    kept: list[tuple] = []
    register = SimpleNamespace(name="folkbokföringen", ask=lambda child, guardian: f"{child} {guardian}")
    monkeypatch.setattr(custody, "register", lambda: register)
    monkeypatch.setattr(custody, "call", lambda *told: kept.append(told))
    said = custody.ask_register(onpaper.case(CHILD, subject_id=7), MOTHER)
    assert said == f"7 {MOTHER.person_id}"
    assert kept == [("note_custody", MOTHER.pk, said, "folkbokföringen")]


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Who is proved already, what the register says of the others, and what was asked."""
    found = SimpleNamespace(proved=[], says={}, since=[], asked=[])

    def call(name: str, *about: Any) -> Any:
        found.since += [about[1]] if name == "custody_proved" else []
        return found.proved if name == "custody_proved" else None

    def ask(_case: Any, one: Any) -> Said:
        found.asked.append(one)
        return found.says.get(one.pk, Said.NO_ANSWER)

    monkeypatch.setattr(custody, "call", call)
    monkeypatch.setattr(custody, "ask_register", ask)
    return found


CASE = onpaper.case(CHILD, MOTHER, FATHER, terms=Terms(custody_proof_days=1))


def test_all_are_proved_and_all_of_the_others_asked(proofs: Any) -> None:
    proofs.proved, proofs.says = [MOTHER.pk], {FATHER.pk: Said.GUARDIAN}
    assert custody.prove(CASE, [CHILD, MOTHER, FATHER])
    assert proofs.asked == [FATHER] and proofs.since == [NOON - DAY]
    for said in (Said.NOT_GUARDIAN, Said.PROTECTED, Said.NO_RECORD, Said.NO_ANSWER):
        proofs.says = {FATHER.pk: said}
        assert not custody.prove(CASE, [MOTHER, FATHER]), said
    proofs.proved, proofs.asked = [], []
    assert not custody.prove(CASE, [MOTHER, FATHER]) and proofs.asked == [MOTHER, FATHER]


def test_without_guardians_nothing_is_asked(proofs: Any) -> None:
    proofs.proved = None  # asked of the database it would be an error
    assert custody.prove(CASE, [CHILD]) and custody.is_proved(CASE, [CHILD]) and proofs.since == []


def test_one_who_was_proved_once_is_not_waited_for(proofs: Any) -> None:
    proofs.proved = [MOTHER.pk]
    assert custody.is_proved(CASE, [CHILD, MOTHER]) and proofs.since == [custody.EVER]
    assert not custody.is_proved(CASE, [MOTHER, FATHER])
    assert custody.EVER.year == 1900


def test_how_fresh_a_proof_must_be(proofs: Any) -> None:
    proofs.proved = [5]
    assert custody.fresh(CASE) == {5}
    custody.fresh(onpaper.case(CHILD))  # an agreement without that number: as of now
    assert proofs.since == [NOON - DAY, NOON]


def proof(said: Said, of: Any = MOTHER, **more: Any) -> Any:
    known = {
        "case_id": 1,
        "place_id": of.pk,
        "said": said,
        "by_hand": False,
        "confirmed_at": None,
        "valid_to": NOON.date(),
    }
    return SimpleNamespace(**known | more)


PAPER = {"by_hand": True, "confirmed_at": NOON}
UNSEEN, OVER = PAPER | {"confirmed_at": None}, PAPER | {"valid_to": NOON.date() - DAY}


@pytest.mark.parametrize(("rows", "changed"), [
    ([], False), ([proof(Said.GUARDIAN)], False), ([proof(Said.NOT_GUARDIAN)], False),
    ([proof(Said.GUARDIAN), proof(Said.NOT_GUARDIAN)], True),
    ([proof(Said.GUARDIAN), proof(Said.NO_ANSWER)], False),  # that the register is down says nothing
    ([proof(Said.GUARDIAN), proof(Said.NOT_GUARDIAN), proof(Said.NO_ANSWER)], True),
    ([proof(Said.GUARDIAN), proof(Said.NOT_GUARDIAN), proof(Said.GUARDIAN)], False),
    ([proof(Said.GUARDIAN), proof(Said.PROTECTED)], True), ([proof(Said.NO_ANSWER)], False),
    # A paper that two have seen, and that holds, ends it.
    ([proof(Said.GUARDIAN), proof(Said.NO_RECORD), proof(Said.GUARDIAN, **PAPER)], False),
    ([proof(Said.GUARDIAN), proof(Said.NO_RECORD), proof(Said.GUARDIAN, **UNSEEN)], True),
    ([proof(Said.GUARDIAN), proof(Said.NO_RECORD), proof(Said.GUARDIAN, **OVER)], True),
])  # fmt: skip
def test_a_guardian_of_whom_the_register_says_something_else_now(
    rows: list, changed: bool, monkeypatch: Any
) -> None:
    checks = onpaper.table(*rows, proof(Said.GUARDIAN, FATHER))
    monkeypatch.setattr(custody, "CustodyCheck", checks)
    assert custody.has_changed(CASE, [CHILD, MOTHER, FATHER]) == ([MOTHER] if changed else [])
    assert checks.objects.asked[0] == ("filter", {"case__in": [1], "place__valid__contains": NOON})
    assert custody.changed_in([1, 2]) == ([1] if changed else [])
    monkeypatch.setattr(custody, "CustodyCheck", None)  # asked of no guardian it would be an error
    assert custody.has_changed(CASE, [CHILD]) == []
