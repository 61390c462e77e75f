"""What anybody may see, and the way in. Each page that needs no sign-in says so here, with its reason."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from samsyn.agreements import rules
from samsyn.agreements.models import Profile
from samsyn.kernel import clock
from samsyn.people.actor import speak_as
from samsyn.people.models import Account
from samsyn.public.forms import Fits
from samsyn.public.reading import DOORS, PAGES
from samsyn.web.pages import page

READ_ON = {"me_young": "for_young", "me": "for_adults", "my_child": "for_guardians", "close": "for_guardians"}
# The provisions that a SIP rests on; those about custody and reports stand where they are needed.
ABOUT_SIP = ("hsl", "sol", "lus_need", "lus_plan", "lus_call")


@login_not_required  # to find out in a minute what a SIP is
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        "public/front.html",
        {"doors": DOORS, "more": [one for one in PAGES.values() if one not in DOORS]},
    )


@login_not_required  # what a SIP is, what the law says and how it is done: said to anybody
@require_safe
def read(request: HttpRequest, name: str) -> HttpResponse:
    """A page to read (C001, C064, C099). What stands in the agreements and the law file comes from there."""
    reading = PAGES[name]
    context = {"reading": reading, "more": [PAGES[one] for one in reading.more]} | _FACTS.get(name, dict)()
    return page(request, reading.template, context)


@login_not_required  # to find out whether to ask at all
def fits(request: HttpRequest) -> HttpResponse:
    """Is this something for us? Three questions, nothing kept, what to do now (C049–C055, C204–C206).

    The answers come back on the page itself: in an address they would stay in the telephone's history.
    """
    form = Fits(request.POST or None)
    answered = form.is_bound and form.is_valid()
    said = form.cleaned_data if answered else {}
    context = {
        "form": form,
        "answered": answered,
        "next": PAGES[READ_ON.get(said.get("who", ""), "what_is_sip")],
    }
    status = 422 if form.is_bound and not answered else 200
    return page(request, "public/fits.html", context | said, status=status)


def _laws() -> dict[str, Any]:
    """C036, C219: the provisions of today, and those that older papers name."""
    today = clock.today()
    about = sorted(
        (one for one in rules.paragraphs() if one.code in ABOUT_SIP),
        key=lambda one: ABOUT_SIP.index(one.code),
    )
    return {
        "laws": [one for one in about if one.holds(today)],
        "replaced": [one for one in about if one.until and one.until < today],
    }


_FACTS: dict[str, Callable[[], dict[str, Any]]] = {
    "the_law": _laws,
    "regions": lambda: {"profiles": Profile.objects.all()},
}


@login_not_required  # the accessibility statement is the law's duty to everybody
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return page(request, "public/accessibility.html", {})


@login_not_required  # how data are handled is told before anyone gives any
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return page(request, "public/data.html", {})


@login_not_required  # the way in
def sign_in(request: HttpRequest) -> HttpResponse:
    """The demo's sign-in: pick a person. Another installation has its own; without one nobody gets in."""
    people = _demo_people()
    if request.method == "POST":
        chosen = next((p for p in people if p["key"] == request.POST.get("who")), None)
        if chosen is None:
            raise Http404
        speak_as(chosen["person_id"], chosen["assignment_id"])
        login(request, Account.objects.get(pk=chosen["account_id"]))
        request.session["person"] = chosen["person_id"]
        request.session["assignment"] = chosen["assignment_id"]
        return redirect(_next(request) or ("/arbete/" if chosen["assignment_id"] else "/familj/"))
    groups: dict[str, list[dict[str, Any]]] = {}
    for person in people:
        groups.setdefault(person["group"], []).append(person)
    first = sorted((one for one in people if one.get("first")), key=lambda one: one["first"])
    return page(request, "public/sign_in.html", {"groups": groups, "first": first, "next": _next(request)})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("front")
    response["Clear-Site-Data"] = '"cache", "storage"'  # a shared computer keeps nothing
    return response


@login_not_required  # asked by the machine that watches the service
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@login_not_required  # asked by the machine that watches the service
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain")


def _demo_people() -> list[dict[str, Any]]:
    """Who one can be; a file that only `samsyn demo` writes, since nobody may list persons before sign-in."""
    written = os.environ.get("SAMSYN_DEMO_PEOPLE", "")
    return json.loads(Path(written).read_text("utf-8")) if settings.SAMSYN_DEMO and written else []


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else ""
