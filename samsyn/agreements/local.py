"""Pages for those who keep an agreement: change a value from a day on, look first, and see what is coming."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samsyn.agreements import actions, changes, desk
from samsyn.agreements.models import Change
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.people.keeping import ask, kept_organisation
from samsyn.web.forms import Form
from samsyn.web.pages import page


@require_safe
def values(request: HttpRequest, ref: str) -> HttpResponse:
    """Every value that can be changed here, and the changes that are coming or have come."""
    found = kept_organisation(request, ref)
    return page(request, "agreements/values.html", desk.of(request.actor, found, clock.today()))


def change(request: HttpRequest, ref: str, key: str, shared: bool) -> HttpResponse:
    """Write a change, look at what it will mean, and save it. `shared`: for all who follow the agreement."""
    found = kept_organisation(request, ref)
    if not changes.changeable(key):
        raise Http404
    require(changes.may_change(request.actor, found, shared=shared))
    form, step = desk.form(request.POST or None, found, key, shared), request.POST.get("step")
    context = desk.asked(form, found, shared)
    if step == "look" and form.is_valid():
        return page(request, "agreements/look.html", context | desk.preview(form, found, shared))
    if step == "save" and form.is_valid():
        since = form.cleaned_data["since"]
        actions.change_value(
            by=request.actor, organisation=found, shared=shared, key=key, said=form.said(), since=since
        )
        return redirect("agreements:values", ref)
    return page(request, "agreements/change.html", context, status=422 if form.errors else 200)


def remove(request: HttpRequest, ref: str, change_ref: str) -> HttpResponse:
    """Take back a change that has not begun."""
    found = kept_organisation(request, ref)
    one = get_object_or_404(Change.objects.select_related("profile"), ref=change_ref)
    require(changes.may_change(request.actor, found, shared=one.profile.ground_id is None))
    return ask(
        request,
        Form(request.POST or None),
        lambda: actions.remove_change(by=request.actor, organisation=found, change=one),
        title=_("Ta tillbaka ändringen?"),
        lead=desk.sentence(one),
        button=_("Ta tillbaka ändringen"),
        back=reverse("agreements:values", args=[ref]),
    )


def keeper(request: HttpRequest, ref: str) -> HttpResponse:
    """The operator says that this organisation changes the agreement for all who share it."""
    found = kept_organisation(request, ref)
    followed = changes.followed(found)
    require(changes.may_name_keeper(request.actor, followed))
    names = {"organisation": found.name, "agreement": changes.shared(followed).name}
    return ask(
        request,
        Form(request.POST or None),
        lambda: actions.name_keeper(by=request.actor, organisation=found),
        title=_("Låt %(organisation)s sköta överenskommelsen") % names,
        lead=_("De kan då ändra %(agreement)s för alla som följer den.") % names,
        button=_("Låt dem sköta överenskommelsen"),
        back=reverse("agreements:values", args=[ref]),
    )
