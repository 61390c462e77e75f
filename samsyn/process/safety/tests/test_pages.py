"""The question for the family, what those who lead keep, two persons, and the step outside the case."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.cases import guarding
from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.people.models import Assignment

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return " ".join(response.content.decode().split())


def seen(ref: str) -> Case:
    enter_case(ref)
    return Case.objects.get(ref=ref)


def test_a_child_warns_and_the_leader_is_asked_to_judge(
    client_as: Callable, cases: Mapping[str, str], become: Callable
) -> None:
    here = f"/sip/{cases['planned']}/trygghet/"
    child = client_as("child")
    page = text(child.get(here))
    assert "Är det någon som inte får veta" in page and "tel:112" in page
    assert child.post(here, {"answer": "yes"}).status_code == 302
    assert "Du svarade" in text(child.get(here))
    leader = text(client_as("coordinator").get(here))
    assert "väntar på en riskbedömning" in leader and "Prata först med" in leader
    for other in ("guardian", "other_guardian"):
        assert "Du svarade" not in text(client_as(other).get(here))
    assert client_as("bup").get(here).status_code == 403


def test_an_assessment_needs_a_day_to_look_again_and_lets_the_case_go_on(
    client_as: Callable, cases: Mapping[str, str], become: Callable
) -> None:
    ref = cases["preparing"]
    become("coordinator")
    guarding.halt(seen(ref))
    client = client_as("coordinator")
    today = clock.today()
    day = {"assessed_on_day": today.day, "assessed_on_month": today.month, "assessed_on_year": today.year}
    form = {"assessed_by": "Karin Lund, socionom", "words": "Vi har talat.", "outcome": "without"} | day
    response = client.post(f"/sip/{ref}/trygghet/bedom/", form)
    assert response.status_code == 422 and "Vi har talat." in text(response)
    later = {"next_look_day": "1", "next_look_month": "6", "next_look_year": today.year + 1}
    response = client.post(f"/sip/{ref}/trygghet/bedom/", form | later)
    assert response.status_code == 302, text(response)
    become("coordinator")
    assert not guarding.guarding(seen(ref)).waits
    assert "Karin Lund, socionom" in text(client.get(f"/sip/{ref}/trygghet/"))


def second_of(case: Case, cast) -> tuple[str, Assignment]:
    """A colleague of the leader who can sign in."""
    mine = case.leader.assignment
    duties = Assignment.objects.filter(unit__organisation=mine.unit.organisation_id).exclude(
        person=mine.person
    )
    known = {member.assignment_id: key for key, member in cast.items() if member.assignment_id}
    found = next(duty for duty in duties.order_by("pk") if duty.pk in known)
    return known[found.pk], found


def test_protection_and_the_secret_number_take_two(
    client_as: Callable, cases: Mapping[str, str], become: Callable, cast
) -> None:
    ref = cases["planned"]
    become("coordinator")
    case = seen(ref)
    who, duty = second_of(case, cast)
    mother, father = [p for p in case.people if p.kind == "guardian"]
    leader, other = client_as("coordinator"), client_as(who)
    at = f"/sip/{ref}/trygghet/"
    form = {"place": mother.ref, "grade": "registered", "away_from": father.ref, "second": duty.ref}
    assert leader.post(f"{at}skydda/", form).status_code == 302
    assert "Ingen har skyddade uppgifter" in text(leader.get(at))
    assert (
        leader.post(f"{at}kontakt/", {"place": mother.ref, "words": "Ring 070 före nio."}).status_code == 302
    )
    assert "Ring 070" not in text(leader.get(at))
    assert leader.post(f"{at}oppna/", {"second": duty.ref}).status_code == 302
    waiting = text(other.get("/arbete/tva/"))
    assert (
        waiting.count(case.number) == 2 and case.called not in waiting and "Skyddad folkbokföring" in waiting
    )
    become(who)
    for asked in guarding.asked_of_me():
        assert other.post(f"/arbete/tva/{asked.ref}/", {"answer": "yes"}).status_code == 302
    page = text(leader.get(at))
    assert "Skyddad folkbokföring" in page and "Ring 070 före nio." in page
    become("coordinator")
    told = guarding.guarding(seen(ref))
    assert not told.sends_to(mother) and told.sends_to(father) and told.hides_from(father)


def test_the_duty_to_report_is_told_to_staff_and_kept_nowhere(
    client_as: Callable, cases: Mapping[str, str]
) -> None:
    here = f"/sip/{cases['planned']}/orosanmalan/"
    for who in ("coordinator", "bup", "school"):
        assert "socialtjänsten i barnets kommun" in text(client_as(who).get(here)), who
    for who in ("guardian", "child"):
        assert client_as(who).get(here).status_code == 403, who
    # The family's list of who has looked says nothing of it.
    assert "orosanm" not in text(client_as("guardian").get(f"/sip/{cases['planned']}/lasningar/")).lower()


def test_a_protected_case_stores_no_place_of_a_meeting(
    client_as: Callable, cases: Mapping[str, str], become: Callable, cast
) -> None:
    ref = cases["called"]
    become("coordinator")
    case = seen(ref)
    who, duty = second_of(case, cast)
    mother = next(p for p in case.people if p.kind == "guardian")
    form = {"place": mother.ref, "grade": "marked", "away_from": "nobody", "second": duty.ref}
    assert client_as("coordinator").post(f"/sip/{ref}/trygghet/skydda/", form).status_code == 302
    become(who)
    (asked,) = guarding.asked_of_me()
    guarding.answer_second(asked.ref, True)
    become("coordinator", case=ref)
    page = text(client_as("coordinator").get(f"/sip/{ref}/kallelse/kalla/"))
    assert "sparas ingen plats" in page and 'name="where"' not in page
    assert "berättar var mötet är" in guarding.where_told(seen(ref), "Storgatan 5, Ystad")
    # Whoever works there writes no address, and loses nothing of what was typed.
    for who in ("coordinator", "bup"):
        sent = {"now": "Han bor på Storgatan 5 i Ystad", "words": "Han bor på Storgatan 5 i Ystad"}
        answer = client_as(who).post(f"/sip/{ref}/forbered/verksamhet/", sent)
        if answer.status_code == 422:
            assert "Det ser ut som en adress" in text(answer) and "Storgatan 5 i Ystad" in text(answer)
