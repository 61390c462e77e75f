"""What a plan says, one canonical text per scope, each with a salted hash; and the plan's seal over them.

JSON with sorted keys, UTF-8, no spaces. Hash = SHA-256 of salt + text. Seal = the hashes in order, one a
line; the plan's hash = SHA-256 of the seal. So each reader verifies its own sections and the whole.

Format 2 says more than 1: how a goal is measured and who has accepted it, which measures are only proposed
since their unit was not at the meeting, which huvudmän were there, and the assessments of a placement.

What is kept from one in the family is a section of its own, after the others and outside the seal, whose
length would tell of it; its hash is an event in the same scope (docs/adr/0029).
"""

import hashlib
import json
from typing import Any

Row = dict[str, Any]

FORMAT = 2
APART = "apart"
KEPT: dict[str, tuple[str, ...]] = {
    "childvoice": ("ref", "kind", "words", "conveyed_by", "why", "language"),
    "overallgoal": ("ref", "whose", "text", "language"),
    "strength": ("ref", "kind", "text", "language"),
    "need": ("ref", "text", "language"),
    "goal": ("ref", "text", "due", "measured_by", "accepted_by", "realistic", "language"),
    "measure": (
        "ref", "what", "unit", "unit_ref", "responsible", "other", "contact", "telephone", "when",
        "how_often", "start", "end", "language",
    ),
    "assessment": ("ref", "assessor", "text", "language"),
    "disagreement": ("ref", "who", "text", "language"),
    "summary": ("ref", "text", "language"),
}  # fmt: skip
LISTS = {
    "overallgoal": "wishes",
    "strength": "strengths",
    "assessment": "assessments",
    "disagreement": "disagreements",
}
PRINCIPALS = ("kommun", "region")
FRAME = ("lead_principal", "follow_up_at", "follow_up_how", "no_other_measures")


def canonical(body: Row) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def seal(hashes: list[str]) -> str:
    return "\n".join(hashes)


def bodies(found: Row) -> list[tuple[int, Row]]:
    """Of a draft as read: what each scope's section will say, in the order of the seal."""
    questions = {question["scope"]: question for question in found["questions"]}
    made = []
    for scope in sorted(found["scopes"], key=_order):
        question = questions.get(scope["root"])
        if scope["like"] == "question" and (question is None or question["removed"]):
            continue
        if scope["kind"] == APART and not _says_anything(found, scope):
            continue
        made.append((scope["id"], _body(found, scope, question)))
    return made


def _order(scope: Row) -> tuple[int, int, int]:
    return ("frame", "whole", "question", APART).index(scope["kind"]), scope["number"] or 0, scope["id"]


def is_apart(body: Row) -> bool:
    """Is it kept from somebody in the family?"""
    return body["scope"] == APART


def _says_anything(found: Row, scope: Row) -> bool:
    return any(_of(found, name, scope_id=scope["id"]) for name in KEPT)


def _body(found: Row, scope: Row, question: Row | None) -> Row:
    body: Row = {
        "format": FORMAT,
        "case": found["case"]["number"],
        "version": found["plan"]["version"],
        "scope": scope["kind"],
        "question": question and {name: question[name] for name in ("number", "text", "language")},
        "frame": None,
        "needs": [_need(found, need) for need in _of(found, "need", scope_id=scope["id"])],
    }
    for name in ("childvoice", "summary"):
        kept = [_kept(name, row) for row in _of(found, name, scope_id=scope["id"])]
        body["voice" if name == "childvoice" else name] = kept[0] if kept else None
    for name, plural in LISTS.items():
        body[plural] = [_kept(name, row) for row in _of(found, name, scope_id=scope["id"])]
    of_child = {"of_child": found["case"]["of_child"]}  # whose psychiatry it is: BUP, or the adults'
    body["assessments"] = [one | of_child for one in body["assessments"] if one["text"].strip()]
    if scope["kind"] == "frame":
        frame = {name: found["plan"][name] for name in FRAME}
        names = {"called": found["case"]["called"], "coordinator": found["coordinator"]}
        were_there = {person["principal"] for person in found["present"]}
        names["principals"] = [name for name in PRINCIPALS if name in were_there]
        body["frame"] = frame | names | {"present": found["present"]}
    return body


def _of(found: Row, name: str, **where: Any) -> list[Row]:
    rows = found[name]
    return [r for r in rows if not r["removed_at"] and all(r[key] == value for key, value in where.items())]


def _kept(name: str, row: Row) -> Row:
    return {key: row[key] for key in KEPT[name]}


def _need(found: Row, need: Row) -> Row:
    goals = _of(found, "goal", need_id=need["id"])
    return _kept("need", need) | {"goals": [_goal(found, goal) for goal in goals]}


def _goal(found: Row, goal: Row) -> Row:
    measures = [
        _kept("measure", row) | {"proposed": _is_proposed(found, row)}
        for row in _of(found, "measure", goal_id=goal["id"])
    ]
    return _kept("goal", goal) | {"measures": measures}


def _is_proposed(found: Row, measure: Row) -> bool:
    """Nobody from its unit was at the meeting: nobody there could take it on."""
    units = {person["unit_ref"] for person in found["present"]}
    return bool(found["present"] and measure["unit_ref"] and measure["unit_ref"] not in units)


def merge(parts: list[tuple[int, Row]]) -> Row:
    """The sections a reader sees as one plan, each line with its scope (`lies_in`).

    `whole` is false for who sees only some of the questions.
    """
    merged: Row = {"frame": None, "voice": None, "summary": None, "needs": [], "whole": False}
    merged |= {plural: [] for plural in LISTS.values()}
    for scope_id, part in parts:
        where = {"lies_in": scope_id}
        for name in ("frame", "voice", "summary"):
            merged[name] = merged[name] or part[name]
        for plural in LISTS.values():
            merged[plural] += [one | where for one in part.get(plural, [])]
        merged["needs"] += [need | where | {"about": part["question"]} for need in part["needs"]]
        merged["whole"] = merged["whole"] or part["scope"] == "whole"
    return merged


def measures_of(content: Row) -> list[Row]:
    """All measures, wherever in the plan."""
    return [m for need in content["needs"] for goal in need["goals"] for m in goal["measures"]]
