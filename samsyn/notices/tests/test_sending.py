"""Mail leaves at most once, asked again when it leaves, and whoever is not reached is rung."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from django.db import connection

from samsyn.cases.actions import end_place
from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.notices import mail, sending
from samsyn.notices.kinds import Detail, NoticeKind, Reason, State
from samsyn.notices.mail import Outcome
from samsyn.notices.tests.conftest import Desk
from tests.harness.database import denied
from tests.harness.smtp import MailServer

HOME, WORK = "hemma@exempel.se", "jobbet@exempel.se"
MEETING = {
    "starts_at": datetime(2031, 3, 13, 13, tzinfo=clock.STOCKHOLM),
    "ends_at": datetime(2031, 3, 13, 14, tzinfo=clock.STOCKHOLM),
}


def test_the_family_is_told_in_neutral_words(desk: Desk, post: MailServer, cast: Mapping) -> None:
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast, **MEETING)
    assert desk.send() == 1
    (letter,) = post.letters
    assert (letter.to, letter.parsed["Subject"]) == (HOME, "Möte torsdag 13 mars kl. 13.00")
    assert "Du är inbjuden till ett möte. Logga in på https://sip.exempel.se och se plats" in letter.body
    assert desk.newest().state == State.SENT
    assert desk.send() == 0, "never twice"


def test_staff_get_the_reference_and_the_last_day(desk: Desk, post: MailServer, cast: Mapping) -> None:
    desk.mail_to("bup", WORK)
    desk.tell("bup", cast, **MEETING, answer_by=datetime(2031, 3, 3, tzinfo=clock.STOCKHOLM).date())
    desk.send()
    (letter,) = post.letters
    subject = str(letter.parsed["Subject"])
    assert subject.startswith("SIP-möte torsdag 13 mars kl. 13.00–14.00, ref. SIP-")
    assert subject.endswith("Svara senast 3 mars")
    assert "Skriv inga personuppgifter i mejl." in letter.body


def test_whoever_wants_it_gets_no_more_than_that_there_is_something(
    desk: Desk, post: MailServer, cast: Mapping
) -> None:
    desk.mail_to("guardian", HOME, Detail.NEUTRAL)
    desk.tell("guardian", cast, **MEETING)
    desk.send()
    (letter,) = post.letters
    assert letter.parsed["Subject"] == "Du har ett nytt meddelande"
    assert "13" not in letter.body
    assert "möte" not in letter.body


def test_the_head_says_nothing(desk: Desk, post: MailServer, cast: Mapping) -> None:
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast, **MEETING)
    desk.send()
    (letter,) = post.letters
    head = letter.raw.partition(b"\r\n\r\n")[0].decode()
    assert letter.parsed["Auto-Submitted"] == "auto-generated"
    assert letter.parsed.get_content_type() == "text/plain"
    assert not [name for name in letter.parsed if name.lower().startswith("list-")]
    with desk.acting("coordinator", case=desk.ref):
        case = Case.objects.get(ref=desk.ref)
        hidden = [
            case.ref,
            case.number,
            *(place.ref for place in case.people),
            *(p.called for p in case.people),
        ]
    assert [word for word in hidden if word in head or word in letter.sender] == []


def test_a_place_that_has_ended_is_told_nothing(desk: Desk, post: MailServer, cast: Mapping) -> None:
    """Withdrawn between telling and sending: nothing leaves."""
    desk.mail_to("bup", WORK)
    desk.tell("bup", cast)
    with desk.acting("coordinator", case=desk.ref):
        end_place(Case.objects.get(ref=desk.ref), desk.place_of("bup", cast))
    assert desk.send() == 0
    assert (post.letters, post.asked) == ([], [])
    assert (desk.newest().state, desk.newest().reason) == (State.STOPPED, Reason.GONE)


def test_without_an_address_somebody_rings(desk: Desk, post: MailServer, cast: Mapping) -> None:
    desk.tell("guardian", cast)
    assert desk.send() == 0
    assert (desk.newest().state, desk.newest().reason) == (State.BY_HAND, Reason.NO_ADDRESS)


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ("550", State.REFUSED, Reason.ADDRESS),
        ("552 data", State.REFUSED, Reason.ADDRESS),
        ("break", State.BY_HAND, Reason.UNSURE),
        ("451", State.WAITING, ""),
        ("hang", State.WAITING, ""),
    ],
)
def test_what_the_server_does_is_told_apart(
    answer: str, state: str, reason: str, desk: Desk, post: MailServer, cast: Mapping
) -> None:
    post.answers[HOME] = answer
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)
    assert desk.send() == 0
    told = desk.newest()
    assert (told.state, told.reason, told.tries) == (state, reason, 1)


def test_a_refused_address_is_not_used_again(desk: Desk, post: MailServer, cast: Mapping) -> None:
    post.answers[HOME] = "550"
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)
    desk.send()
    desk.tell("guardian", cast, NoticeKind.ASKED_CONSENT)
    desk.send()
    assert post.asked == [HOME]
    assert (desk.newest().state, desk.newest().reason) == (State.BY_HAND, Reason.NO_ADDRESS)


def test_the_pauses_grow_and_then_somebody_rings(
    desk: Desk, post: MailServer, cast: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.answers[HOME] = "451"
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)
    pauses = []
    for _try in range(len(sending.PAUSES) + 1):
        desk.send()
        told = desk.newest()
        pauses.append(told.due - told.claimed_at)
        hurry(desk)
    assert pauses[:5] == sorted(pauses[:5])
    assert (told.state, told.reason) == (State.REFUSED, Reason.UNREACHED)


def hurry(desk: Desk) -> None:
    """The pause is over."""
    with desk.as_worker():
        pass
    with connection.cursor() as cursor:
        cursor.execute("update test.clock set moment = coalesce(moment, now()) + interval '5 hours'")


def test_a_crash_between_handing_over_and_writing_down_sends_nothing_twice(
    desk: Desk, post: MailServer, cast: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)

    def crash(*_given: object) -> Outcome:
        mail.deliver(*_given)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("samsyn.notices.sending.mail", type("M", (), {"deliver": crash, "works": mail.works}))
        desk.send()
    assert len(post.letters) == 1
    assert desk.send() == 0, "it is being sent, for all the next worker knows"
    hurry(desk)
    assert desk.send() == 0
    assert len(post.letters) == 1
    assert (desk.newest().state, desk.newest().reason) == (State.BY_HAND, Reason.UNSURE)


def test_a_server_that_is_away_keeps_everything(
    desk: Desk, post: MailServer, cast: Mapping, settings: object
) -> None:
    settings.SAMSYN_SMTP = "smtp://127.0.0.1:9"
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)
    assert desk.send() == 0
    assert desk.newest().state == State.WAITING
    settings.SAMSYN_SMTP = post.url
    hurry(desk)
    assert desk.send() == 1


def test_a_newer_notice_takes_the_place_of_one_that_waits(
    desk: Desk, post: MailServer, cast: Mapping
) -> None:
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast, **MEETING)
    later = MEETING | {"starts_at": datetime(2031, 3, 14, 13, tzinfo=clock.STOCKHOLM)}
    desk.tell("guardian", cast, **later)
    assert desk.send() == 1
    assert "fredag 14 mars" in str(post.letters[0].parsed["Subject"])


def test_the_worker_sees_no_case_and_the_web_sends_nothing(desk: Desk, cast: Mapping) -> None:
    with desk.as_worker():
        for table in ("notices_notice", "notices_way", "cases_case"):
            with denied(), connection.cursor() as cursor:
                cursor.execute(f"select * from {table}")
    for call in ("claim_notice(true)", "claim_test()", "bounce_notice('x')"):
        with denied(), connection.cursor() as cursor:
            cursor.execute(f"select * from {call}")


def test_no_server_means_that_somebody_rings(
    desk: Desk, post: MailServer, cast: Mapping, settings: object
) -> None:
    settings.SAMSYN_SMTP = ""
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)
    assert desk.send() == 0
    assert desk.newest().state == State.BY_HAND
