"""One way from a view to a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from samsyn.web.leaving import with_help


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or the one part of it that the view (never the client) names."""
    name = f"{template}#{partial}" if partial else template
    html = render_to_string(name, context, request)
    return HttpResponse(with_help(request, html, context), status=status)
