"""Answers, and a party's short round, that are kept from one in the family."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samsyn.cases.models import Case, PlaceKind
from samsyn.process.preparation.models import Answer, PartyNote
from samsyn.process.preparation.questions import BY_KEY
from samsyn.process.seeing import items


def register() -> None:
    items.register(items.Kind("answer", _answers, _asked, lambda row: row.place.person_id))
    items.register(items.Kind("round", _notes, _party, lambda row: row.place.person_id))


def _answers(case: Case) -> Iterable[Answer]:
    handed_in = Answer.objects.filter(case=case, round=case.round.number).exclude(handed_in_at=None)
    return handed_in.select_related("place", "scope").order_by("pk")


def _asked(case: Case, row: Answer) -> str:
    ask = BY_KEY[row.key].wording(PlaceKind(row.place.kind)).ask_about(case.called)
    return _("Svar från %(name)s: %(ask)s") % {"name": row.place.called, "ask": ask}


def _notes(case: Case) -> Iterable[PartyNote]:
    handed_in = PartyNote.objects.filter(case=case, round=case.round.number).exclude(handed_in_at=None)
    return handed_in.select_related("place", "party__unit").order_by("pk")


def _party(_case: Case, row: PartyNote) -> str:
    return _("Det %(party)s har skrivit inför mötet") % {"party": row.party}
