"""A case that the attackers are not in, and all that one could have guessed of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from samsyn.agreements import rules
from samsyn.cases.actions import (
    Subject,
    add_question,
    give_access,
    join_family,
    join_staff,
    let_in,
    open_new_case,
)
from samsyn.cases.models import Access, Case, Place, PlaceKind, Question, Scope, ScopeKind
from samsyn.demo.cast import Member
from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment


@dataclass(frozen=True)
class Known:
    """Keys, refs and the number of a case: none of them may open anything."""

    id: int
    ref: str
    number: str
    places: Mapping[str, int]
    scopes: Mapping[str, int]
    question: Question

    def facts(self) -> list[object]:
        """All that an attack could have changed, as the one asks who sees it."""
        rows = [Case.objects.filter(pk=self.id)]
        for model in (Place, Scope, Access, Question):
            rows.append(model.objects.filter(case_id=self.id).order_by("pk"))
        return [list(found.values_list()) for found in rows]


def open_case_as(by: Actor, subject: Member, kind: PlaceKind = PlaceKind.CHILD) -> Case:
    organisation = by.assignment.unit.organisation
    version = rules.in_force(organisation.agreement, clock.today()).version_id
    told = Subject(ref=subject.ref, kind=kind, called=subject.name)
    return open_new_case(
        by=by, subject=told, my_kind=PlaceKind.CONVENER, controller=organisation, agreement_version=version
    )


def fill(case: Case, cast: Mapping[str, Member]) -> Known:
    """The family, BUP with a question, the school without any."""
    let_in(case, case.subject_place)
    join_family(case, person_ref=cast["guardian"].ref, kind=PlaceKind.GUARDIAN, called="Maria")
    question = add_question(case, text="Sömnen och skolan")
    for key in ("bup", "school"):
        duty = Assignment.objects.select_related("person", "unit").get(pk=cast[key].assignment_id)
        place = join_staff(case, duty=duty, kind=PlaceKind.MEMBER)
        if key == "bup":
            give_access(place, [scope for scope in case.scopes_seen if scope.pk == question.scope_id])
    case.forget()
    people = {member.person_id: key for key, member in cast.items()}
    return Known(
        id=case.pk,
        ref=case.ref,
        number=case.number,
        places={people[place.person_id]: place.pk for place in case.people},
        scopes={ScopeKind(scope.kind).value: scope.pk for scope in case.scopes_seen},
        question=question,
    )


@pytest.fixture
def known(acting: Callable, cast: Mapping[str, Member]) -> Known:
    """The child's case, led by the coordinator, with a guardian, BUP and the school in it."""
    with acting("coordinator") as by:
        return fill(open_case_as(by, cast["child"]), cast)
