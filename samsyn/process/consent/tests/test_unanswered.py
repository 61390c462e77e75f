"""Nobody answers: nothing is opened, whoever leads gets what to do, and the request ends honestly."""

import pytest

from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.overview.turns import next_turn
from samsyn.process.consent.models import Kind
from samsyn.process.consent.tests.cases import grown_up
from samsyn.process.consent.whose import actions, rules
from samsyn.process.initiative import actions as initiative

TRIED = "Ringt tre gånger och varit hemma två gånger."


@pytest.fixture
def silent(become, cast):
    """Eva, a grown-up without a god man, who is asked and never answers."""
    eva = grown_up(become, cast, with_god_man=False)
    eva.ask_about("boendet")
    eva.wish("bup", "school", wished_by="adult")
    eva.put_question()
    return eva


def page_of(family) -> str:
    return f"/sip/{family.ref}/samtycke/inget-svar/"


def time_is_up(family, at) -> None:
    case, _by = family.speaks("coordinator")
    at(clock.midnight(rules.unanswered_from(case)))


def test_before_the_time_is_up_the_page_says_what_to_do(silent, client_as):
    said = client_as("coordinator").get(page_of(silent)).content.decode()
    assert "Gör det här först" in said and "Vänta till och med" in said and "god man" in said
    with pytest.raises(Refused, match="Vänta till"):
        case, by = silent.speaks("coordinator")
        actions.end_unanswered(case=case, by=by, tried=TRIED)
    assert client_as("adult").get(page_of(silent)).status_code == 403
    link = client_as("coordinator").get(f"/sip/{silent.ref}/samtycke/").content.decode()
    assert page_of(silent) in link and "/samtycke/vanta/" not in link  # nobody decides in her place


def test_silence_has_an_end_for_a_grown_up_too(silent, client_as, at):
    time_is_up(silent, at)
    case, by = silent.speaks("coordinator")
    assert "Ingen har svarat" in next_turn(case, by).happens
    assert page_of(silent) in client_as("coordinator").get("/arbete/").content.decode()
    assert client_as("coordinator").post(page_of(silent), {"tried": ""}).status_code == 422
    assert client_as("coordinator").post(page_of(silent), {"tried": TRIED}).status_code == 302
    case, _by = silent.speaks("coordinator")
    assert case.stage == Stage.DECLINED
    assert silent.scopes("bup") == set()  # nothing was opened, and nobody else finds it
    told = client_as("adult").get(f"/sip/{silent.ref}/svar/").content.decode()
    assert "Vi fick inget svar" in told and TRIED in told and "be om en SIP igen" in told


def test_one_who_has_answered_is_not_silent(silent, at):
    silent.answer("adult", Kind.NO)
    time_is_up(silent, at)
    case, by = silent.speaks("coordinator")
    with pytest.raises(Refused, match="Någon har svarat"):
        actions.end_unanswered(case=case, by=by, tried=TRIED)
    assert "Ingen har svarat" not in next_turn(case, by).happens


def test_two_silent_guardians_end_it_as_well(asked, at):
    time_is_up(asked, at)
    case, by = asked.speaks("coordinator")
    actions.end_unanswered(case=case, by=by, tried=TRIED)
    case, _by = asked.speaks("guardian")
    assert case.stage == Stage.DECLINED


def test_once_the_work_has_begun_whoever_leads_writes_down_a_no(asked, client_as):
    for key in ("guardian", "other_guardian"):
        asked.answer(key, Kind.YES)
    assert "1" in asked.scopes("bup")
    case, by = asked.speaks("guardian")
    with pytest.raises(Refused, match="Säg till den som leder"):
        initiative.decline(case=case, by=by, said_by="Maria")
    assert "Säg till den som leder" in client_as("guardian").get(f"/sip/{asked.ref}/svar/").content.decode()
    case, by = asked.speaks("coordinator")
    initiative.decline(case=case, by=by, said_by="Maria och Johan")
    assert asked.scopes("bup") == set()
    case, _by = asked.speaks("guardian")
    assert case.stage == Stage.DECLINED
