"""How long something is open: no longer than it is agreed, also when only time has passed."""

from datetime import date, timedelta

from samsyn.cases.models import PlaceKind
from samsyn.kernel import clock
from samsyn.process.consent import rules
from samsyn.process.consent.models import AuthorityKind, Kind
from samsyn.process.consent.whose import actions
from samsyn.process.consent.whose.rules import Told
from samsyn.process.initiative import actions as initiative


def record(family, kind, last_day: date, questions=()):
    place = family.place("other_guardian")
    case, by = family.speaks("coordinator")
    told = Told("Socialnämnden", "SN 7-26", clock.today(), last_day, "Ringt tre gånger.", tuple(questions))
    return actions.record_authority(case=case, by=by, place=place, kind=kind, told=told)


def test_one_who_was_away_is_waited_for_again(asked, at):
    last_day = clock.today() + timedelta(days=7)
    record(asked, AuthorityKind.AWAY, last_day)
    asked.answer("guardian", Kind.YES)
    at(clock.midnight(last_day + timedelta(days=1)) - timedelta(seconds=1))
    assert {"frame", "whole", "1", "2"} <= asked.scopes("bup")
    at(clock.midnight(last_day + timedelta(days=1)))
    assert asked.scopes("bup") == set()


def test_what_was_decided_for_a_week_is_open_for_a_week_and_the_rest_goes_on(asked, at):
    case, _by = asked.speaks("coordinator")
    inquiry, last_day = rules.inquiry(case), clock.today() + timedelta(days=7)
    first = inquiry.questions[0]["ref"]
    record(asked, AuthorityKind.DECISION, last_day, [first])
    asked.answer("guardian", Kind.YES)
    asked.answer("other_guardian", Kind.PARTLY, {pair for pair in inquiry.pairs if pair[1] != first})
    assert {"frame", "whole", "1", "2"} <= asked.scopes("bup")
    at(clock.midnight(last_day + timedelta(days=1)))
    seen = asked.scopes("bup")
    assert {"frame", "2"} <= seen and not {"whole", "1"} & seen


def test_a_guardian_who_comes_makes_the_sharing_wait_at_once(asked):
    for key in ("guardian", "other_guardian"):
        asked.answer(key, Kind.YES)
    assert "1" in asked.scopes("bup")
    case, by = asked.speaks("coordinator")
    initiative.add_family_member(
        case=case, by=by, kind=PlaceKind.GUARDIAN, called="Ida Sand", evidence="Personbevis", safe=True,
        person_ref=asked.cast["boy_guardian"].ref,
    )  # fmt: skip
    assert asked.scopes("bup") == set()
    asked.answer("boy_guardian", Kind.YES)
    assert "1" in asked.scopes("bup")
