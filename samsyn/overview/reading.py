"""Who has done what and who has looked, in plain words for the family: staff only, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext_lazy

from samsyn.audit.models import Event, Part, Reading
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.people.models import Assignment

DAYS = 30
VERBS = {op.value: op.label for op in Op} | {
    "open": gettext_lazy("skrev att det finns ett behov av SIP"),
    "step_in": gettext_lazy("gick in som chef när ingen höll ihop SIP:en"),
    "step_out": gettext_lazy("gick ur SIP:en som chef"),
}
PARTS = {
    Part.LIST: gettext_lazy("raden i sin lista"),
    Part.CASE: gettext_lazy("första sidan"),
    Part.WORRY: gettext_lazy("varför en SIP"),
    Part.QUESTIONS: gettext_lazy("frågorna"),
    Part.CONSENT: gettext_lazy("svaren om samtycke"),
    Part.PREPARATION: gettext_lazy("förberedelserna"),
    Part.MEETING: gettext_lazy("mötet"),
    Part.PLAN: gettext_lazy("planen"),
    Part.COPIES: gettext_lazy("kopiorna"),
    Part.FOLLOW_UP: gettext_lazy("uppföljningen"),
    Part.PROGRESS: gettext_lazy("hur det går med insatserna, och meddelanden"),
    Part.EVERYDAY: gettext_lazy("veckan och allt som görs"),
    Part.DISCHARGE: gettext_lazy("vistelsen på sjukhus"),
    Part.SUCCESSION: gettext_lazy("vem som håller ihop SIP:en, och byten"),
    Part.FILES: gettext_lazy("breven och bilderna"),
    Part.JOURNAL: gettext_lazy("texten till journalen"),
    Part.READINGS: gettext_lazy("vem som har läst"),
}


@dataclass(frozen=True)
class Looked:
    """What one of the staff looked at in a day."""

    who: Assignment
    parts: list[str]


def looked(case: Case) -> list[tuple[date, list[Looked]]]:
    """Per day, the latest first. A family member's reading lies in that person's own scope; left out here."""
    since = clock.now() - timedelta(days=DAYS)
    rows = Reading.objects.filter(case_id=case.pk, at__gte=since, granted=True, assignment_id__isnull=False)
    rows = rows.order_by("-at").values_list("at", "assignment_id", "part")
    people = Assignment.objects.select_related("person", "unit").in_bulk({row[1] for row in rows})
    found = []
    for day, of_day in groupby(rows, key=lambda row: clock.local(row[0]).date()):
        parts: dict[int, dict[str, None]] = {}
        for _at, assignment, part in of_day:
            parts.setdefault(assignment, {})[str(PARTS[Part(part)])] = None
        found.append((day, [Looked(people[pk], list(seen)) for pk, seen in parts.items()]))
    return found


def counts(days: list[tuple[date, list[Looked]]]) -> tuple[int, int]:
    """How many staff, from how many units."""
    everybody = {looked.who for _day, seen in days for looked in seen}
    return len({who.person_id for who in everybody}), len({who.unit_id for who in everybody})


def done(case: Case) -> list[tuple[date, list[tuple[str, str, int]]]]:
    """What has been done, by whom, in words, and how many times on end; the latest first."""
    names = {place.person_id: place.called for place in case.places.all()}
    rows = Event.objects.filter(case_id=case.pk).order_by("-seq")
    found = []
    for day, of_day in groupby(rows, key=lambda event: clock.local(event.at).date()):
        runs = groupby((names.get(event.person_id, "samsyn"), str(VERBS[event.verb])) for event in of_day)
        found.append((day, [(who, verb, len(list(run))) for (who, verb), run in runs]))
    return found
