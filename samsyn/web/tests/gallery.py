"""A page with every component, for the tests and for the eye. Never part of the service."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

from samsyn.web import errors, forms
from samsyn.web.tests import HERE

ARABIC = "أريد أن أنام جيداً. I skolan kl. 10."
STEPS = [
    "Oro",
    "Frågor",
    "Ja eller nej",
    "Förbereda",
    "Kallelse",
    "Möte",
    "Planen gäller",
    "Kopior",
    "Uppföljning",
]
ANSWERS = [("ja", "Ja, om de här frågorna"), ("delvis", "Ja, men inte allt"), ("nej", "Nej")]

PEOPLE = [
    {"name": "Sara Nilsson", "role": "Samordnare", "unit": "Socialtjänsten", "telephone": "070-123 45 67"},
    {"name": "Ali حسن", "role": "Pappa", "unit": "", "telephone": ""},
]


class Everything(forms.Form):
    name = forms.Line(
        "Vad heter du?", hint="Skriv för- och efternamn.", autocomplete="name", missing="Skriv vad du heter."
    )
    phone = forms.Line("Telefon", kind="tel", autocomplete="tel", required=False)
    answer = forms.OneOf(
        "Får de här prata med varandra om Adam?",
        choices=ANSWERS,
        hints={"delvis": "Du väljer sedan vad de inte får prata om."},
        missing="Välj ja, ja men inte allt, eller nej.",
    )
    who = forms.Some("Vilka ska vara med?", choices=[("skola", "Skolan"), ("bup", "BUP")], required=False)
    unit = forms.Pick("Verksamhet", choices=[("1", "BUP Halmstad"), ("2", "Elevhälsan på Östergårdsskolan")])
    day = forms.Day("När ska det vara klart?", hint="Till exempel 12 3 2026.")
    moment = forms.Moment("När träffas ni?", required=False)
    good = forms.Words("Vad är bra just nu?", hint="Skriv så mycket eller lite du vill.")
    sure = forms.Yes("Jag har läst frågorna")


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    request.actor = SimpleNamespace(
        person="Karin Berg", assignment=SimpleNamespace(unit="Elevhälsan"), start="/"
    )
    context = {
        "size": request.GET.get("size", "md"),
        "form": Everything(request.POST if request.method == "POST" else None),
        "day": date(2026, 3, 12),
        "moment": datetime(2026, 3, 12, 12, 0, tzinfo=UTC),
        "arabic": ARABIC,
        "own": "Jag vill orka gå till skolan.\nOch träna på fredagar.",
        "steps": [
            {"title": title, "done": n < 3, "current": n == 3, "link": "#main" if n < 4 else ""}
            for n, title in enumerate(STEPS)
        ],
        "people": PEOPLE,
        "rows": [
            {"label": "Vad är svårt?", "value": ARABIC, "lang": "ar", "link": "#main"},
            {"label": "Vad är bra?", "value": "", "lang": "sv", "link": "#main"},
        ],
    }
    template = engines["django"].from_string((HERE / "gallery.html").read_text())
    return HttpResponse(template.render(context, request))


@login_not_required
def save(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Sparat klockan 13.00") if request.htmx else HttpResponseRedirect("/")


@login_not_required
def leave(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hej då")


@login_not_required
def broken(request: HttpRequest, status: int) -> HttpResponse:
    pages = {
        403: lambda: errors.forbidden(request, "Bara samordnaren får fastställa planen."),
        404: lambda: errors.handler404(request),
        409: lambda: errors.conflict(request, "Planen är redan fastställd."),
        419: lambda: errors.csrf_failure(request),
        429: lambda: errors.too_many(request, 90),
        500: lambda: errors.handler500(request),
        503: lambda: errors.unavailable(request),
    }
    return pages[status]()


urlpatterns = [
    path("", gallery),
    path("spara/", save),
    path("logga-ut/", leave, name="sign_out"),
    path("fel/<int:status>/", broken),
]
