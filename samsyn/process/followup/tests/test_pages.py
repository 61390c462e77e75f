"""The pages of the follow-up and of the end, as each of those who open them."""

import pytest

from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.process.followup import rules
from samsyn.process.followup.tests.done import attains, closes, goals, goes_on
from samsyn.process.meetings.tests.held import ahead
from samsyn.process.plans import rules as plans
from samsyn.process.plans.tests.cases import meeting

STRANGE = "🦊 قاعة <script>alert(1)</script>"


def at(family, page=""):
    return f"/sip/{family.ref}/uppfoljning/{page}"


def end(family):
    return f"/sip/{family.ref}/avslut/"


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def boxes(moment, ends="14.00", **more):
    there = clock.local(moment)
    when = {"starts_at_day": there.day, "starts_at_month": there.month, "starts_at_year": there.year}
    when |= {"starts_at_clock": f"{there:%H.%M}", "message": ""}
    return {**when, "ends": ends, "where": "Ljungskolan", **more}


def stage_of(family):
    return family.speaks("coordinator")[0].stage


def test_a_stranger_a_colleague_and_a_party_after_withdrawal_find_no_page(following, client_as):
    following.withdraw("guardian")
    for who in ("stranger", "colleague", "habilitation", "nurse_private", "bup", "school"):
        for page in (at(following), at(following, "kalla/"), at(following, "fortsatt/"), end(following)):
            assert client_as(who).get(page).status_code == 404, (who, page)


@pytest.mark.requirement("C151", "C171")
def test_the_coordinator_calls_from_the_page_and_a_bad_time_says_why(planned, client_as):
    client = client_as("coordinator")
    assert "Kalla till uppföljning" in text_of(client.get(at(planned)))
    # C151: calls to the follow-up meeting and prepares it with guardian and child.
    assert "Förbered gärna uppföljningen med familjen" in text_of(client.get(at(planned, "kalla/")))
    for sent, sentence in (
        (boxes(ahead(-1)), "Tiden har redan varit."),
        (boxes(ahead(5), ends="12.00"), "Mötet slutar innan det börjar."),
    ):
        page = text_of(client.post(at(planned, "kalla/"), sent | {"message": "Ta med schemat"}), 422)
        assert sentence in page
        assert "Ta med schemat" in page
    assert stage_of(planned) == Stage.PLANNED
    response = client.post(at(planned, "kalla/"), boxes(ahead(40)))
    assert response.status_code == 302
    # C171: the plan is followed up at a new SIP meeting.
    assert stage_of(planned) == Stage.FOLLOWING_UP
    assert "Per Berg" in text_of(client_as("guardian").get(response["Location"]))


@pytest.mark.requirement("C158", "C159", "C160")
def test_how_each_goal_went_is_written_beside_the_original(following, client_as):
    client = client_as("coordinator")
    goal = goals(following)["Sömnskola fungerar"]
    # C158: the original plan is there. C160: each subgoal: met, partly met, not met.
    page = text_of(client.get(at(following)))
    for words in ("Behöver sömnskola", "Sömnskola fungerar", "Delvis nått", "Inte nått"):
        assert words in page
    response = client.post(at(following, f"mal/{goal.ref}/"), {"level": "partly", "words": STRANGE})
    assert response["Location"] == at(following) + f"#goal-{goal.ref}"
    # C159: attainment is written into the original plan.
    page = text_of(client_as("child").get(at(following)))
    assert "Delvis nått" in page
    assert "🦊 قاعة &lt;script&gt;" in page
    assert "🦊" not in text_of(client_as("school").get(at(following)))


def test_a_wrong_answer_about_a_goal_loses_nothing(following, client_as):
    client = client_as("coordinator")
    goal = goals(following)["Sömnskola fungerar"]
    page = text_of(client.post(at(following, f"mal/{goal.ref}/"), {"words": "Bättre"}), 422)
    assert "Välj om målet är nått, delvis nått eller inte nått." in page
    assert "Bättre" in page
    page = text_of(
        client.post(at(following, f"mal/{goal.ref}/"), {"level": "met", "words": "å" * 20_001}), 422
    )
    assert "Korta den med 1 tecken." in page
    assert client.post(at(following, f"mal/{'0' * 16}/"), {"level": "met"}).status_code == 404
    refused = client_as("guardian").post(at(following, f"mal/{goal.ref}/"), {"level": "met"})
    assert refused.status_code == 403


