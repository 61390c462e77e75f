"""Who must sign in: everybody, everywhere, but on the pages that say otherwise."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from samsyn.web import errors


class SignInRequired(LoginRequiredMiddleware):
    """A form sent after the session has ended gives its words back instead of losing them."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:
        if request.method == "POST":
            return errors.csrf_failure(request)
        return super().handle_no_permission(request, view_func)
