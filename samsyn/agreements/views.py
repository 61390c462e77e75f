"""Vad gäller här? The agreements for everyone signed in; public facts, no case data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samsyn.agreements import rules, showing
from samsyn.agreements.models import Profile, Version
from samsyn.kernel import clock
from samsyn.web.pages import page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """C081: which agreements there are."""
    return page(request, "agreements/index.html", {"profiles": Profile.objects.all()})


@require_safe
def show(request: HttpRequest, code: str, number: int | None = None) -> HttpResponse:
    """The agreement in force today, or the version that an older case was begun under."""
    today = clock.today()
    versions = Version.objects.filter(profile__code=code)
    found = versions.filter(number=number) if number else versions.on(today)
    chosen = found.values_list("pk", flat=True).first()
    if chosen is None:
        raise Http404
    agreement = rules.version(chosen)
    context = {
        "agreement": agreement,
        "parts": showing.parts(agreement, today),
        "laws": [paragraph for paragraph in rules.paragraphs() if paragraph.holds(today)],
        "versions": versions.order_by("-number").values("number", "valid_from"),
    }
    return page(request, "agreements/agreement.html", context)
