"""Who should come, what is asked, and what each one answered.

What is asked is the family's and the convener's. What one answers is one's own and the convener's: two who
differ never read each other's answer, words or reason (`ScopeKind.TALK`).

Consent is asked for a list of questions and of named parties. Both are frozen in the inquiry, so that what
was seen can be shown afterwards; an answer says to which inquiry it was given.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place, Scope
from samsyn.gateways.custody import Said
from samsyn.kernel import clock
from samsyn.kernel.text import one_form
from samsyn.people.models import Assignment, Unit, UnitKind
from samsyn.process.consent.wishes.models import Wish as Wish

Pair = tuple[str, str]  # ref of a wanted party, ref of a question (or HEARS)
HEARS = "hears"  # in a question's place: an interpreter hears what is said, and reads nothing (C097)


class WantedParty(CaseRow):
    """Someone who should come: a unit, and the named person there (C005)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    wished_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    wished_at = models.DateTimeField()
    left_out_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=60, blank=True)  # which one an interpreter shall speak

    def __str__(self) -> str:
        return self.unit.name

    @property
    def hears(self) -> bool:
        """An interpreter is at the meeting, and has no part in the questions."""
        return self.unit.kind == UnitKind.INTERPRETER


class NotToRaise(CaseRow):
    """What must not be spoken of at the meeting, in own words."""

    text = models.TextField()
    language = models.CharField(max_length=20, default="sv")
    said_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)


class Inquiry(CaseRow):
    """The question about consent as it was put: never changed; a new one takes its place."""

    number = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    valid_to = models.DateField()  # the last day
    questions = models.JSONField()  # [{ref, text, language}]
    parties = models.JSONField()  # [{ref, unit, organisation, name, title, letter, hears, secrecy …}]
    not_to_raise = models.JSONField()  # [{text, language}]
    wording = models.JSONField()  # {"self": [...], "other": [...], "beside": [...]}: to whom it is about …

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="consent_inquiry_in_order")]

    @property
    def pairs(self) -> set[Pair]:
        """All that is asked: every party with every question; of an interpreter, to be there."""
        asked = [one["ref"] for one in self.questions]
        return {
            (party["ref"], one)
            for party in self.parties
            for one in ([HEARS] if party.get("hears") else asked)
        }

    def has_ended(self, on: date | None = None) -> bool:
        return self.valid_to < (on or clock.today())

    def receive(
        self, place: Place, kind: str, pairs: Iterable[Pair], *, scope: Scope, words: str = "", **told: Any
    ) -> Answer:
        """One answer more, between that person and whoever leads (`scope`); called by the verbs."""
        return self.answers.create(
            case_id=self.case_id,
            scope=scope,
            place=place,
            kind=kind,
            allowed=sorted(pairs),
            words=one_form(words),
            at=clock.now(),
            **told,
        )


class Kind(models.TextChoices):
    YES = "yes", _("Ja, om de här frågorna")
    PARTLY = "partly", _("Ja, men inte allt")
    NO = "no", _("Nej")


class How(models.TextChoices):
    SELF = "self", _("i samsyn")
    TELEPHONE = "telephone", _("på telefon")
    PAPER = "paper", _("på papper")
    MEETING = "meeting", _("när vi sågs")


class Answer(CaseRow):
    """One person's answer to one inquiry. The newest counts; an answer that is taken back stays, as such."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="answers")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    allowed = models.JSONField()  # [[party, question]]
    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    how = models.CharField(max_length=10, choices=How, default=How.SELF)
    recorded_by = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    @property
    def pairs(self) -> set[Pair]:
        return {(party, asked) for party, asked in self.allowed}

    @property
    def allows(self) -> set[Pair]:
        """What this answer lets through today."""
        holds = self.withdrawn_at is None and not self.inquiry.has_ended()
        return self.pairs if holds else set()

    def covers(self, party: str, spared: Iterable[str] = ()) -> bool:
        """Does it let that party have all that was asked, but for what is decided in its place?"""
        asked = {one["ref"] for one in self.inquiry.questions} - set(spared)
        return {(party, one) for one in asked} <= self.allows


class StanceKind(models.TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    DONT_KNOW = "dont_know", _("Vet inte")
    NOT_ASKED = "not_asked", _("Inte tillfrågat än")


class Stance(CaseRow):
    """What the child itself thinks, beside the guardians' answers: never in their place."""

    kind = models.CharField(max_length=10, choices=StanceKind)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    why = models.TextField(blank=True)  # why the child has not been asked
    conveyed_by = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class AuthorityKind(models.TextChoices):
    """Why whose yes is needed is another than the age alone says (FB 6 and 11 kap.)."""

    SOLE = "sole", _("Har ensam vårdnad")
    APPOINTED = "appointed", _("Är förordnad vårdnadshavare")
    AWAY = "away", _("Går inte att nå")  # FB 6 kap. 13 §: prevented, so the other one decides alone
    SILENT = "silent", _("Har inte svarat i tid")
    DECISION = "decision", _("Socialnämnden har beslutat i stället (FB 6 kap. 13 a §)")
    GOD_MAN = "god_man", _("Har förordnande som god man eller förvaltare")
    MATURITY = "maturity", _("Barnets mognad är bedömd")


class Authority(CaseRow):
    """Something that changes whose yes is needed, with where it stands and from when to when.

    Append-only but for its end. What was tried and seen, in words, is a `Ground`: not read by the others.
    """

    kind = models.CharField(max_length=10, choices=AuthorityKind)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # whom it is about
    source = models.CharField(max_length=200)  # who decided or judged
    document = models.CharField(max_length=200, blank=True)  # reference of the decision or the paper
    decided_on = models.DateField()
    valid_to = models.DateField(null=True)  # the last day
    questions = models.JSONField(default=list)  # a decision instead of a yes: about these alone
    alone = models.BooleanField(default=False)  # the child answers without the guardians
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    @property
    def holds(self) -> bool:
        return self.ended_at is None and (self.valid_to is None or self.valid_to >= clock.today())


class Ground(CaseRow):
    """On what ground, or what was tried: between the one it is about and whoever leads."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="grounds")
    text = models.TextField()


class CustodyCheck(CaseRow):
    """Proof that somebody has custody: an answer of the register, or a paper that two have seen.

    Between that guardian and whoever leads: that the register does not answer for someone tells something.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    said = models.CharField(max_length=20, choices=Said)
    source = models.CharField(max_length=200)  # the register, or who made the document
    document = models.CharField(max_length=200, blank=True)  # by hand: which paper
    at = models.DateTimeField()
    valid_to = models.DateField(null=True)  # by hand: the last day
    written_by = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")  # by hand
    second = models.ForeignKey(
        Assignment, models.PROTECT, null=True, related_name="+"
    )  # who shall see it too
    confirmed_at = models.DateTimeField(null=True)

    @property
    def by_hand(self) -> bool:
        return self.written_by_id is not None


class TalkKind(models.TextChoices):
    CONSENT = "consent", _("Samtal om samtycke")
    NO = "no", _("Samtal om ett nej")


class Talk(CaseRow):
    """A talk about consent that is booked, or one about a no that has been held; with that person alone."""

    kind = models.CharField(max_length=10, choices=TalkKind)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # with whom
    starts_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How, blank=True)
    interpreter = models.CharField(max_length=60, blank=True)  # which language; booked before the talk
    interpreter_booked = models.BooleanField(default=False)
    words = models.TextField(blank=True)  # what was said and what was agreed on
    language = models.CharField(max_length=20, default="sv")
    stance = models.ForeignKey(Stance, models.PROTECT, null=True, related_name="talks")
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()
