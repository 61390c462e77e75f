"""What the agreement says about a question of consent, and what a yes opens."""

from __future__ import annotations

from datetime import date

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.cases.models import Case, Question, Scope, ScopeKind
from samsyn.kernel import clock
from samsyn.people.models import Assignment
from samsyn.process.consent.asked import agenda


def letter(agreement: Agreement, duty: Assignment) -> str:
    """Whether that person is called, with a duty to come, or invited (C123)."""
    return agreements.call_name(agreement, duty.unit.sector)


def scopes_for(case: Case, questions: list[Question]) -> list[Scope]:
    """What a yes to these questions opens; a yes to every question also opens what concerns all of them."""
    numbers = {asked.scope_id for asked in questions}
    everything = numbers == {asked.scope_id for asked in agenda(case)}
    return [s for s in case.family_scopes if s.pk in numbers or (everything and s.kind == ScopeKind.WHOLE)]


def default_last_day(case: Case) -> date | None:
    """The agreement's `consent_valid_days`, counted from today."""
    return case.terms.last_day("consent_valid_days", clock.today())


def works_there(duty: Assignment) -> bool:
    return duty.valid.lower <= clock.now() and (duty.valid.upper is None or clock.now() < duty.valid.upper)
