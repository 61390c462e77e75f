"""What the pages of this step show, and what their forms mean."""

from typing import Any

from samsyn.agreements.agreement import Agreement
from samsyn.cases.access import FAMILY
from samsyn.cases.actions import Subject
from samsyn.cases.models import Access, Case, PlaceKind
from samsyn.kernel import clock
from samsyn.people.actions import person_by_number, person_without_number
from samsyn.people.actor import Actor
from samsyn.people.models import Guardianship
from samsyn.process.initiative import rules
from samsyn.process.initiative.actions import Told
from samsyn.process.initiative.forms import ANOTHER, MYSELF
from samsyn.process.initiative.models import MustNotKnow, NoticedBy, Reply

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


def told(answers: dict[str, Any]) -> Told:
    names = ("noticed_by", "noticed_on", "indicators", "why")
    return Told(MustNotKnow(answers["must_not_know"]), **{name: answers[name] for name in names})


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
        "must_not_know": rules.someone_must_not_know(case),
        "expires": _expires(case) if found and found.talked_at is None else None,
    }


def _expires(case: Case) -> Any:
    """When what staff noted is no longer seen, if the family is not talked to before."""
    mine = Access.objects.filter(case=case, scope=case.scope_id).order_by("-pk").first()
    return mine.valid.upper if mine and mine.valid.upper else None


def family(case: Case) -> dict[str, Any]:
    let_in = set(Access.objects.filter(case=case, scope=case.scope_id).values_list("place", flat=True))
    members = [place for place in case.people if place.kind in FAMILY]
    return {
        "members": [(place, place.pk in let_in) for place in members],
        "must_not_know": rules.someone_must_not_know(case),
        "subject_waits": case.subject_place.pk not in let_in,
    }


def reply(case: Case) -> dict[str, Any]:
    """The answer, if there is one, and where one can turn."""
    return {
        "reply": Reply.objects.filter(case=case).order_by("-pk").first(),
        "ways": case.terms.rows("complaint_ways"),
        "worry": rules.worry_of(case),
    }
