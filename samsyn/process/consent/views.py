"""Questions, people and consent, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.models import Case, Place
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import Refused, require
from samsyn.process.consent import (
    actions,
    anew,
    conditions,
    deciders,
    editing,
    forms,
    reading,
    rules,
    secrecy,
)
from samsyn.process.consent.models import Inquiry
from samsyn.web.forms import Form
from samsyn.web.pages import page


def questions(request: HttpRequest, ref: str) -> HttpResponse:
    """What the meeting shall answer, who should come, what must not be raised; then consent is asked."""
    case = open_it(request, ref, Part.QUESTIONS)
    chosen = request.POST.get("do", "")
    sheets = editing.sheets(case, chosen, request.POST)
    if chosen in editing.REMOVALS:
        editing.REMOVALS[chosen](case, request.actor, request.POST.get("row", ""))
        return redirect("consent:questions", ref)
    if chosen in sheets and done(
        sheets[chosen], lambda: editing.add(case, request.actor, chosen, sheets[chosen])
    ):
        return redirect("consent:show" if chosen == "ask" else "consent:questions", ref)
    context = reading.questions(case, request.actor) | {"sheets": sheets, "form": sheets.get(chosen)}
    return page(request, "consent/questions.html", context, status=status(sheets.get(chosen)))


def who(request: HttpRequest, ref: str) -> HttpResponse:
    """Two steps: the unit, then the named person there."""
    case = open_it(request, ref, Part.QUESTIONS)
    unit = forms.ChooseUnit(request.GET or None, units=reading.units())
    context = reading.questions(case, request.actor) | {"unit": unit, "form": unit}
    if not unit.is_valid():
        return page(request, "consent/who.html", context, status=status(unit))
    duties = reading.duties(case, unit.cleaned_data["enhet"])
    wishers = conditions.wishers(case, request.actor)
    form = forms.ChoosePerson(posted(request), duties=duties, wishers=wishers)
    context["secrecy"] = secrecy.told(reading.unit(unit.cleaned_data["enhet"]))
    if done(form, lambda: actions.wish_party(case=case, by=request.actor, **form.chosen)):
        return redirect("consent:questions", ref)
    return page(request, "consent/who.html", context | {"form": form}, status=status(form))


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Mina ja och nej; to whoever leads: who has answered what."""
    case = open_it(request, ref, Part.CONSENT)
    return page(request, "consent/show.html", reading.consent(case, request.actor))


def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """One's own answer."""
    case = open_it(request, ref, Part.CONSENT)
    place = conditions.own_place(case, request.actor)
    require(conditions.is_asked(case, place), may(request.actor, Op.ANSWER_CONSENT, case))
    return _answer(request, case, place, forms.Answer, actions.answer)


def record(request: HttpRequest, ref: str, place_ref: str) -> HttpResponse:
    """Somebody's answer by telephone or on paper, written down by whoever leads."""
    case = open_it(request, ref, Part.CONSENT)
    place = place_in(case, place_ref)
    require(may(request.actor, Op.RECORD_CONSENT, case), conditions.is_asked(case, place))

    def write_down(**said: Any) -> None:
        actions.record(place=place, **said)

    return _answer(request, case, place, forms.Recorded, write_down)


def _answer(
    request: HttpRequest, case: Case, place: Place, sheet: type[forms.Answer], verb: Callable[..., Any]
) -> HttpResponse:
    asked = rules.inquiry(case)
    if asked is None:
        return redirect("consent:show", case.ref)
    new = anew.difference(asked, rules.answer_of(case, place))
    form = sheet(posted(request), asked=asked, before=new["before"])
    seen = Inquiry.objects.filter(case=case, ref=request.POST.get("inquiry", "")).first() or asked
    who = {"case": case, "by": request.actor, "inquiry": seen}
    if done(form, lambda: verb(**who, **form.said)):
        return redirect("consent:show", case.ref)
    context = reading.reader(case, request.actor) | reading.question(case, asked, place)
    return page(request, "consent/answer.html", context | {"form": form}, status=status(form))


def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """What happens when a yes is taken back; the button here is the second press."""
    case = open_it(request, ref, Part.CONSENT)
    own, given = conditions.own_place(case, request.actor), request.GET.get("vem", "")
    place = place_in(case, given) if given else own
    before = rules.answer_of(case, place)
    require(may(request.actor, Op.WITHDRAW_CONSENT, case))
    require(conditions.may_speak_for(case, request.actor, place), conditions.has_yes(before))
    taken = reading.taking_back(case, before, request.GET.get("part", ""), request.GET.get("fraga", ""))
    form = Form(posted(request)) if place == own else forms.TakenBack(posted(request))
    who = {"case": case, "by": request.actor, "place": place, "pairs": taken["pairs"]}
    if done(form, lambda: actions.withdraw(**who, **form.cleaned_data)):
        return redirect("consent:show", ref)
    context = reading.reader(case, request.actor) | taken | {"place": place, "own": place == own}
    context |= {"form": form, "beside": place in rules.Standing(case).beside}
    return page(request, "consent/withdraw.html", context, status=status(form))


def stance(request: HttpRequest, ref: str) -> HttpResponse:
    """What the child thinks: by itself, or conveyed by staff."""
    case = open_it(request, ref, Part.CONSENT)
    context = reading.reader(case, request.actor)
    sheet = forms.OwnStance if context["is_child"] else forms.ConveyedStance
    require(context["may"]["stance"], conditions.has_child(case))
    standing = rules.Standing(case)
    context |= {"rule": standing.rule, "alone": deciders.matured(standing.facts)}
    form = sheet(posted(request))
    said = {"case": case, "by": request.actor}
    if done(form, lambda: actions.say_stance(**said, **form.cleaned_data)):
        return redirect("consent:show", ref)
    return page(request, "consent/stance.html", context | {"form": form}, status=status(form))


def open_it(request: HttpRequest, ref: str, part: Part) -> Case:
    case = open_case(request, ref, part)
    require(conditions.may_read(case, request.actor))
    return case


def place_in(case: Case, ref: str) -> Place:
    found = next((place for place in case.people if place.ref == ref), None)
    if found is None:
        raise Http404
    return found


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def done(form: Form, verb: Callable[[], Any]) -> bool:
    """Do it. A no about now or about what was written stands in the form, and nothing typed is lost."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        verb()
    except Refused as no:
        if no.decision.barred:
            raise
        form.add_error(None, no.decision.reason)
    return not form.errors


def status(form: Form | None) -> int:
    return 422 if form is not None and form.is_bound and form.errors else 200
