"""Many cases read together: what a case would ask of the database one by one, in a handful of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from samsyn.agreements import rules as agreements
from samsyn.cases.models import Case, Place, PlaceKind, Question, Round, Scope
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED
from samsyn.process.consent.asked import still_wanted
from samsyn.process.consent.models import Answer, Authority, Inquiry
from samsyn.process.consent.rules import Standing, whose_yes

ORDER = list(PlaceKind)


def read_together(cases: Iterable[Case]) -> dict[int, Standing]:
    """How it stands with yes and no in each case; the cases know their round, people and scopes after it."""
    found = {case.pk: case for case in cases}
    _remember(found, "round", _rounds(list(found)))
    _remember(found, "people", _people(list(found)))
    scopes = _grouped(_of(Scope, list(found)).order_by("pk"))
    _remember(found, "scopes_seen", {pk: scopes[pk] for pk in found})
    return _standings(found)


def _remember(cases: dict[int, Case], name: str, values: dict[int, Any]) -> None:
    """As the case itself remembers what it has asked once."""
    for pk, case in cases.items():
        case.__dict__[name] = values[pk]


def _rounds(pks: list[int]) -> dict[int, Round]:
    return {round.case_id: round for round in Round.objects.filter(case__in=pks).order_by("number")}


def _people(pks: list[int]) -> dict[int, list[Place]]:
    rows = Place.objects.filter(case__in=pks, valid__contains=clock.now())
    found = _grouped(rows.select_related("assignment__unit", "party").order_by("pk"))
    return {pk: sorted(found[pk], key=lambda place: ORDER.index(PlaceKind(place.kind))) for pk in pks}


def _standings(cases: dict[int, Case]) -> dict[int, Standing]:
    pks = list(cases)
    asked = {(row.case_id, row.round): row for row in _of(Inquiry, pks).order_by("number")}
    answers = _grouped(_of(Answer, pks).select_related("inquiry", "place").order_by("pk"))
    wanted = _grouped(still_wanted().filter(case__in=pks).select_related("unit").order_by("pk"))
    facts = _grouped(_of(Authority, pks).filter(ended_at=None).select_related("place").order_by("pk"))
    agenda = _grouped(_of(Question, pks).filter(removed_at=None).order_by("number"))
    found = {pk: Standing(case) for pk, case in cases.items()}
    for pk, standing in found.items():
        standing.__dict__ |= {
            "inquiry": asked.get((pk, cases[pk].round.number)),
            "facts": [fact for fact in facts[pk] if fact.holds],
            "given": _by_person(answers[pk]),
            "wanted": wanted[pk],
            "agenda": agenda[pk],
            "no_of_the_child": False,  # asked, as custody is, of each case when it is opened
            "custody": ALLOWED,
            "reads_all": True,  # lists are for those who work: who leads reads all, the others nothing
        }
    _rules(found)
    return found


def _by_person(answers: Iterable[Answer]) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        found[answer.place.person_id].append(answer)
    return found


def _rules(standings: dict[int, Standing]) -> None:
    """Whose yes is needed, with the agreement in force read once for all that are under it."""
    codes = {standing.case.agreement for standing in standings.values()}
    terms = {code: agreements.in_force(code, clock.today()) for code in sorted(codes)}
    for standing in standings.values():
        standing.__dict__["rule"] = whose_yes(standing.case, terms[standing.case.agreement])


def _of(model: Any, pks: list[int]) -> Any:
    return model.objects.filter(case__in=pks)


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found
