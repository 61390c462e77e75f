"""The pages when something went wrong. They need no database and no JavaScript, and lose nothing typed."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from samsyn.kernel.decision import Decision
from samsyn.kernel.ref import new_ref

NEVER_ECHOED = {"csrfmiddlewaretoken", "password"}
# What our own pages send along unseen; the rest was chosen or written by a person.
UNSEEN = {"once", "base", "row", "field", "next"}
RETRY_SECONDS = 30


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return forbidden(request, reason)


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error("web/404.html", 404)


def handler500(request: HttpRequest) -> HttpResponse:
    return _error("web/500.html", 500)


def forbidden(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A no with its reason: the same sentence that stands where the button would have been."""
    return _error("web/403.html", 403, reason=reason or _("Du får inte se eller göra det här."))


def refused(request: HttpRequest, decision: Decision) -> HttpResponse:
    """What `Refused` becomes."""
    return forbidden(request, decision.reason)


def conflict(request: HttpRequest, reason: str) -> HttpResponse:
    """Somebody was first, or it cannot be done now."""
    return _error("web/409.html", 409, reason=reason, back=_back(request))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    response = _error("web/429.html", 429, minutes=max(1, -(-seconds // 60)))
    response["Retry-After"] = str(seconds)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The session is over, or the form came from elsewhere: the words can be copied, never sent on."""
    typed = [value for name, value in _typed(request) if _is_words(name, value)]
    return _error("web/419.html", 419, typed=typed, back=_back(request))


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away: what was typed comes back in a form that can be edited and sent again."""
    fields = [
        {"name": name, "value": value, "words": _is_words(name, value)} for name, value in _typed(request)
    ]
    here = request.get_full_path()
    token = get_token(request) if request.method == "POST" else ""
    response = _error(
        "web/503.html", 503, fields=fields, here=here, csrf_token=token, post=request.method == "POST"
    )
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """All that came with the form, in its order; `once` too, so that a repeat stays harmless."""
    if request.method != "POST":
        return []
    lists = dict(request.POST.lists())
    lists.setdefault("once", [new_ref()])
    return [(name, value) for name, values in lists.items() if name not in NEVER_ECHOED for value in values]


def _is_words(name: str, value: str) -> bool:
    """Something a person wrote, rather than a choice or a mark of ours."""
    return name not in UNSEEN and (len(value) > 24 or any(char.isspace() for char in value.strip()))


def _back(request: HttpRequest) -> str:
    """The page the form was on, if it was one of ours."""
    referer = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return "/"
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def _error(template: str, status: int, **context: Any) -> HttpResponse:
    # Without the request: context processors would ask the database who is here.
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store"
    return response
