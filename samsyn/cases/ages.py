"""Which day a case's child comes of age. No age is written here: the agreement's table of ages says it."""

from datetime import date

from samsyn.agreements import days, rules
from samsyn.agreements.agreement import Agreement
from samsyn.cases.models import Case
from samsyn.kernel import clock


def comes_of_age(case: Case, terms: Agreement | None = None) -> date | None:
    """The day from which guardians no longer decide (C065); None when the birthday is unknown."""
    terms = terms or rules.in_force(case.agreement, clock.today())
    ages = [row["from_age"] for row in terms.rows("consent_ages") if row["guardians"] == "none"]
    return days.anniversary(case.born, min(ages)) if case.born and ages else None
