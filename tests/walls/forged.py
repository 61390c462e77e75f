"""Every function of the database that anybody may call past the policies, called with what is another's.

A new one has no row here, and fails. An outsider is refused (42501), or finds nothing
(no row, or an empty value), or, with the few in `OWN`, does something of the own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest

from samsyn.cases.guarding import TwoFor, ask_second
from samsyn.cases.models import Case, Place, Scope, ScopeKind
from samsyn.demo.cast import Member
from samsyn.kernel import clock
from samsyn.kernel.ref import new_ref
from samsyn.notices.kinds import NoticeKind
from samsyn.notices.models import Notice
from samsyn.notices.telling import About, tell
from samsyn.people.models import Assignment
from samsyn.process.consent.models import CustodyCheck
from samsyn.quality.logreview.actions import ask_readings
from tests.walls.conftest import Known
from tests.walls.sql import ask

# Lawful for anybody: of the caller's own, and proved where it says.
OWN = {
    "new_case": "opens a case of the caller's own (below)",
    "note_readings": "tells of the caller's own reading (test_no_reading_no_data)",
    "note_miss": "tells that the caller did not get in (audit/tests)",
    "person_for_number": "gives a ref either way (test_secrecy, people/tests)",
    "person_without_number": "enters somebody nobody knows (people/tests)",
    "record_guardianship": "is recorded at work, never for oneself (people/tests)",
}
# For the worker's role alone, which sees no case: it is handed ids and what is due.
WORKER = {
    *("claim_notice", "note_notice", "bounce_notice", "leave_unsure", "claim_test", "note_test"),
    *("begin_seal", "last_seal", "unsealed_heads", "unsealed_readings", "keep_seal"),
    *("make_reading_months", "readings_outside_months", "nothing_is_sent"),
    *("custody_to_ask", "note_custody_at_night", "custody_record_at_night"),
    *("guardians_to_fit", "fit_content"),
    *("raise_alarms", "claim_alarm_mail", "note_alarm_mail"),
}
LATER = "2100-01-01"
Attack = tuple[str, list[object]]


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody in the case: refs that may be known, and open nothing."""

    countersign: str
    paper: str
    notice: str
    question: str


@pytest.fixture
def waiting(known: Known, become: Callable, cast: Mapping[str, Member]) -> Waiting:
    """A colleague is asked twice, the mother waits to be told, and has asked about the readings."""
    become("coordinator", case=known.ref)
    case = Case.objects.get(pk=known.id)
    second = Assignment.objects.get(pk=cast["manager"].assignment_id)
    asked = ask_second(case, TwoFor.OPEN, second, 30)
    place = Place.objects.get(pk=known.places["guardian"])
    talk = Scope.objects.get(case=case, kind=ScopeKind.TALK, owner_id=place.person_id)
    paper = CustodyCheck.objects.create(
        case=case, scope=talk, place=place, said="guardian", source="Skatteverket", document="Personbevis",
        at=clock.now(), valid_to=clock.today(), written_by_id=known.places["coordinator"], second=second,
    )  # fmt: skip
    tell(case, NoticeKind.CALLED, place, About(case.scope_id))
    notice = Notice.objects.get(case=case)
    by = become("guardian", case=known.ref)
    question = ask_readings(case=Case.objects.get(pk=known.id), by=by, wish="extract", words="Vilka?")
    return Waiting(asked.ref, paper.ref, notice.ref, question.ref)


def of_places(known: Known, duty: tuple[str, str] | None) -> Iterator[Attack]:
    """All that is done with somebody's place."""
    scopes, frame = list(known.scopes.values()), known.scopes["frame"]
    for theirs in known.places.values():
        yield "open_place", [theirs]
        yield "give_access", [theirs, scopes, None]
        yield "end_access", [theirs, scopes]
        yield "end_place", [theirs]
        yield "turn_place", [theirs, "member"]
        yield "retire_leader", [theirs, False, None]
        yield "end_ahead", [theirs, LATER]
        yield "leave_case", [theirs]
        yield "end_custody", [theirs, "2020-01-01"]
        yield "close_content", [theirs, None]
        yield "close_content", [theirs, LATER]
        yield "keep_new", [theirs, None]
        yield "keep_new", [theirs, "2020-01-01"]
        yield "apart_scope", [known.question.scope_id, theirs]
        yield "note_custody", [theirs, "guardian", "registret"]
        yield "may_tell", [theirs, frame]
        yield "tell", [theirs, "called", frame, "", None, None, None, LATER]
        yield "hush", [theirs, ["called"]]
        if duty:
            yield "hand_over", [theirs, duty[1]]
            yield "move_case", [theirs, duty[1]]


