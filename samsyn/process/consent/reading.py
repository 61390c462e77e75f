"""What the pages show, gathered for whoever reads. Nothing that the reader may not see goes in."""

from __future__ import annotations

from typing import Any

from samsyn.agreements.rules import has_duty
from samsyn.cases.access import LEADERS, is_renewing, kinds_of, may, places_of
from samsyn.cases.models import SUBJECT_KINDS, Case, Place
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.sorting import Swedish
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Unit
from samsyn.process.consent import anew, changing, conditions, rules
from samsyn.process.consent.models import Answer, Inquiry, Kind, Pair
from samsyn.process.consent.wishes import rules as wishes

VERBS = {
    "write": Op.WRITE_QUESTION,
    "remove": Op.REMOVE_QUESTION,
    "wish": Op.WISH_PARTY,
    "leave_out": Op.LEAVE_OUT_PARTY,
    "not_to_raise": Op.SAY_NOT_TO_RAISE,
    "ask": Op.ASK_CONSENT,
    "answer": Op.ANSWER_CONSENT,
    "record": Op.RECORD_CONSENT,
    "withdraw": Op.WITHDRAW_CONSENT,
    "stance": Op.SAY_STANCE,
    "end_waiting": Op.END_WAITING,
    "decline": Op.DECLINE,
    "talk": Op.BOOK_TALK,
}


def reader(case: Case, by: Actor) -> dict[str, Any]:
    """Who reads: what may be done, and how to speak."""
    kinds = kinds_of(by, case)
    return {
        "case": case,
        "may": {name: may(by, op, case) for name, op in VERBS.items()},
        "leads": bool(kinds & LEADERS),
        "is_subject": bool(kinds & SUBJECT_KINDS),
        "is_child": bool(kinds & conditions.CHILDREN),
        "guarded": bool(conditions.has_child(case)),
    }


def questions(case: Case, by: Actor) -> dict[str, Any]:
    """The questions, who should come, what must not be raised, and what is left before consent is asked."""
    context = reader(case, by)
    also = {
        "write": conditions.room_for_question(case),
        "wish": conditions.may_decide_who_comes(case, by),
        "leave_out": conditions.may_decide_who_comes(case, by),
        "ask": conditions.ready_to_ask(case),
    }
    context["may"] |= {name: conditions.both(context["may"][name], more) for name, more in also.items()}
    standing = rules.Standing(case)
    letters = [
        (party, rules.letter(case.terms, party.assignment), has_duty(case.terms, party.unit.sector))
        for party in standing.wanted
    ]
    return context | {
        "agenda": standing.agenda,
        "renewing": is_renewing(case),
        "most": case.terms.number("questions_max"),
        "wanted": letters,
        "not_to_raise": rules.not_to_raise(case),
        "inquiry": standing.inquiry,
        "is_due": standing.is_due,
        "wishes": wishes.wishes(case),
        "who_decides": case.terms.value("who_decides_participants"),
    }


def units() -> list[Unit]:
    """All that are open, in Swedish order under their organisation."""
    rows = Unit.objects.filter(closed_at=None).select_related("organisation__principal")
    return list(rows.order_by(Swedish("organisation__name"), Swedish("name")))


def unit(ref: str) -> Unit:
    """One that stands in the list."""
    return Unit.objects.select_related("organisation").get(ref=ref)


def duties(case: Case, unit_ref: str) -> list[Assignment]:
    """Who at the unit can come."""
    now = {"unit__ref": unit_ref, "valid__contains": clock.now()}
    rows = Assignment.objects.filter(**now).select_related("person", "unit")
    return [duty for duty in rows.order_by(Swedish("person__name")) if conditions.can_come(case, duty)]


def consent(case: Case, by: Actor) -> dict[str, Any]:
    """The state of yes and no. Others' answers are shown to whoever leads, not within the family."""
    context, standing = reader(case, by), rules.Standing(case)
    asked, given = standing.inquiry, standing.answers
    mine = next((place for place in places_of(by, case) if place in standing.asked), None)
    own = given.get(mine.person_id) if mine else None

    people = standing.asked if context["leads"] else []
    return context | {
        "inquiry": asked,
        "is_due": standing.is_due,
        "rule": standing.rule,
        "own": own,
        "own_yes": allowed(own) if own else [],
        "beside": mine in standing.beside,
        "refused_new": [place for place in people if standing.said_no_to_new(place)],
        "no_to_new": mine is not None and standing.said_no_to_new(mine),
        "must_answer": bool(mine and asked and not asked.has_ended() and not standing.has_answered(mine)),
        "nobody_answered": asked is not None and standing.missing == standing.needed and not given,
        "incomplete": asked is not None and not standing.is_complete,
        "others": [
            (place, given.get(place.person_id), not standing.has_answered(place), place in standing.beside)
            for place in people
        ],
        "open": [{"party": party, "questions": found} for party, found in standing.open_to.items()],
        "hearing": standing.hearing,
        "stance": rules.stance(case),
        "has_child": conditions.has_child(case),
        "received": rules.received(case),
        "last_day": standing.last_day,
        "custody": standing.custody,
        "call_back": changing.call_back_by(case, own) if own else None,
        "ends_soon": changing.ends_soon(standing),
    }


def allowed(answer: Answer, only: set[Pair] | None = None) -> list[dict[str, Any]]:
    """What an answer lets through today, by party, in the frozen words."""
    return anew.by_party(answer.inquiry, answer.allows if only is None else only)


def question(case: Case, asked: Inquiry, place: Place) -> dict[str, Any]:
    """The question about consent as it was frozen, to that person: what is new apart from what is not."""
    standing = rules.Standing(case)
    new = anew.difference(asked, standing.answers.get(place.person_id))
    to = "self" if place.kind in SUBJECT_KINDS else "other"
    if place in standing.beside:
        to = "beside"
    elif new["before"]:
        to += "_again"
    heading, *terms = asked.wording.get(to, asked.wording["other"])
    return {"inquiry": asked, "place": place, "heading": heading, "terms": terms, "kinds": Kind} | new


def taking_back(case: Case, answer: Answer, party: str, asked: str) -> dict[str, Any]:
    """Which pairs a change of mind is about, and what those concerned have already received."""
    pairs = {pair for pair in answer.allows if party in ("", pair[0]) and asked in ("", pair[1])}
    names = {found["ref"]: found["unit"] for found in answer.inquiry.parties}
    units = {names[pair[0]] for pair in pairs}
    got = [row for row in rules.received(case) if row.party.unit and row.party.unit.name in units]
    first = case.terms.last_day("call_back_within", clock.today())
    return {
        "call_back": first,
        "pairs": pairs,
        "rows": allowed(answer, pairs),
        "received": got,
        "all": pairs == answer.allows,
    }
