"""Vad gäller här? The agreements for everyone signed in; public facts, no case data."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samsyn.agreements import lookup, rules, showing
from samsyn.agreements.agreement import Agreement
from samsyn.agreements.forms import ChooseAgreement, Search
from samsyn.agreements.models import Profile, Version, Versions
from samsyn.kernel import clock
from samsyn.people.actions import change_organisation
from samsyn.people.keeping import ask, kept_organisation, organisation_page
from samsyn.people.models import Unit
from samsyn.web.pages import page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """C081: which agreements there are, and which of them a unit follows."""
    form = Search(request.GET if "name" in request.GET else None)
    found = lookup.search(form.cleaned_data["name"]) if form.is_valid() else None
    context = {"profiles": Profile.objects.all(), "form": form, "found": found, "most": lookup.AT_MOST}
    return page(request, "agreements/index.html", context)


@require_safe
def ours(request: HttpRequest) -> HttpResponse:
    """C081: which agreement applies to us, and what does it say? Who is not at work searches by name."""
    if request.actor.assignment is None:
        return redirect("agreements:index")
    return _unit_page(request, request.actor.assignment.unit, own=True)


@require_safe
def of_unit(request: HttpRequest, ref: str) -> HttpResponse:
    """The same for another unit, found by its name."""
    units = Unit.objects.select_related("organisation").defer("organisation__logotype")
    return _unit_page(request, get_object_or_404(units, ref=ref, closed_at=None), own=False)


def _unit_page(request: HttpRequest, unit: Unit, own: bool) -> HttpResponse:
    return page(request, "agreements/ours.html", {"ours": lookup.of_unit(unit, clock.today()), "own": own})


@login_not_required  # C038, C078-C080: what holds where one lives is no secret
@require_safe
def show(request: HttpRequest, code: str, number: int | None = None) -> HttpResponse:
    """The agreement in force today, an older one that a case was begun under, or one that is coming."""
    today = clock.today()
    versions = Version.objects.filter(profile__code=code)
    found = versions.filter(number=number) if number else versions.on(today)
    chosen = found.values_list("pk", flat=True).first()
    if chosen is None:
        raise Http404
    agreement = rules.version(chosen)
    context = {
        "agreement": agreement,
        "today": today,
        "replaced": _replaced(versions, agreement),
        "current": versions.on(today).values("number", "valid_from").first(),
        "ground": Profile.objects.filter(additions__code=code).first(),
        "parts": showing.parts(agreement, today),
        "laws": [paragraph for paragraph in rules.paragraphs() if paragraph.holds(today)],
        "versions": versions.order_by("-number").values("number", "valid_from"),
    }
    return page(request, "agreements/agreement.html", context)


def _replaced(versions: Versions, agreement: Agreement) -> int | None:
    """The number of a later version for the same day: this one was never used, or only before it."""
    same_day = versions.filter(valid_from=agreement.valid_from, number__gt=agreement.version)
    return same_day.order_by("-number").values_list("number", flat=True).first()


def choose(request: HttpRequest, ref: str) -> HttpResponse:
    """Which local agreement an organisation follows: cases that are opened from now on run under it."""
    found = kept_organisation(request, ref)
    back = organisation_page(found)
    form = ChooseAgreement(request.POST or None, organisation=found, initial={"agreement": found.agreement})
    return ask(
        request,
        form,
        lambda agreement: change_organisation(by=request.actor, organisation=found, agreement=agreement),
        title=_("Lokal överenskommelse för %(name)s") % {"name": found.name},
        lead=_("Gäller för nya SIP:ar. De som redan pågår följer den överenskommelse de började under."),
        button=_("Spara överenskommelsen"),
        other=reverse("agreements:values", args=[ref]),
        other_says=_("Se och ändra vad överenskommelsen säger"),
        back=back,
    )
