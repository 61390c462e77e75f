"""What waits for staff between the meetings, each with the page where it is done: read for all cases at once.

A called party answers; a unit enters its copy; whoever answers for a late measure is reminded (C155); the one
who leads sees who has not confirmed, notes without a reply and errands (C150, C154). Nothing here is for the
family: it never chases anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.cases.access import LEADERS, kinds_of, may, places_of
from samsyn.cases.models import Case, Disclosure
from samsyn.cases.stages import OPEN, Op, Stage
from samsyn.kernel import clock
from samsyn.overview import reminders_consent, turns_seeing
from samsyn.people.actor import Actor
from samsyn.process.copies import rules as copies
from samsyn.process.followup import journal
from samsyn.process.meetings.models import Invitation, Reply
from samsyn.process.progress import asking
from samsyn.process.progress import rules as progress
from samsyn.process.progress.rules import Item, Late
from samsyn.process.safety import rules as safety
from samsyn.process.sending import rules as sending
from samsyn.process.succession.growing import growing
from samsyn.quality.logreview import rules as who_looked
from samsyn.web.dates import kortdatum

ANSWERING = {Stage.CALLED, Stage.FOLLOWING_UP}


@dataclass(frozen=True)
class Reminder:
    """One thing to do: in a sentence where the button does not say it all."""

    case: Case
    button: str
    page: str
    text: str = ""
    due: date | None = None

    @property
    def link(self) -> str:
        return reverse(self.page, args=[self.case.ref])

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()


def reminders(by: Actor, cases: list[Case]) -> dict[int, list[Reminder]]:
    """Case → what waits for the actor there, in the order it should be done."""
    found: dict[int, list[Reminder]] = defaultdict(list)
    if by.assignment is None or not cases:
        return found
    led = [case for case in cases if kinds_of(by, case) & LEADERS]
    parts = [_risks(by, cases), _calls(by, cases, led), _copies(by, cases, led), _follow_ups(by, cases)]
    for part in [
        *parts,
        _measures(by, cases, led),
        _asked(led),
        _consent(led),
        _growing(led),
        _seeing(led),
        _to_tell(led),
        _readings(led),
    ]:
        for reminder in part:
            found[reminder.case.pk].append(reminder)
    return found


def _risks(by: Actor, cases: list[Case]) -> Iterator[Reminder]:
    """A marked case waits for whoever leads or takes in requests; and a risk is judged again on its day."""
    guard = {case.pk: case for case in cases if may(by, Op.ASSESS_RISK, case)}
    for pk, due in safety.waiting(guard).items() if guard else ():
        text = _("Bedöm risken igen.") if due else _("Ärendet väntar på en riskbedömning.")
        yield Reminder(guard[pk], _("Till riskbedömning och skydd"), "safety:show", text, due)


def _calls(by: Actor, cases: list[Case], led: list[Case]) -> Iterator[Reminder]:
    """The one who leads comes anyway."""
    asked = {case.pk: case for case in cases if case not in led and case.stage in ANSWERING}
    rows = Invitation.objects.filter(
        case__in=list(asked), answer=Reply.NONE, place__person=by.person, place__assignment=by.assignment,
        meeting__replaced_at=None, meeting__opened_at=None,
    )  # fmt: skip
    for pk in dict.fromkeys(rows.order_by("pk").values_list("case", flat=True)):
        yield Reminder(asked[pk], _("Svara på kallelsen"), "meetings:answer")


def _copies(by: Actor, cases: list[Case], led: list[Case]) -> Iterator[Reminder]:
    waiting: dict[int, list[Disclosure]] = defaultdict(list)
    for copy in copies.waiting_in(case.pk for case in cases):
        waiting[copy.case_id].append(copy)
    for case in cases:
        mine = {place.party_id for place in places_of(by, case)}
        own = [copy for copy in waiting[case.pk] if copy.party_id in mine]
        if own:
            due = copies.confirm_by(case.terms, own[0])
            yield Reminder(case, _("Kopiera till journalen och kvittera"), "copies:journal", due=due)
        if case in led:
            yield from _silent(case, [copy for copy in waiting[case.pk] if copy.party_id not in mine])


def _silent(case: Case, waiting: list[Disclosure]) -> Iterator[Reminder]:
    """The day has gone and the party has not said that it has its copy."""
    days = {copy: copies.confirm_by(case.terms, copy) for copy in waiting}
    late = [copy for copy, day in days.items() if day and day < clock.today()]
    if late:
        names = get_text_list(sorted({copy.party.unit.name for copy in late}), _("och"))
        text = _("%(names)s har inte kvitterat sin kopia.") % {"names": names}
        yield Reminder(case, _("Se vem du kan ringa"), "copies:show", text, min(days[copy] for copy in late))


def _follow_ups(by: Actor, cases: list[Case]) -> Iterator[Reminder]:
    """C163: each unit journals a follow-up that has been held."""
    waits = journal.own_waiting(by, cases)
    for case in cases:
        if case.pk in waits:
            yield Reminder(case, _("För in uppföljningen i journalen"), "followup:journal")


def _measures(by: Actor, cases: list[Case], led: list[Case]) -> Iterator[Reminder]:
    waits = {case.pk: progress.wait(case) for case in cases}
    known = {case.pk: case for case in cases}
    for pk, late in progress.late_of(by, cases, led={case.pk for case in led}, waits=waits).items():
        due = min(_day(item) for item in late)
        yield Reminder(known[pk], _("Skriv hur det går"), "progress:show", _late_text(late), due)


def _day(item: Item) -> date:
    return item.measure.end if item.late == Late.NOT_ENDED else item.measure.start


def _late_text(late: list[Item]) -> str:
    if len(late) > 1:
        return ngettext("%(n)s insats är sen.", "%(n)s insatser är sena.", len(late)) % {"n": len(late)}
    told = {"what": late[0].measure.what.split("\n")[0][:80], "day": kortdatum(_day(late[0]))}
    if late[0].late == Late.NOT_BEGUN:
        return _("Skulle ha börjat %(day)s: %(what)s.") % told
    return _("Skulle ha varit klar %(day)s: %(what)s.") % told


def _asked(led: list[Case]) -> Iterator[Reminder]:
    known = {case.pk: case for case in led}
    for pk, (notes, errands, due) in asking.waiting(led).items() if led else ():
        if errands:
            text = ngettext("Familjen vill ha hjälp att nå någon.",
                            "Familjen vill ha hjälp att nå %(n)s andra.", errands)  # fmt: skip
            yield Reminder(known[pk], _("Hjälp dem"), "progress:errands", text % {"n": errands}, due)
        if notes:
            text = ngettext("Ett meddelande väntar på svar.", "%(n)s meddelanden väntar på svar.", notes)
            yield Reminder(known[pk], _("Läs och svara"), "progress:write", text % {"n": notes})


def _to_tell(led: list[Case]) -> Iterator[Reminder]:
    """Nothing leaves of what would show a protected one until it is chosen; whom no mail reaches is rung."""
    known = {case.pk: case for case in led if case.stage in OPEN}
    for pk, (held, rings) in sending.waiting(known).items() if known else ():
        if held:
            text = ngettext("Ett mejl väntar på ditt val.", "%(n)s mejl väntar på ditt val.", held)
            yield Reminder(known[pk], _("Välj hur det lämnas"), "sending:show", text % {"n": held})
        if rings:
            text = ngettext("En person behöver bli uppringd.", "%(n)s personer behöver bli uppringda.", rings)
            yield Reminder(known[pk], _("Se vem du ringer"), "sending:show", text % {"n": rings})


def _consent(led: list[Case]) -> Iterator[Reminder]:
    for case, button, page, text in reminders_consent.waiting(led):
        yield Reminder(case, button, page, text)


def _seeing(led: list[Case]) -> Iterator[Reminder]:
    """Who is to see what is new: to be asked before a birthday, and decided after it."""
    for case, button, text, due in turns_seeing.waiting(led):
        yield Reminder(case, button, "seeing:who", text, due)


def _growing(led: list[Case]) -> Iterator[Reminder]:
    """C065: some time before, the one who leads talks with the family about what will change."""
    for case in led:
        found = growing(case, case.terms) if case.stage in OPEN else None
        if found and found.near:
            text = _("%(name)s blir myndig %(day)s.") % {"name": case.called, "day": kortdatum(found.day)}
            yield Reminder(case, _("Det här ska göras"), "succession:of_age", text)


def _readings(led: list[Case]) -> Iterator[Reminder]:
    """Somebody in the family has asked who has looked: answered within the agreement's days."""
    known = {case.pk: case for case in led}
    for pk, (count, due) in who_looked.waiting(led).items() if led else ():
        text = ngettext("En fråga om vilka som har läst.", "%(n)s frågor om vilka som har läst.", count)
        yield Reminder(known[pk], _("Svara"), "logreview:questions", text % {"n": count}, due)
