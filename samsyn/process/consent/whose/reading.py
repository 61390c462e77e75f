"""What the pages about who decides show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.kernel.sorting import Swedish
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.consent import custody as proving
from samsyn.process.consent import deciders
from samsyn.process.consent import rules as consent
from samsyn.process.consent.models import Ground, Inquiry
from samsyn.process.consent.whose import forms, rules
from samsyn.web.forms import Form

DECIDING = deciders.GUARDIANS | deciders.REPRESENTATIVES


def sheets(case: Case, chosen: str, data: Mapping[str, str] | None) -> dict[str, Form]:
    people = [place for place in case.people if place.kind in DECIDING]
    return {
        "record": forms.Record(
            data if chosen == "record" else None,
            people=people,
            questions=consent.agenda(case),
            auto_id="record_%s",
        ),
        "maturity": forms.Maturity(data if chosen == "maturity" else None, auto_id="maturity_%s"),
    }


def who_decides(case: Case) -> dict[str, Any]:
    standing = consent.Standing(case)
    grounds = {row.authority_id: row.text for row in Ground.objects.filter(case=case).order_by("pk")}
    return {
        "facts": [(fact, grounds.get(fact.pk, "")) for fact in standing.facts],
        "needed": standing.needed,
        "rule": standing.rule,
        "is_child_case": standing.rule.guardians,
        "alone": rules.may_answer_alone(case),
    }


def custody(case: Case) -> dict[str, Any]:
    """Each guardian, the newest proof, and whether it is fresh enough to open something."""
    proofs, fresh = rules.checks(case), proving.fresh(case)
    people = [place for place in case.people if place.kind in deciders.GUARDIANS]
    changed = proving.has_changed(case, people)
    return {
        "changed": changed,
        "guardians": [(place, proofs.get(place.pk), place.pk in fresh) for place in people],
    }


def by_hand(case: Case, by: Actor, data: Mapping[str, str] | None) -> forms.ByHand:
    people = [place for place in case.people if place.kind in deciders.GUARDIANS]
    mine = {"unit__organisation": by.assignment.unit.organisation_id, "valid__contains": clock.now()}
    others = Assignment.objects.filter(**mine).exclude(person=by.person).select_related("person", "unit")
    return forms.ByHand(data, people=people, colleagues=list(others.order_by(Swedish("person__name"), "pk")))


def waited_from(case: Case, asked: Inquiry | None) -> date | None:
    return rules.waited_from(case, clock.local(asked.asked_at).date()) if asked else None


def to_confirm() -> list[dict[str, Any]]:
    """What the reader is asked to see, wherever the case is."""
    with connection.cursor() as cursor:
        cursor.execute("select * from custody_to_confirm()")
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
