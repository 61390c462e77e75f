"""The pages where an agreement is changed: written, looked at, saved; refused with a sentence, words kept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from samsyn.agreements import rules
from samsyn.agreements.models import Change
from samsyn.demo.parts import KOMMUN, REGION
from samsyn.kernel import clock
from samsyn.people.models import Organisation
from samsyn.web.dates import datum

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
SOURCE = "Länets överenskommelse 2027, punkt 4"


@pytest.fixture(autouse=True)
def forgotten() -> Any:
    yield
    rules.forget()


@pytest.fixture
def desk(become: Callable[..., object]) -> str:
    become("administrator")
    kommun = Organisation.objects.get(name=KOMMUN)
    return f"/admin-lokal/organisation/{kommun.ref}/overenskommelse/"


def later(days: int = 40) -> date:
    return clock.today() + timedelta(days=days)


def written(number: str = "21", since: date | None = None, **more: str) -> dict[str, str]:
    day = since or later()
    boxes = {"since_day": str(day.day), "since_month": str(day.month), "since_year": str(day.year)}
    given = {"number": number, "unit": "calendar", "text": "", "source": SOURCE, "decided": "yes"}
    return given | boxes | {"step": "look"} | more


def read(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(main.split())


def test_one_looks_before_one_saves(desk: str, client_as: ClientAs) -> None:
    client = client_as("operator")
    look = read(client.post(f"{desk}gemensam/meeting_within/", written()))
    assert "Inget är sparat ännu." in look
    assert "<dt>Gäller i dag</dt><dd>Inom 30 dagar</dd>" in look
    assert f"<dt>Från {datum(later())}</dt><dd><strong>Inom 21 dagar</strong></dd>" in look
    assert "Hallstad kommun" in look
    assert SOURCE in look
    assert not Change.objects.exists()
    assert (
        client.post(f"{desk}gemensam/meeting_within/", written(step="save"))["Location"] == f"{desk}varden/"
    )
    assert rules.in_force("halland", later()).number("meeting_within") == 21


def test_the_page_lists_what_is_coming_and_what_holds(desk: str, client_as: ClientAs) -> None:
    client = client_as("operator")
    client.post(f"{desk}gemensam/meeting_within/", written(step="save"))
    client.post(f"{desk}gemensam/reply_within/", written("4", clock.today(), step="save"))
    html = read(client.get(f"{desk}varden/"))
    coming, _heading, begun = html.partition("Ändra en regel")
    assert f"Från {datum(later())}" in coming and "Inom 21 dagar" in coming and SOURCE in coming
    assert "Ta tillbaka ändringen" in coming
    assert "Ändringar som gäller" in begun and "Inom 4 dagar" in begun
    ours = read(client_as("school").get("/overenskommelser/min/"))
    assert f"Från {datum(later())} gäller nya regler." in ours
    versions = read(client.get("/overenskommelser/halland/"))
    assert f"från {datum(later())}" in versions
    # The second change begins before the first: the first one's day is made anew, with both.
    again = read(client.get("/overenskommelser/halland/2/"))
    assert f"Från {datum(later())} gäller version 4 i stället." in again
    coming = read(client.get("/overenskommelser/halland/4/"))
    assert f"Det här är version 4. Den börjar gälla {datum(later())}." in coming
    older = read(client.get("/overenskommelser/halland/1/"))
    assert "Nya SIP:ar följer version 3." in older and "Inom 30 dagar" in older


def test_a_coming_change_is_taken_back_on_the_page(desk: str, client_as: ClientAs) -> None:
    client = client_as("operator")
    client.post(f"{desk}gemensam/meeting_within/", written(step="save"))
    address = f"{desk}ta-tillbaka/{Change.objects.get().ref}/"
    assert "När hålls mötet? Inom 21 dagar" in read(client.get(address))
    assert client.post(address, {"sure": "1"}).status_code == 302
    assert rules.in_force("halland", later()).number("meeting_within") == 30
    assert "Inga ändringar är på väg." in read(client.get(f"{desk}varden/"))


def test_one_goes_back_to_what_one_wrote(desk: str, client_as: ClientAs) -> None:
    html = read(client_as("operator").post(f"{desk}gemensam/meeting_within/", written(step="edit")))
    assert SOURCE in html and 'value="21"' in html


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"number": "tjugo"}, "Skriv ett helt tal med siffror, till exempel 21."),
        ({"number": "-3"}, "Skriv ett helt tal med siffror, till exempel 21."),
        ({"number": "21.5"}, "Skriv ett helt tal med siffror, till exempel 21."),
        ({"number": "99999"}, "Skriv ett helt tal med siffror, till exempel 21."),
        ({"number": "2²"}, "Skriv ett helt tal med siffror, till exempel 21."),
        ({"number": ""}, "Skriv antingen ett antal eller vad som gäller i stället."),
        ({"text": "Utan dröjsmål."}, "Skriv antingen ett antal eller vad som gäller i stället."),
        ({"source": "   "}, "Skriv var det står, så att alla kan se varifrån regeln kommer."),
        ({"source": "x" * 301}, "Högst 300 får plats."),
        ({"decided": ""}, "Välj om det är beslutat eller ert eget val."),
        ({"unit": "moons"}, "Välj ett av alternativen."),
        ({"since_month": "februari", "since_day": "30"}, "Det datumet finns inte."),
        ({"since_year": "2020"}, "Välj i dag eller en dag som kommer. Det som redan har gällt ändras inte."),
        ({"since_day": "", "since_month": "", "since_year": ""}, "Skriv dagen då ändringen börjar gälla."),
    ],
)
@pytest.mark.parametrize("step", ["look", "save"])
def test_a_mistake_says_what_to_do_and_keeps_the_words(
    desk: str, client_as: ClientAs, given: dict[str, str], sentence: str, step: str
) -> None:
    typed = written(source="Min källa <b>", step=step) | given
    html = read(client_as("operator").post(f"{desk}gemensam/meeting_within/", typed), 422)
    assert sentence in html
    assert "Det du har skrivit finns kvar på sidan." in html
    assert "Min källa &lt;b&gt;" in html or "source" in given
    assert not Change.objects.exists()


def test_an_own_addition_that_is_looser_is_refused_in_the_form(desk: str, client_as: ClientAs) -> None:
    html = read(client_as("administrator").post(f"{desk}egen/meeting_within/", written("31")), 422)
    assert "Ett eget tillägg måste vara minst lika strängt som den gemensamma regeln." in html
    assert 'value="31"' in html
    assert (
        client_as("administrator").post(f"{desk}egen/meeting_within/", written("14", step="save")).status_code
        == 302
    )
    html = read(client_as("administrator").get(f"{desk}varden/"))
    assert "Hallstad kommun har egna regler utöver de gemensamma." in html
    assert "Eget tillägg. Källa:" in html


@pytest.mark.parametrize(
    ("key", "given", "words"),
    [
        ("coordinator_title", {"label": "planhållare"}, "planhållare"),
        ("who_decides_participants", {"value": "together"}, "Barnet, vårdnadshavaren och personalen"),
        ("duty_to_attend", {"value": "health"}, "hälso- och sjukvården"),
        ("refusal_needs_reason", {"value": "no"}, "Nej"),
        ("meeting_within", {"number": "", "text": "Utan dröjsmål."}, "Utan dröjsmål."),
    ],
)
def test_every_form_of_value_can_be_changed(
    desk: str, client_as: ClientAs, key: str, given: dict[str, str], words: str
) -> None:
    client = client_as("operator")
    look = read(client.post(f"{desk}gemensam/{key}/", written() | given))
    assert f"<strong>{words}" in look
    assert client.post(f"{desk}gemensam/{key}/", written(step="save") | given).status_code == 302
    assert words in read(client.get("/overenskommelser/halland/2/"))


def test_tables_and_unknown_names_have_no_form(desk: str, client_as: ClientAs) -> None:
    for key in ("agenda", "consent_ages", "age_span", "refusal", "no_such"):
        assert client_as("operator").get(f"{desk}gemensam/{key}/").status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "school", "guardian"])
@pytest.mark.parametrize("path", ["varden/", "gemensam/meeting_within/", "egen/meeting_within/", "skotsel/"])
def test_others_are_told_why_not(desk: str, client_as: ClientAs, who: str, path: str) -> None:
    assert client_as(who).get(desk + path).status_code == 403
    assert client_as(who).post(desk + path, written(step="save")).status_code in (403, 405)
    assert not Change.objects.exists()


def test_whoever_keeps_one_kommun_sees_why_the_shared_rule_is_not_theirs(
    desk: str, client_as: ClientAs
) -> None:
    client = client_as("administrator")
    html = read(client.get(f"{desk}varden/"))
    reason = "Halland delas av flera. Den som driver samsyn ändrar den. Ni kan göra ett eget tillägg."
    assert reason in html and "Ändra för alla" not in html
    assert reason in client.get(f"{desk}gemensam/meeting_within/").content.decode()
    assert client_as("operator").post(f"{desk}skotsel/", {"sure": "1"}).status_code == 302
    html = read(client.get(f"{desk}varden/"))
    assert "<dt>Sköts av</dt><dd><bdi>Hallstad kommun</bdi></dd>" in html and "Ändra för alla" in html


def test_the_list_asks_the_same_number_of_questions_however_many_changes(
    desk: str, client_as: ClientAs, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = client_as("operator")
    for days in range(1, 6):
        client.post(f"{desk}gemensam/meeting_within/", written(str(days), later(days), step="save"))
    client.get(f"{desk}varden/")
    with django_assert_max_num_queries(26):
        client.get(f"{desk}varden/")


def test_an_organisation_chooses_among_the_shared_and_its_own(
    desk: str, client_as: ClientAs, become: Callable[..., object]
) -> None:
    client_as("administrator").post(f"{desk}egen/meeting_within/", written("14", step="save"))
    assert "Halland, Hallstad kommun" in read(client_as("administrator").get(desk))
    own = read(client_as("guardian").get("/overenskommelser/halland_hallstad_kommun/"))
    assert (
        'bygger på en gemensam överenskommelse: <a class="ds-link" href="/overenskommelser/halland/">' in own
    )
    become("operator")
    region = Organisation.objects.get(name=REGION)
    html = read(client_as("operator").get(f"/admin-lokal/organisation/{region.ref}/overenskommelse/"))
    assert "Halland" in html and "Halland, Hallstad kommun" not in html
