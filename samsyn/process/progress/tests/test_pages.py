"""The pages between the meetings, as each of those who open them."""

from datetime import timedelta

import pytest

from samsyn.cases.models import ScopeKind
from samsyn.kernel import clock
from samsyn.overview.reminders import reminders
from samsyn.process.copies.tests.test_sending import sends
from samsyn.process.followup.tests.done import closes
from samsyn.process.plans.tests.cases import meeting
from samsyn.process.progress.models import Mark, Note, Outcome
from samsyn.process.progress.tests.conftest import ref_of
from samsyn.process.progress.tests.test_asking import answers, asks, replies, writes
from samsyn.process.progress.tests.test_marking import BUP, HOME, SCHOOL, marks
from samsyn.web.dates import kortdatum

STRANGE = "🦊 قاعة <script>alert(1)</script>"


def at(family, page="insatser/"):
    return f"/sip/{family.ref}/{page}"


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def texts(family, who):
    """What is said to that person between the meetings, and the buttons."""
    case, by = family.speaks(who)
    found = reminders(by, [case])[case.pk]
    return [one.text for one in found if one.text], [one.button for one in found]


@pytest.mark.requirement("C155")
def test_whoever_answers_presses_once_and_the_family_reads_it_at_once(planned, client_as):
    client = client_as("school")
    page = text_of(client.get(at(planned)))
    assert "Era insatser" in page
    assert "sömnskola" not in page.lower()
    ref = ref_of(planned, SCHOOL)
    for _press in range(2):
        sent = {"state": "begun", "once": "cccccccccccccccc"}
        assert client.post(at(planned, f"insatser/{ref}/"), sent).status_code == 302
    assert Mark.objects.count() == 1
    # C155: follow-up is continuous.
    for who in ("guardian", "child", "coordinator"):
        assert "Per Berg, " in text_of(client_as(who).get(at(planned)))


def test_the_family_reads_calmly_who_is_reminded_and_has_nothing_to_do(planned, client_as):
    page = text_of(client_as("guardian").get(at(planned)))
    assert "Ljungskolan är påmind." in page
    assert "BUP Hallstad är påmind." in page
    assert "Du behöver inte göra något: den som är sen blir påmind, inte du." in page
    assert "070-174 06 08" in page or "Per Berg" in page, "whom to ring"
    assert page.count('name="state"') == 2, "the family's own measure only"


@pytest.mark.requirement("C155")
def test_late_measures_are_the_owners_turn_and_nobody_elses(planned):
    # C155: the one who answers for it is reminded.
    assert texts(planned, "school") == ([f"Skulle ha börjat {_short(-20)}: {SCHOOL}."], ["Skriv hur det går"])
    assert texts(planned, "bup") == ([f"Skulle ha varit klar {_short(-9)}: {BUP}."], ["Skriv hur det går"])
    for who in ("coordinator", "guardian", "child"):
        assert texts(planned, who) == ([], []), who


def _short(days):
    return kortdatum(clock.today() + timedelta(days=days))


def test_another_unit_finds_no_button_and_is_refused_with_who_writes_it(planned, client_as):
    ref = ref_of(planned, SCHOOL)
    page = text_of(client_as("bup").get(at(planned, f"insatser/{ref}/")))
    assert "Det här skriver Ljungskolan." in page
    refused = client_as("bup").post(at(planned, f"insatser/{ref}/"), {"state": "done"})
    assert "Det här skriver Ljungskolan." in text_of(refused, 403)
    for what in (HOME, BUP):
        hidden = at(planned, f"insatser/{ref_of(planned, what)}/")
        assert client_as("school").get(hidden).status_code == 404
        assert client_as("school").post(hidden, {"state": "done"}).status_code == 404
    assert not Mark.objects.exists()


def test_stopped_without_a_reason_loses_nothing(planned, client_as):
    page = at(planned, f"insatser/{ref_of(planned, SCHOOL)}/")
    client = client_as("school")
    assert "Skriv varför" in text_of(client.post(page, {"state": "stopped", "words": ""}), 422)
    assert client.post(page, {"state": "stopped", "words": STRANGE}).status_code == 302
    assert "🦊 قاعة &lt;script&gt;" in text_of(client_as("child").get(page))


