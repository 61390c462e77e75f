"""What the child has wished about who comes, and what must hold before it is said or answered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.cases.models import Case
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.process.consent.wishes.models import Wish, WishAnswer


def wishes(case: Case) -> list[Wish]:
    """In the order they were said."""
    rows = Wish.objects.filter(case=case).select_related("place", "conveyed_by", "answered_by")
    return list(rows.order_by("pk"))


def waiting(case: Case) -> list[Wish]:
    """Those that nobody has answered."""
    return [wish for wish in wishes(case) if not wish.answer]


def all_answered(case: Case) -> Decision:
    """C193: who comes is decided together; nobody is asked of a list before the child has its answer."""
    if not Wish.objects.filter(case=case, answer="").exists():
        return ALLOWED
    name = {"name": case.called}
    return refuse(_("%(name)s har sagt vem som ska vara med. Svara på det först.") % name)


def says_something(text: str) -> Decision:
    return ALLOWED if text.strip() else refuse(_("Skriv vem det gäller."))


def can_be_answered(wish: Wish, answer: str, words: str) -> Decision:
    """A no always has its reason, in words that a child understands."""
    if wish.answer:
        return refuse(_("Någon har redan svarat på det. Läs svaret."))
    if answer != WishAnswer.AS_WISHED and not words.strip():
        return refuse(_("Skriv varför, så att barnet förstår."))
    return ALLOWED
