"""What a case's birthdays change. No age is written here: the agreement's tables of ages say it."""

from dataclasses import dataclass
from datetime import date, timedelta

from samsyn.agreements import days, rules
from samsyn.agreements.agreement import Agreement
from samsyn.cases.models import Case
from samsyn.kernel import clock


@dataclass(frozen=True)
class Turn:
    """A birthday before which the child is asked who sees what is new. `closes`: without a yes, nobody."""

    day: date
    asks_from: date
    decide_within: int  # days
    closes: bool


def comes_of_age(case: Case, terms: Agreement | None = None) -> date | None:
    """The day from which guardians no longer decide (C065); None when the birthday is unknown."""
    terms = terms or rules.in_force(case.agreement, clock.today())
    ages = [row["from_age"] for row in terms.rows("consent_ages") if row["guardians"] == "none"]
    return days.anniversary(case.born, min(ages)) if case.born and ages else None


def answers_too(case: Case, terms: Agreement | None = None) -> date | None:
    """The day from which the yes of the one it is about is needed; None when the birthday is unknown."""
    terms = terms or rules.in_force(case.agreement, clock.today())
    ages = [row["from_age"] for row in terms.rows("consent_ages") if row["child"] == "consents"]
    return days.anniversary(case.born, min(ages)) if case.born and ages else None


def turns(case: Case, terms: Agreement | None = None) -> list[Turn]:
    """The birthdays at which the child is asked, the first one first; none when the birthday is unknown."""
    terms = terms or rules.in_force(case.agreement, clock.today())
    found = []
    for row in terms.rows("seeing_ages") if case.born else []:
        if row["guardian"] in ("asked", "agrees"):
            day = days.anniversary(case.born, row["from_age"])
            asks_from = day - timedelta(days=row.get("ask_days_before") or 0)
            closes = row["guardian"] == "agrees"
            found.append(Turn(day, asks_from, row.get("decide_within_days") or 0, closes))
    return found


def content_closes(case: Case, agreed_on: date | None = None, terms: Agreement | None = None) -> date | None:
    """The day from whose 00:00 a guardian reads no content unless the child says yes (the stricter rule).

    A yes holds to the next such birthday; one said when that was asked about (`ask_days_before`) is about it.
    """
    closing = [turn for turn in turns(case, terms) if turn.closes]
    left = [turn.day for turn in closing if agreed_on is None or turn.asks_from > agreed_on]
    return min(left, default=None)
