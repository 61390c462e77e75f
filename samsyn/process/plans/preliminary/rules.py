"""What must hold before the preliminary plan is shown and answered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.cases.access import LEADERS, kinds_of, places_of
from samsyn.cases.models import Case, Place
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.consent import rules as consent
from samsyn.process.plans import lacking
from samsyn.process.plans.consulting import Standing
from samsyn.process.plans.models import Consulted, How, Plan


def is_begun(plan: Plan | None) -> Decision:
    if plan is not None:
        return ALLOWED
    return refuse(_("Planen är tom. Skriv i den först."))


def may_show(case: Case, standing: Standing) -> Decision:
    """C127: there is a yes to making it, somebody could not come, and all that is written is there."""
    said_yes = consent.all_said_yes(case)
    if not said_yes:
        return said_yes
    if not standing.absent:
        return refuse(_("Alla som behöver säga ja var med på mötet. Fastställ planen i mötesrummet."))
    missing = lacking.unwritten(standing.plan, standing.shown)
    if missing:
        return refuse(" ".join([_("Skriv klart planen först."), *missing]))
    if standing.is_fresh:
        return refuse(_("Planen är visad som den är nu."))
    return ALLOWED


def is_asked(standing: Standing, place: Place) -> Decision:
    if place in standing.absent:
        return ALLOWED
    return refuse(_("Bara den som inte var med på mötet svarar på den preliminära planen."))


def may_answer(by: Actor, case: Case, place: Place, how: str) -> Decision:
    """One answers for oneself; whoever leads writes down what was said by telephone or on paper."""
    if how == How.SELF:
        return ALLOWED if place in places_of(by, case) else bar(_("Man svarar bara för sig själv."))
    if kinds_of(by, case) & LEADERS:
        return ALLOWED
    return bar(_("Bara den som leder skriver in svar per telefon eller på papper."))


def was_shown(standing: Standing, shown: str) -> Decision:
    """The answer is on what was shown last, and that is what the plan still says."""
    if standing.newest is None:
        return refuse(_("Den preliminära planen är inte visad än."))
    if shown != standing.newest.ref or not standing.is_fresh:
        return refuse(_("Planen har ändrats sedan den visades. Den visas igen innan du svarar."))
    return ALLOWED


def gives_words(kind: str, words: str) -> Decision:
    if kind == Consulted.CHANGES and not words.strip():
        return refuse(_("Skriv vad du vill ändra."))
    return ALLOWED
