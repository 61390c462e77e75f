"""C081: which agreement applies to a unit, and what it says to those who work there."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samsyn.agreements import rules, showing
from samsyn.agreements.agreement import Agreement
from samsyn.agreements.models import Profile, Version
from samsyn.agreements.showing import Line, Part
from samsyn.kernel.sorting import Swedish
from samsyn.people.models import Unit

AT_MOST = 25
# The questions a unit asks, in the order it asks them; what it may do and must do come before these.
ASKED = {
    "take_part": "who_may_take_part who_decides_participants school_and_preschool",
    "times": """
        start_within meeting_within signal_answer_within reply_within copy_receipt_within
        follow_up_within errand_answer_within readings_answer_within discharge_call_within
    """,
    "titles": "coordinator_title convener_title call_title invitation_title lead_principal",
}


@dataclass(frozen=True)
class Ours:
    """What one unit reads about the agreement it follows today."""

    unit: Unit
    agreement: Agreement
    parts: list[Part]
    coming: list[tuple[int, date]]  # versions that begin later: number and first day


def of_unit(unit: Unit, today: date) -> Ours:
    """The agreement of the unit's organisation, as it reads for that unit."""
    found = rules.in_force(unit.organisation.agreement, today)
    later = Version.objects.filter(profile__code=found.code, valid_from__gt=today)
    parts = [
        Part(_("Det här gäller er"), [ask(found, unit, today) for ask in (_start, _part, _duty)]),
        Part(_("Vilka som är med"), _lines(found, "take_part", today)),
        Part(_("Tider"), _lines(found, "times", today)),
        Part(_("Orden vi använder"), _lines(found, "titles", today)),
    ]
    return Ours(unit, found, parts, _first_days(later))


def _first_days(later: QuerySet[Version]) -> list[tuple[int, date]]:
    """One line a day: a later correction for the same day goes before an earlier one."""
    newest = dict(later.order_by("number").values_list("valid_from", "number"))
    return [(newest[day], day) for day in sorted(newest)]


def _lines(agreement: Agreement, part: str, today: date) -> list[Line]:
    return [showing.line(agreement, key, today) for key in ASKED[part].split()]


def _start(agreement: Agreement, unit: Unit, today: date) -> Line:
    """C072, C077, C078: may we start, or say to somebody who may?"""
    sentences = {
        "duty": _("Ja. Ni ska starta en SIP när ni ser att det behövs."),
        "may": _("Ja. Ni får starta en SIP och kalla till mötet."),
        "with_approval": _("Ja, om familjen godkänner det."),
        "signal": _("Nej. Säg till socialtjänsten eller vården. De bedömer om det behövs, och ni får svar."),
    }
    answer = sentences[rules.how_to_start(agreement, unit.sector)]
    return showing.answered(agreement, "who_may_start", today, _("Får vi starta en SIP?"), answer)


def _part(agreement: Agreement, unit: Unit, today: date) -> Line:
    """C071, C079: may we take part?"""
    sentences = {
        "always": _("Ja. Personal härifrån är alltid med i en SIP."),
        "may": _("Ja, när familjen har sagt ja till det."),
        "wished": _("Ja, om familjen vill det."),
    }
    answer = sentences[rules.how_to_take_part(agreement, unit.sector)]
    return showing.answered(agreement, "who_may_take_part", today, _("Får vi vara med?"), answer)


def _duty(agreement: Agreement, unit: Unit, today: date) -> Line:
    """C123: must we come when we are called?"""
    letter = rules.call_name(agreement, unit.sector)
    answer = _("Nej. Brevet till er heter %(letter)s. Svara om ni kan komma.") % {"letter": letter}
    if rules.has_duty(agreement, unit.sector):
        answer = _("Ja. Brevet till er heter %(letter)s. Då ska ni komma.") % {"letter": letter}
    return showing.answered(agreement, "duty_to_attend", today, _("Måste vi komma?"), answer)


@dataclass(frozen=True)
class Found:
    """One unit that a search found, with the agreement it follows."""

    unit: Unit
    agreement: str


def search(name: str) -> list[Found]:
    """Open units whose own name, or whose organisation's, holds those letters."""
    called = Q(name__icontains=name) | Q(organisation__name__icontains=name)
    units = Unit.objects.filter(called, closed_at=None).select_related("organisation")
    listed = units.defer("organisation__logotype").order_by(
        Swedish("organisation__name"), Swedish("name"), "pk"
    )
    names = dict(Profile.objects.values_list("code", "name"))
    return [
        Found(unit, names.get(unit.organisation.agreement, unit.organisation.agreement))
        for unit in listed[:AT_MOST]
    ]
