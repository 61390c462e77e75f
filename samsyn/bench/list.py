"""The list at work, with every row of it written down, beside the same list with nothing in its way."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse

from samsyn.bench.figure import Figure, Unmeasured
from samsyn.bench.walls import Reader, as_owner, compare, owner_connection, signed_in
from samsyn.cases.models import Access, ScopeKind
from samsyn.kernel import clock

ROWS = 25


def measure() -> Figure:
    """Median of the rounds; the ratio is that of each round with itself."""
    with as_owner():
        reader = find_reader()
    with owner_connection() as owner, signed_in(reader) as client:
        return compare(client, reader.address, owner)


def find_reader() -> Reader:
    """Who has the most cases at work, up to a whole sheet; asked as the owner."""
    now = clock.now()
    duties = (
        Access.objects.filter(scope__kind=ScopeKind.FRAME, assignment__isnull=False, valid__contains=now)
        .values("person", "assignment", "person__account")
        .annotate(cases=Count("case", distinct=True))
        .order_by("-cases", "assignment")
    )
    if (found := duties.first()) is None:
        raise Unmeasured("Nobody has a case at work: run `make demo` or `samsyn generate` first.")
    return Reader(found["person"], found["person__account"], reverse("overview:at_work"), found["assignment"])
