"""A party's short round: the unit's own until it is handed in to what it may see."""

import pytest

from samsyn.cases.models import ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel.decision import Refused
from samsyn.process.preparation import rules
from samsyn.process.preparation.models import PartyNote
from samsyn.process.preparation.tests.said import case_of, readers_of_notes, reads_notes, tells, values

FAMILY = {"child", "guardian", "other_guardian"}


def scope(family, who, kind, question=None):
    found = [s for s in case_of(family, who).scopes_seen if s.kind == kind and s.question == question]
    return found[0] if found else None


def test_a_party_prepares_the_situation_earlier_measures_and_other_matters(agreed):
    tells(agreed, "bup", now="Adam sover dåligt", earlier_measures="Sömnskola hjälpte", other="Skjutsen")
    note = rules.note_of(*reversed(agreed.speaks("bup")))
    assert note.now == "Adam sover dåligt"  # C130: the child's situation now
    assert note.earlier_measures == "Sömnskola hjälpte"  # C131: what earlier measures resulted in
    assert note.other == "Skjutsen"  # C132: other matters named in the kallelse


def test_it_is_the_units_own_until_it_is_handed_in(agreed):
    tells(agreed, "bup", now="Adam sover dåligt")
    assert readers_of_notes(agreed) == {"bup"}
    assert values(agreed, "coordinator", Op.PREPARE_PARTY) == []


def test_handed_in_to_all_questions_it_is_read_by_those_who_see_them_all(agreed):
    tells(agreed, "bup", scope(agreed, "bup", ScopeKind.WHOLE), now="Adam sover dåligt")
    assert readers_of_notes(agreed) == FAMILY | {"coordinator", "bup"}


def test_handed_in_to_one_question_it_is_read_by_those_who_see_that_one(agreed):
    tells(agreed, "bup", scope(agreed, "bup", ScopeKind.QUESTION, 2), now="Om sömnen")
    assert readers_of_notes(agreed) == FAMILY | {"coordinator", "bup"}
    tells(agreed, "school", scope(agreed, "school", ScopeKind.QUESTION, 1), now="Om skolan")
    assert reads_notes(agreed, "school") == ["Om skolan"]
    assert reads_notes(agreed, "bup") == ["Om sömnen", "Om skolan"]


def test_a_party_hands_in_only_to_what_it_sees(agreed):
    labels = [label for _scope, label in rules.places_to_show(case_of(agreed, "school"), None)]
    assert labels == ["Visa för dem som får se frågan: skolan"]
    other = scope(agreed, "bup", ScopeKind.QUESTION, 2)
    with pytest.raises(Refused, match="frågor som ni får se"):
        tells(agreed, "school", other, now="x")
    assert reads_notes(agreed, "school") == []


def test_what_was_handed_in_is_shown_to_more_but_not_hidden(agreed):
    first = scope(agreed, "bup", ScopeKind.QUESTION, 1)
    whole = scope(agreed, "bup", ScopeKind.WHOLE)
    tells(agreed, "bup", whole, now="Ett")
    with pytest.raises(Refused):
        tells(agreed, "bup", first, now="Ett")


def test_drafts_from_before_it_was_handed_in_stay_the_units(agreed):
    tells(agreed, "bup", now="Oklart om föräldrarna")
    tells(agreed, "bup", scope(agreed, "bup", ScopeKind.WHOLE), now="Adam sover dåligt")
    assert "Oklart" not in str(values(agreed, "guardian", Op.PREPARE_PARTY))


def test_a_changed_round_is_marked_and_its_old_words_kept(agreed):
    whole = scope(agreed, "bup", ScopeKind.WHOLE)
    tells(agreed, "bup", whole, now="Ett")
    tells(agreed, "bup", whole, now="Två")
    assert reads_notes(agreed, "guardian") == ["Två"]
    assert PartyNote.objects.get().changed_at is not None
    assert ("Ett", "Två") in values(agreed, "guardian", Op.PREPARE_PARTY)


def test_the_family_writes_no_party_round(agreed):
    with pytest.raises(Refused, match="kan bara"):
        tells(agreed, "guardian", now="x")
