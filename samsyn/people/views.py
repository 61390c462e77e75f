"""Pages for those who keep an organisation's units and people. Everybody else is told why not."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.sorting import Swedish
from samsyn.people import actions, rules
from samsyn.people.forms import (
    DutyForm,
    EndForm,
    LeaveForm,
    LogotypeForm,
    NewDutyForm,
    NewOrganisationForm,
    OrganisationForm,
    PrincipalForm,
    StaffForm,
    UnitForm,
)
from samsyn.people.keeping import ask, kept_duty, kept_organisation, kept_unit, organisation_page, unit_page
from samsyn.people.models import Assignment, Organisation, OrganisationKind, Person, Unit
from samsyn.web.forms import Form
from samsyn.web.pages import page


def start(request: HttpRequest) -> HttpResponse:
    """The organisations one keeps, with their units."""
    require(rules.may_administer(request.actor))
    listed = Unit.objects.filter(closed_at=None).order_by(Swedish("name"))
    kept = rules.kept(request.actor).prefetch_related(Prefetch("units", listed))
    context = {"organisations": kept, "may_add": rules.may_operate(request.actor)}
    return page(request, "people/start.html", context)


def new_organisation(request: HttpRequest) -> HttpResponse:
    require(rules.may_operate(request.actor))
    form = NewOrganisationForm(request.POST or None)
    return ask(
        request,
        form,
        lambda **given: organisation_page(actions.add_organisation(by=request.actor, **given)),
        title=_("Ny organisation"),
        button=_("Lägg till organisationen"),
        back=reverse("people:start"),
    )


def organisation(request: HttpRequest, ref: str) -> HttpResponse:
    """One organisation: its name, its mark, its units."""
    found = kept_organisation(request, ref)
    units = found.units.order_by(Swedish("name"))
    open_units = [unit for unit in units if unit.closed_at is None]
    closed = [unit for unit in units if unit.closed_at is not None]
    return page(
        request,
        "people/organisation.html",
        {
            "organisation": found,
            "units": open_units,
            "closed": closed,
            "is_private": found.kind == OrganisationKind.PRIVATE,
            "may_operate": rules.may_operate(request.actor),
        },
    )


def change_organisation(request: HttpRequest, ref: str) -> HttpResponse:
    found = kept_organisation(request, ref)
    return ask(
        request,
        OrganisationForm(request.POST or None, initial={"name": found.name}),
        lambda name: actions.change_organisation(by=request.actor, organisation=found, name=name),
        title=_("Ändra organisationens namn"),
        button=_("Spara namnet"),
        back=organisation_page(found),
    )


def change_principal(request: HttpRequest, ref: str) -> HttpResponse:
    """Which huvudman a private provider works for."""
    found = kept_organisation(request, ref)
    require(rules.may_operate(request.actor))
    now = {"principal": found.principal.ref if found.principal else ""}
    form = PrincipalForm(request.POST or None, bodies=rules.huvudman(), initial=now)
    return ask(
        request,
        form,
        lambda principal: actions.set_principal(by=request.actor, organisation=found, principal=principal),
        title=_("Vem arbetar %(name)s för?") % {"name": found.name},
        lead=_("Kommunen eller regionen svarar för insatserna. Utföraren svarar för det den själv skriver."),
        button=_("Spara"),
        back=organisation_page(found),
    )


def change_logotype(request: HttpRequest, ref: str) -> HttpResponse:
    found = kept_organisation(request, ref)
    form = LogotypeForm(request.POST or None, request.FILES or None, initial={"text": found.logotype_text})
    return ask(
        request,
        form,
        lambda **given: actions.set_logotype(by=request.actor, organisation=found, **given),
        title=_("Logotyp för %(name)s") % {"name": found.name},
        lead=_("Logotypen står på planer och brev som organisationen svarar för."),
        button=_("Spara logotypen"),
        back=organisation_page(found),
    )


def logotype(request: HttpRequest, ref: str) -> HttpResponse:
    """The mark itself, for everybody who has signed in."""
    found = Organisation.objects.filter(ref=ref).values_list("logotype", flat=True).first()
    if not found:
        raise Http404
    return HttpResponse(bytes(found), "image/png", headers={"Cache-Control": "private, max-age=3600"})


def new_unit(request: HttpRequest, ref: str) -> HttpResponse:
    found = kept_organisation(request, ref)
    return ask(
        request,
        UnitForm(request.POST or None),
        lambda **given: unit_page(actions.add_unit(by=request.actor, organisation=found, **given)),
        title=_("Ny enhet hos %(name)s") % {"name": found.name},
        button=_("Lägg till enheten"),
        back=organisation_page(found),
    )


def unit(request: HttpRequest, ref: str) -> HttpResponse:
    """One unit and the people who have, will have or have had a duty there."""
    found = kept_unit(request, ref)
    duties = list(found.assignments.select_related("person").order_by(Swedish("person__name"), "valid"))
    context = {
        "unit": found,
        "organisation": found.organisation,
        "duties": [duty for duty in duties if not duty.ended],
        "ended": [duty for duty in duties if duty.ended],
        "closing": rules.may_close(found),
    }
    return page(request, "people/unit.html", context)


def change_unit(request: HttpRequest, ref: str) -> HttpResponse:
    found = kept_unit(request, ref)
    fields = ("name", "kind", "telephone", "receives_requests")
    return ask(
        request,
        UnitForm(request.POST or None, initial={name: getattr(found, name) for name in fields}),
        lambda **given: actions.change_unit(by=request.actor, unit=found, **given),
        title=_("Ändra uppgifter om %(name)s") % {"name": found.name},
        button=_("Spara uppgifterna"),
        back=unit_page(found),
    )


def close_unit(request: HttpRequest, ref: str) -> HttpResponse:
    found = kept_unit(request, ref)
    closing = rules.may_close(found)
    says = _("Enheten kan inte bjudas in till något nytt. Den står kvar i det den har varit med i.")
    return ask(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda: actions.close_unit(by=request.actor, unit=found),
        title=_("Stäng %(name)s") % {"name": found.name},
        lead=closing.reason or says,
        button=_("Stäng enheten") if closing else "",
        back=unit_page(found),
    )


def new_staff(request: HttpRequest, ref: str) -> HttpResponse:
    found = kept_unit(request, ref)
    require(rules.is_open(found))
    return ask(
        request,
        StaffForm(request.POST or None, initial={"since": clock.today()}),
        lambda **given: unit_page(actions.add_staff(by=request.actor, unit=found, **given).unit),
        title=_("Ny person på %(name)s") % {"name": found.name},
        other=reverse("people:new_duty", args=[ref]),
        other_says=_("Arbetar personen redan på en annan enhet hos er? Lägg till ett uppdrag i stället."),
        button=_("Lägg till personen"),
        back=unit_page(found),
    )


def new_duty(request: HttpRequest, ref: str) -> HttpResponse:
    found = kept_unit(request, ref)
    require(rules.is_open(found))
    theirs = Assignment.objects.filter(unit__organisation=found.organisation)
    people = Person.objects.filter(staff=True, pk__in=theirs.values("person")).order_by(Swedish("name"))
    form = NewDutyForm(request.POST or None, people=people, initial={"since": clock.today()})
    return ask(
        request,
        form,
        lambda **given: unit_page(actions.add_assignment(by=request.actor, unit=found, **given).unit),
        title=_("Nytt uppdrag på %(name)s") % {"name": found.name},
        lead=_("För den som redan arbetar hos er och ska arbeta här också."),
        button=_("Lägg till uppdraget"),
        back=unit_page(found),
    )


def change_duty(request: HttpRequest, ref: str) -> HttpResponse:
    found = kept_duty(request, ref)
    fields = ("title", "telephone", "receives", "administers", "manages", "reviews", "supports")
    return ask(
        request,
        DutyForm(request.POST or None, initial={name: getattr(found, name) for name in fields}),
        lambda **given: actions.change_assignment(by=request.actor, duty=found, **given),
        title=_("Ändra uppgifter om %(name)s") % {"name": found.person.name},
        button=_("Spara uppgifterna"),
        back=unit_page(found.unit),
    )


def leave(request: HttpRequest, ref: str) -> HttpResponse:
    """From when to when somebody is on leave."""
    found = kept_duty(request, ref)
    says = _("Den som är chef för enheten får veta om personen håller ihop en SIP, och utser en annan.")
    return ask(
        request,
        LeaveForm(request.POST or None, initial={"since": found.away_from, "last": found.away_to}),
        lambda **given: actions.set_leave(by=request.actor, duty=found, **given),
        title=_("Ledighet för %(name)s") % {"name": found.person.name},
        lead=says,
        button=_("Spara ledigheten"),
        back=unit_page(found.unit),
    )


def end_duty(request: HttpRequest, ref: str) -> HttpResponse:
    found = kept_duty(request, ref)
    return ask(
        request,
        EndForm(request.POST or None, since=found.since, initial={"last": clock.today()}),
        lambda last: actions.end_assignment(by=request.actor, duty=found, last=last),
        template="people/end_duty.html",
        duty=found,
        title=_("Avsluta uppdraget för %(name)s") % {"name": found.person.name},
        button=_("Avsluta uppdraget"),
        back=unit_page(found.unit),
    )
