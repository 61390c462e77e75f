"""P24: whoever reviews the log is told of an alarm, once, in words that say nothing."""

import pytest

from samsyn.demo.cast import CAST
from samsyn.notices import actions as notices
from samsyn.notices.kinds import Detail, OutletName
from samsyn.notices.tests.conftest import as_worker, post
from samsyn.quality.logreview import actions, alarming, showing

__all__ = ["as_worker", "post"]
NOWHERE = "/sip/" + "0" * 16 + "/"
MAILS = "select state, reason from logreview_alarmmail order by id"


@pytest.fixture
def tried(fresh_database, cases, client_as, small):
    """The colleague has tried three addresses."""
    for ref in (cases["planned"], cases["called"], "0" * 16):
        client_as("colleague").get(f"/sip/{ref}/")


@pytest.fixture
def told(acting):
    with acting("reviewer") as by:
        notices.say_how(by=by, outlet=OutletName.MAIL, address="logg@example.org", detail=Detail.TIME)


@pytest.fixture
def works(as_worker):
    """The worker raises what is unusual, and sends; how many were raised, how many left."""

    def round_of() -> tuple[int, int]:
        with as_worker():
            return alarming.raise_alarms(), alarming.send_alarms()

    return round_of


def test_one_neutral_mail_to_whoever_reviews(tried, told, works, post, acting, owner):
    assert works() == (1, 1)
    assert works() == (0, 0)
    (letter,) = post.letters
    assert letter.to == "logg@example.org"
    assert letter.parsed["Subject"] == "Du har ett nytt meddelande"
    raw = letter.raw.decode() + letter.body
    for word in (CAST["colleague"].name, "SIP-", "larm", "Adam", "/sip/", "kvalitet", "nej"):
        assert word.lower() not in raw.lower(), word
    assert owner.execute(MAILS).fetchall() == [("sent", "")]
    with acting("reviewer"):
        (alarm,) = showing.alarms()
    assert alarm.mailed and alarm.n == 3


def test_without_an_address_it_stands_on_the_page_alone(tried, works, post, acting, owner):
    assert works() == (1, 0)
    assert post.letters == []
    assert owner.execute(MAILS).fetchall() == [("by_hand", "no_address")]
    with acting("reviewer"):
        assert [one.mailed for one in showing.alarms()] == [False]


def test_done_with_before_it_left_it_is_not_sent(tried, told, works, post, acting, owner):
    with acting("reviewer") as by:
        actions.tick_alarm(by=by, alarm_ref=showing.alarms()[0].ref, words="Fel adress.")
    assert works() == (0, 0)
    assert post.letters == [] and owner.execute(MAILS).fetchall() == [("stopped", "over")]


def test_the_one_it_is_about_is_not_told(fresh_database, client_as, small, told, works, post, owner):
    for _each in range(3):
        client_as("reviewer").get(NOWHERE)
    assert works() == (1, 0)
    assert owner.execute(MAILS).fetchall() == [] and post.letters == []


def test_no_server_is_tried_again_and_a_refused_address_is_not(tried, told, works, post, settings, owner):
    settings.SAMSYN_SMTP = "smtp://127.0.0.1:1"
    assert works() == (1, 0)
    assert owner.execute(MAILS).fetchall() == [("waiting", "")]
    settings.SAMSYN_SMTP = post.url
    post.answers["logg@example.org"] = "550"
    owner.execute("update logreview_alarmmail set due = claimed_at")
    owner.commit()
    assert works() == (0, 0)
    assert owner.execute(MAILS).fetchall() == [("refused", "address")]
