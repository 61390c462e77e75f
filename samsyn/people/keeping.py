"""What the pages share: whose organisation it is, and how a form is asked and answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from samsyn.kernel.decision import Refused, require
from samsyn.people import rules
from samsyn.people.models import Assignment, Organisation, Unit
from samsyn.web.forms import Form
from samsyn.web.pages import page


def ask(
    request: HttpRequest,
    form: Form,
    do: Callable[..., Any],
    *,
    back: str,
    template: str = "people/form.html",
    lead: str = "",
    other: str = "",
    **context: Any,
) -> HttpResponse:
    """Show the form; well answered, do it and go on. A no stands in the form, with all that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(do(**form.cleaned_data) or back)
        except Refused as no:
            if no.decision.barred:
                raise
            form.add_error(None, no.decision.reason)
    return page(request, template, {"form": form, "back": back, "lead": lead, "other": other, **context})


def organisation_page(found: Organisation) -> str:
    return reverse("people:organisation", args=[found.ref])


def unit_page(found: Unit) -> str:
    return reverse("people:unit", args=[found.ref])


def kept_organisation(request: HttpRequest, ref: str) -> Organisation:
    require(rules.may_administer(request.actor))
    found = get_object_or_404(Organisation.objects.defer("logotype"), ref=ref)
    require(rules.may_administer(request.actor, found))
    return found


def kept_unit(request: HttpRequest, ref: str) -> Unit:
    require(rules.may_administer(request.actor))
    found = get_object_or_404(
        Unit.objects.select_related("organisation").defer("organisation__logotype"), ref=ref
    )
    require(rules.may_administer(request.actor, found.organisation))
    return found


def kept_duty(request: HttpRequest, ref: str) -> Assignment:
    require(rules.may_administer(request.actor))
    joined = Assignment.objects.select_related("person", "unit__organisation").defer(
        "unit__organisation__logotype"
    )
    found = get_object_or_404(joined, ref=ref)
    require(rules.may_administer(request.actor, found.unit.organisation))
    return found
