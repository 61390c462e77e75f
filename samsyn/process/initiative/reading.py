"""What the pages of this step show, and what their forms mean."""

from typing import Any

from samsyn.agreements import rules as agreements
from samsyn.agreements import wording
from samsyn.agreements.agreement import Agreement, Row
from samsyn.cases.access import CLOSE, FAMILY, places_of
from samsyn.cases.actions import Subject
from samsyn.cases.kinds import SUBJECT_KINDS
from samsyn.cases.models import Access, Case, PlaceKind
from samsyn.kernel import clock
from samsyn.people.actions import person_by_number, person_without_number
from samsyn.people.actor import Actor
from samsyn.people.models import Guardianship, Unit
from samsyn.process.initiative import rules
from samsyn.process.initiative.actions import Refusal, Told
from samsyn.process.initiative.forms import ANOTHER, MYSELF, AtWork
from samsyn.process.initiative.models import NoticedBy, SecondRequest
from samsyn.process.initiative.signalling import rules as signalling
from samsyn.process.safety import rules as safety_rules
from samsyn.process.safety.models import Answer, MustNotKnow

# Whoever answers for the one a case is about: as what, and who then noticed.
ANSWERS_FOR = {
    PlaceKind.CHILD: (PlaceKind.GUARDIAN, NoticedBy.GUARDIAN),
    PlaceKind.PERSON: (PlaceKind.REPRESENTATIVE, NoticedBy.CLOSE),
}


def subject(by: Actor, terms: Agreement, answers: dict[str, Any]) -> Subject:
    """Who a worry is about, as staff wrote it."""
    number, name = answers["number"], answers["called"]
    born = number.born if number else answers["born"]
    if number:
        ref = person_by_number(by=by, number=number, name=name)
    else:
        ref = person_without_number(by=by, name=name, born=born)
    return Subject(ref, rules.subject_kind(terms, born), name, born, number.text if number else "")


def may_start_for(form: AtWork, unit: Unit) -> bool:
    """The agreement may end at an age, and the national ground let fewer start; said beside the birthday."""
    number = form.cleaned_data["number"]
    terms = rules.terms_for(unit.organisation.agreement, number.born if number else form.cleaned_data["born"])
    decision = rules.may_start(terms, unit.sector)
    if not decision:
        form.add_error("number" if number else "born", decision.reason)
    return bool(decision)


def starting_rule(terms: Agreement, unit: Unit) -> dict[str, str]:
    """Which agreement lets this unit start, where that stands, and when the meeting is then held."""
    row = next(row for row in terms.rows("who_may_start") if row.code == unit.sector)
    return {
        "agreement": terms.name,
        "text": wording.row_text("who_may_start", row),
        "source": agreements.source(terms, "who_may_start", clock.today()),
        "meeting": wording.plain(terms, "meeting_within"),
    }


def told(answers: dict[str, Any]) -> Told:
    names = ("noticed_by", "noticed_on", "indicators", "why")
    given = {name: answers[name] for name in names}
    after = bool(answers.get("after_hospital"))
    return Told(MustNotKnow(answers["must_not_know"]), **given, after_hospital=after)


