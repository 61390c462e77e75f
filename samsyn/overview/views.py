"""The start pages, a case's front page, and who has done and looked at what."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.audit.models import Part
from samsyn.cases.access import FAMILY, kinds_of
from samsyn.cases.models import Case, PlaceKind
from samsyn.cases.wall import open_case, shown
from samsyn.kernel import clock
from samsyn.kernel.decision import bar, require
from samsyn.overview import lists, pages, reading
from samsyn.overview import unit as units
from samsyn.overview.reminders import Reminder, reminders
from samsyn.overview.turns import next_turn
from samsyn.people.models import Assignment
from samsyn.process.initiative.delays.rules import explained
from samsyn.process.succession.alarms import alarms
from samsyn.process.succession.rules import news
from samsyn.quality.logreview.rules import answer_by
from samsyn.web.pages import page


@require_safe
def at_work(request: HttpRequest) -> HttpResponse:
    """Mine to do, late first."""
    if request.actor.assignment is None:
        return redirect("overview:family")
    sheet = lists.mine(request.actor, request.GET.get("efter", ""))
    shown(request, [line.case for line in sheet.lines])
    return page(
        request,
        "overview/at_work.html",
        {"sheet": sheet, "duties": _duties(request), "unled": alarms(request.actor)},
    )


@require_safe
def unit(request: HttpRequest) -> HttpResponse:
    """What the unit has under way, for whoever manages it."""
    duty = request.actor.assignment
    if duty is None or not duty.manages:
        require(bar(_("Den här sidan är för den som är chef för en enhet.")))
    lines, after = units.sheet(request.GET.get("efter", ""))
    request.readings.extend((line.case_id, Part.LIST) for line in lines)
    return page(request, "overview/unit.html", {"lines": lines, "after": after})


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """One's own cases by name or number. Posted: a name stands in no address and in no server's log."""
    if request.actor.assignment is None:
        return redirect("overview:family")
    term = request.POST.get("sok", "").strip()[:200]
    sheet = lists.found(request.actor, term)
    shown(request, [line.case for line in sheet.lines])
    return page(request, "overview/found.html", {"sheet": sheet, "term": term})


@require_safe
def family(request: HttpRequest) -> HttpResponse:
    """What happens next in the family's own cases. One's own plan, as a child, has a page of its own."""
    if request.actor.assignment:
        return redirect("overview:at_work")
    cards = _cards(request)
    if cards and all(card.kinds == {PlaceKind.CHILD} for card in cards):
        return redirect("overview:mine")
    return page(request, "overview/family.html", {"cards": cards, "duties": _duties(request)})


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The child's start page."""
    if request.actor.assignment:
        return redirect("overview:at_work")
    return page(request, "overview/mine.html", {"cards": _cards(request), "duties": _duties(request)})


def _cards(request: HttpRequest) -> list[pages.Card]:
    """A family has a handful of cases: each is opened, so that what happens next can be told in full."""
    refs = list(Case.objects.seen_by(request.actor).values_list("ref", flat=True)[: lists.AT_MOST])
    return [pages.card(open_case(request, ref, Part.CASE), request.actor) for ref in refs]


@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """A case's front page: what happens next, whose turn it is, whom to ring, and the way to each step."""
    the_case = open_case(request, ref, Part.CASE)
    turn = next_turn(the_case, request.actor)
    context = {
        "case": the_case,
        "turn": turn,
        "link": turn.link(the_case),
        "links": pages.links(the_case, request.actor),
        "people": pages.people(the_case),
        "size": "lg" if kinds_of(request.actor, the_case) & FAMILY else "md",
        "steps": pages.steps(the_case),
        "explained": explained(the_case),
        "news": news(the_case),
        "reminders": [one for one in _reminders(request, the_case) if one.page != turn.page],
    }
    return page(request, "overview/case.html", context)


def _reminders(request: HttpRequest, the_case: Case) -> list[Reminder]:
    return reminders(request.actor, [the_case])[the_case.pk]


@require_safe
def readings(request: HttpRequest, ref: str) -> HttpResponse:
    """Which staff have done and looked at what. For the family."""
    the_case = open_case(request, ref, Part.READINGS)
    if not kinds_of(request.actor, the_case) & FAMILY:
        require(bar(_("Bara familjen kan se vilka som har läst.")))
    days, earlier = reading.looked(the_case, _day(request.GET.get("fore", "")))
    done, older = reading.done(the_case, _number(request.GET.get("till", "")))
    context = {
        "case": the_case,
        "in_short": reading.in_short(the_case),
        "days": days,
        "earlier": earlier.isoformat() if earlier else "",
        "done": done,
        "older": older,
        "support": reading.support(the_case),
        "due": answer_by(the_case, clock.today()),
    }
    return page(request, "overview/readings.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 15 else None


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """The same person goes on in another duty, or privately."""
    wanted = request.POST.get("duty", "")
    duty = next((duty for duty in _duties(request) if duty.ref == wanted), None)
    request.session["assignment"] = duty.pk if duty else None
    return redirect("overview:at_work" if duty else "overview:family")


def _duties(request: HttpRequest) -> list[Assignment]:
    mine = Assignment.objects.filter(person=request.actor.person, valid__contains=clock.now())
    return list(mine.select_related("unit").order_by("pk"))
