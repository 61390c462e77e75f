"""The plan as plain text for a unit's own system (C147, C154): only what that unit sees and needs.

What the unit itself is to do comes first, with the need and the goal it serves; then what the others do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samsyn.cases.models import Case, Place, Round
from samsyn.people.models import Unit
from samsyn.process.copies.codes import Code, When
from samsyn.process.discharge.models import Discharge
from samsyn.process.meetings.models import Meeting, Purpose
from samsyn.process.plans.models import Plan, Uptake, VoiceKind
from samsyn.process.plans.sections import LISTS
from samsyn.process.seeing.items import without
from samsyn.web.dates import datum, datumtid, kortdatum

Row = dict[str, Any]


def present(plan: Plan) -> list[Place]:
    """Who came to the meeting that made the plan."""
    first = Meeting.objects.filter(
        case=plan.case_id, round=plan.round, purpose=Purpose.FIRST, replaced_at=None
    )
    meeting = first.order_by("-pk").first()
    if meeting is None:
        return []
    came = meeting.invitations.filter(present=True).select_related("place__assignment__unit")
    return [invitation.place for invitation in came.order_by("pk")]


def occasion(case: Case, plan: Plan) -> When:
    """Was the plan made on the way out of hospital (law 2017:612)? As far as the reader may know."""
    began = Round.objects.get(case=case, number=plan.round).started
    stays = Discharge.objects.filter(case=case, at__range=(began, plan.established_at), compulsory=False)
    return When.DISCHARGE if stays.exists() else When.PLAN


def text(case: Case, plan: Plan, content: Row, unit: Unit, basis: str, codes: Iterable[Code]) -> str:
    """`content`: the sections that the unit sees, as `plans.reading` gives them."""
    content = _marked(case, content)
    parts = [
        _opening(case, plan, unit),
        _voice(case, content),
        _list(_("DET HÄR GER KRAFT"), [one["text"] for one in content["strengths"]]),
        _own(content, unit),
        _others(content, unit),
        _list(
            _("OM ATT KUNNA BEHÖVA BO NÅGON ANNANSTANS"), [_assessed(one) for one in content["assessments"]]
        ),
        _list(_("DET HÄR ÄR VI INTE ÖVERENS OM"), [_disagreed(one) for one in content["disagreements"]]),
        _list(_("I KORTHET"), [content["summary"]["text"]] if content["summary"] else []),
        *_frame(case, content["frame"]),
        _list(_("GRUND FÖR ATT VI HAR FÅTT PLANEN"), [basis] if basis else []),
        _list(_("FÖRESLAGNA KODER"), [str(code) for code in codes]),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _marked(case: Case, content: Row) -> Row:
    """With what somebody in the family does not know beside it: that one may read the unit's own journal."""

    def told(one: Row) -> Row:
        names = get_text_list([place.called for place in without(case, one["lies_in"])], _("och"))
        said = _("Det här vet inte %(names)s.") % {"names": names} if names else ""
        return one | {"text": f"{one['text']}\n({said})"} if said else one

    return content | {name: [told(one) for one in content[name]] for name in ("needs", *LISTS.values())}


def _opening(case: Case, plan: Plan, unit: Unit) -> list[str]:
    facts = {"number": case.number, "day": datum(plan.established_at), "version": plan.version}
    return [
        _("SAMORDNAD INDIVIDUELL PLAN (SIP)"),
        _("Gäller: %(name)s") % {"name": case.called},
        _("%(number)s, fastställd %(day)s, version %(version)s") % facts,
        _("Kontrolltal: %(hash)s") % {"hash": plan.hash[:12]},
        _("Det här är de delar som %(unit)s får se.") % {"unit": unit.name},
    ]


def _list(heading: str, texts: Iterable[str]) -> list[str]:
    found = [text.strip() for text in texts if text and text.strip()]
    return [heading, *[f"- {_indented(text)}" for text in found]] if found else []


def _indented(text: str) -> str:
    """Line breaks within one point stay, and the point is still seen as one."""
    return text.replace("\n", "\n  ")


