"""Notes to the one who holds the plan together, and help to reach other bodies (C150)."""

import pytest
from django.db import connection

from samsyn.audit.models import Event
from samsyn.cases.models import ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.progress import actions, asking
from samsyn.process.progress.models import Outcome


def writes(family, who, words, scope=None):
    case, by = family.speaks(who)
    return actions.write_note(case=case, by=by, words=words, scope=scope)


def replies(family, who, note, words):
    case, by = family.speaks(who)
    return actions.write_note(case=case, by=by, words=words, answers=note)


def asks(family, who, together=True):
    case, by = family.speaks(who)
    return actions.ask_errand(
        case=case, by=by, whom="Försäkringskassan", words="Vi behöver bidrag.", together=together
    )


def answers(family, errand, outcome=Outcome.REACHED, who="coordinator"):
    case, by = family.speaks(who)
    return actions.answer_errand(case=case, by=by, errand=errand, outcome=outcome, words="De ringer er.")


def reads(family, who):
    family.become(who)
    with connection.cursor() as cursor:
        cursor.execute("select words from progress_note")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.requirement("C174")
def test_what_one_in_the_family_writes_only_the_one_who_leads_reads(planned):
    note = writes(planned, "guardian", "Det går inte bra.")
    replies(planned, "coordinator", note, "Jag ringer dig i dag.")
    # C174: a link between the family and the other participants after the meeting.
    for who in ("guardian", "coordinator"):
        assert reads(planned, who) == {"Det går inte bra.", "Jag ringer dig i dag."}
    for who in ("other_guardian", "child", "bup", "school", "colleague", "stranger"):
        assert reads(planned, who) == set(), who
        case_events = Event.objects.filter(verb=Op.WRITE_NOTE)
        assert not case_events.exists(), "nor that anything was written"


def test_what_staff_write_lies_in_the_question_they_choose_and_the_family_reads_it(planned):
    case, by = planned.speaks("school")
    options = asking.readers(by, case)
    assert [scope.kind for scope, _label in options] == [ScopeKind.QUESTION]
    writes(planned, "school", "Schemat ändras.", options[0][0])
    for who in ("guardian", "other_guardian", "child", "coordinator", "bup"):
        assert reads(planned, who) == {"Schemat ändras."}, who
    assert reads(planned, "habilitation") == set()


def test_staff_write_nowhere_else(planned):
    coordinator, _by = planned.speaks("coordinator")
    talk = next(scope for scope in coordinator.scopes_seen if scope.kind == ScopeKind.TALK)
    whole = coordinator.scope_of(ScopeKind.WHOLE)
    for scope in (talk, whole, coordinator.scope_of(ScopeKind.FAMILY)):
        with pytest.raises(Refused, match="Välj vilken fråga"):
            writes(planned, "school", "Bakom ryggen", scope)
    with pytest.raises(Refused, match="Skriv något"):
        writes(planned, "guardian", " \n")


def test_a_note_without_a_reply_waits_for_the_one_who_leads(planned):
    case, _by = planned.speaks("coordinator")
    assert asking.waiting([case]) == {}
    note = writes(planned, "guardian", "Ring mig.")
    planned.speaks("coordinator")
    assert asking.waiting([case])[case.pk][0] == 1
    replies(planned, "coordinator", note, "Ja.")
    assert asking.waiting([case]) == {}
    replies(planned, "guardian", note, "När?")
    planned.speaks("coordinator")
    assert asking.waiting([case])[case.pk][0] == 1


@pytest.mark.requirement("C150")
def test_the_one_who_leads_helps_to_reach_another_body_and_the_family_reads_what_came_of_it(planned):
    # C150: helps child and family reach other bodies that may be concerned.
    errand = asks(planned, "guardian")
    assert errand.due > clock.today()
    case, _by = planned.speaks("coordinator")
    assert asking.waiting([case])[case.pk] == (0, 1, errand.due)
    answers(planned, errand, Outcome.ON_ITS_WAY)
    assert asking.errands(case)[0].is_open
    answers(planned, errand)
    assert asking.waiting([case]) == {}
    for who in ("guardian", "other_guardian", "child"):
        case, _by = planned.speaks(who)
        found = asking.errands(case)[0]
        assert not found.is_open
        assert [answer.words for answer in found.answers] == ["De ringer er."] * 2
    for who in ("bup", "school"):
        case, _by = planned.speaks(who)
        assert asking.errands(case) == []


def test_one_can_ask_alone_and_nobody_else_in_the_family_reads_it(planned):
    errand = asks(planned, "child", together=False)
    answers(planned, errand)
    for who, found in (("child", 1), ("coordinator", 1), ("guardian", 0), ("bup", 0)):
        case, _by = planned.speaks(who)
        assert len(asking.errands(case)) == found, who


def test_staff_neither_ask_nor_answer_but_the_one_who_leads(planned):
    with pytest.raises(Refused):
        asks(planned, "bup")
    errand = asks(planned, "coordinator")
    assert errand.scope.kind == ScopeKind.FAMILY
    for who in ("guardian", "bup"):
        with pytest.raises(Refused):
            answers(planned, errand, who=who)
