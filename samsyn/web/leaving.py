"""What stands on every page of a child and a family: "Lämna snabbt", and where help is while one writes."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

PLACE = "<!-- help -->"  # where the layout lets the block stand


@csrf_exempt  # whoever must leave, leaves: also when the session is over, and signing out harms nobody
@login_not_required  # also from a page that anybody may see
def leave(request: HttpRequest) -> HttpResponse:
    """Signs out and goes to a page that anybody may have open.

    The browser lets no form of ours lead elsewhere, so the answer is an empty page that goes on by itself.
    """
    if request.method != "POST":
        return redirect(settings.LEAVE_TO)
    logout(request)
    response = HttpResponse(render_to_string("web/left.html", {"to": settings.LEAVE_TO}))
    response["Cache-Control"] = "no-store"
    return response


def with_help(request: HttpRequest, html: str, context: dict[str, Any]) -> str:
    """Wherever somebody in a family can write, help is named beside it: also on a page not yet thought of."""
    if PLACE not in html:
        return html
    block = ""
    if "<textarea" in html and not works(request):
        block = render_to_string("web/danger.html", {"case": context.get("case")})
    return html.replace(PLACE, block, 1)


def works(request: HttpRequest) -> bool:
    """Is the reader at work? Everybody else gets what is for a child and a family."""
    actor = getattr(request, "actor", None)
    return actor is not None and actor.assignment is not None
