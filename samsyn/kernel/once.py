"""A form sent twice is answered once: after a double click, or an answer lost after COMMIT."""

import hashlib
import json
from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from samsyn.kernel.models import Once

NOT_SAID = {"csrfmiddlewaretoken"}  # differs between two sendings of the same form


def answer_once(request: HttpRequest, person_id: int, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Run the view, unless this very form of this person has been answered: then repeat the redirect.

    Must run inside the request's transaction: the answer is remembered exactly if the work is kept.
    """
    token = request.POST.get("once", "")
    if not token:
        return view()
    key = _key(person_id, request)
    with connection.cursor() as cursor:  # the second click waits here for the first one's COMMIT
        cursor.execute("select pg_advisory_xact_lock(('x' || %s)::bit(64)::bigint)", [key[:16]])
    done = Once.objects.filter(key=key).values_list("location", flat=True).first()
    if done is not None:
        return HttpResponseRedirect(done)
    response = view()
    if 300 <= response.status_code < 400:
        Once.objects.create(key=key, person_id=person_id, location=response["Location"])
    return response


def _key(person_id: int, request: HttpRequest) -> str:
    """The same person, form and words; changed words are another answer, never silently dropped."""
    said = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_SAID)
    said += sorted((name, [_digest(file) for file in files]) for name, files in request.FILES.lists())
    return hashlib.sha256(json.dumps([person_id, request.path, said]).encode()).hexdigest()


def _digest(file: UploadedFile) -> str:
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
