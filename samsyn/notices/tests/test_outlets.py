"""OUTLETS: what each way out could say to a place, and that it says nothing when it may not."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.cases.actions import end_place
from samsyn.cases.models import Case
from samsyn.kernel import crypto
from samsyn.kernel.decision import ALLOWED
from samsyn.notices import sending, wording
from samsyn.notices.kinds import Detail, NoticeKind, OutletName, State
from samsyn.notices.mail import Outcome
from samsyn.notices.models import Notice, seal_of
from samsyn.notices.outlets import OUTLETS
from samsyn.notices.tests.conftest import Desk
from samsyn.process.consent.models import NotToRaise
from samsyn.process.seeing.actions import ask_seeing
from tests.guards.source import program
from tests.harness.smtp import MailServer


def test_every_name_has_an_outlet_and_every_kind_its_words() -> None:
    assert set(OUTLETS) == set(OutletName)
    assert {outlet.asks for outlet in OUTLETS.values()} == {"_why_not"}


def test_an_address_that_was_moved_from_another_row_is_no_address() -> None:
    moved = crypto.seal("hemma@exempel.se", seal_of("a"))
    for sealed in (moved, "", "nothing", "test:!"):
        assert sending.let_out(wording.neutral(), sealed, "b", "token") is Outcome.REFUSED


def test_nothing_else_speaks_to_a_mail_server() -> None:
    """A way out that is not in the register would not be asked anything."""
    marks = ("smtplib", "django.core.mail", "send_mail", "urllib.request", "http.client", "import requests")
    found = {source.name for source in program() if any(mark in source.text for mark in marks)}
    assert {name for name in found if not name.startswith(("samsyn/command/", "samsyn/bench/"))} == {
        "samsyn/notices/mail.py"
    }


@pytest.mark.parametrize("name", sorted(OUTLETS))
def test_a_place_that_has_ended_gets_nothing_from_any_outlet(
    name: str, cases: Mapping[str, str], become: Callable, cast: Mapping
) -> None:
    become("coordinator", case=cases["planned"])
    case = Case.objects.get(ref=cases["planned"])
    place = next(p for p in case.people if p.person_id == cast["bup"].person_id)
    if name == OutletName.MAIL:
        assert len(OUTLETS[name].attempt(case, place)) == len(NoticeKind) * len(Detail)
    end_place(case, place)
    assert OUTLETS[name].attempt(case, place) == []


def test_no_mail_has_a_word_of_the_case(cases: Mapping[str, str], become: Callable) -> None:
    """Names of the family, units and their kinds, what must not be raised, the body that answers."""
    become("coordinator", case=cases["planned"])
    case = Case.objects.get(ref=cases["planned"])
    said = " ".join(text for place in case.people for text in OUTLETS[OutletName.MAIL].attempt(case, place))
    words = {case.called, case.ref, *(case.called.split())}
    words |= {place.called for place in case.people if place.assignment_id is None}
    words |= {place.assignment.unit.name for place in case.people if place.assignment_id}
    words |= {str(place.assignment.unit.get_kind_display()) for place in case.people if place.assignment_id}
    words |= set(NotToRaise.objects.filter(case=case).values_list("text", flat=True))
    words |= {str(case.controller)}
    assert sorted(word for word in words if word and word in said) == []
    assert "@" in said


def test_calling_and_asking_tell_those_concerned_and_answering_hushes(
    cases: Mapping[str, str], become: Callable
) -> None:
    become("coordinator", case=cases["called"])
    case = Case.objects.get(ref=cases["called"])
    told = Notice.objects.filter(case=case)
    asked = told.filter(kind=NoticeKind.ASKED_CONSENT)
    assert asked
    assert {row.state for row in asked} == {State.STOPPED}, "all have answered"
    called = told.filter(kind=NoticeKind.CALLED).select_related("place")
    assert case.leader.pk not in {row.place_id for row in called}
    assert {row.place.kind for row in called} >= {"guardian", "child", "member"}
    reminded = told.filter(kind=NoticeKind.CALL_UNANSWERED).select_related("place")
    assert all(row.place.assignment_id for row in reminded), "the family is never chased"


def test_the_child_is_told_that_it_is_asked_who_sees(
    cases: Mapping[str, str], become: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samsyn.process.seeing.rules.is_time", lambda case: ALLOWED)
    by = become("coordinator", case=cases["planned"])
    case = Case.objects.get(ref=cases["planned"])
    ask_seeing(case=case, by=by)
    told = Notice.objects.get(case=case, kind=NoticeKind.SEEING_ASKED)
    assert told.place_id == case.subject_place.pk


@pytest.mark.slow
def test_what_is_reminded_of_later_goes_out_only_then(desk: Desk, post: MailServer, cast: Mapping) -> None:
    """The demo's yes ends some months ahead; nothing is sent of it today."""
    desk.mail_to("guardian", "hemma@exempel.se")
    assert desk.send() == 0
    assert post.asked == []
