"""The small forms of the page with the questions: which there are, and what each one does."""

from __future__ import annotations

from collections.abc import Mapping

from samsyn.cases.models import Case
from samsyn.people.actor import Actor
from samsyn.process.consent import actions, forms, rules
from samsyn.web.forms import Form


def sheets(case: Case, chosen: str, posted: Mapping[str, str]) -> dict[str, Form]:
    """All of them; the one that was sent is filled in."""
    made = {
        "question": forms.Question,
        "not_to_raise": forms.NotToRaise,
        "ask": lambda data, **given: forms.Ask(data, day=rules.default_last_day(case), **given),
    }
    return {
        name: form(posted if name == chosen else None, auto_id=f"{name}_%s") for name, form in made.items()
    }


def add(case: Case, by: Actor, chosen: str, form: Form) -> None:
    """Raises `Refused`."""
    written = form.cleaned_data
    if chosen == "question":
        actions.write_question(case=case, by=by, text=written["question"], language=written["language"])
    elif chosen == "not_to_raise":
        actions.say_not_to_raise(case=case, by=by, text=written["not_to_raise"], language=written["language"])
    else:
        actions.ask(case=case, by=by, valid_to=written["valid_to"])


def _question(case: Case, by: Actor, ref: str) -> None:
    for question in rules.agenda(case):
        if question.ref == ref:
            actions.take_away_question(case=case, by=by, question=question)


def _party(case: Case, by: Actor, ref: str) -> None:
    for party in rules.wanted(case):
        if party.ref == ref:
            actions.leave_out_party(case=case, by=by, party=party)


def _not_to_raise(case: Case, by: Actor, ref: str) -> None:
    for said in rules.not_to_raise(case):
        if said.ref == ref:
            actions.let_be_raised(case=case, by=by, said=said)


# What is gone already is gone: a second press does nothing.
REMOVALS = {"remove_question": _question, "leave_out": _party, "let_be_raised": _not_to_raise}
