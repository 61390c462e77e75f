"""The follow-up as each party writes it into its own journal (C163): plain text of what that one sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from samsyn.cases.access import LEADERS, STAFF, places_of
from samsyn.cases.models import Case, Disclosure, DisclosureKind, Party, Place
from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.process.consent.rules import Standing
from samsyn.process.copies import codes
from samsyn.process.copies.basis import in_words
from samsyn.process.followup import rules
from samsyn.process.followup.models import Attainment, Review
from samsyn.process.meetings.models import Invitation, Meeting, Purpose
from samsyn.process.plans import reading, sections
from samsyn.process.plans.models import Plan
from samsyn.web.dates import datum, datumtid, klockslag, kortdatum

Row = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One held follow-up, in the words of one party."""

    meeting: Meeting
    place: Place
    text: str
    codes: list[codes.Code]
    receipt: Disclosure | None

    @property
    def sources(self) -> list[str]:
        """Where the codes were read, each once."""
        return list(dict.fromkeys(code.source for code in self.codes))

    @property
    def fingerprint(self) -> str:
        return sections.digest(self.text)


def sheets(by: Actor, case: Case) -> list[Sheet]:
    """Each follow-up that has been held and that the actor's unit was asked to; the newest first."""
    mine = {place.party_id: place for place in places_of(by, case) if place.kind in STAFF}
    receipts = {row.what: row for row in given(case) if row.party_id in mine}
    found = []
    for meeting in rules.held(case):
        asked = list(meeting.invitations.select_related("place__assignment__unit").order_by("pk"))
        place = next((mine[one.place.party_id] for one in asked if one.place.party_id in mine), None)
        if place:
            found.append(_sheet(case, meeting, place, asked, receipts.get(meeting.ref)))
    return found


def given(case: Case) -> list[Disclosure]:
    """Who has journalled which follow-up."""
    rows = Disclosure.objects.filter(case=case, kind=DisclosureKind.FOLLOW_UP)
    return list(rows.select_related("party__unit", "received_by").order_by("pk"))


def waiting(case: Case) -> list[tuple[Meeting, list[Party]]]:
    """Follow-ups that some party, still in the case, has not journalled; the newest first."""
    done = {(row.what, row.party_id) for row in given(case)}
    found = []
    for meeting in rules.held(case):
        asked = meeting.invitations.filter(place__valid__contains=clock.now(), place__kind__in=STAFF)
        parties = {one.place.party for one in asked.select_related("place__party__unit").order_by("pk")}
        left = [party for party in parties if (meeting.ref, party.pk) not in done]
        if left:
            found.append((meeting, sorted(left, key=lambda party: party.pk)))
    return found


def own_waiting(by: Actor, cases: Iterable[Case]) -> set[int]:
    """Of these cases, those where the actor's unit has a held follow-up left to journal. One query."""
    done = Disclosure.objects.filter(
        case=OuterRef("case"), kind=DisclosureKind.FOLLOW_UP, what=OuterRef("meeting__ref"),
        party=OuterRef("place__party"),
    )  # fmt: skip
    asked = Invitation.objects.filter(
        ~Exists(done), case__in=[case.pk for case in cases], place__assignment=by.assignment,
        place__kind__in=STAFF, place__valid__contains=clock.now(), meeting__purpose=Purpose.FOLLOW_UP,
        meeting__replaced_at=None, meeting__opened_at__isnull=False,
    )  # fmt: skip
    return set(asked.values_list("case", flat=True))


def basis(case: Case, place: Place) -> str:
    """On which ground that party has it: the same as for the plan."""
    if place.kind in LEADERS:
        return in_words(Standing(case), place, set())
    return _("%(unit)s var med på uppföljningen.") % {"unit": place.assignment.unit}


def _sheet(
    case: Case, meeting: Meeting, place: Place, asked: list[Invitation], receipt: Disclosure | None
) -> Sheet:
    came = [one.place for one in asked if one.present]
    suggested = codes.suggested(place.assignment.unit, codes.When.FOLLOW_UP, came)
    return Sheet(meeting, place, _text(case, meeting, asked, suggested), suggested, receipt)


def _text(case: Case, meeting: Meeting, asked: list[Invitation], suggested: list[codes.Code]) -> str:
    plan = rules.plan_of(meeting)
    came = ", ".join(_named(one) for one in asked if one.present)
    away = ", ".join(_absent(one) for one in asked if one.present is False)
    lines = [
        _("Uppföljning av samordnad individuell plan (SIP)"),
        f"{case.called}, {case.number}",
        f"{datumtid(meeting.starts_at)}–{klockslag(meeting.ends_at)}, {meeting.where}",
        _("Plan %(number)s, fastställd %(day)s")
        % {"number": plan.version, "day": datum(plan.established_at)},
        _("Kom: %(names)s") % {"names": came or "–"},
    ]
    if away:
        lines.append(_("Kom inte: %(names)s") % {"names": away})
    parts = ["\n".join(lines), *_review(meeting), *_goals(plan, meeting), *_decided(case, meeting)]
    if suggested:
        named = "\n".join(str(code) for code in suggested)
        parts.append(_("Förslag på koder:") + "\n" + named)
    return "\n\n".join(parts)


def _named(one: Invitation) -> str:
    duty = one.place.assignment
    return f"{one.place.called} ({duty.unit})" if duty else one.place.called


def _absent(one: Invitation) -> str:
    return _named(one) + (f": {one.absence_reason}" if one.absence_reason else "")


def _review(meeting: Meeting) -> list[str]:
    said: Review | None = rules.review(meeting)
    if said is None:
        return []
    lines = [
        _("Följs planen? %(answer)s") % {"answer": said.get_followed_display()},
        _("Behöver planen ändras? %(answer)s") % {"answer": said.get_needed_display()},
    ]
    words = said.said.first()
    return ["\n".join([*lines, words.text] if words else lines)]


def _goals(plan: Plan, meeting: Meeting) -> list[str]:
    """Each goal that the reader sees, what was to be done, and how it had gone that day."""
    written = rules.attainments(plan, until=rules.next_held_at(meeting))
    content = reading.read(plan.pk).content
    return [
        _goal(need, goal, next(iter(written.get(goal["ref"], [])), None))
        for need in content["needs"]
        for goal in need["goals"]
    ]


def _goal(need: Row, goal: Row, attained: Attainment | None) -> str:
    lines = [
        _("Behov: %(text)s") % {"text": need["text"]},
        _("Mål: %(text)s") % {"text": goal["text"]},
        *(_("Insats: %(text)s") % {"text": _measure(one)} for one in goal["measures"]),
    ]
    how = attained.get_level_display() if attained else _("Inget skrivet")
    lines.append(_("Så gick det: %(how)s") % {"how": how})
    return "\n".join([*lines, attained.words] if attained and attained.words else lines)


def _measure(one: Row) -> str:
    who = one["unit"] or one["other"]
    return f"{one['what']} ({who})" if who else one["what"]


def _decided(case: Case, meeting: Meeting) -> list[str]:
    """What came after it: one more follow-up, a new SIP, the end, or nothing decided yet."""
    closing, later = rules.closing(case), rules.later(meeting)
    if later:
        return [_("Beslut: nästa uppföljning %(when)s.") % {"when": datumtid(later.starts_at)}]
    if meeting.round < case.round.number:
        return [_("Beslut: samordningen fortsätter med en ny SIP.")]
    if closing:
        said = {"day": kortdatum(closing.at), "ground": rules.ground_in_words(case, closing.reason)}
        return [_("Beslut: SIP:en avslutas %(day)s. %(ground)s.") % said]
    return []
