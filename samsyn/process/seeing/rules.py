"""Who sees what is new, by age: when the child is asked, what was answered, and what waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.cases import ages
from samsyn.cases.access import CHILD, GUARDIAN
from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.process.seeing.models import Seeing, SeeingAnswer, SeeingAsked


@dataclass(frozen=True)
class About:
    """How it stands with one guardian."""

    place: Place
    answer: SeeingAnswer | None
    counts: bool  # was it said about the age the child has now, or is about to have?

    @property
    def needs_decision(self) -> bool:
        return not self.counts or self.answer is None or self.answer.answer == Seeing.DONT_KNOW


@dataclass(frozen=True)
class Standing:
    """How it stands with the question who sees what is new; `day`: the birthday that it is asked about."""

    day: date
    asks_from: date
    decide_by: date
    asked: SeeingAsked | None
    about: list[About]

    @property
    def is_time(self) -> bool:
        return self.asks_from <= clock.today()

    @property
    def has_come(self) -> bool:
        """Has the birthday been?"""
        return self.day <= clock.today()

    @property
    def to_decide(self) -> list[About]:
        """Those about whom the child has been asked, and has not said anything that holds."""
        return [one for one in self.about if one.needs_decision] if self.asked else []

    @property
    def is_late(self) -> bool:
        return bool(self.to_decide) and self.decide_by < clock.today()


def standing(case: Case) -> Standing | None:
    """None where nobody is to be asked: a grown-up, an unknown birthday, an agreement that does not ask."""
    if (turn := turn_of(case)) is None:
        return None
    asked = (
        SeeingAsked.objects.filter(case=case, at__gte=clock.midnight(turn.asks_from)).order_by("pk").last()
    )
    counted_from = max(turn.day, clock.local(asked.at).date() if asked else turn.day)
    return Standing(
        turn.day, turn.asks_from, counted_from + timedelta(days=turn.decide_within), asked,
        [about(case, place, turn) for place in guardians(case)],
    )  # fmt: skip


def turn_of(case: Case, terms: Agreement | None = None) -> ages.Turn | None:
    """The birthday that one asks about now: the latest whose day to ask has come, else the first.

    `terms`: the agreement in force today, where it has been read already.
    """
    turns = ages.turns(case, terms) if case.subject_place.kind == CHILD else []
    come = [turn for turn in turns if turn.asks_from <= clock.today()]
    return (come[-1:] or turns[:1] or [None])[0]


def about(case: Case, place: Place, turn: ages.Turn) -> About:
    rows = SeeingAnswer.objects.filter(case=case, place=place).select_related("by").order_by("pk")
    newest = rows.last()
    return About(place, newest, bool(newest and clock.local(newest.at).date() >= turn.asks_from))


def guardians(case: Case) -> list[Place]:
    return [place for place in case.people if place.kind == GUARDIAN]


def is_time(case: Case) -> Decision:
    found = standing(case)
    if found is None:
        return refuse(_("Här frågar vi inte vem som ska se det nya."))
    if not found.is_time:
        return refuse(_("Det är för tidigt att fråga än."))
    return ALLOWED


def is_about_a_guardian(case: Case, place: Place) -> Decision:
    return ALLOWED if place in guardians(case) else refuse(_("Frågan gäller bara vårdnadshavare."))


def can_decide(case: Case, place: Place, reason: str) -> Decision:
    """Only where the child has been asked and has not answered; and never without a reason."""
    found = standing(case)
    if found is None or place not in [one.place for one in found.to_decide]:
        return refuse(_("Det finns redan ett svar, eller så är frågan inte ställd än."))
    return ALLOWED if reason.strip() else refuse(_("Skriv varför."))


def row_today(case: Case) -> str:
    """What the agreement in force today says that a guardian of this child sees."""
    terms = agreements.in_force(case.agreement, clock.today())
    return agreements.who_sees(terms, case.age or 0).label