def _voice(case: Case, content: Row) -> list[str]:
    """Own words first, word for word."""
    voice = content["voice"]
    said = []
    if voice and voice["kind"] in (VoiceKind.OWN, VoiceKind.CONVEYED):
        said = [voice["words"]]
        if voice["kind"] == VoiceKind.CONVEYED:
            said.append(_("(Berättat av %(name)s.)") % {"name": voice["conveyed_by"]})
    elif voice and voice["kind"]:
        said = [str(voice["in_words"]), voice["why"]]
    lines = _list(_("DET HÄR SÄGER %(name)s") % {"name": case.called.upper()}, said)
    wishes = _list(_("DET VI VILL NÅ PÅ LÅNG SIKT"), [wish["text"] for wish in content["wishes"]])
    return [*lines, *([""] if lines and wishes else []), *wishes]


def _assessed(one: Row) -> str:
    return f"{one['in_words']}: {one['text']}"


def _disagreed(one: Row) -> str:
    return f"{one['text']} ({one['who']})" if one["who"] else one["text"]


# Needs, goals and measures -----------------------------------------------


def _own(content: Row, unit: Unit) -> list[str]:
    found = [
        [*_measure(measure), _("  Mål: %(text)s") % {"text": _goal(goal)},
         _("  Behov: %(text)s") % {"text": _indented(need["text"])}]
        for need in content["needs"] for goal in need["goals"] for measure in goal["measures"]
        if measure["unit"] == unit.name
    ]  # fmt: skip
    heading = _("DET HÄR GÖR %(unit)s") % {"unit": unit.name.upper()}
    if not found:
        return [heading, _("- Inget i de delar vi får se.")] if content["needs"] else []
    return [heading, *[line for lines in found for line in lines]]


def _others(content: Row, unit: Unit) -> list[str]:
    lines: list[str] = []
    for need in content["needs"]:
        lines.append(_("Behov: %(text)s") % {"text": _indented(need["text"])})
        for goal in need["goals"]:
            lines.append(_("Mål: %(text)s") % {"text": _goal(goal)})
            for measure in goal["measures"]:
                if measure["unit"] != unit.name:
                    lines += _measure(measure)
    return [_("BEHOV, MÅL OCH VAD DE ANDRA GÖR"), *lines] if lines else []


def _goal(goal: Row) -> str:
    by = _(" (senast %(day)s)") % {"day": kortdatum(goal["due"])} if goal["due"] else ""
    return _indented(goal["text"]) + by


def _measure(measure: Row) -> list[str]:
    who = measure["other"] or measure["unit"] if measure["responsible"] == "other" else measure["unit"]
    known = [
        (_("Vem"), who or measure["other"]),
        (_("Ansvarar"), measure["in_words"] if measure["responsible"] != "other" else ""),
        (_("Kontakt"), " ".join(part for part in (measure["contact"], measure["telephone"]) if part)),
        (_("När"), measure["when"]),
        (_("Hur ofta"), measure["how_often"]),
        (_("Börjar"), kortdatum(measure["start"]) if measure["start"] else ""),
        (_("Slutar"), kortdatum(measure["end"]) if measure["end"] else ""),
        (_("Läge"), _proposed(measure)),
    ]
    facts = ". ".join(f"{name}: {value}" for name, value in known if value)
    return [f"- {_indented(measure['what'])}", *([f"  {facts}."] if facts else [])]


def _proposed(measure: Row) -> str:
    """What a unit that was not at the meeting was given, and whether it has taken it on since."""
    if not measure["proposed"] or (measure["reply"] and measure["reply"]["kind"] == Uptake.TAKES):
        return ""
    if measure["reply"]:
        return _("föreslagen, verksamheten tar inte på sig den")
    return _("föreslagen, verksamheten var inte med på mötet")


# Who, and when again ------------------------------------------------------


def _frame(case: Case, frame: Row | None) -> list[list[str]]:
    if not frame:
        return []
    led, again = frame["coordinator"], [frame["follow_up_how"] or ""]
    if frame["follow_up_at"]:
        again.insert(0, datumtid(frame["follow_up_at"]))
    who = [part for part in (led["name"], led["unit"], led["telephone"]) if part] if led else []
    lead = _("Övergripande ansvar: %(who)s") % {"who": frame["in_words"]} if frame["in_words"] else ""
    return [
        _list(case.coordinator_title.upper(), [", ".join(who), lead]),
        _list(_("UPPFÖLJNING"), again),
        _list(_("DE HÄR VAR MED PÅ MÖTET"), [_person(person) for person in frame["present"]]),
    ]


def _person(person: Row) -> str:
    where = [person["title"], person["unit"]] if person["unit"] else [str(person["role"])]
    return ", ".join(part for part in (person["name"], *where) if part)
