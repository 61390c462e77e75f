"""A guardian's custody ends, a party leaves, the family moves: who sees what afterwards, and who is told."""

from datetime import timedelta

import pytest

from samsyn.cases.access import may
from samsyn.cases.stages import Op
from samsyn.demo.cast import CAST
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people.models import Guardianship
from samsyn.process.consent import rules as consent
from samsyn.process.initiative import actions as initiative
from samsyn.process.succession import actions, rules
from samsyn.process.succession.models import Departure, Relocation
from samsyn.process.succession.tests.cases import duty_of, end_place_of, leaves, takes_over


def add(family, key, kind="guardian"):
    case, by = family.speaks("coordinator")
    person = {"person_ref": family.cast[key].ref, "called": CAST[key].name, "kind": kind}
    initiative.add_family_member(case=case, by=by, evidence="Personbevis", safe=True, **person)


# A guardian -------------------------------------------------------------------------------------------


def test_when_custody_ends_so_does_all_that_it_opened(met):
    end_place_of(met, "other_guardian")
    assert met.scopes("other_guardian") == set()
    by = met.become("other_guardian")
    assert not Guardianship.objects.filter(
        child_id=met.cast["child"].person_id, guardian_id=by.person.pk, valid__contains=clock.now()
    ).exists()
    case, _by = met.speaks("coordinator")
    assert [place.called for place in consent.needed(case)] == ["Maria Ek"]
    row = Departure.objects.get(case=case)
    assert (row.place.called, row.why, row.words) == ("Johan Ek", "custody", "Tingsrättens dom")


def test_the_others_in_the_family_are_told_and_no_party_is(met):
    end_place_of(met, "other_guardian")
    for who, told in (("guardian", 1), ("child", 1), ("bup", 0), ("school", 0)):
        case, _by = met.speaks(who)
        assert len(rules.departures(case)) == told, who


def test_the_yes_that_is_left_is_counted_anew(met):
    """Johan had said yes to BUP; with only Maria's no left, nothing is open."""
    met.withdraw("guardian")
    assert met.scopes("bup") == set()
    end_place_of(met, "guardian")
    # Only Johan's yes is needed now, and he has said it.
    assert {"1", "2"} <= met.scopes("bup")
    end_place_of(met, "other_guardian")
    # Nobody decides: nothing is open.
    assert met.scopes("bup") == met.scopes("school") == set()


def test_nothing_new_is_shared_before_a_new_guardian_has_said_yes(met):
    end_place_of(met, "other_guardian")
    add(met, "boy_guardian")
    case, _by = met.speaks("coordinator")
    assert [place.called for place in consent.missing(case)] == ["Ida Sand"]
    assert not consent.all_said_yes(case)
    assert consent.granted(case) == {}


def test_whose_yes_is_needed_cannot_be_made_to_leave_by_a_wish(met):
    case, by = met.speaks("coordinator")
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(Refused, match="inte varit än"):
        end_place_of(met, "guardian", tomorrow)
    child = met.place("child")
    case, by = met.speaks("coordinator")
    with pytest.raises(Refused, match="inte med i SIP:en längre"):
        actions.end_family_place(case=case, by=by, place=child, evidence="x", since=clock.today())


@pytest.mark.parametrize("who", ["guardian", "bup", "child"])
def test_only_whoever_leads_ends_a_place_in_the_family(met, who):
    place = met.place("other_guardian")
    case, by = met.speaks(who)
    with pytest.raises(Refused):
        actions.end_family_place(case=case, by=by, place=place, evidence="x", since=clock.today())


# A party ----------------------------------------------------------------------------------------------


def test_a_party_leaves_and_no_old_yes_lets_it_in_again(met):
    leaves(met, "school", words="Adam går i en annan skola nu.")
    assert met.scopes("school") == set()
    # A new answer counts everything anew; the school is not let in by it.
    pairs = {(party, asked) for party, asked in consent.inquiry(met.speaks("guardian")[0]).pairs}
    met.answer("guardian", "partly", pairs)
    met.answer("other_guardian", "partly", pairs)
    assert met.scopes("school") == set()
    assert met.scopes("bup") >= {"1", "2"}
    case, _by = met.speaks("bup")
    assert [row.place.called for row in rules.departures(case)] == ["Per Berg"]


def test_a_party_that_has_left_can_be_asked_again(met):
    leaves(met, "school")
    case, _by = met.speaks("coordinator")
    assert "Ljungskolan" not in [party.unit.name for party in consent.wanted(case)]


def test_whoever_leads_writes_down_that_a_party_leaves(planned):
    leaves(planned, "bup", by="coordinator", why="no_contact")
    assert planned.scopes("bup") == set()
    case, _by = planned.speaks("coordinator")
    assert [measure.what for measure in rules.without_owner(case)] == ["Sömnskola"]


def test_a_party_does_not_let_another_one_go_and_whoever_leads_stays(met):
    with pytest.raises(Refused, match="din egen verksamhet"):
        leaves(met, "school", by="bup")
    with pytest.raises(Refused, match="förrän någon annan har tagit över"):
        leaves(met, "coordinator")


# A move -----------------------------------------------------------------------------------------------


def moves(family, successor="stranger", said=("guardian", "other_guardian"), stays=False):
    places = {key: family.place(key).ref for key in said}
    duty = duty_of(family, successor)
    case, by = family.speaks("coordinator")
    yes = dict.fromkeys(places.values(), "meeting")
    actions.move_case(case=case, by=by, successor=duty, said_yes=yes, stays=stays)


def test_a_family_moves_and_another_body_answers(planned):
    before = planned.scopes("coordinator")
    moves(planned)
    case, by = planned.speaks("stranger")
    assert (case.controller.name, case.agreement) == ("Långviks kommun", "nationell")
    assert case.leader.called == "Sten Hav"
    assert planned.scopes("stranger") == before
    assert planned.scopes("coordinator") == set()
    assert planned.scopes("bup") >= {"1", "2"}
    case, by = planned.speaks("stranger")
    assert may(by, Op.BEGIN_FOLLOW_UP, case)
    row = Relocation.objects.get(case=case)
    assert (row.old.name, row.new.name, row.said_yes.count()) == ("Hallstad kommun", "Långviks kommun", 2)
    # The days of this round are still counted as they were.
    assert case.terms.code == "halland"


def test_nobody_moves_a_family_that_has_not_said_yes(met):
    with pytest.raises(Refused, match="Det saknas: Johan Ek"):
        moves(met, said=("guardian",))
    with pytest.raises(Refused, match="samma organisation"):
        moves(met, successor="successor")
    assert met.scopes("stranger") == set()


def test_after_a_move_the_one_who_led_may_take_part(met):
    moves(met, stays=True)
    assert met.scopes("coordinator") == {"frame", "one", "party"}
    takes_over_refused = pytest.raises(Refused, match="kan inte ta över")
    with takes_over_refused:
        takes_over(met, "successor", by="stranger")
