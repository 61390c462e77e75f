"""The question about consent in words. What is made here is kept in the inquiry, and shown from there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samsyn.cases.models import Case
from samsyn.people.models import Unit
from samsyn.process.consent import rules, secrecy
from samsyn.web.dates import datum


def questions(case: Case) -> list[dict[str, Any]]:
    """Those of the meeting, and those that only the plan in force is about."""
    covered = rules.Standing(case).covered
    return [
        {"ref": q.ref, "text": q.text, "language": q.language, "past": q.removed_at is not None}
        for q in covered
    ]


def parties(case: Case) -> list[dict[str, Any]]:
    """Organisation, unit and named person: nobody says yes to a whole authority."""
    return [
        {
            "ref": party.ref,
            "unit": party.unit.name,
            "organisation": party.unit.organisation.name,
            "name": party.assignment.person.name,
            "title": party.assignment.title,
            "letter": rules.letter(case.terms, party.assignment),
            "hears": party.hears,
            "language": party.language,
            "secrecy": secrecy.told(party.unit),
            "principal": _principal(party.unit),
        }
        for party in rules.wanted(case)
    ]


def _principal(unit: Unit) -> str:
    """Which huvudman a private provider works for (C208)."""
    return unit.organisation.principal.name if unit.organisation.principal else ""


def left_unsaid(case: Case) -> list[dict[str, Any]]:
    return [{"text": said.text, "language": said.language} for said in rules.not_to_raise(case)]


def sentences(case: Case, valid_to: date) -> dict[str, list[str]]:
    """To the one it is about, to the others in the family, and to one whose answer is kept beside the yes."""
    about = _("Får de här prata med varandra om %(name)s?") % {"name": case.called}
    return {
        "self": [_("Får de här prata med varandra om dig?"), *_terms(_("dig"), valid_to)],
        "other": [about, *_terms(case.called, valid_to)],
        "self_again": [_("Får de här prata med varandra om dig?"), *_terms_again(valid_to)],
        "other_again": [about, *_terms_again(valid_to)],
        "beside": [about, *_terms_beside(case.called, valid_to)],
    }


def _terms(name: str, valid_to: date) -> list[str]:
    said = {"name": name, "day": datum(valid_to)}
    return [
        *_what_a_yes_means(),
        _("Ditt ja gäller till och med %(day)s.") % said,
        _("Du kan ändra dig när du vill."),
        _("Svarar du nej lämnas inget om %(name)s till dem genom SIP:en. Hjälpen ni har fortsätter.") % said,
        _reports(),
    ]


def _terms_again(valid_to: date) -> list[str]:
    """To one who has said yes to some of it already."""
    return [
        *_what_a_yes_means(),
        _("Svarar du ja gäller det till och med %(day)s.") % {"day": datum(valid_to)},
        _("Svarar du nej gäller det bara det som är nytt. Det du redan har sagt ja till ändras inte av det."),
        _("Du kan ändra dig när du vill."),
        _reports(),
    ]


def _terms_beside(name: str, valid_to: date) -> list[str]:
    """C095: to a god man or förvaltare of somebody who answers for oneself."""
    said = {"name": name, "day": datum(valid_to)}
    return [
        _("De får bara prata om frågorna på den här sidan."),
        _("Säger %(name)s ja får de som står här berätta för varandra det som behövs för frågorna.") % said,
        _("%(name)s säger själv ja eller nej. Ditt svar skrivs ned bredvid. Det ändrar inte det som "
          "%(name)s har svarat.") % said,
        _("Ditt svar gäller till och med %(day)s. Du kan ändra dig när du vill.") % said,
        _reports(),
    ]  # fmt: skip


def _what_a_yes_means() -> list[str]:
    return [
        _("De får bara prata om frågorna på den här sidan."),
        _("Ett ja betyder två saker. Ni gör en plan tillsammans. De som står här får berätta för varandra "
          "det som behövs för frågorna."),
    ]  # fmt: skip


def _reports() -> str:
    return _("Om ett barn kan fara illa måste personal ändå berätta det för socialtjänsten.")
