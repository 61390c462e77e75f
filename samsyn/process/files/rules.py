"""Who will see a file, said before it is added; who may take it away. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.cases.access import LEADERS, kinds_of, places_of
from samsyn.cases.models import Access, Case, Place, Question, Scope, ScopeKind
from samsyn.documents.models import StoredFile
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor

AT_MOST = 60  # files a case
# Wide before narrow. The frame is not for content: it is also seen by those who only book or step in.
ORDER = (
    ScopeKind.WHOLE, ScopeKind.QUESTION, ScopeKind.FAMILY, ScopeKind.TALK, ScopeKind.PARTY, ScopeKind.ONE,
)  # fmt: skip


@dataclass(frozen=True)
class Audience:
    """A scope one can put a file in: what it is called, and who sees it now."""

    scope: Scope
    label: str
    names: list[str]


def audiences(case: Case, by: Actor) -> list[Audience]:
    """The scopes of the actor's own, in plain words."""
    texts = dict(_questions(case))
    seen_by = _who_sees(case)
    seen = [s for s in case.scopes_seen if s.kind in ORDER and _is_offered(s, by, texts)]
    seen.sort(key=lambda scope: (ORDER.index(ScopeKind(scope.kind)), scope.pk))
    return [Audience(s, _label(case, s, by, texts), seen_by.get(s.pk, [])) for s in seen]


def _questions(case: Case) -> Iterable[tuple[int, str]]:
    """Scope → the question asked there."""
    return Question.objects.filter(case=case, removed_at=None).values_list("scope_id", "text")


def _is_offered(scope: Scope, by: Actor, texts: dict[int, str]) -> bool:
    """Not what only belongs to somebody else, nor a question that is no longer asked."""
    if scope.kind == ScopeKind.ONE:
        return scope.owner_id == by.person.pk
    return scope.kind != ScopeKind.QUESTION or scope.pk in texts


def _label(case: Case, scope: Scope, by: Actor, texts: dict[int, str]) -> str:
    leader = case.leader.called if case.leader else str(case.controller)
    owner = next((p.called for p in case.people if p.person_id == scope.owner_id), "")
    talk = _("%(name)s och jag") % {"name": leader if scope.owner_id == by.person.pk else owner}
    return {
        ScopeKind.WHOLE: _("Alla som får veta om alla frågor"),
        ScopeKind.QUESTION: _("Alla som får veta om: %(question)s") % {"question": texts.get(scope.pk, "")},
        ScopeKind.FAMILY: _("Familjen och %(name)s") % {"name": leader},
        ScopeKind.TALK: talk,
        ScopeKind.PARTY: _("Bara vi i vår verksamhet"),
        ScopeKind.ONE: _("Bara jag, i mitt rum") if scope.locked else _("Bara jag"),
    }[ScopeKind(scope.kind)]


def _who_sees(case: Case) -> dict[int, list[str]]:
    """Scope → the names of those to whom it is open now."""
    rows = Access.objects.filter(case=case, valid__contains=clock.now(), place__valid__contains=clock.now())
    found: dict[int, list[str]] = {}
    for scope, called in rows.order_by("place_id").values_list("scope", "place__called"):
        found.setdefault(scope, []).append(called)
    return found


def files(case: Case) -> list[StoredFile]:
    """The files that the reader sees, the newest first; without their bodies."""
    rows = StoredFile.objects.filter(case=case).select_related("scope", "added_by", "removed_by")
    return list(rows.defer("body").order_by("-pk"))


def there_is_room(case: Case) -> Decision:
    if StoredFile.objects.filter(case=case, removed_at=None).count() < AT_MOST:
        return ALLOWED
    return refuse(_("Här finns redan många filer. Ta bort någon som inte behövs först."))


def own_audience(case: Case, by: Actor, scope: Scope) -> Decision:
    if scope.pk in {audience.scope.pk for audience in audiences(case, by)}:
        return ALLOWED
    return bar(_("Du kan inte lägga något där."))


def may_take_away(case: Case, by: Actor, file: StoredFile) -> Decision:
    """Whoever added it, or one who leads the work."""
    if file.removed_at is not None:
        return refuse(_("Filen är redan borttagen."))
    mine: set[Place] = set(places_of(by, case))
    if file.added_by in mine or kinds_of(by, case) & LEADERS:
        return ALLOWED
    return bar(_("Bara den som lade till filen, eller den som håller ihop planen, kan ta bort den."))
