"""A unit that may not start signals to one that may, and gets an answer back; nothing else (C077)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.agreements import rules as agreements
from samsyn.cases.actions import enter_case
from samsyn.cases.models import Access, Case, CaseRow, Place, Round, Scope
from samsyn.cases.stages import Stage
from samsyn.demo.cast import CAST
from samsyn.kernel import clock
from samsyn.people.models import Unit
from samsyn.people.numbers import luhn
from samsyn.process.initiative.models import Signal, SignalAnswer
from tests.harness.database import denied

pytestmark = pytest.mark.django_db
SEEN = "Vi har träffat honom ute om nätterna fyra gånger."
UNIT = "Socialtjänsten barn och unga"


def filled(**given: str) -> dict[str, str]:
    """Police have seen Adam, who is known here already."""
    day = {"born_day": "", "born_month": "", "born_year": ""}
    return {
        "must_not_know": "no", "agreed_by": "Mamma, på telefon i dag", "called": "Adam Ek",
        "number": CAST["child"].number.text, "seen": SEEN, "unit": Unit.objects.get(name=UNIT).ref,
        "agreed": "on",
    } | day | given  # fmt: skip


def send(client_as: Callable, **given: str) -> str:
    """The address of the signal as the police see it."""
    response = client_as("police").post("/ny/signal/", filled(**given))
    assert response.status_code == 302, " ".join(response.content.decode().split())
    return response["Location"]


def text(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return " ".join(response.content.decode().split())


def case_of(become: Callable, who: str = "coordinator") -> Case:
    """The newest case the receiver has."""
    become(who)
    return Case.objects.order_by("-pk")[0]


@pytest.mark.requirement("C077")
def test_the_one_who_may_not_start_is_led_to_those_who_may(client_as: Callable):
    page = text(client_as("police"), "/ny/")
    # C077: "signals to social services or health care, which start it if they judge that the child needs it"
    assert "Signalera till socialtjänsten eller vården" in page and "Ja, signalera" in page
    without = text(client_as("police"), "/ny/utan-namn/")
    for words in ("utan att säga vem det gäller", "031-390 06 01", "orosanmälan", "112"):
        assert words in without
    form = text(client_as("police"), "/ny/signal/")
    assert UNIT in form and "BUP Hallstad" in form
    assert "Ljungskolan" not in form, "a school does not judge"


@pytest.mark.requirement("C077")
def test_a_signal_is_judged_started_and_answered(become: Callable, client_as: Callable):
    mine = send(client_as)
    police, sara = client_as("police"), client_as("coordinator")
    due = agreements.in_force("halland", clock.today()).last_day("signal_answer_within", clock.today())
    assert "Du får svar senast" in text(police, mine) and str(due.day) in text(police, mine)
    ref = case_of(become).ref
    read = text(sara, f"/sip/{ref}/oro/")
    for words in ("Det här är en signal.", "Polisen Hallstad", "Mamma, på telefon i dag", SEEN):
        assert words in read
    assert sara.post(f"/sip/{ref}/oro/", {"step": "take_on"}).status_code == 302
    assert "Vi pratar med familjen" in text(sara, f"/sip/{ref}/signal/")
    assert sara.post(f"/sip/{ref}/signal/", {"words": ""}).status_code == 302
    assert "Vi pratar med familjen." in text(police, mine)
    assert sara.post(f"/sip/{ref}/oro/", {"step": "talk", "talked_with": "Maria"}).status_code == 302
    assert sara.post(f"/sip/{ref}/familjen/", {"let_in": "1"}).status_code == 302
    become("coordinator", case=ref)
    guardian = {
        "kind": "guardian",
        "called": "Maria Ek",
        "number": CAST["guardian"].number.text,
        "evidence": "x",
    }
    assert sara.post(f"/sip/{ref}/familjen/", guardian).status_code == 302
    start = {"verb": "start", "start-said_by": "Maria", "start-both_needed": "yes"}
    assert sara.post(f"/sip/{ref}/svar/", start).status_code == 302
    assert case_of(become).stage == Stage.PREPARING
    # what was decided is now waited for by the police
    assert "Svara den som signalerade" in text(sara, f"/sip/{ref}/")
    assert sara.post(f"/sip/{ref}/signal/", {"words": "Tack för att ni sa till."}).status_code == 302
    # C077: the answer back
    told = text(police, mine)
    assert "Vi börjar med en SIP." in told and "Tack för att ni sa till." in told
    assert "Vi börjar med en SIP" in text(police, "/ny/")
    # the family reads why, in its own case
    assert SEEN in text(client_as("guardian"), f"/sip/{ref}/oro/")


def test_a_no_has_its_reason_and_does_not_say_whose_no_it_was(become: Callable, client_as: Callable):
    mine = send(client_as)
    sara, ref = client_as("coordinator"), case_of(become).ref
    no = {"verb": "refuse", "refuse-decided_by": "Eva Chef", "refuse-reason": "Pappa vill inte."}
    assert sara.post(f"/sip/{ref}/svar/", no).status_code == 302
    assert sara.post(f"/sip/{ref}/signal/", {"words": ""}).status_code == 422
    assert sara.post(f"/sip/{ref}/signal/", {"words": "Andra hjälper redan till."}).status_code == 302
    told = text(client_as("police"), mine)
    assert "Det blir ingen SIP nu." in told and "Andra hjälper redan till." in told
    assert "Pappa" not in told and "Eva Chef" not in told


@pytest.mark.requirement("C077")
def test_the_one_who_signals_sees_the_signal_and_no_other_row(become: Callable, client_as: Callable):
    mine = send(client_as)
    ref, known = case_of(become).ref, case_of(become).pk
    for who in ("police",):
        become(who)
        assert enter_case(ref) is None
        assert client_as(who).get(f"/sip/{ref}/").status_code == 404
        become(who)
        for model in (Case, Place, Round):
            assert not model.objects.exists(), model
        assert set(Scope.objects.values_list("kind", flat=True)) <= {"party"}
        assert not Access.objects.exclude(scope__kind="party").exists()
        rows = [m for m in apps.get_models() if issubclass(m, CaseRow) and m.objects.exists()]
        assert {m.__name__ for m in rows} == {"Signal"}
        assert {row.case_id for row in Signal.objects.order_by("pk")} == {known}
    for other in ("insurance", "guardian", "colleague", "stranger"):
        become(other)
        assert not Signal.objects.exists(), other
        assert client_as(other).get(mine).status_code in (403, 404)


def test_whoever_has_stepped_back_does_not_come_in_again(become: Callable, client_as: Callable):
    """By hand, as the web's role: the case is not in focus, and the functions know nobody in it."""
    send(client_as)
    case = case_of(become)
    place = Place.objects.filter(case=case, assignment__unit__name="Polisen Hallstad").order_by("pk")[0]
    scopes = [scope.pk for scope in Scope.objects.order_by("pk")]
    become("police")
    assert enter_case(case.ref) is None
    for statement, values in (
        ("select set_config('app.case', %s, true), open_place(%s)", [str(case.pk), place.pk]),
        (
            "select set_config('app.case', %s, true), give_access(%s, %s, null)",
            [str(case.pk), place.pk, scopes],
        ),
        ("select set_config('app.case', %s, true), turn_place(%s, 'convener')", [str(case.pk), place.pk]),
        ("select set_config('app.case', %s, true), step_back()", [str(case.pk)]),
    ):
        with denied(), connection.cursor() as cursor:
            cursor.execute(statement, values)


