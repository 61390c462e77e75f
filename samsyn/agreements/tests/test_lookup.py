"""Vilken överenskommelse gäller för oss, och vad säger den? For one's own unit, and for others by name."""

from collections.abc import Callable

import pytest
from django.test import Client

from samsyn.people.actions import change_organisation
from samsyn.people.models import Organisation, Unit

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
OURS = "/overenskommelser/min/"


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(main.split())


@pytest.mark.requirement("C081", "C071", "C072", "C078", "C079")
def test_a_unit_reads_which_agreement_it_follows_and_what_it_may_do(client_as: ClientAs) -> None:
    html = read(client_as("school"), OURS)
    # C081 "Look-up: which agreement applies to my unit, and what does it say"
    assert "hos Hallstad kommun följer Halland." in html
    assert 'href="/overenskommelser/halland/1/">Läs hela överenskommelsen<' in html
    # C072 "preschool and school may take the initiative", C078 "who may take the initiative"
    assert "<dt>Får vi starta en SIP?</dt> <dd> <p>Ja. Ni får starta en SIP och kalla till mötet.</p>" in html
    # C071 "Preschool and school may take part", C079 "who may take part"
    assert "<dt>Får vi vara med?</dt> <dd> <p>Ja, om familjen vill det.</p>" in html
    assert "Ja. Brevet till er heter kallelse. Då ska ni komma." in html
    assert "<dt>När hålls mötet?</dt> <dd> <p>Inom 30 dagar</p>" in html
    assert "samordnare" in html


def moved_to(agreement: str, become: Callable[..., object]) -> None:
    """The kommun follows another agreement from now on."""
    kommun = Organisation.objects.get(name="Hallstad kommun")
    change_organisation(by=become("administrator"), organisation=kommun, agreement=agreement)


@pytest.mark.parametrize(
    ("agreement", "start"),
    [
        (
            "nationell",
            "Nej. Säg till socialtjänsten eller vården. De bedömer om det behövs, och ni får svar.",
        ),
        ("gavleborg", "Ja. Ni får starta en SIP och kalla till mötet."),
        ("vastra_gotaland", "Ja. Ni ska starta en SIP när ni ser att det behövs."),
    ],
)
def test_a_school_is_told_what_its_own_agreement_says(
    client_as: ClientAs, become: Callable[..., object], agreement: str, start: str
) -> None:
    moved_to(agreement, become)
    assert start in read(client_as("school"), OURS)


def test_the_start_page_at_work_leads_there(client_as: ClientAs) -> None:
    assert f'href="{OURS}"' in read(client_as("coordinator"), "/arbete/")


def test_who_is_not_at_work_searches_by_name(client_as: ClientAs) -> None:
    assert client_as("guardian").get(OURS)["Location"] == "/overenskommelser/"


@pytest.mark.requirement("C081")
def test_anybody_finds_a_unit_by_its_own_name_or_its_kommun(client_as: ClientAs) -> None:
    client = client_as("guardian")
    unit = Unit.objects.filter(organisation__name="Hallstad kommun").order_by("pk")[0]
    for name in (unit.name.upper(), "hallstad"):
        html = read(client, f"/overenskommelser/?name={name}")
        assert f'href="/overenskommelser/enhet/{unit.ref}/"' in html
        assert "Följer Halland." in html
    # C081 "which agreement applies to my unit, and what does it say"
    assert f"{unit.name} hos Hallstad kommun följer Halland." in read(
        client, f"/overenskommelser/enhet/{unit.ref}/"
    )


def test_a_search_without_an_answer_says_what_to_do(client_as: ClientAs) -> None:
    client = client_as("guardian")
    assert "Vi hittade ingen enhet med det namnet." in read(client, "/overenskommelser/?name=Atlantis")
    assert "Skriv ett namn eller en del av ett namn" in read(client, "/overenskommelser/?name=")
    assert client.get("/overenskommelser/enhet/0000000000000000/").status_code == 404


def test_the_search_is_three_questions_however_many_units(
    client_as: ClientAs, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = client_as("guardian")
    client.get("/overenskommelser/?name=a")
    with django_assert_max_num_queries(14):
        client.get("/overenskommelser/?name=a")


@pytest.mark.parametrize("who", ["coordinator", "guardian", "child"])
def test_each_case_says_under_which_version_it_runs(
    cases: dict[str, str], client_as: ClientAs, who: str
) -> None:
    html = read(client_as(who), f"/sip/{cases['planned']}/")
    assert "SIP:en följer överenskommelsen Halland, version 1" in html
    assert 'href="/overenskommelser/halland/1/">Läs vad den säger<' in html
