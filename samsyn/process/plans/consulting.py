"""C127, C128: who could not come, what they have been shown, and what they say about it."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from samsyn.cases.models import Case, Place
from samsyn.process.consent import deciders
from samsyn.process.consent import rules as consent
from samsyn.process.consent.models import AuthorityKind
from samsyn.process.consent.whose.actions import PLAN
from samsyn.process.meetings import rules as meetings
from samsyn.process.plans import sections
from samsyn.process.plans.models import Consultation, Consulted, Plan, Preliminary
from samsyn.process.plans.reading import Shown

SILENT = AuthorityKind.SILENT


def absent(case: Case) -> list[Place]:
    """Whose yes is needed and who was not at the meeting; nobody while nobody is marked as present."""
    came = {place.person_id for place in meetings.present_places(case)}
    return [place for place in consent.needed(case) if came and place.person_id not in came]


def prints(shown: Shown, salt: str) -> dict[str, str]:
    """For each scope that the reader sees of the draft, what stands for exactly its words."""
    told = [
        (scope, body) for scope, body in shown.bodies if not sections.is_apart(body)
    ]  # read by all of them
    return {str(scope): sections.digest(salt + sections.canonical(body)) for scope, body in told}


class Standing:
    """How it stands with the preliminary plan, each thing read once. `shown`: the draft as it is now."""

    def __init__(self, plan: Plan, shown: Shown):
        self.plan, self.shown = plan, shown

    @cached_property
    def absent(self) -> list[Place]:
        return absent(self.plan.case)

    @cached_property
    def newest(self) -> Preliminary | None:
        """The plan as it was shown last."""
        found = Preliminary.objects.filter(plan=self.plan).select_related("by").order_by("-pk")
        return found.first()

    @cached_property
    def answers(self) -> list[Consultation]:
        """All that has been answered on what was shown of this plan, in order."""
        rows = Consultation.objects.filter(preliminary__plan=self.plan).select_related("place")
        return list(rows.order_by("pk"))

    @cached_property
    def is_fresh(self) -> bool:
        """Do all parts that the reader sees still say what was shown?"""
        if self.newest is None:
            return False
        now = prints(self.shown, self.newest.salt)
        return bool(now) and now.items() <= self.newest.shown.items()

    @cached_property
    def silent(self) -> set[int]:
        """Who is not waited for any longer: shown the plan, rung, and silent for as long as is agreed."""
        return {
            f.place_id for f in deciders.facts(self.plan.case) if f.kind == SILENT and PLAN in f.questions
        }

    def answer_of(self, place: Place) -> Consultation | None:
        """The newest answer on what was shown last; an answer on an earlier version does not count."""
        given = [
            one
            for one in self.answers
            if one.place.person_id == place.person_id and one.preliminary_id == self.newest.pk
        ]
        return given[-1] if given and self.is_fresh else None

    def wants_changes(self, place: Place) -> bool:
        """The change is still asked for, and the plan does not yet say so.

        Who wants a change also after the plan was shown anew does not stop it: it stands in the plan as a
        disagreement, as every other opinion does.
        """
        answer = self.answer_of(place)
        if answer is None or answer.kind == Consulted.AGREES:
            return False
        times = {
            one.preliminary_id
            for one in self.answers
            if one.place.person_id == place.person_id and one.kind == Consulted.CHANGES
        }
        written = any(row["text"].strip() for row in self.shown.content["disagreements"])
        return len(times) < 2 or not written

    def lack(self, place: Place) -> str:
        """What is needed before the plan can be established; '' when that one has been consulted."""
        name = {"name": place.called}
        if place.pk in self.silent:
            return ""
        if self.newest is None:
            return _("%(name)s var inte med på mötet. Visa den preliminära planen och fråga.") % name
        if not self.is_fresh:
            return _("Planen har ändrats sedan den visades för %(name)s. Visa den igen.") % name
        if self.answer_of(place) is None:
            return _("%(name)s har inte svarat på den preliminära planen än.") % name
        if self.wants_changes(place):
            return (
                _(
                    "%(name)s vill ändra något. Ändra planen, eller skriv det där det står vad ni inte är"
                    " överens om. Visa sedan planen igen."
                )
                % name
            )
        return ""


def lacks(plan: Plan, shown: Shown) -> list[str]:
    """C128: nothing goes out before all who could not come have been consulted."""
    standing = Standing(plan, shown)
    return [lack for place in standing.absent if (lack := standing.lack(place))]
