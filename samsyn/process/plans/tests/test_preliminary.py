"""A guardian wants a SIP but is not at the meeting: what is shown, asked, and only then decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.html import escape

from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.plans.models import Consultation, Consulted, Plan, Preliminary
from samsyn.process.plans.preliminary import actions
from samsyn.process.plans.tests.cases import Meeting, come, fill, meeting_of_grown_up

AWAY = "other_guardian"


@pytest.fixture
def johan(ek: Meeting) -> Meeting:
    """All is written; one guardian, who has said yes, could not come."""
    fill(ek, absent=[AWAY])
    return ek


def show(ek: Meeting, key: str = "coordinator") -> Preliminary:
    case, by = ek.speaks(key)
    return actions.show_preliminary(case=case, by=by)


def answer(ek: Meeting, kind: str, words: str = "", shown: str = "", key: str = AWAY, **how: str) -> Any:
    place = ek.place(AWAY)
    case, by = ek.speaks(key)
    shown = shown or Preliminary.objects.order_by("-pk")[0].ref
    return actions.answer_preliminary(
        case=case, by=by, place=place, kind=kind, words=words, shown=shown, **how
    )


def page(client: Any, ek: Meeting, part: str = "") -> str:
    response = client.get(f"/sip/{ek.ref}/plan/preliminar/{part}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.requirement("C127", "C128")
def test_a_guardian_who_could_not_come_is_consulted_before_anything_is_decided(johan, client_as):
    name = johan.cast[AWAY].name
    # "If the guardian wants a SIP but cannot or will not attend: a preliminary plan"
    assert any(name in line and "preliminära planen" in line for line in johan.lacks())
    with pytest.raises(Refused, match="preliminära"):
        johan.establish()
    show(johan)
    mine = page(client_as(AWAY), johan)
    assert "Jag vill sova" in mine and "Säg vad du tycker om planen" in mine
    # "... then consult the guardian before the plan goes out to anyone"
    with pytest.raises(Refused, match="har inte svarat"):
        johan.establish()
    assert not Plan.objects.established().exists()
    answer(johan, Consulted.AGREES)
    assert johan.lacks() == []
    johan.establish()
    case, _plan = johan.reads("guardian")
    assert case.stage == Stage.PLANNED


@pytest.mark.requirement("C128")
def test_after_a_change_the_question_is_asked_anew(johan, client_as):
    shown = show(johan)
    assert "är visad som den är nu" in str(refusal(show, johan))
    answer(johan, Consulted.CHANGES, "Jag vill ha mötet på kvällen")
    assert any("vill ändra något" in line for line in johan.lacks())
    johan.write("summary", "text", "Mötet blir på kvällen.")
    assert any("har ändrats" in line for line in johan.lacks())
    assert "har ändrats" in page(client_as("coordinator"), johan)
    # An answer is bound to what was shown.
    assert "har ändrats" in str(refusal(answer, johan, Consulted.AGREES, shown=shown.ref))
    show(johan)
    assert "har ändrats" in str(refusal(answer, johan, Consulted.AGREES, shown=shown.ref))
    answer(johan, Consulted.AGREES)
    assert johan.lacks() == []
    words = [one.words for one in Consultation.objects.order_by("pk")]
    assert words == ["Jag vill ha mötet på kvällen", ""]  # all of them are kept


def test_who_still_wants_a_change_is_written_in_the_plan_and_stops_nothing(johan, client_as):
    show(johan)
    answer(johan, Consulted.CHANGES, "En annan skola")
    johan.add("disagreement", text="Johan vill ha en annan skola", who="Johan")
    show(johan)
    answer(johan, Consulted.CHANGES, "Jag vill fortfarande ha en annan skola")
    assert johan.lacks() == []
    johan.establish()
    plan = client_as("guardian").get(f"/sip/{johan.ref}/plan/").content.decode()
    assert "Johan vill ha en annan skola" in plan and "fortfarande ha en annan skola" in plan
    assert "fortfarande" not in client_as("school").get(f"/sip/{johan.ref}/plan/").content.decode()


def refusal(verb: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(Refused) as no:
        verb(*given, **named)
    return no.value.decision.reason


def test_it_is_not_shown_before_it_is_written_nor_without_a_yes(ek):
    come(ek, [AWAY])
    ek.write("voice", "kind", "did_not_want")
    assert "Skriv klart planen först" in refusal(show, ek)
    ek.withdraw(AWAY)
    assert "alla har sagt ja" in refusal(show, ek)


def test_with_everybody_there_nobody_is_asked(filled, client_as):
    assert "var med på mötet" in refusal(show, filled)
    for key in ("coordinator", "guardian"):
        assert "Säg vad du tycker" not in page(client_as(key), filled)


def test_one_answers_for_oneself_and_who_leads_writes_down_what_was_said(johan, client_as):
    show(johan)
    assert "för sig själv" in refusal(answer, johan, Consulted.AGREES, key="guardian")
    assert "Skriv vad du vill ändra" in refusal(answer, johan, Consulted.CHANGES)
    place = johan.place(AWAY)
    address = f"/sip/{johan.ref}/plan/preliminar/skriv-in/{place.ref}/"
    shown = Preliminary.objects.get().ref
    data = {"how": "telephone", "kind": "agrees", "words": "Det blir bra", "shown": shown}
    assert client_as("guardian").post(address, data).status_code in (403, 409)
    assert client_as("coordinator").post(address, data).status_code == 302
    made = Consultation.objects.get()
    assert (made.how, made.place, made.words) == ("telephone", place, "Det blir bra")
    assert made.recorded_by != place
    assert "Per telefon" in page(client_as("coordinator"), johan)


def test_the_page_leads_through_it(johan, client_as):
    leader, name = client_as("coordinator"), johan.cast[AWAY].name
    room = leader.get(f"/sip/{johan.ref}/mote/").content.decode()
    assert f"/sip/{johan.ref}/plan/preliminar/" in room  # the way on from what is missing
    assert escape(name) in page(leader, johan) and "Har inte fått se planen än" in page(leader, johan)
    assert "Du får svara när planen visas för dig" in page(client_as(AWAY), johan)
    assert leader.post(f"/sip/{johan.ref}/plan/preliminar/visa/").status_code == 302
    mine = client_as(AWAY)
    address = f"/sip/{johan.ref}/plan/preliminar/svara/"
    shown = Preliminary.objects.get().ref
    assert shown in mine.get(address).content.decode()
    wrong = mine.post(address, {"kind": "changes", "words": "", "shown": shown})
    assert wrong.status_code == 422 and "Skriv vad du vill ändra" in wrong.content.decode()
    assert mine.post(address, {"kind": "agrees", "words": "", "shown": shown}).status_code == 302
    assert "Säger ja till planen som den är" in page(leader, johan)
    assert "Fastställ planen" in leader.get(f"/sip/{johan.ref}/mote/").content.decode()


def test_only_the_family_and_who_leads_see_it(johan, client_as):
    address = f"/sip/{johan.ref}/plan/preliminar/"
    show(johan)
    assert client_as("school").get(address).status_code == 403
    assert client_as("stranger").get(address).status_code == 404


def test_a_grown_up_who_could_not_come_is_asked(become, cast, client_as):
    eva = meeting_of_grown_up(become, cast)
    fill(eva, absent=["adult"])
    assert any(cast["adult"].name in line for line in eva.lacks())
    show(eva)
    text = page(client_as("adult"), eva)
    assert "Säg vad du tycker om planen" in text and "barnet" not in text


def test_silence_about_the_preliminary_plan_has_an_end(johan, client_as, at):
    show(johan)
    name, place = johan.cast[AWAY].name, johan.place(AWAY)
    path = f"/sip/{johan.ref}/plan/preliminar/vanta/{place.ref}/"
    tried = {"tried": "Ringt fem gånger.", "not_decisive": "on"}
    early = client_as("coordinator").post(path, tried)
    assert early.status_code == 422 and "Vänta till" in early.content.decode()
    at(clock.now() + timedelta(days=15))
    assert client_as("guardian").get(path).status_code == 403
    assert client_as("coordinator").post(path, tried).status_code == 302
    assert not any(name in line for line in johan.lacks())
    assert (
        "väntar inte längre"
        in client_as("coordinator").get(f"/sip/{johan.ref}/plan/preliminar/").content.decode()
    )
