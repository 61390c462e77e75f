"""When a measure happens, and the family's own time: who writes, what is kept, who reads."""

from datetime import timedelta

import pytest

from samsyn.audit.models import EventValue
from samsyn.kernel.decision import Refused
from samsyn.process.everyday import actions, rules
from samsyn.process.everyday.models import Every, Happening, OwnTime
from samsyn.process.everyday.tests.written import HOME, SCHOOL, SLEEP, measure, on, writes
from samsyn.process.plans.models import Measure
from tests.harness.database import denied


def standing(family, who: str) -> list[str]:
    case, _by = family.speaks(who)
    return [one.measure.what for one in Happening.objects.filter(case=case).standing().order_by("pk")]


def test_a_unit_writes_when_its_own_measure_happens_and_nobody_elses(planned):
    writes(planned, "bup", SLEEP, on(15))
    assert standing(planned, "guardian") == [SLEEP]
    with pytest.raises(Refused, match="Den som gör insatsen"):
        writes(planned, "bup", SCHOOL, on(15))


def test_the_family_and_the_coordinator_write_for_every_measure(planned):
    writes(planned, "guardian", SLEEP, on(15))
    writes(planned, "child", SCHOOL, on(9))
    writes(planned, "coordinator", HOME, on(17))
    assert standing(planned, "other_guardian") == [SLEEP, SCHOOL, HOME]


def test_a_unit_sees_when_it_is_only_for_what_it_sees(planned):
    writes(planned, "guardian", SLEEP, on(15))
    writes(planned, "guardian", SCHOOL, on(9))
    assert standing(planned, "school") == [SCHOOL]
    ref = measure(planned, SLEEP).ref
    case, by = planned.speaks("school")
    with pytest.raises(Measure.DoesNotExist):
        actions.plan_week(case=case, by=by, measure_ref=ref, happens=on(10))


def test_what_is_replaced_is_kept(planned):
    before = writes(planned, "guardian", SLEEP, on(15))
    writes(planned, "bup", SLEEP, on(16), replaces=before.ref)
    assert standing(planned, "guardian") == [SLEEP]
    before.refresh_from_db()
    assert before.removed_at is not None
    said = list(
        EventValue.objects.filter(new__contains="starts=").order_by("pk").values_list("new", flat=True)
    )
    assert "starts=15:00:00" in said[-2] and "starts=16:00:00" in said[-1]


def test_what_was_taken_away_cannot_be_taken_away_again(planned):
    before = writes(planned, "guardian", SLEEP, on(15))
    writes(planned, "guardian", SLEEP, None, replaces=before.ref)
    assert standing(planned, "guardian") == []
    with pytest.raises(Refused, match="redan ändrat"):
        writes(planned, "guardian", SLEEP, None, replaces=before.ref)


def test_a_row_is_never_written_over(planned):
    one = writes(planned, "guardian", SLEEP, on(15))
    with denied():
        Happening.objects.filter(pk=one.pk).update(minutes=5)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"days": ()}, "veckodag"),
        ({"minutes": 0}, "minuter"),
        ({"every": 9}, "hur ofta"),
        ({"who": "x"}, "med"),
    ],
)
def test_what_cannot_be_shown_in_a_week_is_refused(planned, wrong, says):
    with pytest.raises(Refused, match=says):
        writes(planned, "guardian", SLEEP, on(15, **wrong))


def test_every_other_week_comes_round_from_its_first_week(planned):
    one = writes(planned, "guardian", SLEEP, on(15, every=Every.SECOND))
    days = [one.first + timedelta(days=1, weeks=number) for number in range(4)]
    assert [one.is_on(day) for day in days] == [True, False, True, False]
    once = writes(planned, "guardian", SLEEP, on(15, every=Every.ONCE))
    assert [once.is_on(day) for day in days] == [True, False, False, False]


@pytest.mark.requirement("C047")
def test_the_familys_own_time_is_the_familys_and_the_coordinators(planned):
    case, by = planned.speaks("guardian")
    actions.write_time(case=case, by=by, travel={"BUP Hallstad": 40}, calls=12, words="Mest i telefonkö")
    # "a family that had 42 measures at the same time": what it takes of them is theirs to tell
    for who in ("other_guardian", "child", "coordinator"):
        case, _by = planned.speaks(who)
        assert rules.own_time(case).calls == 12
    for who in ("bup", "school"):
        case, by = planned.speaks(who)
        assert rules.own_time(case) is None and not rules.sees_own_time(case)
    with pytest.raises(Refused):
        actions.write_time(case=case, by=by, travel={}, calls=1)


def test_said_anew_the_newest_counts_and_the_older_stays(planned):
    for calls in (3, 9):
        case, by = planned.speaks("guardian")
        actions.write_time(case=case, by=by, travel={}, calls=calls)
    assert rules.own_time(case).calls == 9
    assert OwnTime.objects.filter(case=case).count() == 2
    with pytest.raises(Refused, match="för stort"):
        actions.write_time(case=case, by=by, travel={"BUP": -1})
