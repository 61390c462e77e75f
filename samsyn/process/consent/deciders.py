"""Whose yes opens, once custody, decisions and maturity are counted in (FB 6 kap., domain 1.6)."""

from __future__ import annotations

from collections.abc import Iterable

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.agreements.rules import WhoseYes
from samsyn.cases.models import SUBJECT_KINDS, Case, Place, PlaceKind
from samsyn.kernel import clock
from samsyn.process.consent.models import Authority, AuthorityKind

GUARDIANS = frozenset({PlaceKind.GUARDIAN})
REPRESENTATIVES = frozenset({PlaceKind.REPRESENTATIVE})
GUARDED = {PlaceKind.CHILD: True, PlaceKind.PERSON: False}
DECIDES_ALONE = frozenset({AuthorityKind.SOLE, AuthorityKind.APPOINTED})
NOT_WAITED_FOR = frozenset({AuthorityKind.AWAY, AuthorityKind.SILENT})


def whose_yes(case: Case, terms: Agreement | None = None) -> WhoseYes:
    """Under the agreement in force today (`terms`, where it is at hand), at the age of today."""
    today, age = clock.today(), case.age
    terms = terms or agreements.in_force(case.agreement, today)
    if age is None:
        age = agreements.age_when_unknown(terms, GUARDED[PlaceKind(case.subject_place.kind)])
    return agreements.whose_yes(terms, age, today)


def terms_today(case: Case) -> Agreement:
    """Ages follow the agreement in force today."""
    return agreements.in_force(case.agreement, clock.today())


def facts(case: Case) -> list[Authority]:
    """What is written down about who decides, and holds today."""
    rows = Authority.objects.filter(case=case, ended_at=None).select_related("place", "written_by")
    return [fact for fact in rows.order_by("pk") if fact.holds]


def places_of_kind(found: Iterable[Authority], kinds: Iterable[str]) -> set[int]:
    return {fact.place_id for fact in found if fact.kind in kinds}


def matured(found: list[Authority]) -> bool:
    """Has the child been judged to answer without the guardians? The newest judgement counts."""
    judged = [fact.alone for fact in found if fact.kind == AuthorityKind.MATURITY]
    return bool(judged) and judged[-1]


def guardians(people: list[Place], found: list[Authority]) -> list[Place]:
    """Those whose yes counts as a guardian's: sole custody, and an appointed guardian, decide alone; one who
    is prevented is not waited for (FB 6 kap. 13 §); a child's god man stands in a guardian's place.
    """
    god_men = places_of_kind(found, {AuthorityKind.GOD_MAN})
    there = [p for p in people if p.kind in GUARDIANS or (p.kind in REPRESENTATIVES and p.pk in god_men)]
    alone = places_of_kind(found, DECIDES_ALONE)
    deciding = [place for place in there if place.pk in alone] or there
    prevented = places_of_kind([fact for fact in found if not fact.questions], NOT_WAITED_FOR)
    return [place for place in deciding if place.pk not in prevented] or deciding


def needed(case: Case, rule: WhoseYes, found: list[Authority]) -> list[Place]:
    """C028, C189: every guardian who decides, or the one it is about, or both."""
    by_itself = rule.guardians and matured(found)
    who = guardians(case.people, found) if rule.guardians and not by_itself else []
    subject = [p for p in case.people if p.kind in SUBJECT_KINDS] if rule.child or by_itself else []
    return [place for place in case.people if place in who or place in subject]


def spared(found: list[Authority]) -> dict[int, set[str]]:
    """Questions that socialnämnden has decided in a guardian's place, by person (FB 6 kap. 13 a §)."""
    given: dict[int, set[str]] = {}
    for fact in found:
        if fact.kind == AuthorityKind.DECISION:
            given.setdefault(fact.place.person_id, set()).update(fact.questions)
    return given
