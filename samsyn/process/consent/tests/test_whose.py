"""Whose yes: custody, decisions, maturity, and silence that has an end."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from samsyn.gateways.custody import Said
from samsyn.gateways.models import CustodyRecord
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.consent import custody, rules
from samsyn.process.consent.models import AuthorityKind, Ground, Kind
from samsyn.process.consent.tests.cases import family
from samsyn.process.consent.whose import actions
from samsyn.process.consent.whose.rules import Told


def told(family=None, days: int | None = 90, questions=()) -> Told:
    ends = clock.today() + timedelta(days=days) if days else None
    return Told("Tingsrätten", "T 123-26", clock.today(), ends, "Ringt tre gånger.", tuple(questions))


def record(family, key, kind, **given):
    place = family.place(key)
    case, by = family.speaks("coordinator")
    return actions.record_authority(case=case, by=by, place=place, kind=kind, told=told(**given))


def needed(family) -> list[str]:
    case, _by = family.speaks("coordinator")
    return [place.called for place in rules.Standing(case).needed]


def test_sole_custody_makes_one_yes_enough_and_both_read_that_it_is_so(asked):
    asked.answer("guardian", Kind.YES)
    assert "1" not in asked.scopes("bup")
    fact = record(asked, "guardian", AuthorityKind.SOLE, days=None)
    assert needed(asked) == [asked.cast["guardian"].name]
    assert "1" in asked.scopes("bup")
    case, by = asked.speaks("coordinator")
    actions.end_authority(case=case, by=by, authority=fact)
    assert "1" not in asked.scopes("bup") and len(needed(asked)) == 2


def test_one_who_cannot_be_reached_is_not_waited_for_and_counts_again_when_there(asked):
    with pytest.raises(Refused, match="till"):
        record(asked, "other_guardian", AuthorityKind.AWAY, days=None)
    record(asked, "other_guardian", AuthorityKind.AWAY)
    asked.answer("guardian", Kind.YES)
    assert "1" in asked.scopes("bup")
    # What was tried is between him and whoever leads.
    asked.speaks("guardian")
    assert not Ground.objects.exists()
    asked.answer("other_guardian", Kind.NO)
    assert "1" not in asked.scopes("bup") and len(needed(asked)) == 2


def test_a_decision_by_the_social_welfare_committee_is_about_its_questions_alone(asked):
    case, _by = asked.speaks("coordinator")
    first = rules.inquiry(case).questions[0]["ref"]
    with pytest.raises(Refused, match="vilka frågor"):
        record(asked, "other_guardian", AuthorityKind.DECISION)
    record(asked, "other_guardian", AuthorityKind.DECISION, questions=[first])
    asked.answer("guardian", Kind.YES)
    asked.answer("other_guardian", Kind.NO)
    assert "1" in asked.scopes("bup") and "2" not in asked.scopes("bup")
    # The mother's own page works it out in the database, and gets the same.
    case, _by = asked.speaks("guardian")
    assert {asked_about for _party, asked_about in rules.Standing(case).pairs} == {first}


def test_nothing_is_written_without_where_it_stands(asked):
    place = asked.place("guardian")
    case, by = asked.speaks("coordinator")
    for bad in (Told("", "T 1", clock.today()), Told("Tingsrätten", "", clock.today())):
        with pytest.raises(Refused):
            actions.record_authority(case=case, by=by, place=place, kind=AuthorityKind.SOLE, told=bad)


@pytest.mark.requirement("C057")
def test_maturity_says_who_judged_it_when_and_why(become, cast):
    young = family(become, cast, age=15)
    case, by = young.speaks("coordinator")
    given = {"case": case, "by": by, "judged_by": "Psykolog Ek, BUP", "on": clock.today()}
    with pytest.raises(Refused, match="varför"):
        actions.judge_maturity(**given, ground=" ")
    # "at a level fit for age and maturity": judged by a named person, and then it answers for itself
    actions.judge_maturity(**given, ground="Förstår följderna.", alone=True)
    assert needed(young) == [cast["child"].name]
    young.speaks("guardian")
    assert not Ground.objects.exists()  # the ground is the child's


def test_below_the_age_of_the_agreement_the_guardians_still_decide(ek):
    case, by = ek.speaks("coordinator")
    with pytest.raises(Refused, match="vårdnadshavarnas ja"):
        actions.judge_maturity(
            case=case, by=by, judged_by="Psykolog", on=clock.today(), ground="Mogen.", alone=True
        )


def test_silence_has_an_end_and_a_no_is_not_silence(asked, at):
    asked.answer("guardian", Kind.YES)
    place = asked.place("other_guardian")
    case, by = asked.speaks("coordinator")
    with pytest.raises(Refused, match="Vänta till"):
        actions.end_waiting(case=case, by=by, place=place, tried="Ringt.")
    at(clock.now() + timedelta(days=15))
    case, by = asked.speaks("coordinator")
    with pytest.raises(Refused, match="vad ni har gjort"):
        actions.end_waiting(case=case, by=by, place=place, tried=" ")
    actions.end_waiting(case=case, by=by, place=place, tried="Ringt fem gånger.")
    assert "1" in asked.scopes("bup")
    asked.answer("other_guardian", Kind.NO)
    assert "1" not in asked.scopes("bup")
    case, by = asked.speaks("coordinator")
    with pytest.raises(Refused, match="inget svar att vänta på"):
        actions.end_waiting(case=case, by=by, place=place, tried="Ringt.")


@pytest.fixture
def register(monkeypatch, asked):
    """A register that says of one guardian what the test wants."""

    class Saying:
        name = "ett register"
        about: dict[int, Said] = {}

        def ask(self, child: int, guardian: int) -> Said:
            return self.about.get(guardian, Said.GUARDIAN)

    monkeypatch.setattr(custody, "register", Saying)
    return lambda key, said: Saying.about.update({asked.cast[key].person_id: said})


def test_by_hand_two_persons_see_the_paper(asked, become, register):
    register("guardian", Said.PROTECTED)
    for key in ("guardian", "other_guardian"):
        asked.answer(key, Kind.YES)
    assert "1" not in asked.scopes("bup")
    case, _by = asked.speaks("coordinator")
    assert "bekräftat" in rules.all_said_yes(case).reason
    place, duty = asked.place("guardian"), asked.duty("lss")
    case, by = asked.speaks("coordinator")
    given = {"source": "Tingsrätten", "document": "Dom T 1", "valid_to": clock.today() + timedelta(days=30)}
    with pytest.raises(Refused):
        actions.prove_by_hand(case=case, by=by, place=place, second=by.assignment, **given)
    proof = actions.prove_by_hand(case=case, by=by, place=place, second=duty, **given)
    with pytest.raises(DatabaseError), transaction.atomic():
        actions.confirm_custody(by=by, ref=proof.ref)
    asked.speaks("coordinator")
    second = become("lss")
    actions.confirm_custody(by=second, ref=proof.ref)
    case, by = asked.speaks("coordinator")
    actions.check_custody(case=case, by=by, place=asked.place("other_guardian"))
    assert "1" in asked.scopes("bup")


@pytest.mark.parametrize("said", [Said.NOT_GUARDIAN, Said.NO_RECORD, Said.NO_ANSWER, Said.PROTECTED])
def test_no_record_opens_nothing(asked, register, said):
    register("other_guardian", said)
    for key in ("guardian", "other_guardian"):
        asked.answer(key, Kind.YES)
    assert "1" not in asked.scopes("bup")


def test_the_local_register_says_what_its_keeper_has_written(asked, owner, monkeypatch):
    child, guardian = (asked.cast[key].person_id for key in ("child", "guardian"))
    asked.speaks("coordinator")
    monkeypatch.setenv("SAMSYN_DEMO", "")
    assert custody.register().ask(child, guardian) == Said.NO_RECORD
    owner.execute("insert into gateways_custodyrecord (child_id, guardian_id, said, valid)"
                  " values (%s, %s, 'guardian', tstzrange(null, null))", [child, guardian])  # fmt: skip
    try:
        assert custody.register().ask(child, guardian) == Said.GUARDIAN
        with pytest.raises(DatabaseError), transaction.atomic():  # somebody who is not in the case
            custody.register().ask(child, asked.cast["stranger"].person_id)
    finally:
        owner.execute("delete from gateways_custodyrecord")


def test_the_register_is_the_keepers_alone(asked):
    asked.speaks("coordinator")
    with pytest.raises(DatabaseError), transaction.atomic():
        list(CustodyRecord.objects.order_by("pk"))