def of_the_case(known: Known, me: Member, duty: tuple[str, str] | None) -> Iterator[Attack]:
    """All that is done with the case in focus, or with one that is named."""
    yield "join_case", [None, me.ref, None, "guardian", "Jag"]
    if duty:
        yield "join_case", [duty[0], me.ref, duty[1], "coordinator", "Jag"]
        yield "ask_second", [new_ref(), "open", duty[1], 30]
    yield "must_steer", []
    yield "new_question_scope", [99]
    yield "come_of_age", []
    yield "step_back", []
    yield "step_in", [known.ref]
    yield "staff_scope", []
    yield "show_party", [new_ref(), True]
    yield "halt_case", []
    yield "private_room", []
    yield "custody_proved", [known.id, "2020-01-01"]
    yield "consent_agreed", [known.id, [], "{}"]
    yield "open_support", [known.number, "Felsökning", 30]
    for scope in [*known.scopes.values(), None]:
        yield "write_event", ["close", "", scope, "[]"]
        yield "move_row", ["consent_custodycheck", "0" * 16, scope]


def of_rows(waiting: Waiting, cast: Mapping[str, Member]) -> Iterator[Attack]:
    """All that is done with something whose ref one knows."""
    yield "answer_second", [waiting.countersign, True]
    yield "confirm_custody", [waiting.paper]
    yield "choose_sending", [waiting.notice, "without"]
    yield "notice_rung", [waiting.notice]
    yield "move_row", ["consent_custodycheck", waiting.paper, 1]
    yield "custody_record", [cast["child"].person_id, cast["guardian"].person_id]


def of_offices(waiting: Waiting) -> Iterator[Attack]:
    """What only those who keep an organisation, review its log or run the system can do."""
    organisation = ask("select ref from people_organisation where kind = 'kommun' order by id limit 1")[0][0]
    limits = '{"most": 100, "children": 1, "least": 1, "times": 1, "ended_days": 1, "around_days": 1}'
    yield "new_staff", [new_ref(), "Jag"]
    yield "write_organisation_event", [organisation, "new_unit", ""]
    yield "change_agreement", [new_ref(), organisation, False, "reply_within", "{}", LATER]
    yield "remove_agreement_change", [organisation, new_ref()]
    yield "name_agreement_keeper", [organisation]
    yield "asked_extracts", [None]
    yield "extract_size", [waiting.question]
    yield "release_extract", [waiting.question, "Här"]
    yield "note_extracts", [[waiting.question]]
    yield "make_review", ["2020-01-01", "2020-02-01", 1, limits, None]
    yield "review_lines", [None, None, 0, 25]
    yield "decide_row", [new_ref(), "in_order", "Bra"]
    yield "review_alarms", [limits]
    yield "ticked_alarms", [25]
    yield "tick_alarm", [new_ref(), "Klart"]


def finds_nothing(known: Known) -> Iterator[Attack]:
    """Carried out for anybody: there is nothing of the case in the answer."""
    yield "enter_case", [known.ref]
    yield "my_scopes", []
    yield "my_kinds", []
    yield "my_organisations", []
    yield "my_reviewed", []
    yield "my_support", []
    yield "operates", []
    yield "case_is_protected", []
    yield "still_case", [known.id]
    yield "opened_contacts", []
    yield "asked_of_me", []
    yield "custody_to_confirm", []
    yield "leaderless", []
    yield "unit_cases", [None, "", 25]
    yield "support_frame", [known.ref]
    yield "support_sessions", [None, 25]
    yield "close_support", [known.ref]


GIVEN_BACK = {"begins_in"}  # nothing but the key that the caller gave
