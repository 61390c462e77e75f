"""The files of a case: the list, adding one, looking at one, taking one away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from samsyn.audit.models import Part
from samsyn.cases.access import is_child, may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.documents.models import StoredFile
from samsyn.kernel.decision import Refused
from samsyn.process.files import actions, rules
from samsyn.process.files.forms import AttachForm
from samsyn.web.pages import page


@require_safe
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """What has been added, by whom, and who sees it."""
    case = open_case(request, ref, Part.FILES)
    labels = {audience.scope.pk: audience for audience in rules.audiences(case, request.actor)}
    found = rules.files(case)
    lines = [(file, labels.get(file.scope_id)) for file in found if file.removed_at is None]
    context = _about(request, case) | {
        "lines": lines,
        "removed": [file for file in found if file.removed_at],
        "may_attach": may(request.actor, Op.ATTACH_FILE, case),
    }
    return page(request, "files/show.html", context)


def attach(request: HttpRequest, ref: str) -> HttpResponse:
    """Add a letter or picture; what was typed is kept when the file is no good."""
    case = open_case(request, ref, Part.FILES)
    form = AttachForm(
        request.POST or None, request.FILES or None, audiences=rules.audiences(case, request.actor)
    )
    if request.method == "POST" and form.is_valid() and _attached(request, case, form):
        return redirect("files:show", ref)
    decision = may(request.actor, Op.ATTACH_FILE, case)
    context = _about(request, case) | {"form": form, "may_attach": decision}
    return page(request, "files/attach.html", context, status=422 if form.is_bound else 200)


def _attached(request: HttpRequest, case: Case, form: AttachForm) -> bool:
    """A picture that cannot be read is a fault of that box, not of the page."""
    said = form.cleaned_data
    try:
        actions.attach(
            case=case, by=request.actor, scope=form.chosen.scope, title=said["title"], upload=said["file"]
        )
    except Refused as no:
        if no.decision.barred:
            raise
        form.add_error("file", no.decision.reason)
        return False
    return True


@require_safe
def look(request: HttpRequest, ref: str, file_ref: str) -> HttpResponse:
    """One picture, large, with what it is and who added it."""
    case, file = _file(request, ref, file_ref)
    labels = {audience.scope.pk: audience for audience in rules.audiences(case, request.actor)}
    context = _about(request, case) | {
        "file": file,
        "audience": labels.get(file.scope_id),
        "may_take_away": may(request.actor, Op.REMOVE_FILE, case)
        and rules.may_take_away(case, request.actor, file),
    }
    return page(request, "files/look.html", context)


@require_safe
def picture(request: HttpRequest, ref: str, file_ref: str) -> HttpResponse:
    """The picture itself. Its name says nothing."""
    _case, file = _file(request, ref, file_ref)
    response = HttpResponse(bytes(file.body), content_type=file.media_type)
    response["Content-Disposition"] = f'inline; filename="{file.ref}.jpg"'
    return response


@require_POST
def take_away(request: HttpRequest, ref: str, file_ref: str) -> HttpResponse:
    case, file = _file(request, ref, file_ref)
    actions.take_away(case=case, by=request.actor, file=file)
    return redirect("files:show", ref)


def _file(request: HttpRequest, ref: str, file_ref: str) -> tuple[Case, StoredFile]:
    """Unknown, unseen and taken away are one and the same 404."""
    case = open_case(request, ref, Part.FILES)
    rows = StoredFile.objects.filter(case=case, ref=file_ref, removed_at=None)
    if (file := rows.select_related("scope", "added_by").first()) is None:
        raise Http404
    return case, file


def _about(request: HttpRequest, case: Case) -> dict[str, object]:
    return {"case": case, "size": "lg" if is_child(request.actor, case) else "md"}
