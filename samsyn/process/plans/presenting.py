"""A plan's content as pages read it: dates as dates, choices in words. The sections stay as text."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from samsyn.cases.models import PlaceKind
from samsyn.process.plans.models import Assessor, Principal, Responsible, StrengthKind, VoiceKind, Whose

Row = dict[str, Any]

# What sections written before format 2 do not say.
UNSAID_OF_GOAL = {"measured_by": "", "accepted_by": "", "realistic": False}
UNSAID_OF_MEASURE = {"unit_ref": None, "proposed": False}


def present(content: Row, replies: Mapping[str, Row]) -> Row:
    """A copy; what was hashed is never touched. `replies`: what units have said since, by measure."""
    shown = content | {"frame": content["frame"] and _frame(content["frame"])}
    shown["voice"] = content["voice"] and _labelled(content["voice"], "kind", VoiceKind)
    shown["wishes"] = [_labelled(wish, "whose", Whose) for wish in content["wishes"]]
    shown["strengths"] = [_labelled(strength, "kind", StrengthKind) for strength in content["strengths"]]
    shown["assessments"] = [_labelled(one, "assessor", Assessor) for one in content["assessments"]]
    shown["needs"] = [
        need | {"goals": [_goal(goal, replies) for goal in need["goals"]]} for need in content["needs"]
    ]
    return shown


def _frame(frame: Row) -> Row:
    moment = frame["follow_up_at"]
    present = [person | {"role": PlaceKind(person["kind"]).label} for person in frame["present"]]
    there = frame.get("principals")
    return _labelled(frame, "lead_principal", Principal) | {
        # Nobody came from these; unknown while nobody is marked, and in old sections.
        "absent": [name for name in Principal.values if there is not None and present and name not in there],
        "follow_up_at": datetime.fromisoformat(moment) if moment else None,
        "present": present,
    }


def _goal(goal: Row, replies: Mapping[str, Row]) -> Row:
    measures = [_measure(measure, replies.get(measure["ref"])) for measure in goal["measures"]]
    return UNSAID_OF_GOAL | goal | {"due": _day(goal["due"]), "measures": measures}


def _measure(measure: Row, reply: Row | None) -> Row:
    dates = {name: _day(measure[name]) for name in ("start", "end")}
    answered = reply and reply | {"at": datetime.fromisoformat(reply["at"])}
    return _labelled(UNSAID_OF_MEASURE | measure, "responsible", Responsible) | dates | {"reply": answered}


def _labelled(row: Row, name: str, choices: Any) -> Row:
    return row | {"in_words": choices(row[name]).label if row[name] else ""}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
