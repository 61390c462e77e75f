"""Who has done what and who has looked, in plain words for the family: staff only, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.audit.models import Event, Part, Reading
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.people.models import Assignment
from samsyn.quality.logreview.models import SupportSession
from samsyn.quality.logreview.words import PARTS

DAYS = 30
SHOWN_DAYS = 10
SHOWN_EVENTS = 50
# Looking at these would tell that there is something to look at; the database keeps them apart as well.
NEVER = (Part.SAFETY, Part.SEEING)
VERBS = {op.value: op.label for op in Op} | {
    "open": gettext_lazy("skrev att det finns ett behov av SIP"),
    "confirm_custody": gettext_lazy("bekräftade en handling om vårdnad"),
    "step_in": gettext_lazy("gick in som chef när ingen höll ihop SIP:en"),
    "step_out": gettext_lazy("gick ur SIP:en som chef"),
    "ask_to_open": gettext_lazy("bad någon att öppna det skyddade tillsammans"),
    "write_contact": gettext_lazy("skrev hur någon nås"),
    "hide_party": gettext_lazy("visade inte en verksamhet för den som inte får veta"),
    "show_party": gettext_lazy("visade en verksamhet igen"),
    "countersign": gettext_lazy("sa ja som den andra personen"),
    "refuse_countersign": gettext_lazy("sa nej som den andra personen"),
    "open_support": gettext_lazy("gick in som support"),
    "release_extract": gettext_lazy("lämnade ett loggutdrag"),
}


@dataclass(frozen=True)
class Looked:
    """What one of the staff looked at in a day."""

    who: Assignment
    parts: list[str]


def _readings(case: Case) -> QuerySet[Reading]:
    """Staff's. A family member's lie in that person's own scope, and are left out of one's own list too."""
    rows = Reading.objects.filter(case_id=case.pk, granted=True, assignment_id__isnull=False)
    return rows.exclude(part__in=NEVER)


def looked(case: Case, before: date | None = None) -> tuple[list[tuple[date, list[Looked]]], date | None]:
    """Per day, the latest first, ten days with any; and the day that the next sheet ends before, or None."""
    rows = _readings(case)
    if before:
        rows = rows.filter(at__lt=clock.midnight(before))
    rows = rows.annotate(day=TruncDate("at", tzinfo=clock.STOCKHOLM))
    days = list(rows.order_by("-day").values_list("day", flat=True).distinct()[: SHOWN_DAYS + 1])
    if not days:
        return [], None
    shown = days[:SHOWN_DAYS]
    seen = rows.filter(at__gte=clock.midnight(shown[-1])).order_by("-day", "assignment_id", "part")
    found = list(seen.values_list("day", "assignment_id", "part").distinct())
    people = Assignment.objects.select_related("person", "unit").in_bulk({row[1] for row in found})
    return _by_day(found, people), shown[-1] if len(days) > SHOWN_DAYS else None


def _by_day(
    rows: list[tuple[date, int, str]], people: dict[int, Assignment]
) -> list[tuple[date, list[Looked]]]:
    order = list(PARTS)
    found = []
    for day, of_day in groupby(rows, key=lambda row: row[0]):
        parts: dict[int, list[Part]] = {}
        for _day, assignment, part in of_day:
            parts.setdefault(assignment, []).append(Part(part))
        seen = [
            Looked(people[pk], [str(PARTS[part]) for part in sorted(those, key=order.index)])
            for pk, those in parts.items()
        ]
        found.append((day, seen))
    return found


def in_short(case: Case) -> str:
    """How many staff, from how many units: the same sentence to everybody, always (texts 6)."""
    rows = _readings(case).filter(at__gte=clock.now() - timedelta(days=DAYS))
    counted = rows.aggregate(staff=Count("person_id", distinct=True), units=Count("unit_id", distinct=True))
    staff = ngettext("%(n)s anställd", "%(n)s anställda", counted["staff"]) % {"n": counted["staff"]}
    units = ngettext("%(n)s verksamhet", "%(n)s verksamheter", counted["units"]) % {"n": counted["units"]}
    told = {"days": DAYS, "staff": staff, "units": units}
    return _("De senaste %(days)s dagarna har %(staff)s från %(units)s läst.") % told


def support(case: Case) -> list[SupportSession]:
    """When somebody who gives support has been inside, and why; the latest first."""
    rows = SupportSession.objects.filter(case=case).select_related("opened_by__person", "opened_by__unit")
    return list(rows.order_by("-pk")[:SHOWN_EVENTS])


def done(
    case: Case, before: int | None = None
) -> tuple[list[tuple[date, list[tuple[str, str, int]]]], int | None]:
    """What has been done, by whom, in words, and how many times on end; the latest first, fifty at a time."""
    rows = Event.objects.filter(case_id=case.pk).order_by("-seq")
    events = list((rows.filter(seq__lt=before) if before else rows)[: SHOWN_EVENTS + 1])
    shown, names = events[:SHOWN_EVENTS], _names(case, events)
    found = []
    for day, of_day in groupby(shown, key=lambda event: clock.local(event.at).date()):
        runs = groupby((names.get(event.person_id, "samsyn"), str(VERBS[event.verb])) for event in of_day)
        found.append((day, [(who, verb, len(list(run))) for (who, verb), run in runs]))
    return found, shown[-1].seq if len(events) > SHOWN_EVENTS else None


def _names(case: Case, events: list[Event]) -> dict[int, str]:
    """As the case calls them; staff without a place in it by name."""
    names = {place.person_id: place.called for place in case.places.all()}
    others = {event.assignment_id for event in events if event.person_id not in names and event.assignment_id}
    if others:
        duties = Assignment.objects.filter(pk__in=others).select_related("person")
        names |= {duty.person_id: duty.person.name for duty in duties}
    return names
