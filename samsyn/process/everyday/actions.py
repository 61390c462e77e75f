"""The verbs of everyday life: when something of the plan happens, and what it takes of the family's time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, finish
from samsyn.cases.models import Case, Place, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.process.everyday import rules
from samsyn.process.everyday.models import Happening, OwnTime
from samsyn.process.everyday.rules import Happens
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Measure, Plan


@transaction.atomic
def plan_week(
    *, case: Case, by: Actor, measure_ref: str, happens: Happens | None, replaces: str = ""
) -> Happening | None:
    """Write when a measure of the plan in force happens (C047, C104); the plan itself is not touched.

    `replaces`: the ref of what stood before, which is kept but no longer shown; without `happens` it is only
    taken away. Raises `Measure.DoesNotExist` for what the reader does not see, and `Refused` for
    what is somebody else's to write, cannot be, or has been changed meanwhile.
    """
    case = begin(Op.PLAN_WEEK, case=case, by=by)
    planned = rules.measure(_in_force(case), measure_ref)
    require(rules.is_theirs(by, case, planned), *([rules.fits(happens)] if happens else []))
    changes = _take_away(planned, replaces) if replaces else []
    made = _write(case, planned, happens, places_of(by, case)[0]) if happens else None
    changes += [Change(f"happens:{planned.ref}", planned.scope_id, new=_said(happens))] if happens else []
    finish(Op.PLAN_WEEK, case=case, subject=planned.ref, changes=changes)
    return made


@transaction.atomic
def write_time(
    *,
    case: Case,
    by: Actor,
    travel: Mapping[str, int],
    calls: int | None = None,
    call_minutes: int | None = None,
    words: str = "",
    language: str = "sv",
) -> OwnTime:
    """The family says what the help takes of its time (C047): journeys there and back, calls in four weeks.

    Seen by the family and by whoever leads with it, by no other staff. Written anew, the newest counts.
    Raises `Refused` for numbers that no month holds.
    """
    case = begin(Op.WRITE_TIME, case=case, by=by)
    require(rules.is_counted(travel, calls, call_minutes))
    family = case.scope_of(ScopeKind.FAMILY)
    made = OwnTime.objects.create(
        case=case, scope=family, travel=dict(travel), calls=calls, call_minutes=call_minutes,
        words=one_form(words), language=language, written_by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip
    there_and_back = json.dumps(made.travel, ensure_ascii=False, sort_keys=True)
    said = {"travel": there_and_back, "calls": calls, "call_minutes": call_minutes, "words": made.words}
    changes = [Change(field, family.pk, new=str(value)) for field, value in said.items() if value is not None]
    finish(Op.WRITE_TIME, case=case, subject=made.ref, scope_id=family.pk, changes=changes)
    return made


def _in_force(case: Case) -> Plan:
    """Raises `DoesNotExist`, as for a measure that is not there, while no plan is in force."""
    plan = plans.plan_in_force(case)
    if plan is None:
        raise Measure.DoesNotExist
    return plan


def _write(case: Case, planned: Measure, happens: Happens, place: Place) -> Happening:
    return Happening.objects.create(
        case=case,
        scope_id=planned.scope_id,
        measure=planned,
        written_by=place,
        at=clock.now(),
        **{**asdict(happens), "days": sorted(set(happens.days)), "where": one_form(happens.where)},
    )


def _take_away(planned: Measure, ref: str) -> list[Change]:
    row = Happening.objects.standing().filter(measure__in=rules.lineage(planned), ref=ref).first()
    require(rules.still_stands(row))
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    return [Change(f"removed:{planned.ref}", planned.scope_id, old=row.ref)]


def _said(happens: Happens) -> str:
    """One line for the log: every value in a fixed order."""
    told = asdict(happens) | {"days": ",".join(str(day) for day in sorted(set(happens.days)))}
    return "; ".join(f"{name}={value}" for name, value in told.items() if value not in (None, ""))
