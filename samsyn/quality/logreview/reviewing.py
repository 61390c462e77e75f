"""The pages of /kvalitet/: for whoever reviews the log, and for whoever gives support."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.audit.models import Part
from samsyn.kernel.decision import bar, require
from samsyn.quality.logreview import actions, forms, limits, rules, showing
from samsyn.quality.logreview.models import Flag, Outcome, Review
from samsyn.web.pages import page

BAD = 422


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What waits: alarms, reviews, extracts; or support."""
    reviews, supports = rules.may_review(request.actor), rules.may_support(request.actor)
    if not (reviews or supports):
        require(bar(_("De här sidorna är för den som granskar loggen eller ger support.")))
    context: dict[str, object] = {"reviews": reviews, "supports": supports}
    if reviews:
        context |= {"alarms": showing.alarms(), "extracts": _asked(), "latest": _reviews("")[0][:1]}
    return page(request, "logreview/start.html", context)


def log(request: HttpRequest) -> HttpResponse:
    """The reviews that have been made, and a new one."""
    require(rules.may_review(request.actor))
    staff = rules.staff(request.actor)
    form = forms.Drawing(request.POST or None, staff=staff, who=request.GET.get("vem", ""))
    if request.method == "POST" and form.is_valid():
        return redirect("logreview:review", actions.make_review(by=request.actor, **form.cleaned_data))
    reviews, after = _reviews(request.GET.get("efter", ""))
    context = {"form": form, "reviews": reviews, "after": after}
    context |= {"alarms": showing.alarms(), "ticked": showing.ticked()}
    return page(request, "logreview/log.html", context, status=BAD if form.errors else 200)


def alarm(request: HttpRequest, ref: str) -> HttpResponse:
    """One alarm: whom to ring, and the reason for which one is done with it."""
    require(rules.may_review(request.actor))
    found = next((one for one in showing.alarms() if one.ref == ref), None)
    if found is None:
        raise Http404
    form = forms.Ticking(request.POST or None)
    if request.method == "POST":
        require(found.may_tick)
    if request.method == "POST" and form.is_valid():
        actions.tick_alarm(by=request.actor, alarm_ref=ref, **form.cleaned_data)
        return redirect("logreview:log")
    context = {"alarm": found, "form": form}
    return page(request, "logreview/alarm.html", context, status=BAD if form.errors else 200)


@require_safe
def review(request: HttpRequest, ref: str) -> HttpResponse:
    """The rows of a review, in order of time; that they were looked at is written down too."""
    require(rules.may_review(request.actor))
    found = get_object_or_404(Review.objects.select_related("made_by__person", "person"), ref=ref)
    lines, after = showing.lines(ref, _whole(request.GET.get("efter", "")))
    request.readings.extend((line.case_id, Part.READINGS) for line in lines)
    context = {"review": found, "lines": lines, "after": after, "counts": showing.decisions_of(found)}
    return page(request, "logreview/review.html", context)


def row(request: HttpRequest, ref: str) -> HttpResponse:
    """One reading: why it is here, and the decision on it."""
    require(rules.may_review(request.actor))
    line = showing.line(ref)
    if line is None:
        raise Http404
    request.readings.append((line.case_id, Part.READINGS))
    form, may_decide = forms.Deciding(request.POST or None), rules.is_anothers(line.own)
    found = get_object_or_404(Review, rows__ref=ref)
    if request.method == "POST":
        require(may_decide)
    if request.method == "POST" and form.is_valid():
        actions.decide_row(by=request.actor, row_ref=ref, **form.cleaned_data)
        return redirect("logreview:review", found.ref)
    asks = line.outcome == Outcome.ASK
    context = {"line": line, "form": form, "review": found, "asks": asks, "may_decide": may_decide}
    return page(request, "logreview/row.html", context, status=BAD if form.errors else 200)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Why, how often and how to decide: those who review need it in writing."""
    require(rules.may_review(request.actor))
    return page(request, "logreview/guide.html", {"limits": limits.limits(), "flags": Flag})


def release(request: HttpRequest, ref: str) -> HttpResponse:
    """Give somebody in a case an extract of the log."""
    require(rules.may_review(request.actor))
    asked = next(iter(showing.asked_extracts(ref)), None)
    if asked is None:
        raise Http404
    showing.note([asked])
    form = forms.Releasing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.release_extract(by=request.actor, question_ref=ref, **form.cleaned_data)
        return redirect("logreview:start")
    context = {"asked": asked, "size": showing.extract_size(ref), "form": form}
    return page(request, "logreview/release.html", context, status=BAD if form.errors else 200)


def support(request: HttpRequest) -> HttpResponse:
    """Open a session: which case, why, how long."""
    require(rules.may_support(request.actor))
    form = forms.Opening(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = actions.open_support(by=request.actor, **form.cleaned_data)
        if opened:
            return redirect("logreview:session", opened)
        form.add_error(
            "number", _("Det finns ingen SIP med det numret. Be den som ringer läsa upp det igen.")
        )
    context = {"form": form, "sessions": showing.sessions()}
    return page(request, "logreview/support.html", context, status=BAD if form.errors else 200)


@require_safe
def session(request: HttpRequest, ref: str) -> HttpResponse:
    """The frame of the case, while the session lasts; each look is a row in the family's list."""
    require(rules.may_support(request.actor))
    frame = showing.frame(ref)
    if frame is None:
        raise Http404
    request.readings.append((frame.case_id, Part.CASE))
    return page(request, "logreview/session.html", {"frame": frame, "ref": ref})


@require_POST
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """End the session now."""
    actions.close_support(by=request.actor, session_ref=ref)
    return redirect("logreview:support")


def _asked() -> list[showing.Asked]:
    found = showing.asked_extracts()
    showing.note(found)
    return found


def _reviews(after: str) -> tuple[list[Review], str]:
    """At most 25, the newest first; and the ref after which the next sheet begins."""
    rows = Review.objects.select_related("made_by__person", "person").order_by("-pk")
    last = Review.objects.filter(ref=after).values_list("pk", flat=True).first() if after else None
    found = list((rows.filter(pk__lt=last) if last else rows)[: showing.AT_MOST + 1])
    more = found[showing.AT_MOST - 1].ref if len(found) > showing.AT_MOST else ""
    return found[: showing.AT_MOST], more


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
