"""The page where one says how one wants to be told. It is about oneself alone: no case is opened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samsyn.notices import actions, mail
from samsyn.notices.forms import WayForm
from samsyn.notices.kinds import Detail
from samsyn.notices.models import Way, way_of
from samsyn.notices.wording import examples
from samsyn.web.pages import page


def ways(request: HttpRequest) -> HttpResponse:
    """One's own choice, and an example of each kind of mail."""
    way = way_of(request.actor)
    form = WayForm(request.POST or None, initial=_said(way))
    if request.method == "POST" and form.is_valid():
        actions.say_how(by=request.actor, **form.said)
        return redirect("notices:ways")
    context = {
        "form": form,
        "way": way,
        "mail_works": mail.works(),
        "examples": examples(bool(request.actor.assignment)),
    }
    return page(request, "notices/ways.html", context, status=422 if form.is_bound else 200)


@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """A mail to oneself."""
    actions.ask_for_test(by=request.actor)
    return redirect("notices:ways")


def _said(way: Way | None) -> dict[str, str]:
    if way is None:
        return {}
    return {"satt": way.outlet, "adress": way.address, "visa": way.detail if way.sealed else Detail.NEUTRAL}