def signalled(by: Actor, terms: Agreement, answers: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `signal`, as staff wrote them."""
    story = Told(
        MustNotKnow(answers["must_not_know"]),
        noticed_by=NoticedBy.UNIT,
        noticed_on=clock.today(),
        why=answers["seen"],
    )
    return {"subject": subject(by, terms, answers), "told": story, "agreed_by": answers["agreed_by"]}


def asked_again(by: Actor, case: Case, answers: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `ask_at_home` for the other huvudman, about the one the refused case is about."""
    mine = places_of(by, case)[0].kind
    ref = by.person.ref if mine in SUBJECT_KINDS else _ref_of_ward(by, case)
    reply = rules.reply_of(case)
    story = Told(
        MustNotKnow(answers["must_not_know"]),
        noticed_by=mine if mine in NoticedBy.values else NoticedBy.CLOSE,
        noticed_on=clock.today(),
        why=answers["why"],
        telephone=answers["telephone"],
    )
    refusal = Refusal(
        by=case.controller,
        on=clock.local(reply.at).date(),
        reason=reply.reason if answers["tell_reason"] else "",
    )
    who = Subject(ref, PlaceKind(case.subject_place.kind), case.called, case.born)
    return {"subject": who, "my_kind": PlaceKind(mine), "told": story, "refusal": refusal}


def _ref_of_ward(by: Actor, case: Case) -> str:
    """A child one answers for; else somebody new, as when one asked the first time."""
    for ward in wards(by):
        if ward.child_id == case.subject_id:
            return ward.child.ref
    return person_without_number(by=by, name=case.called, born=case.born)


def own_words(case: Case) -> dict[str, str]:
    """What the family itself has written before: never staff's words."""
    found = rules.worry_of(case)
    ours = found is not None and found.written_by.assignment_id is None
    safety = Answer.objects.filter(case=case, answered_by__assignment=None).order_by("-pk").first()
    return {
        "why": found.why if ours else "",
        "telephone": found.telephone if ours else "",
        "must_not_know": safety.answer if safety else "",
    }


def wards(by: Actor) -> list[Guardianship]:
    """Those whom one answers for today."""
    mine = Guardianship.objects.filter(guardian=by.person, valid__contains=clock.now())
    return list(mine.select_related("child").order_by("child__born", "pk"))


def asked_at_home(by: Actor, terms: Agreement, answers: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `ask_at_home`: oneself, a child one answers for, or a child that is not known here."""
    about = answers["about"]
    if about == MYSELF:
        kind = rules.subject_kind(terms, by.person.born)
        who = Subject(by.person.ref, kind, by.person.name, by.person.born)
        my_kind, noticed_by = kind, kind
    else:
        child = next((ward.child for ward in wards(by) if ward.child.ref == about), None)
        if child is None or about == ANOTHER:
            name, born = answers["called"], answers["born"]
            ref = person_without_number(by=by, name=name, born=born)
        else:
            name, born, ref = child.name, child.born, child.ref
        kind = rules.subject_kind(terms, born)
        who = Subject(ref, kind, name, born)
        my_kind, noticed_by = ANSWERS_FOR[kind]
    story = Told(
        MustNotKnow(answers["must_not_know"]),
        noticed_by=noticed_by,
        noticed_on=clock.today(),
        indicators=answers["indicators"],
        why=answers["why"],
        telephone=answers["telephone"],
    )
    return {"subject": who, "my_kind": my_kind, "told": story}


def worry(case: Case) -> dict[str, Any]:
    """The worry as far as this reader may see it, in words."""
    found = rules.worry_of(case)
    labels = {row.code: row.label for row in case.terms.rows("indicators")}
    return {
        "worry": found,
        "indicators": [labels.get(code, code) for code in found.indicators] if found else [],
        "must_not_know": safety_rules.is_marked(case),
        "expires": _expires(case) if found and found.talked_at is None else None,
        "signal": signalling.signal_of(case),
        "second": SecondRequest.objects.filter(case=case).select_related("refused_by").first(),
        "local": rules.outside_the_ages(case),
    }


def _expires(case: Case) -> Any:
    """When what staff noted is no longer seen, if the family is not talked to before."""
    mine = Access.objects.filter(case=case, scope=case.scope_id).order_by("-pk").first()
    return mine.valid.upper if mine and mine.valid.upper else None


def family(case: Case) -> dict[str, Any]:
    let_in = set(Access.objects.filter(case=case, scope=case.scope_id).values_list("place", flat=True))
    members = [place for place in case.people if place.kind in FAMILY | {CLOSE}]
    return {
        "members": [(place, place.pk in let_in) for place in members],
        "must_not_know": safety_rules.is_marked(case),
        "subject_waits": case.subject_place.pk not in let_in,
    }


def _ways(case: Case, by: Actor) -> list[Row]:
    """Where one can turn, but for what has a button of its own."""
    with_button = {"other_principal", "ask_again"} if rules.may_ask_other(case, by) else set()
    return [row for row in case.terms.rows("complaint_ways") if row.code not in with_button]


def reply(case: Case, by: Actor) -> dict[str, Any]:
    """The answer, if there is one, and where one can turn."""
    return {
        "reply": rules.reply_of(case),
        "may_refuse": rules.may_refuse(case),
        "may_ask_other": rules.may_ask_other(case, by),
        "other": rules.other_principal(case),
        "ways": _ways(case, by),
        "worry": rules.worry_of(case),
    }
