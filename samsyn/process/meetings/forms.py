"""Calling to a meeting, answering, and writing down who came."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.cases.models import Place
from samsyn.kernel import clock
from samsyn.kernel.decision import Decision
from samsyn.process.meetings import rules
from samsyn.process.meetings.models import Invitation, Meeting, Reply
from samsyn.web.dates import klockslag
from samsyn.web.forms import Form, Line, Moment, OneOf, Words


class Call(Form):
    """When, where, and what else to know."""

    starts_at = Moment(
        gettext_lazy("När börjar mötet?"),
        hint=gettext_lazy("Till exempel 12 3 2026, klockan 13.00."),
        missing=gettext_lazy("Skriv vilken dag mötet är och när det börjar."),
    )
    ends = Line(
        gettext_lazy("När slutar mötet?"),
        hint=gettext_lazy("Skriv klockslaget, till exempel 14.00."),
        missing=gettext_lazy("Skriv när mötet slutar, till exempel 14.00."),
    )
    where = Line(
        gettext_lazy("Var är mötet?"),
        hint=gettext_lazy("Adress och rum, eller en länk till videomöte."),
        missing=gettext_lazy("Skriv var mötet är."),
    )
    message = Words(
        gettext_lazy("Är det något mer de behöver veta eller förbereda?"),
        required=False,
        rows=3,
        hint=gettext_lazy("Alla som är med ser texten. Skriv inget känsligt om familjen."),
    )

    def __init__(self, *args: Any, meeting: Meeting | None, placeless: bool = False, **kwargs: Any):
        super().__init__(*args, initial=_as_it_is(meeting) if meeting else {}, **kwargs)
        self.placeless = placeless
        if placeless:  # a protected case stores no place: whoever leads tells it
            del self.fields["where"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_at, ends = cleaned.get("starts_at"), cleaned.get("ends")
        if starts_at:
            self._say("starts_at", rules.to_come(starts_at))
        if starts_at and ends:
            day = clock.local(starts_at)
            try:
                ends_at = Moment().clean([str(day.day), str(day.month), str(day.year), ends])
            except ValidationError as error:
                self.add_error("ends", error)
            else:
                self._say("ends", rules.in_order(starts_at, ends_at))
                cleaned["ends_at"] = ends_at
        return cleaned

    def _say(self, field: str, decision: Decision) -> None:
        if not decision:
            self.add_error(field, decision.reason)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        given = {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "message")}
        return given | {"where": self.cleaned_data.get("where", "")}


def _as_it_is(meeting: Meeting) -> dict[str, Any]:
    return {
        "starts_at": meeting.starts_at,
        "ends": klockslag(meeting.ends_at),
        "where": meeting.where,
        "message": meeting.message,
    }


class Answer(Form):
    """Comes, or cannot. The reason is asked of those who have a duty to come."""

    answer = OneOf(
        gettext_lazy("Kommer du?"),
        choices=[
            (Reply.COMES, gettext_lazy("Jag kommer")),
            (Reply.CANNOT, gettext_lazy("Jag kan inte komma")),
        ],
        missing=gettext_lazy("Välj om du kommer eller inte."),
    )
    reason = Words(
        gettext_lazy("Varför kan du inte komma?"),
        required=False,
        rows=3,
        limit=2000,
        hint=gettext_lazy("Alla som är med ser ditt svar."),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any):
        said = {"answer": invitation.answer, "reason": invitation.reason}
        super().__init__(*args, initial=said, **kwargs)
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "answer" in cleaned and "reason" in cleaned:
            decision = rules.gives_reason(self.invitation, cleaned["answer"], cleaned["reason"])
            if not decision:
                self.add_error("reason", decision.reason)
        return cleaned


NOBODY = "none"


class Secretary(Form):
    """One of those who see every question, or nobody."""

    place = OneOf(gettext_lazy("Vem skriver?"), missing=gettext_lazy("Välj vem som skriver, eller ingen."))

    def __init__(self, *args: Any, places: Iterable[Place], now: Place | None, **kwargs: Any):
        super().__init__(*args, initial={"place": now.ref if now else NOBODY}, **kwargs)
        self.places = {place.ref: place for place in places}
        self.fields["place"].choices = [
            *((ref, f"{place.called}, {place.assignment.unit}") for ref, place in self.places.items()),
            (NOBODY, _("Ingen sekreterare")),
        ]

    @property
    def chosen(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])


HERE, AWAY = "here", "away"


class Presence(Form):
    """Two questions about each who was asked to come."""

    def __init__(self, *args: Any, invitations: Iterable[Invitation], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.invitations = list(invitations)
        for invitation in self.invitations:
            name, ref = invitation.place.called, invitation.ref
            self.fields[ref] = OneOf(
                _("Är %(name)s här?") % {"name": name},
                choices=[(HERE, _("Ja")), (AWAY, _("Nej"))],
                initial=_expected(invitation),
                hint=_role(invitation),
                missing=_("Välj om %(name)s är här.") % {"name": name},
            )
            self.fields[f"{ref}_why"] = Line(
                _("Om inte, varför?"),
                required=False,
                limit=500,
                initial=invitation.absence_reason or invitation.reason,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            decision = rules.someone_came(cleaned[one.ref] == HERE for one in self.invitations)
            if not decision:
                raise ValidationError(decision.reason)
        return cleaned

    def marks(self) -> dict[str, rules.Presence]:
        said = self.cleaned_data
        return {
            one.ref: rules.Presence(said[one.ref] == HERE, said[f"{one.ref}_why"]) for one in self.invitations
        }


def _role(invitation: Invitation) -> str:
    """As what, and from where."""
    duty = invitation.place.assignment
    return f"{duty.title}, {duty.unit}" if duty else str(invitation.place.get_kind_display())


def _expected(invitation: Invitation) -> str:
    """What is marked beforehand: as it was, else as was answered."""
    if invitation.present is not None:
        return HERE if invitation.present else AWAY
    return {Reply.COMES: HERE, Reply.CANNOT: AWAY}.get(Reply(invitation.answer), "")
