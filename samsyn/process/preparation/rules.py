"""What each is asked, what has been answered, and who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from samsyn.cases.access import FAMILY, places_of
from samsyn.cases.models import Case, Place, PlaceKind, Question, Scope, ScopeKind
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.preparation.models import Answer, PartyNote, Showing
from samsyn.process.preparation.questions import ABOUT_THE_MEETING, BY_KEY, SPEAKS_FOR, questions_for

WIDTH = {Showing.SELF: 0, Showing.LEADER: 1, Showing.MEETING: 2}


@dataclass(frozen=True)
class Step:
    """One question page: where it stands, how it is worded for this person, and the answer so far."""

    number: int
    key: str
    ask: str
    hint: str
    answer: Answer | None

    @property
    def answered(self) -> bool:
        return self.answer is not None and not self.answer.is_empty


@dataclass(frozen=True)
class Said:
    """An answer beside its question, as others read it."""

    ask: str
    answer: Answer


def preparer(by: Actor, case: Case) -> Place | None:
    """The actor's own place in the family."""
    return next((place for place in places_of(by, case) if place.kind in FAMILY), None)


def steps(case: Case, place: Place) -> list[Step]:
    """The person's questions in this round (C196), with the person's own answers."""
    written = Answer.objects.filter(case=case, place=place, round=case.round.number).select_related(
        "scope__root"
    )
    answers = {answer.key: answer for answer in written.order_by("pk")}
    return [
        Step(
            number,
            question.key,
            question.wording(PlaceKind(place.kind)).ask_about(case.called),
            question.wording(PlaceKind(place.kind)).hint_about(case.called),
            answers.get(question.key),
        )
        for number, question in enumerate(questions_for(PlaceKind(place.kind)), start=1)
    ]


def still_private(found: Iterable[Step]) -> list[Step]:
    """Answers that nobody else has been shown."""
    return [step for step in found if step.answered and step.answer.handed_in_at is None]


def is_new(answer: Answer | None, text: str, dont_know: bool) -> bool:
    """Does the page say anything else than before?"""
    if answer is None:
        return bool(text or dont_know)
    return (answer.text, answer.dont_know) != (text, dont_know)


def is_asked(place: Place | None, key: str) -> Decision:
    if place is not None and key in {question.key for question in questions_for(PlaceKind(place.kind))}:
        return ALLOWED
    return bar(_("Den frågan är inte till dig."))


def may_show(answer: Answer, showing: Showing) -> Decision:
    """What has been shown cannot be unshown; it can be shown to more."""
    if WIDTH[showing] >= WIDTH[answer.showing]:
        return ALLOWED
    return refuse(_("Svaret är redan visat. Det går inte att dölja igen. Du kan ändra det du har skrivit."))


def showings_for(answer: Answer) -> list[Showing]:
    """The choices that are left for an answer."""
    return [showing for showing in Showing if may_show(answer, showing)]


def said(case: Case) -> list[tuple[Place, list[Said]]]:
    """What has been handed in and the reader may see, person by person."""
    handed_in = Answer.objects.filter(case=case, round=case.round.number).exclude(handed_in_at=None)
    seen = handed_in.select_related("place", "scope__root").order_by("place", "pk")
    return [
        (place, _in_order(case, answers)) for place, answers in groupby(seen, lambda answer: answer.place)
    ]


def wishes_for_meeting(case: Case) -> list[tuple[Place, list[Said]]]:
    """What the family has said about the meeting itself (C197–C199, C202, C203) to the reader."""
    found = [
        (place, [one for one in answers if one.answer.key in ABOUT_THE_MEETING])
        for place, answers in said(case)
    ]
    return [(place, answers) for place, answers in found if answers]


def spokespersons(case: Case) -> list[tuple[Place, Answer]]:
    """Who is to speak for somebody who does not come (C203), as far as the reader sees it."""
    return [
        (place, one.answer) for place, answers in said(case) for one in answers if _names_somebody(one.answer)
    ]


def _names_somebody(answer: Answer) -> bool:
    return answer.key == SPEAKS_FOR and bool(answer.text)


def _in_order(case: Case, answers: Iterable[Answer]) -> list[Said]:
    keys = list(BY_KEY)
    given = sorted(answers, key=lambda answer: keys.index(answer.key))
    return [
        Said(BY_KEY[one.key].wording(PlaceKind(one.place.kind)).ask_about(case.called), one) for one in given
    ]


def note_of(by: Actor, case: Case) -> PartyNote | None:
    """The short round of the actor's own unit, if it has begun one."""
    parties = [place.party_id for place in places_of(by, case)]
    notes = PartyNote.objects.filter(case=case, round=case.round.number, party__in=parties)
    return notes.select_related("scope").order_by("-pk").first()


def notes(case: Case) -> list[PartyNote]:
    """The short rounds that have been handed in and the reader may see."""
    handed_in = PartyNote.objects.filter(case=case, round=case.round.number).exclude(handed_in_at=None)
    return list(handed_in.select_related("party__unit", "place").order_by("pk"))


def places_to_show(case: Case, note: PartyNote | None) -> list[tuple[Scope, str]]:
    """Where a party may hand in its round: what concerns all questions, or one question it sees."""
    seen = {scope.pk: scope for scope in case.scopes_seen}
    if note is not None and note.handed_in_at:  # shown to some, it can only be shown to more
        seen = {pk: one for pk, one in seen.items() if one.kind == ScopeKind.WHOLE or pk == note.scope_id}
    found = [
        (one, _("Visa för dem som får se alla frågor"))
        for one in seen.values()
        if one.kind == ScopeKind.WHOLE
    ]
    asked = Question.objects.filter(case=case, removed_at=None, scope__in=seen).order_by("number")
    return found + [
        (seen[one.scope_id], _("Visa för dem som får se frågan: %(text)s") % {"text": one.text})
        for one in asked
    ]


def may_hand_in(case: Case, note: PartyNote | None, scope: Scope) -> Decision:
    if scope in [one for one, _label in places_to_show(case, note)]:
        return ALLOWED
    return refuse(_("Ni kan bara lämna in till frågor som ni får se."))