@pytest.mark.requirement("C161", "C162")
def test_the_question_of_more_coordination_leads_to_a_new_sip(following, client_as):
    client = client_as("coordinator")
    # C161: at every meeting: is further coordination needed?
    assert "Behövs mer samordning?" in text_of(client.get(at(following)))
    assert "Behövs mer samordning?" not in text_of(client_as("guardian").get(at(following)))
    assert "Skriv vem som har sagt" in text_of(client.post(at(following, "fortsatt/"), {"words": "Mer"}), 422)
    sent = {"said_by": "Maria och Adam", "words": "Skolan är inte klar."}
    # C162: if so, a new SIP, handled as the first one.
    assert client.post(at(following, "fortsatt/"), sent).status_code == 302
    assert stage_of(following) == Stage.PREPARING
    page = text_of(client_as("child").get(at(following)))
    assert "Planen här gäller tills en ny är fastställd." in page
    assert "Skolan är inte klar." in page
    assert "Behöver sömnskola" in page
    assert "Skolan är inte klar." not in text_of(client_as("school").get(at(following)))


def closing_form(family, reason="goals_met", **how):
    case, _by = family.speaks("coordinator")
    people = {family.place(key).ref: way for key, way in how.items()}
    return {place.ref: people.get(place.ref, "no") for place in rules.deciders(case)} | {
        "reason": reason,
        "words": "Tack allihop.",
    }


@pytest.mark.requirement("C084", "C085")
def test_the_end_is_decided_together_and_told_to_each(following, client_as):
    client = client_as("coordinator")
    page = text_of(client.get(end(following)))
    # C085: the goals of the coordination are met.
    assert "Målen med samordningen är nådda" in page
    assert "Ni har inte skrivit hur det gick med 3 av målen." in page
    # C084: decided by guardian and child together with the other parties.
    page = text_of(client.post(end(following), closing_form(following, school="meeting")), 422)
    assert "Minst en av dem ska ha varit med: Maria Ek eller Johan Ek" in page
    assert "Tack allihop." in page
    sent = closing_form(following, guardian="telephone", child="meeting", school="meeting")
    assert client.post(end(following), sent).status_code == 302
    assert stage_of(following) == Stage.CLOSED
    told = text_of(client_as("guardian").get(end(following)))
    for words in (
        "Ni bestämde det tillsammans",
        "Målen med samordningen är nådda",
        "på telefon",
        "Läs planen",
    ):
        assert words in told
    child = text_of(client_as("child").get(at(following)))
    assert "Nu är planen klar" in child
    assert "Säg till en vuxen du litar på." in child


def test_pressing_twice_closes_once_and_afterwards_there_is_nothing_to_press(following, client_as):
    client = client_as("coordinator")
    sent = closing_form(following, guardian="meeting") | {"once": "bbbbbbbbbbbbbbbb"}
    assert [client.post(end(following), sent).status_code for _press in range(2)] == [302, 302]
    for who in ("coordinator", "guardian", "bup"):
        for page in (at(following), end(following)):
            assert '<form method="post" novalidate>' not in text_of(client_as(who).get(page))
    assert client.post(at(following, "fortsatt/"), {"said_by": "Maria"}).status_code == 409


def test_others_read_how_an_end_is_decided_and_who_to_tell(following, client_as):
    page = text_of(client_as("guardian").get(end(following)))
    assert "Det här kan bara" in page
    assert "Säg till Sara Lind om du vill det." in page
    refused = client_as("guardian").post(end(following), closing_form(following, guardian="meeting"))
    assert refused.status_code == 403


def test_after_the_end_and_after_going_on_the_plan_is_read(following, client_as):
    attains(following, "Sömnskola fungerar", "met", "Sover")
    closes(following, "guardian")
    page = text_of(client_as("bup").get(at(following)))
    assert "Sover" in page
    assert "Behöver sömnskola" in page


def test_each_round_has_a_follow_up_of_its_own(following, client_as):
    goes_on(following)
    case, _by = following.speaks("coordinator")
    assert rules.meeting(plans.established(case))
    page = text_of(client_as("coordinator").get(at(following)))
    assert "Spara hur det gick" not in page
    assert "Behövs mer samordning?" not in page


def test_before_there_is_a_plan_there_is_nothing_to_follow_up(become, cast, client_as):
    ek = meeting(become, cast)
    assert "Det finns ingen plan att följa upp än." in text_of(client_as("guardian").get(at(ek)))
    for page in (at(ek, "kalla/"), at(ek, "fortsatt/"), end(ek)):
        assert client_as("coordinator").get(page).status_code == 404
