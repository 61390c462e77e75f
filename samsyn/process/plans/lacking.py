"""What stands between a draft and an established plan, in plain sentences (the text "Inte klar")."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.cases.access import STAFF
from samsyn.cases.models import Case, Place, ScopeKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.process.consent import rules as consent
from samsyn.process.meetings import rules as meetings
from samsyn.process.plans import consulting, reading, sections
from samsyn.process.plans.models import Plan, Responsible, VoiceKind
from samsyn.process.plans.reading import Row, Shown


def candidates(case: Case) -> list[Place]:
    """Who can be the coordinator: one of the staff in the case (C141, C172)."""
    return [place for place in case.people if place.kind in STAFF]


def lacks(plan: Plan, shown: Shown | None = None) -> list[str]:
    """What stands between the draft and an established plan, in plain sentences (the text "Inte klar").

    What must be written, the yes of all whose yes is needed, and that those of them who could not come have
    been consulted. A guardian who thinks otherwise does not stop it. What the family has said is read by the
    family and those who lead: a secretary is told what is not written.
    """
    shown = shown or reading.read(plan.pk)
    missing = unwritten(plan, shown)
    if not any(scope.kind == ScopeKind.FAMILY for scope in plan.case.scopes_seen):
        return missing
    said_yes = consent.all_said_yes(plan.case)
    return [*missing, *([] if said_yes else [said_yes.reason]), *consulting.lacks(plan, shown)]


def unwritten(plan: Plan, shown: Shown) -> list[str]:
    """The child's voice, the four items of the law, the follow-up, the coordinator, a goal for each need, the
    meeting."""
    content = shown.content
    missing = [*_voice_lacks(content["voice"], shown.case["called"]), *_need_lacks(content["needs"])]
    missing += _measure_lacks(sections.measures_of(content))
    missing += _others_lack(plan, sections.measures_of(content))
    missing += _frame_lacks(plan)
    if not meetings.present_places(plan.case):
        missing.append(_("Vilka kom till mötet?"))
    return missing


def _voice_lacks(voice: Row | None, called: str) -> list[str]:
    kind = voice["kind"] if voice else ""
    if not kind:
        return [_("Vad säger %(called)s själv?") % {"called": called}]
    if kind in (VoiceKind.OWN, VoiceKind.CONVEYED) and not voice["words"].strip():
        return [_("Skriv vad %(called)s säger.") % {"called": called}]
    if kind == VoiceKind.CONVEYED and not voice["conveyed_by"].strip():
        return [_("Vem har berättat vad %(called)s säger?") % {"called": called}]
    if kind == VoiceKind.COULD_NOT and not voice["why"].strip():
        return [_("Varför kunde %(called)s inte säga något?") % {"called": called}]
    return []


def _need_lacks(needs: list[Row]) -> list[str]:
    if not needs:
        return [_("Vad behövs? Skriv minst ett behov.")]
    empty = sum(not need["text"].strip() for need in needs)
    without = sum(not any(goal["text"].strip() for goal in need["goals"]) for need in needs)
    found = []
    if empty:
        found.append(ngettext("Ett behov är tomt.", "%(n)s behov är tomma.", empty) % {"n": empty})
    if without:
        text = ngettext("Ett behov saknar mål på vägen.", "%(n)s behov saknar mål på vägen.", without)
        found.append(text % {"n": without})
    return found


def _measure_lacks(measures: list[Row]) -> list[str]:
    if not any(measure["what"].strip() for measure in measures):
        return [_("Vilka insatser behövs? Skriv minst en.")]
    faults = {
        _("Skriv vad som ska göras."): [m for m in measures if not m["what"].strip()],
        _("Är det kommunen, regionen eller någon annan som ansvarar för: %(what)s?"): [
            m for m in measures if m["what"].strip() and not m["responsible"]
        ],
        _("Vem är det som gör: %(what)s?"): [m for m in measures if _nobody_does(m)],
    }
    return [text % {"what": _short(m["what"])} for text, found in faults.items() for m in found]


def _nobody_does(measure: Row) -> bool:
    if not measure["what"].strip() or not measure["responsible"]:
        return False
    elsewhere = measure["responsible"] == Responsible.OTHER and measure["other"].strip()
    return not (measure["unit"] or elsewhere)


def _short(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= 60 else line[:59].rstrip() + "…"


def _others_lack(plan: Plan, measures: list[Row]) -> list[str]:
    """The law's third item: what somebody else does, or explicitly nothing."""
    others = [measure for measure in measures if measure["responsible"] == Responsible.OTHER]
    if others and plan.no_other_measures:
        return [_("Planen säger både att någon annan gör något, och att ingen annan gör det.")]
    if not others and not plan.no_other_measures:
        return [_("Gör någon annan än kommunen och regionen något? Skriv vad, eller att ingen gör det.")]
    return []


def _frame_lacks(plan: Plan) -> list[str]:
    found = []
    if not plan.lead_principal:
        found.append(_("Har kommunen eller regionen det övergripande ansvaret?"))
    title = {"title": plan.case.coordinator_title}
    if plan.coordinator is None:
        found.append(_("Vem blir %(title)s?") % title)
    elif plan.coordinator not in candidates(plan.case):
        found.append(_("Den ni valde till %(title)s är inte med längre. Välj en annan.") % title)
    if plan.follow_up_at is None:
        found.append(_("När följer ni upp planen?"))
    elif plan.follow_up_at <= clock.now():
        found.append(_("Tiden för uppföljningen har redan varit. Välj en ny."))
    return found


def is_complete(plan: Plan) -> Decision:
    """May it be established? The reason is the sentence of `texts` 13, with what is missing."""
    missing = lacks(plan)
    if not missing:
        return ALLOWED
    opening = ngettext("En sak saknas:", "%(n)s saker saknas:", len(missing)) % {"n": len(missing)}
    return refuse(" ".join([opening, *missing, _("Allt ni har skrivit är sparat.")]))
