"""What must hold before anything about organisations, units and duties is changed."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.kernel.sorting import Swedish
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Organisation, OrganisationKind, Unit

PRINCIPAL_KINDS = frozenset({OrganisationKind.KOMMUN, OrganisationKind.REGION})


def operates(by: Actor) -> bool:
    """Does the one who acts keep every organisation's units and people?"""
    duty = by.assignment
    return bool(duty and duty.administers and duty.unit.organisation.kind == OrganisationKind.OPERATOR)


def may_operate(by: Actor) -> Decision:
    if operates(by):
        return ALLOWED
    return bar(_("Bara den som driver samsyn kan lägga till organisationer."))


def may_administer(by: Actor, organisation: Organisation | None = None) -> Decision:
    """Without an organisation: any at all."""
    duty = by.assignment
    if duty is None or not duty.administers:
        sentence = _("De här sidorna är för den som sköter en organisations enheter. Be din chef om hjälp.")
        return bar(sentence)
    if organisation is None or operates(by) or duty.unit.organisation_id == organisation.pk:
        return ALLOWED
    return bar(_("Du sköter inte den här organisationen. Be den som gör det att göra ändringen."))


def may_answer_for(kind: str, principal: Organisation | None) -> Decision:
    """Only a kommun or a region answers for what a private provider does (HSL 2 kap. 2 §)."""
    if principal is None:
        return ALLOWED
    if kind != OrganisationKind.PRIVATE:
        return refuse(_("Bara en privat utförare arbetar på uppdrag av en annan huvudman."))
    if principal.kind not in PRINCIPAL_KINDS:
        return refuse(_("En privat utförare arbetar på uppdrag av en kommun eller en region. Välj en sådan."))
    return ALLOWED


def huvudman() -> QuerySet[Organisation]:
    """The kommuner and regioner, one of which answers for what a private provider does."""
    found = Organisation.objects.filter(kind__in=PRINCIPAL_KINDS)
    return found.defer("logotype").order_by(Swedish("name"))


def kept(by: Actor) -> QuerySet[Organisation]:
    """The organisations whose units and people the one who acts keeps."""
    listed = Organisation.objects.defer("logotype").order_by(Swedish("name"))
    if operates(by):
        return listed
    return listed.filter(pk=by.assignment.unit.organisation_id) if by.assignment else listed.none()


def in_order(since: date, last: date | None) -> Decision:
    """A duty is at least one day long."""
    if last is None or last >= since:
        return ALLOWED
    return refuse(_("Den sista dagen ligger före den första. Ändra någon av dem."))


def is_open(unit: Unit) -> Decision:
    if unit.closed_at is None:
        return ALLOWED
    return refuse(_("Enheten är stängd. Välj en annan enhet."))


def may_record_guardianship(by: Actor, evidence: str) -> Decision:
    """Nobody makes oneself a guardian: somebody at work has seen the proof (FB 6 kap., 11 kap.)."""
    if by.assignment is None:
        return bar(
            _("Bara den som arbetar på en enhet kan anteckna vem som är vårdnadshavare eller god man.")
        )
    if not evidence.strip():
        return refuse(_("Skriv hur du har kontrollerat det, till exempel: personbevis den 3 mars."))
    return ALLOWED


def may_close(unit: Unit) -> Decision:
    """A unit closes when nobody works there: access ends with people's duties, not with the unit."""
    running = Q(valid__upper_inf=True) | Q(valid__endswith__gt=clock.now())
    left = unit.assignments.filter(running).count()
    if not left:
        return ALLOWED
    sentence = ngettext(
        "Ett uppdrag på enheten är kvar. Avsluta det först.",
        "%(count)s uppdrag på enheten är kvar. Avsluta dem först.",
        left,
    )
    return refuse(sentence % {"count": left})


def may_stop_administering(by: Actor, duty: Assignment) -> Decision:
    """Nobody locks an organisation by leaving it without anyone who keeps it."""
    others = Assignment.objects.filter(
        unit__organisation=duty.unit.organisation_id, administers=True, valid__contains=clock.now()
    ).exclude(pk=duty.pk)
    if not duty.administers or others.exists() or (operates(by) and by.assignment != duty):
        return ALLOWED
    return refuse(
        _("Ingen annan sköter organisationens enheter och personer. Ge någon annan det uppdraget först.")
    )
