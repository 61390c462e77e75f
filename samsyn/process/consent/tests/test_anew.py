"""Consent asked anew: what counts, what is new, and what is left behind; without a database."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.process.consent import anew
from samsyn.process.consent.models import HEARS, Kind
from tests.harness import onpaper
from tests.harness.onpaper import Rows, place

CHILD = place(PlaceKind.CHILD)
ONE = SimpleNamespace(ref="1")
ASKED = {("bup", "1"), ("bup", "2"), ("school", "1"), ("school", "2"), ("tolk", HEARS)}


def answer(kind: Kind, about: int = 2, *pairs: tuple[str, str]) -> Any:
    return SimpleNamespace(kind=kind, inquiry_id=about, allows=set(pairs))


OLD_YES, OLD_NO = answer(Kind.YES, 1, ("bup", "1")), answer(Kind.NO, 1)
NEW_YES, NEW_NO, NEW_PART = answer(Kind.YES, 2, ("bup", "2")), answer(Kind.NO, 2), answer(Kind.PARTLY, 2)
TAKEN_BACK = answer(Kind.YES, 1)


@pytest.mark.parametrize(("rows", "counts"), [
    ([OLD_YES], OLD_YES), ([OLD_YES, NEW_YES], NEW_YES), ([OLD_YES, NEW_NO], OLD_YES),
    ([OLD_NO, NEW_NO], NEW_NO), ([TAKEN_BACK, NEW_NO], NEW_NO), ([NEW_NO], NEW_NO),
    ([OLD_YES, NEW_PART], NEW_PART), ([OLD_YES, NEW_YES, NEW_NO], NEW_NO),
    ([OLD_YES, OLD_NO], OLD_NO),
])  # fmt: skip
def test_what_counts_of_what_one_person_has_answered(rows: list, counts: Any) -> None:
    assert anew.holds(rows) is counts


def frozen(pk: int = 2) -> Any:
    questions = [{"ref": "1"}, {"ref": "2"}]
    parties = [{"ref": "bup"}, {"ref": "school"}, {"ref": "tolk"}]
    return SimpleNamespace(pk=pk, pairs=set(ASKED), questions=questions, parties=parties)


def test_what_is_new_in_the_question() -> None:
    before = answer(Kind.PARTLY, 1, ("bup", "1"), ("gone", "1"))
    before.inquiry = SimpleNamespace(valid_to=date(2026, 4, 1))
    told = anew.difference(frozen(), before)
    assert told["before"] == {("bup", "1")} and told["holds_to"] == date(2026, 4, 1)
    assert told["already"] == [{"party": {"ref": "bup"}, "questions": [{"ref": "1"}], "hears": False}]
    new = [(row["party"]["ref"], [q["ref"] for q in row["questions"]], row["hears"]) for row in told["new"]]
    assert new == [("bup", ["2"], False), ("school", ["1", "2"], False), ("tolk", [], True)]
    for nothing in (None, NEW_YES, OLD_NO):
        assert anew.difference(frozen(), nothing) == {"before": set()}


@pytest.mark.parametrize("known", [True, False])
def test_questions_left_behind_are_those_of_the_plan_in_force(known: bool, monkeypatch: Any) -> None:
    gone = Rows(ONE)
    asked = [SimpleNamespace(questions=[{"ref": "1"}])] if known else []
    monkeypatch.setattr(anew, "Inquiry", onpaper.table(*asked))
    monkeypatch.setattr(anew, "Question", SimpleNamespace(objects=gone))
    this_round = SimpleNamespace(number=2, started="then")
    case = onpaper.case(CHILD, plan_in_force=False, stage="preparing", round=this_round)
    assert anew.left_behind(case) == []
    case.plan_in_force = True
    assert anew.left_behind(case) == [ONE]
    assert gone.asked[0][1] == {"case": case, "removed_at__gte": "then", "ref__in": ["1"] if known else []}
