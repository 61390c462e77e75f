"""Whoever leads sees word for word what would leave; nothing of what is protected leaves unchosen."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from samsyn.audit.models import Event
from samsyn.cases.calling import call
from samsyn.cases.guarding import (
    Countersign,
    Grade,
    Protection,
    TwoFor,
    answer_second,
    ask_second,
    staff_scope,
)
from samsyn.cases.models import Case, Place
from samsyn.cases.stages import Op
from samsyn.notices.kinds import Reason, State
from samsyn.notices.models import Notice
from samsyn.notices.tests.conftest import Desk
from samsyn.people.models import Assignment
from samsyn.process.sending import rules
from tests.harness.client import StrictClient
from tests.harness.database import denied
from tests.harness.smtp import MailServer

HOME, WORK = "hemma@exempel.se", "jobbet@exempel.se"


def protect(desk: Desk, cast: Mapping, who: str, away: str) -> None:
    """Two persons have agreed."""
    with desk.acting("coordinator", case=desk.ref):
        case = Case.objects.get(ref=desk.ref)
        second = Assignment.objects.get(pk=cast["colleague"].assignment_id)
        asked = ask_second(case, TwoFor.PROTECT, second)
        Protection.objects.create(
            case=case, scope=staff_scope(case), place=desk.place_of(who, cast),
            away_from=desk.place_of(away, cast), grade=Grade.REGISTERED, countersign=asked,
        )  # fmt: skip
        ref = asked.ref
    with desk.acting("colleague"):
        answer_second(ref, True)
    with desk.acting("coordinator", case=desk.ref):
        assert Countersign.objects.get(ref=ref).agreed


def board(desk: Desk) -> rules.Board:
    with desk.acting("coordinator", case=desk.ref):
        return rules.board(Case.objects.get(ref=desk.ref))


@pytest.fixture
def lead(client_as: Callable[[str], StrictClient], desk: Desk) -> Iterator[StrictClient]:
    yield client_as("coordinator")


def page(lead: StrictClient, desk: Desk) -> str:
    return lead.get(f"/sip/{desk.ref}/skicka/").content.decode()


def test_the_exact_text_stands_there_before_it_leaves(
    desk: Desk, post: MailServer, cast: Mapping, lead: StrictClient
) -> None:
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)
    (line,) = board(desk).soon
    shown = page(lead, desk)
    assert line.message.subject in shown
    assert HOME not in shown, "the address is one's own"
    desk.send()
    (letter,) = post.letters
    assert letter.parsed["Subject"] == line.message.subject
    assert letter.body.split() == line.message.body.split()


def test_whoever_has_no_address_is_rung(
    desk: Desk, post: MailServer, cast: Mapping, lead: StrictClient
) -> None:
    desk.tell("guardian", cast)
    (line,) = board(desk).ring
    assert "Har ingen adress för mejl." in page(lead, desk)
    lead.post(f"/sip/{desk.ref}/skicka/", {"notice": line.notice.ref, "choice": "rung"})
    assert board(desk).ring == []


def test_it_can_be_handed_over_in_person_instead(
    desk: Desk, post: MailServer, cast: Mapping, lead: StrictClient
) -> None:
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)
    (line,) = board(desk).soon
    lead.post(f"/sip/{desk.ref}/skicka/", {"notice": line.notice.ref, "choice": "in_person"})
    assert desk.send() == 0
    assert [one.notice.ref for one in board(desk).ring] == [line.notice.ref]
    again = lead.post(f"/sip/{desk.ref}/skicka/", {"notice": line.notice.ref, "choice": "without"})
    assert again.status_code == 409


class TestProtected:
    """texts 12: Stopp! Utskicket skulle visa …"""

    def test_nothing_leaves_to_staff_until_it_is_chosen(
        self, desk: Desk, post: MailServer, cast: Mapping, lead: StrictClient
    ) -> None:
        protect(desk, cast, "guardian", "other_guardian")
        desk.mail_to("bup", WORK)
        desk.tell("bup", cast)
        assert desk.send() == 0
        (line,) = board(desk).held
        shown = page(lead, desk)
        for words in (
            "Stopp! Utskicket skulle visa tid och telefon",
            "Skicka utan",
            "Lämna personligen",
            "Fråga ",
        ):
            assert words in shown
        lead.post(f"/sip/{desk.ref}/skicka/", {"notice": line.notice.ref, "choice": "without"})
        assert desk.send() == 1
        assert post.letters[0].parsed["Subject"] == "Du har ett nytt meddelande"

    def test_asking_first_keeps_it_here(
        self, desk: Desk, post: MailServer, cast: Mapping, lead: StrictClient
    ) -> None:
        protect(desk, cast, "guardian", "other_guardian")
        desk.mail_to("bup", WORK)
        desk.tell("bup", cast)
        (line,) = board(desk).held
        lead.post(f"/sip/{desk.ref}/skicka/", {"notice": line.notice.ref, "choice": "ask"})
        assert desk.send() == 0
        assert "Du har valt att fråga först." in page(lead, desk)

    def test_a_protected_one_gets_nothing_whatever_is_chosen(
        self, desk: Desk, post: MailServer, cast: Mapping
    ) -> None:
        protect(desk, cast, "guardian", "other_guardian")
        desk.mail_to("guardian", HOME)
        desk.tell("guardian", cast)
        assert desk.send() == 0
        assert (desk.newest().state, desk.newest().reason) == (State.BY_HAND, Reason.PROTECTED)

    def test_protected_between_telling_and_sending(self, desk: Desk, post: MailServer, cast: Mapping) -> None:
        desk.mail_to("guardian", HOME)
        desk.mail_to("bup", WORK)
        desk.tell("guardian", cast)
        desk.tell("bup", cast)
        protect(desk, cast, "guardian", "other_guardian")
        assert desk.send() == 0
        assert post.asked == []
        assert len(board(desk).held) == 1

    def test_the_one_it_is_kept_from_gets_the_neutral_mail(
        self, desk: Desk, post: MailServer, cast: Mapping
    ) -> None:
        """Silence would tell."""
        protect(desk, cast, "guardian", "other_guardian")
        desk.mail_to("other_guardian", HOME)
        desk.tell("other_guardian", cast)
        assert desk.send() == 1
        assert post.letters[0].parsed["Subject"] == "Du har ett nytt meddelande"


def test_the_choice_is_kept_and_read_by_those_who_lead_alone(
    desk: Desk, post: MailServer, cast: Mapping, lead: StrictClient
) -> None:
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)
    (line,) = board(desk).soon
    lead.post(f"/sip/{desk.ref}/skicka/", {"notice": line.notice.ref, "choice": "in_person"})
    for who, seen in (("coordinator", 1), ("guardian", 0), ("other_guardian", 0), ("bup", 0)):
        with desk.acting(who, case=desk.ref):
            assert Event.objects.filter(verb=Op.CHOOSE_SENDING, subject=line.notice.ref).count() == seen, who
            assert Notice.objects.filter(ref=line.notice.ref).count() == seen, who


def test_others_in_the_case_see_no_such_page(
    desk: Desk, client_as: Callable[[str], StrictClient], cast: Mapping
) -> None:
    for who in ("guardian", "child", "bup"):
        assert client_as(who).get(f"/sip/{desk.ref}/skicka/").status_code == 403


def test_the_database_lets_nobody_else_choose(desk: Desk, cast: Mapping) -> None:
    desk.mail_to("bup", WORK)
    desk.tell("bup", cast)
    ref = desk.newest().ref
    for who in ("bup", "guardian", "child"):
        with desk.acting(who, case=desk.ref), denied():
            call("choose_sending", ref, "without")
        with desk.acting(who, case=desk.ref), denied():
            place: Place = Case.objects.get(ref=desk.ref).people[0]
            call("may_tell", place.pk, place.scope_id)
