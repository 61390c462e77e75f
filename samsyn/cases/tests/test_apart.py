"""Apart scopes: like another but without one in the family, whatever happens to access (docs/adr/0029)."""

from datetime import timedelta

import pytest

from samsyn.cases import actions
from samsyn.cases.models import Access, ScopeKind
from samsyn.kernel import clock
from samsyn.process.consent.tests.cases import Family, family
from tests.harness.database import denied

pytestmark = pytest.mark.django_db


@pytest.fixture
def ek(become, cast) -> Family:
    made = family(become, cast)
    made.ask_about("skolan", "sömnen")
    return made


def apart(ek: Family, *keys: str, by: str = "coordinator", kind: ScopeKind = ScopeKind.WHOLE):
    places = [ek.place(key) for key in keys]
    case, _by = ek.speaks(by)
    scope = case.scope_of(kind)
    for place in places:
        scope = actions.apart_scope(case, scope, place)
    return scope


def who(ek: Family, scope) -> set[int]:
    ek.speaks("coordinator")
    rows = Access.objects.filter(scope=scope, valid__contains=clock.now())
    return set(rows.values_list("person_id", flat=True))


def test_an_apart_scope_is_the_base_without_one(ek):
    scope = apart(ek, "guardian")
    case, _by = ek.speaks("coordinator")
    assert who(ek, scope) == who(ek, case.scope_of(ScopeKind.WHOLE)) - {ek.cast["guardian"].person_id}
    assert (scope.base, scope.root, scope.without_id) == (
        case.scope_of(ScopeKind.WHOLE), case.scope_of(ScopeKind.WHOLE), ek.cast["guardian"].person_id,
    )  # fmt: skip


def test_there_is_one_for_each_set_of_persons_in_whatever_order(ek):
    both = apart(ek, "guardian", "other_guardian")
    assert (
        apart(ek, "other_guardian", "guardian") == both == apart(ek, "guardian", "other_guardian", "guardian")
    )
    assert not who(ek, both) & {ek.cast[key].person_id for key in ("guardian", "other_guardian")}


def test_access_follows_the_base_however_it_is_given_moved_or_ended(ek):
    scope = apart(ek, "guardian")
    duty = ek.duty("bup")
    case, _by = ek.speaks("coordinator")
    bup = actions.join_staff(case, duty=duty, kind="member")
    whole = case.scope_of(ScopeKind.WHOLE)
    assert bup.person_id not in who(ek, scope)
    until = clock.now() + timedelta(days=3)
    actions.give_access(bup, [whole], until)
    assert Access.objects.get(scope=scope, place=bup).valid.upper == until
    actions.give_access(bup, [whole], None)
    assert Access.objects.get(scope=scope, place=bup).valid.upper is None
    actions.end_access(bup, [whole])
    assert bup.person_id not in who(ek, scope)
    actions.give_access(bup, [whole])
    assert bup.person_id in who(ek, scope)
    actions.end_place(case, bup)
    assert bup.person_id not in who(ek, scope)


def test_it_is_never_given_nor_ended_by_itself(ek):
    scope = apart(ek, "guardian")
    place = ek.place("guardian")
    other = ek.place("other_guardian")
    actions.give_access(place, [scope])
    actions.end_access(other, [scope])
    seen = who(ek, scope)
    assert place.person_id not in seen and other.person_id in seen


def test_whoever_it_is_hidden_from_finds_no_trace(ek):
    scope = apart(ek, "guardian")
    case, _by = ek.speaks("guardian")
    assert scope not in case.scopes_seen
    assert not Access.objects.filter(scope=scope).exists()


def test_neither_a_guardian_nor_a_stranger_keeps_anything_apart(ek):
    place = ek.place("other_guardian")
    case, _by = ek.speaks("guardian")
    with denied():
        actions.apart_scope(case, case.scope_of(ScopeKind.WHOLE), place)
