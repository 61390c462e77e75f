"""The verb that takes rows of the last plan over into the one that is being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.actions import begin, finish
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel.decision import require
from samsyn.people.actor import Actor
from samsyn.process.followup.carrying import rules
from samsyn.process.plans import reading, rounds
from samsyn.process.plans.actions import _draft as draft_of
from samsyn.process.plans.fields import Lists
from samsyn.process.plans.models import PARENT, Plan, PlanRow


@transaction.atomic
def take_over(
    *, case: Case, by: Actor, rows: Iterable[str] | None = None, about: Mapping[str, str] | None = None
) -> list[PlanRow]:
    """Rows of the last plan into the draft (C158, C162): `goal.<ref>` …; none named: all that can be.

    A need brings its goals but those that are met, a goal its measures, and each what lies above it. `about`:
    ref of a need → what it is about now, when its question is no longer asked. What stands in the draft
    already is left as it is. Raises `Refused` without a last plan, and for such a need without `about`.
    """
    case = begin(Op.WRITE_PLAN, case=case, by=by)
    last, about = rounds.last(case), about or {}
    require(rounds.has_last(last))
    content, orphaned = reading.read(last.pk).content, rounds.orphans(case, last)
    wanted = list(rounds.everything(content, orphaned) if rows is None else rows)
    refs = rounds.chosen(content, wanted, rules.met(last))
    copies = _Copies(case, last)
    for one in content["strengths"]:
        if one["ref"] in refs:
            copies.row("strength", one["ref"])
    for need in content["needs"]:
        if rounds.touches(need, refs):
            if need["ref"] not in copies.there:
                require(rounds.is_about_something(orphaned, need["ref"], about.get(need["ref"], "")))
            copies.tree(need, refs, about.get(need["ref"], ""))
    changes = [Change(f"{row.origin}.taken_over", row.scope_id, new=row.ref) for row in copies.made]
    finish(Op.WRITE_PLAN, case=case, subject=copies.draft.ref, changes=changes)
    return copies.made


class _Copies:
    """What is put into the draft, row by row, each in the scope that it had or that it is given."""

    def __init__(self, case: Case, last: Plan):
        self.case, self.draft, self.lists = case, draft_of(case), Lists(case)
        self.units = {key for key, _label in self.lists.units.values()}
        self.old = {(kind, row.ref): row for kind, row in _rows(last)}
        self.there = {row.origin: row for _kind, row in _rows(self.draft) if row.origin}
        self.made: list[PlanRow] = []

    def tree(self, need: dict[str, Any], refs: set[str], about: str) -> None:
        """The need, and what is wanted below it."""
        scope_id = self.lists.key("abouts", about) if about else None
        top = self.row("need", need["ref"], scope_id=scope_id)
        for goal in need["goals"]:
            if rounds.touches(goal, refs):
                under = self.row("goal", goal["ref"], top)
                for measure in goal["measures"]:
                    if measure["ref"] in refs:
                        self.row("measure", measure["ref"], under)

    def row(self, kind: str, ref: str, parent: PlanRow | None = None, scope_id: int | None = None) -> PlanRow:
        """The copy of one row; the one that stands there when it is taken over already."""
        if ref in self.there:
            return self.there[ref]
        old = self.old[kind, ref]
        where = {"case": self.case, "plan": self.draft, "origin": ref}
        where["scope_id"] = parent.scope_id if parent else scope_id or old.scope_id
        if parent:
            where[PARENT[kind]] = parent
        made = type(old).objects.create(**where, **rounds.copied(kind, old, self.units))
        self.made.append(made)
        return made


def _rows(plan: Plan) -> Iterable[tuple[str, PlanRow]]:
    """All that stands in a plan of what can be taken over."""
    for kind, table in rounds.TABLES.items():
        for row in table.objects.filter(plan=plan, removed_at=None):
            yield kind, row
