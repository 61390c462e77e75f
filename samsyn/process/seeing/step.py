"""The second step: a guardian may be using the child's sign-in. Nothing here writes."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _

from samsyn.cases.access import CHILD, kinds_of
from samsyn.cases.models import Case
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.seeing.models import Code

MINUTES = 10  # how long the room stays open
SHORTEST = 6  # signs of a code


def needs(by: Actor, case: Case) -> bool:
    """Is it the child itself, privately?"""
    return by.assignment is None and CHILD in kinds_of(by, case)


def is_unlocked(by: Actor, case: Case) -> bool:
    """Has the child taken the second step in this case? What the database goes by."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.unlocked', true)")
        return cursor.fetchone()[0] == f"{by.person.pk}:{case.pk}"


def is_open(by: Actor, case: Case) -> Decision:
    if not needs(by, case) or is_unlocked(by, case):
        return ALLOWED
    return bar(_("Skriv din kod först."))


def newest(case: Case) -> Code | None:
    return Code.objects.filter(case=case).order_by("pk").last()


def is_good(case: Case, code: str) -> Decision:
    """Long enough, and not what a parent would try first."""
    born = case.born.strftime("%Y%m%d") if case.born else ""
    guessed = {born, born[2:], f"{born[6:]}{born[4:6]}{born[:4]}", case.called.lower()} - {""}
    if len(code) < SHORTEST:
        return refuse(_("Koden behöver minst %(n)s tecken.") % {"n": SHORTEST})
    if len(set(code)) < 3 or code in "01234567890123456789" or code.lower() in guessed:
        return refuse(_("Den koden är lätt att gissa. Välj en annan."))
    return ALLOWED