def test_a_known_and_an_unknown_child_look_the_same(client_as: Callable, cases):
    """Adam has a case; nobody has heard of the other."""
    known = CAST["child"].number.text
    digits = f"{CAST['child'].born:%Y%m%d}238"
    unknown = f"{digits[:8]}-238{luhn(digits[2:])}"
    told = {}
    for name, number in (("known", known), ("unknown", unknown), ("known again", known)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            mine = send(client_as, number=number, called="Kim")
        page = text(client_as("police"), mine).replace(mine, "")
        told[name] = (len(asked), len(mine), page)
    assert len({queries for queries, _length, _page in told.values()}) == 1
    assert len({length for _queries, length, _page in told.values()}) == 1
    bare = {name: page.split("<main")[1].split("</main>")[0] for name, (_q, _l, page) in told.items()}
    assert len(set(bare.values())) == 1


def test_no_signal_without_the_familys_yes(client_as: Callable):
    client = client_as("police")
    for missing in ("agreed", "agreed_by"):
        form = filled()
        form.pop(missing)
        response = client.post("/ny/signal/", form)
        assert response.status_code == 422
        assert SEEN in response.content.decode(), "nothing typed is lost"


def test_privately_one_asks_instead(client_as: Callable):
    for path in ("/ny/signal/", "/ny/utan-namn/"):
        assert client_as("guardian").get(path).status_code == 403


def test_the_receiver_is_reminded_on_the_last_day(become: Callable, client_as: Callable, at: Callable):
    send(client_as)
    sara, ref = client_as("coordinator"), case_of(become).ref
    sara.post(f"/sip/{ref}/oro/", {"step": "take_on"})
    assert "Svara den som signalerade" not in text(sara, f"/sip/{ref}/")
    last = agreements.in_force("halland", clock.today()).last_day("signal_answer_within", clock.today())
    at(clock.now() + timedelta(days=(last - clock.today()).days))
    assert "Svara den som signalerade" in text(client_as("coordinator"), f"/sip/{ref}/")
    become("coordinator", case=ref)
    assert not SignalAnswer.objects.exists()


def test_the_list_of_signals_is_read_in_the_same_number_of_statements(become: Callable, client_as: Callable):
    def statements() -> int:
        client = client_as("police")
        with CaptureQueriesContext(connection) as asked:
            text(client, "/ny/")
        return len(asked)

    for _number in range(2):
        send(client_as)
    few = statements()
    for _number in range(4):
        send(client_as)
    ref = case_of(become).ref
    client_as("coordinator").post(f"/sip/{ref}/signal/", {"words": ""})
    assert statements() == few