@pytest.mark.requirement("C150")
def test_the_family_asks_for_help_and_reads_the_answer(planned, client_as):
    client, page = client_as("guardian"), at(planned, "na-andra/")
    assert "Skriv vem ni vill nå." in text_of(
        client.post(page, {"words": "Bidrag", "reads": "together"}), 422
    )
    sent = {"whom": "Försäkringskassan", "words": STRANGE, "reads": "together"}
    # C150: helps child and family reach other bodies that may be concerned.
    assert client.post(page, sent).status_code == 302
    assert "Svar senast" in text_of(client.get(page))
    assert texts(planned, "coordinator")[0] == ["Familjen vill ha hjälp att nå någon."]
    leader = client_as("coordinator")
    form = text_of(leader.get(page)).split('action="')[1:]
    where = next(one.split('"')[0] for one in form if "/na-andra/" in one.split('"')[0])
    assert "Välj hur det gick." in text_of(leader.post(where, {"words": "Ringt"}), 422)
    assert leader.post(where, {"outcome": "reached", "words": "De ringer i morgon."}).status_code == 302
    assert "De ringer i morgon." in text_of(client_as("child").get(page))
    assert "De ringer i morgon." not in text_of(client_as("bup").get(page))
    assert client_as("bup").post(where, {"outcome": "reached", "words": "x"}).status_code == 404
    assert texts(planned, "coordinator") == ([], [])


def test_a_note_and_its_reply_are_read_by_the_two_alone(planned, client_as):
    client, page = client_as("guardian"), at(planned, "skriv/")
    assert "Skriv något först." in text_of(client.post(page, {"words": " "}), 422)
    assert client.post(page, {"words": STRANGE}).status_code == 302
    note = Note.objects.get()
    assert "🦊" in text_of(client.get(page))
    assert texts(planned, "coordinator")[1] == ["Läs och svara"]
    leader, where = client_as("coordinator"), at(planned, f"skriv/{note.ref}/")
    assert "Skriv något först." in text_of(leader.post(where, {"words": ""}), 422)
    assert leader.post(where, {"words": "Jag ringer dig."}).status_code == 302
    assert "Jag ringer dig." in text_of(client.get(page))
    assert texts(planned, "coordinator") == ([], [])
    for who in ("other_guardian", "child", "bup", "school"):
        assert "🦊" not in text_of(client_as(who).get(page)), who
        assert client_as(who).post(where, {"words": "Jag med"}).status_code == 404


def test_staff_who_see_all_questions_choose_one_or_all(planned, client_as):
    client, page = client_as("bup"), at(planned, "skriv/")
    case, _by = planned.speaks("bup")
    whole = case.scope_of(ScopeKind.WHOLE)
    assert "Välj vilken fråga det gäller." in text_of(client.post(page, {"words": "Hej"}), 422)
    assert client.post(page, {"words": "Hej alla", "about": whole.ref}).status_code == 302
    assert "Hej alla" in text_of(client_as("guardian").get(page))
    assert "Hej alla" not in text_of(client_as("school").get(page))


def test_outside_the_case_and_after_withdrawal_there_is_nothing(planned, client_as):
    note, errand = writes(planned, "guardian", "Hej"), asks(planned, "guardian")
    replies(planned, "coordinator", note, "Hej")
    answers(planned, errand, Outcome.REACHED)
    measure = ref_of(planned, SCHOOL)
    planned.withdraw("guardian")
    for who in ("stranger", "colleague", "habilitation", "bup", "school"):
        for page in ("insatser/", f"insatser/{measure}/", "skriv/", "na-andra/"):
            assert client_as(who).get(at(planned, page)).status_code == 404, (who, page)


def test_before_there_is_a_plan_the_page_says_so(become, cast, client_as):
    ek = meeting(become, cast)
    assert "Det finns ingen plan som gäller än." in text_of(client_as("guardian").get(at(ek)))


def test_what_waits_in_many_cases_costs_a_handful_of_questions(planned, django_assert_max_num_queries):
    sends(planned)
    marks(planned, "school", SCHOOL, "not_begun", "Sjuk")
    case, by = planned.speaks("school")
    assert case.people and case.round
    with django_assert_max_num_queries(5):  # calls, copies, measures, who sees them, marks
        found = reminders(by, [case])
    assert [one.page for one in found[case.pk]] == ["copies:journal", "progress:show"]


def test_forty_measures_cost_no_more_questions_than_four(planned, client_as, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):  # of them 14 belong to any page of a case
        client_as("guardian").get(at(planned))


def test_after_the_end_what_was_written_is_read_and_nobody_is_reminded(planned, client_as):
    marks(planned, "school", SCHOOL, "not_begun", "Läraren är sjuk")
    closes(planned, "guardian")
    page = text_of(client_as("guardian").get(at(planned)))
    assert "Planen gäller inte längre." in page
    assert "Läraren är sjuk" in page
    assert "är påmind" not in page
    assert 'name="state"' not in page
    assert texts(planned, "school") == ([], [])
    assert (
        client_as("school")
        .post(at(planned, f"insatser/{ref_of(planned, SCHOOL)}/"), {"state": "done"})
        .status_code
        == 409
    )
