"""Who gets the plan, which version of it, on which basis; and the receipt."""

import pytest

from samsyn.audit.models import Event
from samsyn.cases.models import Disclosure
from samsyn.cases.stages import Op
from samsyn.kernel.decision import Refused
from samsyn.process.consent import rules as consent
from samsyn.process.copies import actions, rules
from samsyn.process.plans import rules as plans
from samsyn.process.plans.tests.cases import fill, meeting


def sends(family, who="coordinator"):
    case, by = family.speaks(who)
    return actions.send_copies(case=case, by=by)


def confirms(family, who):
    case, by = family.speaks(who)
    actions.acknowledge_copy(case=case, by=by)


def copies(family, who="coordinator"):
    """Name of the receiver → the copy, as that person finds them."""
    case, _by = family.speaks(who)
    return {copy.called: copy for copy in rules.sent(plans.established(case))}


def events(family, op):
    case, _by = family.speaks("coordinator")
    return Event.objects.filter(case_id=case.pk, verb=op).count()


@pytest.mark.requirement("C032", "C146", "C168")
def test_each_who_took_part_gets_a_copy_once_and_it_is_logged(planned):
    sends(planned)
    got = copies(planned)
    # C146: the guardian and, where fit, the child get a copy of their own. C032: a copy to the family.
    for name in ("Adam Ek", "Maria Ek", "Johan Ek"):
        assert "Ett eget exemplar" in got[name].basis
    # C168: make sure that important information reaches everyone.
    assert got.keys() >= {"BUP Hallstad", "Ljungskolan", "Socialtjänsten barn och unga"}
    assert len(got) == 6
    assert sends(planned) == []
    assert copies(planned).keys() == got.keys()
    assert events(planned, Op.SEND_COPIES) == 1


def test_the_basis_says_whose_yes_to_which_question_and_tells_no_content(planned):
    sends(planned)
    bup, school = copies(planned)["BUP Hallstad"], copies(planned)["Ljungskolan"]
    assert bup.basis.startswith("Samtycke till frågorna 1 och 2 från Maria Ek och Johan Ek, ")
    assert school.basis.startswith("Samtycke till fråga 1 från Maria Ek och Johan Ek, ")
    assert "Socialtjänstlagen (2025:400) 10 kap. 8–9 §§" in bup.basis
    assert "Sara Lind håller ihop planen." in copies(planned)["Socialtjänsten barn och unga"].basis
    case, _by = planned.speaks("school")
    assert bup in Disclosure.objects.filter(case=case), "who has received is seen by everybody"
    assert not any(word in bup.basis for word in ("sömnen", "skolan"))


def test_the_copy_is_the_version_that_the_receiver_sees(planned):
    sends(planned)
    for who, name in (("bup", "BUP Hallstad"), ("school", "Ljungskolan"), ("child", "Adam Ek")):
        case, _by = planned.speaks(who)
        seen = plans.shown_hash(plans.sections_for(plans.established(case)))
        copy = copies(planned)[name]
        assert copy.fingerprint == plans.kept_hash(copy.party, seen)
    got = [copy.fingerprint for copy in copies(planned).values()]
    assert len(set(got)) == len(got), "from two fingerprints nobody sees who has more"


def test_one_whom_consent_lets_see_nothing_gets_no_copy(planned):
    planned.withdraw("guardian")
    sends(planned)
    assert copies(planned).keys() == {"Adam Ek", "Maria Ek", "Johan Ek", "Socialtjänsten barn och unga"}


def test_a_wider_yes_gives_a_copy_of_what_is_new(planned):
    sends(planned)
    before = copies(planned)["Ljungskolan"].fingerprint
    case, _by = planned.speaks("coordinator")
    asked = consent.inquiry(case)
    for key in ("guardian", "other_guardian"):
        planned.answer(key, "yes", inquiry=asked)
    assert [copy.party.unit.name for copy in sends(planned)] == ["Ljungskolan"]
    assert copies(planned)["Ljungskolan"].fingerprint != before


def test_only_the_one_who_leads_sends_and_only_a_plan_in_force(planned, become, cast):
    for who in ("bup", "guardian", "child"):
        with pytest.raises(Refused) as refused:
            sends(planned, who)
        assert refused.value.decision.barred
    drafted = meeting(become, cast)
    fill(drafted)
    with pytest.raises(Refused) as refused:
        sends(drafted)
    assert not refused.value.decision.barred


def test_a_unit_confirms_its_copy_and_repeating_it_changes_nothing(planned):
    sends(planned)
    confirms(planned, "school")
    copy = copies(planned)["Ljungskolan"]
    assert copy.received_at
    assert copy.received_by.called == "Per Berg"
    confirms(planned, "school")
    assert copies(planned)["Ljungskolan"].received_at == copy.received_at
    assert events(planned, Op.ACKNOWLEDGE_COPY) == 1
    assert copies(planned)["BUP Hallstad"].received_at is None


def test_a_unit_without_a_copy_and_the_family_confirm_nothing(planned):
    for who in ("bup", "guardian"):
        with pytest.raises(Refused) as refused:
            confirms(planned, who)
        assert refused.value.decision.barred
