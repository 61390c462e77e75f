"""The verbs of the plan: write in it field by field, add and remove rows, establish it, answer on it."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.db import transaction

from samsyn.audit.actions import Change, write_event
from samsyn.cases.access import LEADERS, places_of
from samsyn.cases.actions import begin, begins_in, end_access, finish, give_access, put_in_force, turn_place
from samsyn.cases.models import Case, Place, PlaceKind, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.people.models import OrganisationKind
from samsyn.process.consent import rules as consent
from samsyn.process.meetings.actions import end_meeting
from samsyn.process.plans import reading, rules, sections
from samsyn.process.plans.fields import BOXES, Box, Lists
from samsyn.process.plans.models import (
    PARENT,
    ROWS,
    Approval,
    ApprovalKind,
    How,
    Plan,
    PlanRow,
    PlanSection,
    PlanState,
    Principal,
    Responsible,
)


class Clash(Exception):
    """Somebody else has changed the same box: nothing is written; carries the text that stands there."""

    def __init__(self, stored: str):
        super().__init__(stored)
        self.stored = stored


@transaction.atomic
def write_field(*, case: Case, by: Actor, row: str, field: str, base: str, text: str) -> str:
    """Write one box (C107–C110, C134–C143). `row`: "plan", "voice", "summary", or kind and ref, "need.<ref>".

    `base` is the text the writer saw. Returns the text that stands there now. When somebody else has written
    another one meanwhile: raises `Clash`, and nothing is changed. Raises `Refused` for what cannot stand
    there, and `NotOnTheList` for what cannot be chosen.
    """
    case = begin(Op.WRITE_PLAN, case=case, by=by)
    lists = Lists(case)
    box, thing = BOXES[row.partition(".")[0]][field], _row(case, row)
    stored, base, text = box.to_text(getattr(thing, box.column), lists), one_form(base), one_form(text)
    if stored == text:
        return stored
    if stored != base:
        raise Clash(stored)
    thing.save(update_fields=_put(thing, box, text, lists))
    change = Change(f"{row.partition('.')[0]}.{field}", thing.scope_id, new=text, old=stored)
    finish(Op.WRITE_PLAN, case=case, subject=thing.ref, changes=[change])
    return text


@transaction.atomic
def add_row(*, case: Case, by: Actor, kind: str, parent: str = "", **texts: str) -> PlanRow:
    """A new need, goal (`parent`: the need's ref), measure (the goal's ref), strength … in the draft.

    `texts` fills in its boxes at once. Returns the row.
    """
    case = begin(Op.WRITE_PLAN, case=case, by=by)
    lists = Lists(case)
    where = {"plan": _draft(case), "case": case, "scope_id": case.scope_of(ScopeKind.WHOLE).pk}
    if kind in PARENT:
        above = ROWS[PARENT[kind]].objects.get(plan=where["plan"], ref=parent)
        where |= {PARENT[kind]: above, "scope_id": above.scope_id}
    said = {"added": "", **texts}
    made = ROWS[kind](**where)
    for field, text in texts.items():
        _put(made, BOXES[kind][field], text, lists)
    if kind not in PARENT:
        made.scope_id = begins_in(case, made.scope_id)
    made.save()
    changes = [Change(f"{kind}.{field}", made.scope_id, new=text) for field, text in said.items()]
    finish(Op.WRITE_PLAN, case=case, subject=made.ref, changes=changes)
    return made


@transaction.atomic
def remove_row(*, case: Case, by: Actor, row: str, removed: bool = True) -> PlanRow:
    """Take a row out of the draft, with all below it; `removed=False` takes it back. Nothing is deleted."""
    case = begin(Op.WRITE_PLAN, case=case, by=by)
    thing = _row(case, row)
    thing.removed_at = clock.now() if removed else None
    thing.save(update_fields=["removed_at"])
    word = "removed" if removed else "taken_back"
    change = Change(f"{row.partition('.')[0]}.{word}", thing.scope_id, new="")
    finish(Op.WRITE_PLAN, case=case, subject=thing.ref, changes=[change])
    return thing


@transaction.atomic
def establish(*, case: Case, by: Actor) -> Plan:
    """The meeting has decided: the plan is in force and no longer changes (C109, C141, C149, C172, C173).

    One immutable section per scope; the coordinator takes over. Raises `Refused` with what is missing, and
    when it is established already: of two presses one does it.
    """
    case = begin(Op.ESTABLISH, case=case, by=by)
    plan = _draft(case)
    require(rules.is_complete(plan))
    made = _write_sections(plan)
    plan.state, plan.established_at = PlanState.ESTABLISHED, clock.now()
    hidden = [section for section in made if sections.is_apart(json.loads(section.body))]
    plan.seal = sections.seal([section.hash for section in made if section not in hidden])
    plan.hash = sections.digest(plan.seal)
    plan.save(update_fields=["state", "established_at", "seal", "hash"])
    put_in_force(case, True)
    end_meeting(case)
    change = Change("hash", case.scope_id, new=plan.hash)
    finish(Op.ESTABLISH, case=case, subject=plan.ref, changes=[change])
    for section in hidden:
        told = [Change(rules.HIDDEN_HASH, section.scope_id, new=section.hash)]
        write_event(Op.ESTABLISH, scope_id=section.scope_id, subject=plan.ref, changes=told)
    _hand_over(case, plan.coordinator, by)
    return plan


@transaction.atomic
def approve(
    *,
    case: Case,
    by: Actor,
    place: Place,
    kind: str,
    shown: str,
    words: str = "",
    language: str = "sv",
    how: str = How.SELF,
) -> Approval:
    """C144: one of the family says yes to the plan as shown to that person, or what it thinks instead.

    Another opinion is kept beside the plan and stops nothing. `shown` is `rules.shown_hash` of what was read;
    `how` says whether somebody who leads writes it down. Raises `Refused`.
    """
    case = begin(Op.APPROVE, case=case, by=by)
    plan, words = rules.established(case), one_form(words)
    now = rules.shown_hash(rules.sections_for(plan, place))
    require(
        rules.may_answer(by, case, place, how),
        rules.gives_words(kind, words),
        rules.same_version(shown, now),
    )
    family = case.scope_of(ScopeKind.FAMILY)
    approval = Approval.objects.create(
        case=case, scope=family, plan=plan, place=place, kind=ApprovalKind(kind), words=words,
        language=language, how=How(how), recorded_by=places_of(by, case)[0], at=clock.now(),
        shown_hash=rules.kept_hash(place.party, now),
    )  # fmt: skip
    changes = [Change("kind", family.pk, new=kind), Change("words", family.pk, new=words)]
    finish(Op.APPROVE, case=case, subject=approval.ref, changes=changes)
    return approval


def _draft(case: Case) -> Plan:
    """The draft of this round; made when first written in. The case is locked, so there is only one."""
    found = rules.draft(case)
    if found:
        return found
    where = {"case": case, "scope_id": case.scope_id, "round": case.round.number, "began_at": clock.now()}
    return Plan.objects.create(**where, version=Plan.objects.filter(case=case).count() + 1)


def _row(case: Case, row: str) -> Any:
    """The row in the draft; a single one is made when first written in."""
    plan = _draft(case)
    found = rules.find(plan, row)
    if found is not None:
        return found
    kind, _dot, which = row.partition(".")
    of = {"assessor": which} if which else {}
    return ROWS[kind].objects.create(case=case, scope=case.scope_of(ScopeKind.WHOLE), plan=plan, **of)


def _put(thing: Any, box: Box, text: str, lists: Lists) -> list[str]:
    """Set it, with what follows from it, and say which columns were set."""
    value = box.to_value(one_form(text), lists)
    require(rules.fits(thing, box.column, value))
    setattr(thing, box.column, value)
    return [box.column, *_follows(thing, box.column, lists)]


def _follows(thing: Any, column: str, lists: Lists) -> list[str]:
    """A unit brings its huvudman and its named person, where nothing is written: nobody types it twice.

    For a private provider's measure the huvudman it works for answers (C098); for the police, somebody else.
    """
    if column != "unit_id" or thing.unit_id is None:
        return []
    person = next(p for p in rules.candidates(lists.case) if p.assignment.unit_id == thing.unit_id)
    brought = {"contact": person.called, "telephone": person.telephone}
    body = person.assignment.unit.organisation
    answering = (body.principal or body).kind
    if answering != OrganisationKind.PRIVATE:  # a provider that works for nobody: who answers is asked
        brought["responsible"] = answering if answering in Principal.values else Responsible.OTHER
    filled = [name for name in brought if not getattr(thing, name)]
    for name in filled:
        setattr(thing, name, brought[name])
    return filled


def _write_sections(plan: Plan) -> list[PlanSection]:
    """What the draft says, scope by scope, in canonical form."""
    rows = []
    for number, (scope_id, body) in enumerate(reading.read(plan.pk).bodies):
        text, salt = sections.canonical(body), secrets.token_hex(32)
        rows.append(
            PlanSection(
                case_id=plan.case_id, scope_id=scope_id, plan=plan, place=number, body=text, salt=salt,
                hash=sections.digest(salt + text),
            )
        )  # fmt: skip
    return PlanSection.objects.bulk_create(rows)


def _hand_over(case: Case, coordinator: Place, by: Actor) -> None:
    """The coordinator leads from now on, and has what goes with leading: the family's, and the talks.

    Also what a family member has told "the one who keeps it together" alone: where somebody must not be found
    is said there, and must not be lost. A convener who is another goes on as a member, with what consent
    gives to its unit.
    """
    leads = {ScopeKind.FAMILY, ScopeKind.WHOLE, ScopeKind.QUESTION, ScopeKind.TALK}
    leading = [scope for scope in case.scopes_seen if scope.kind in leads]  # an apart scope follows its base
    # The frame too: a member's ends with the consent, a coordinator's does not.
    give_access(coordinator, [case.scope_of(ScopeKind.FRAME), *leading])
    turn_place(case, coordinator, PlaceKind.COORDINATOR)
    granted = {
        party.unit_id: consent.scopes_for(case, asked) for party, asked in consent.granted(case).items()
    }
    before = [place for place in case.people if place.kind in LEADERS and place.pk != coordinator.pk]
    for place in sorted(before, key=lambda place: place.person_id == by.person.pk):  # oneself last of all
        kept = granted.get(place.assignment.unit_id, [])
        end_access(place, [scope for scope in leading if scope not in kept])
        turn_place(case, place, PlaceKind.MEMBER)
