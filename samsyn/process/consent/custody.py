"""Proof that those whose yes counts are guardians: no older than the agreement says (P11, P12 of interop 5).

A guardian is proved by the register, which is asked whenever something is about to be opened; or, where the
register does not answer for someone, by a paper that two persons have seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from samsyn.cases.calling import call
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.gateways.custody import Said, register
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.process.consent.models import CustodyCheck

GUARDIANS = frozenset({PlaceKind.GUARDIAN})
EVER = datetime.min.replace(tzinfo=UTC, year=1900)


def prove(case: Case, needed: list[Place]) -> bool:
    """Is everybody's custody proved, asking the register where the proof is too old? Called by the verbs."""
    there = [place for place in needed if place.kind in GUARDIANS]
    proved = _proved(case, _freshest(case)) if there else set()
    for place in there:  # all of them are asked, also after one who is not proved
        if place.pk not in proved and ask_register(case, place) == Said.GUARDIAN:
            proved.add(place.pk)
    return all(place.pk in proved for place in there)


def ask_register(case: Case, place: Place) -> Said:
    """What it says about one guardian; kept between that guardian and whoever leads."""
    found = register()
    said = found.ask(case.subject_id, place.person_id)
    call("note_custody", place.pk, said, str(found.name))
    return said


def is_proved(case: Case, needed: list[Place]) -> Decision:
    """Has each of them been proved, however long ago? The age counts when something is opened."""
    there = [place for place in needed if place.kind in GUARDIANS]
    proved = _proved(case, EVER) if there else set()
    left = [place for place in there if place.pk not in proved]
    if not left:
        return ALLOWED
    return refuse(_("Det är inte bekräftat vem som är vårdnadshavare. Inget öppnas förrän den som leder "
                    "arbetet har kontrollerat det."))  # fmt: skip


def has_changed(case: Case, needed: list[Place]) -> list[Place]:
    """Guardians of whom the register says something else than when it was proved; to whoever leads."""
    there = [place for place in needed if place.kind in GUARDIANS]
    changed = _changed([case.pk]).get(case.pk, set()) if there else set()
    return [place for place in there if place.pk in changed]


def changed_in(cases: Iterable[int]) -> list[int]:
    """In which of those cases there is such a guardian."""
    return list(_changed(list(cases)))


def _changed(cases: list[int]) -> dict[int, set[int]]:
    """Case → places. A paper that two have seen ends it, and so does that one's leaving."""
    said: dict[tuple[int, int], list[str]] = {}
    there = {"case__in": cases, "place__valid__contains": clock.now()}
    for check in CustodyCheck.objects.filter(**there).order_by("pk"):
        where = check.case_id, check.place_id
        if not check.by_hand:
            said.setdefault(where, []).append(check.said)
        elif check.confirmed_at and check.valid_to >= clock.today():
            said[where] = []
    found: dict[int, set[int]] = {}
    for (case, place), told in said.items():
        if _otherwise(told):
            found.setdefault(case, set()).add(place)
    return found


def _otherwise(said: list[str]) -> bool:
    """Once a guardian, and no longer. That the register is down says nothing."""
    told = [one for one in said if one != Said.NO_ANSWER]
    return Said.GUARDIAN in told and told[-1] != Said.GUARDIAN


def fresh(case: Case) -> set[int]:
    """The places that are proved as of now."""
    return _proved(case, _freshest(case))


def _freshest(case: Case) -> datetime:
    """An answer of the register must not be older."""
    return clock.now() - timedelta(days=case.terms.number("custody_proof_days") or 0)


def _proved(case: Case, since: datetime) -> set[int]:
    return set(call("custody_proved", case.pk, since))
