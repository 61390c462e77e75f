"""Calling to the follow-up, how a goal went, going on, and closing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.process.followup import rules
from samsyn.process.followup.models import Attainment, Followed, How, Level, Needed, Review
from samsyn.process.meetings.forms import Call
from samsyn.process.meetings.models import Meeting
from samsyn.process.plans.models import Plan
from samsyn.web.forms import Form, Line, OneOf, Words

NOT_THERE = "no"


class FollowUp(Call):
    """When and where; at first the time that the plan says."""

    def __init__(self, *args: Any, plan: Plan, meeting: Meeting | None, **kwargs: Any):
        super().__init__(*args, meeting=meeting, **kwargs)
        self.fields["starts_at"].label = _("När börjar uppföljningen?")
        if meeting is None and plan.follow_up_at and plan.follow_up_at > clock.now():
            self.initial["starts_at"] = plan.follow_up_at


class Attain(Form):
    """C160: met, partly met, not met; and own words."""

    level = OneOf(
        gettext_lazy("Hur gick det med målet?"),
        choices=Level.choices,
        missing=gettext_lazy("Välj om målet är nått, delvis nått eller inte nått."),
    )
    words = Words(gettext_lazy("Berätta mer"), required=False, rows=3)

    def __init__(self, *args: Any, goal_ref: str, written: Attainment | None = None, **kwargs: Any):
        said = {"level": written.level, "words": written.words} if written else {}
        super().__init__(*args, auto_id=f"id_{goal_ref}_%s", initial=said, **kwargs)


class Reviewed(Form):
    """C210: is the plan followed, does it need to change?"""

    followed = OneOf(
        gettext_lazy("Följs planen?"),
        choices=Followed.choices,
        missing=gettext_lazy("Välj om planen följs."),
    )
    needed = OneOf(
        gettext_lazy("Behöver planen ändras?"),
        choices=Needed.choices,
        missing=gettext_lazy("Välj om planen behöver ändras."),
    )
    words = Words(
        gettext_lazy("Vad sa ni om planen?"),
        required=False,
        rows=3,
        hint=gettext_lazy("De som får se alla frågor läser det här."),
    )

    def __init__(self, *args: Any, written: Review | None = None, **kwargs: Any):
        said = {"followed": written.followed, "needed": written.needed} if written else {}
        words = written.said.first() if written else None
        super().__init__(*args, initial=said | {"words": words.text if words else ""}, **kwargs)


class GoOn(Form):
    """Who said that more coordination is needed, and why."""

    said_by = Line(
        gettext_lazy("Vilka har sagt att ni ska fortsätta?"),
        hint=gettext_lazy("Till exempel: Maria och Adam, tillsammans med alla på mötet."),
        missing=gettext_lazy("Skriv vem som har sagt att ni ska fortsätta."),
    )
    words = Words(
        gettext_lazy("Vad behöver ni fortsätta med?"),
        required=False,
        rows=3,
        hint=gettext_lazy("De som får se alla frågor läser det här."),
    )


class Close(Form):
    """Why, and who took part in deciding."""

    reason = OneOf(
        gettext_lazy("Varför avslutar ni SIP:en?"), missing=gettext_lazy("Välj varför ni avslutar SIP:en.")
    )
    words = Words(
        gettext_lazy("Berätta mer"),
        required=False,
        rows=3,
        hint=gettext_lazy("De som får se alla frågor läser det här."),
    )

    def __init__(self, *args: Any, case: Case, came: set[int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.case, self.deciders = case, rules.deciders(case)
        self.fields["reason"].choices = [(row.code, row.label) for row in rules.grounds(case)]
        for place in self.deciders:
            self.fields[place.ref] = OneOf(
                _("Var %(name)s med och bestämde?") % {"name": place.called},
                choices=[
                    (NOT_THERE, _("Nej")),
                    *[(how, _("Ja, %(how)s") % {"how": how.label}) for how in How],
                ],
                initial=How.MEETING if place.pk in came else NOT_THERE,
                missing=_("Välj om %(name)s var med och bestämde.") % {"name": place.called},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        decision = rules.decided_together(self.case, self.decided_with())
        if not decision:
            raise ValidationError(decision.reason)
        return cleaned

    def decided_with(self) -> dict[str, str]:
        said = {place.ref: self.cleaned_data.get(place.ref, NOT_THERE) for place in self.deciders}
        return {ref: how for ref, how in said.items() if how != NOT_THERE}
