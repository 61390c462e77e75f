"""What can be kept from one in the family: each kind of row, told by the step that owns it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samsyn.cases.access import CHILD, CLOSE, GUARDIAN, LEADERS, REPRESENTATIVE, SECRETARY, kinds_of
from samsyn.cases.models import Case, CaseRow, Place, ScopeKind
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor

SHARED = frozenset({ScopeKind.WHOLE, ScopeKind.QUESTION, ScopeKind.FAMILY})


@dataclass(frozen=True)
class Kind:
    """One kind of row. `rows`: those of a case that could be hidden, as the reader sees them."""

    code: str
    rows: Callable[[Case], Iterable[Any]]
    title: Callable[[Case, Any], str]  # what it is, in a few words
    owner: Callable[[Any], int | None]  # the person who wrote it; None: written together, at the meeting


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """A step says that one can keep this kind of its rows from somebody."""
    KINDS[kind.code] = kind


@dataclass(frozen=True)
class Item:
    """One row that is, or could be, kept from somebody."""

    kind: str
    row: CaseRow
    title: str
    unknown_to: list[Place]

    @property
    def ref(self) -> str:
        return self.row.ref


def items(case: Case, by: Actor) -> list[Item]:
    """All that the actor could hide or show, in the order of the process."""
    found = []
    for kind in KINDS.values():
        for row in kind.rows(case):
            if _is_shared(case, row) and may_hide(case, by, kind.code, row):
                found.append(Item(kind.code, row, kind.title(case, row), without(case, row.scope_id)))
    return found


def find(case: Case, kind: str, ref: str) -> Item | None:
    """None for what does not exist and for what the reader does not see: no difference."""
    known = KINDS.get(kind)
    row = next((row for row in known.rows(case) if row.ref == ref), None) if known else None
    if row is None or not _is_shared(case, row):
        return None
    return Item(kind, row, known.title(case, row), without(case, row.scope_id))


def _is_shared(case: Case, row: CaseRow) -> bool:
    scope = next((scope for scope in case.scopes_seen if scope.pk == row.scope_id), None)
    return scope is not None and (scope.kind in SHARED or scope.kind == ScopeKind.APART)


def without(case: Case, scope_id: int) -> list[Place]:
    """Whom that scope is without, of those who are in the case now."""
    seen = {scope.pk: scope for scope in case.scopes_seen}
    persons, scope = set(), seen.get(scope_id)
    while scope is not None and scope.kind == ScopeKind.APART:
        persons.add(scope.without_id)
        scope = seen.get(scope.base_id)
    return [place for place in case.people if place.person_id in persons and place.assignment_id is None]


def hideable_from(case: Case) -> list[Place]:
    """From whom something can be kept."""
    return [place for place in case.people if place.kind in (GUARDIAN, REPRESENTATIVE, CLOSE)]


def may_hide(case: Case, by: Actor, kind: str, row: CaseRow) -> Decision:
    """The child its own things; whoever leads anything; other staff what they wrote, a secretary the plan."""
    kinds, owner = kinds_of(by, case), KINDS[kind].owner(row)
    if kinds & LEADERS or owner == by.person.pk:
        return ALLOWED
    if owner is None and kinds & {SECRETARY}:
        return ALLOWED
    if kinds & {CHILD}:
        return bar(_("Du kan bara dölja det du själv har skrivit eller lagt till."))
    return bar(_("Du kan bara dölja det din egen verksamhet har skrivit. Prata med den som håller ihop."))


def gives_reason(by: Actor, reason: str) -> Decision:
    """A child need not say why."""
    if by.assignment is None or reason.strip():
        return ALLOWED
    return refuse(_("Skriv varför. Den som det döljs för läser det inte."))


def is_kept(item: Item) -> Decision:
    return ALLOWED if item.unknown_to else refuse(_("Det är inte dolt för någon."))


def says_how(words: str) -> Decision:
    return ALLOWED if words.strip() else refuse(_("Skriv hur ni visade det."))


def says_something(text: str) -> Decision:
    return ALLOWED if text.strip() else refuse(_("Skriv något först."))


def has_chosen(places: Iterable[Place], case: Case) -> Decision:
    chosen = list(places)
    if chosen and all(place in hideable_from(case) for place in chosen):
        return ALLOWED
    return refuse(_("Välj vem som inte ska se det."))
