"""A plan's content as pages read it: dates as dates, choices in words. The sections stay as text."""

from datetime import date, datetime
from typing import Any

from samsyn.cases.models import PlaceKind
from samsyn.process.plans.models import Principal, Responsible, StrengthKind, VoiceKind, Whose

Row = dict[str, Any]


def present(content: Row) -> Row:
    """A copy; what was hashed is never touched."""
    shown = content | {"frame": content["frame"] and _frame(content["frame"])}
    shown["voice"] = content["voice"] and _labelled(content["voice"], "kind", VoiceKind)
    shown["wishes"] = [_labelled(wish, "whose", Whose) for wish in content["wishes"]]
    shown["strengths"] = [_labelled(strength, "kind", StrengthKind) for strength in content["strengths"]]
    shown["needs"] = [need | {"goals": [_goal(goal) for goal in need["goals"]]} for need in content["needs"]]
    return shown


def _frame(frame: Row) -> Row:
    moment = frame["follow_up_at"]
    present = [person | {"role": PlaceKind(person["kind"]).label} for person in frame["present"]]
    return _labelled(frame, "lead_principal", Principal) | {
        "follow_up_at": datetime.fromisoformat(moment) if moment else None,
        "present": present,
    }


def _goal(goal: Row) -> Row:
    measures = [_measure(measure) for measure in goal["measures"]]
    return goal | {"due": _day(goal["due"]), "measures": measures}


def _measure(measure: Row) -> Row:
    dates = {name: _day(measure[name]) for name in ("start", "end")}
    return _labelled(measure, "responsible", Responsible) | dates


def _labelled(row: Row, name: str, choices: Any) -> Row:
    return row | {"in_words": choices(row[name]).label if row[name] else ""}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
