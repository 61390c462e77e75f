"""A form sent twice is answered once: after a double click, or an answer lost after COMMIT."""

import hashlib
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from samsyn.kernel.models import Once


def answer_once(request: HttpRequest, person_id: int, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Run the view, unless this very form of this person has been answered: then repeat the redirect.

    Must run inside the request's transaction: the answer is remembered exactly if the work is kept.
    """
    token = request.POST.get("once", "")
    if not token:
        return view()
    key = hashlib.sha256(f"{person_id}\0{request.path}\0{token}".encode()).hexdigest()
    with connection.cursor() as cursor:  # the second click waits here for the first one's COMMIT
        cursor.execute("select pg_advisory_xact_lock(('x' || %s)::bit(64)::bigint)", [key[:16]])
    done = Once.objects.filter(key=key).values_list("location", flat=True).first()
    if done is not None:
        return HttpResponseRedirect(done)
    response = view()
    if 300 <= response.status_code < 400:
        Once.objects.create(key=key, person_id=person_id, location=response["Location"])
    return response
