"""/admin-lokal/: those who keep an organisation can; everybody else is told why not."""

from collections.abc import Callable, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from samsyn.demo.parts import BUP, REGION
from samsyn.people.models import Assignment, Organisation, Unit, UnitKind
from samsyn.people.tests.test_logotype import picture
from tests.harness.client import StrictClient

Clients = Callable[[str], StrictClient]
TODAY = {"since_day": "1", "since_month": "1", "since_year": "2026"}


def addresses(refs: Mapping[str, str]) -> list[str]:
    """Every page of ours but the picture, from the resolver."""
    found = []
    for pattern in get_resolver("samsyn.people.urls").url_patterns:
        route = str(pattern.pattern)
        if pattern.name != "logotype":
            kind = route.split("/")[1]
            found.append("/" + route.replace("<str:ref>", refs.get(kind, "")))
    return found


@pytest.mark.parametrize("who", ["coordinator", "guardian", "child", "stranger", "reviewer", "nurse_private"])
def test_who_keeps_nothing_is_told_why(who: str, client_as: Clients, refs: dict[str, str]) -> None:
    client = client_as(who)
    for address in addresses(refs):
        for answer in (client.get(address), client.post(address, {})):
            assert answer.status_code == 403, address
            assert "Be din chef om hjälp" in answer.text or "driver samsyn" in answer.text


def test_one_must_sign_in(client: StrictClient, refs: dict[str, str]) -> None:
    for address in addresses(refs):
        assert client.get(address).status_code == 302


def test_who_keeps_one_organisation_keeps_no_other(client_as: Clients, become: Callable) -> None:
    become("administrator")
    region, unit = Organisation.objects.get(name=REGION), Unit.objects.get(name=BUP)
    duty = Assignment.objects.get(unit=unit)
    theirs = {"organisation": region.ref, "enhet": unit.ref, "uppdrag": duty.ref}
    client = client_as("administrator")
    for address in set(addresses(theirs)) - {reverse("people:start")}:
        for answer in (client.get(address), client.post(address, {"name": "x"})):
            assert answer.status_code == 403, address
    assert client.get("/admin-lokal/enhet/0000000000000000/").status_code == 404


@pytest.mark.parametrize("who", ["administrator", "operator"])
def test_every_page_opens_to_the_one_who_keeps_it(who: str, client_as: Clients, refs: dict[str, str]) -> None:
    client = client_as(who)
    for address in addresses(refs):
        expected = 200
        if who == "administrator" and ("ny-organisation" in address or "huvudman" in address):
            expected = 403
        assert client.get(address).status_code == expected, address


def test_from_an_empty_kommun_to_one_who_can_receive_a_request(client_as: Clients, become: Callable) -> None:
    """The operator enters an organisation, a unit and its first people, without SQL."""
    client = client_as("operator")
    answer = client.post(reverse("people:new_organisation"), {"name": "Nya kommun", "kind": "kommun"})
    assert answer.status_code == 302
    given = {
        "name": "Socialtjänsten",
        "kind": "social_services",
        "telephone": "08-465 004 10",
        "receives_requests": "on",
    }
    answer = client.post(f"{answer['Location']}ny-enhet/", given)
    assert answer.status_code == 302
    unit_page = answer["Location"]
    person = {"name": "Åsa Öst", "title": "Socialsekreterare", "telephone": "08-465 004 11", "receives": "on",
              "administers": "on", **TODAY}  # fmt: skip
    assert client.post(f"{unit_page}ny-person/", person)["Location"] == unit_page
    shown = client.get(unit_page).text
    assert "Åsa Öst" in shown and "08-465 004 11" in shown and "Tar emot önskemål om SIP" in shown
    become("operator")
    duty = Assignment.objects.select_related("unit__organisation").get(person__name="Åsa Öst")
    assert duty.receives and duty.administers and duty.person.staff and duty.since.year == 2026
    assert duty.unit.organisation.name == "Nya kommun"


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ({"name": ""}, "Skriv personens för- och efternamn."),
        ({"telephone": ""}, "Skriv ett telefonnummer"),
        ({"telephone": "ring mig"}, "Skriv numret med siffror"),
        ({"title": ""}, "Skriv personens titel."),
        ({"since_month": "x"}, "Skriv datumet som dag, månad och år"),
        (
            {"last_day": "1", "last_month": "1", "last_year": "2020"},
            "Den sista dagen ligger före den första.",
        ),
    ],
)
def test_a_fault_gets_a_sentence_and_nothing_is_lost(
    missing: dict, says: str, client_as: Clients, refs: dict[str, str], become: Callable
) -> None:
    given = {"name": "Mona <b>Ek", "title": "Kurator", "telephone": "031-390 06 40", **TODAY, **missing}
    answer = client_as("administrator").post(f"/admin-lokal/enhet/{refs['enhet']}/ny-person/", given)
    assert answer.status_code == 200
    assert "Något behöver rättas" in answer.text and says in answer.text
    assert "<b>Ek" not in answer.text
    for name, value in given.items():
        if value and "<" not in value:
            assert f'value="{value}"' in answer.text, name
    become("administrator")
    assert not Assignment.objects.filter(title="Kurator", unit__ref=refs["enhet"]).exists()


def test_the_same_form_twice_makes_one_person(
    client_as: Clients, refs: dict[str, str], become: Callable
) -> None:
    client = client_as("administrator")
    given = {"name": "Två Klick", "title": "Kurator", "telephone": "031-390 06 40", "once": "a" * 16, **TODAY}
    address = f"/admin-lokal/enhet/{refs['enhet']}/ny-person/"
    assert client.post(address, given)["Location"] == client.post(address, given)["Location"]
    become("administrator")
    assert Assignment.objects.filter(person__name="Två Klick").count() == 1


def test_a_logotype_is_drawn_anew_and_shown_to_who_has_signed_in(
    client_as: Clients, client: StrictClient, refs: dict[str, str]
) -> None:
    keeper, address = client_as("administrator"), f"/logotyp/{refs['organisation']}.png"
    assert keeper.get(address).status_code == 404
    page = f"/admin-lokal/organisation/{refs['organisation']}/"
    bad = SimpleUploadedFile("x.png", b"no picture")
    answer = keeper.post(f"{page}logotyp/", {"upload": bad, "text": "Kommunvapen"})
    assert "går inte att läsa som bild" in answer.text and 'value="Kommunvapen"' in answer.text
    good = SimpleUploadedFile("x.jpg", picture("JPEG").read())
    assert keeper.post(f"{page}logotyp/", {"upload": good, "text": "Kommunvapen"}).status_code == 302
    assert 'alt="Kommunvapen"' in keeper.get(page).text
    shown = client_as("guardian").get(address)
    assert shown["Content-Type"] == "image/png" and shown.content.startswith(b"\x89PNG")
    assert shown["Cache-Control"] == "private, max-age=3600"
    assert client.get(address).status_code == 302


@pytest.mark.requirement("C092", "C093", "C094")
def test_every_kind_of_actor_can_be_entered(
    client_as: Clients, refs: dict[str, str], become: Callable
) -> None:
    client = client_as("administrator")
    for kind in (
        UnitKind.BUP, UnitKind.HABILITATION, UnitKind.HEALTH_CENTRE, UnitKind.YOUTH_CLINIC,  # C092: health
        UnitKind.SOCIAL_SERVICES, UnitKind.LSS,  # C093: social services
        UnitKind.SCHOOL, UnitKind.STUDENT_HEALTH, UnitKind.PRESCHOOL,  # C094: school and student health
    ):  # fmt: skip
        given = {"name": f"Ny {kind.value}", "kind": kind.value, "telephone": "031-390 06 42"}
        answer = client.post(f"/admin-lokal/organisation/{refs['organisation']}/ny-enhet/", given)
        assert answer.status_code == 302
        assert str(kind.label) in client.get(answer["Location"]).text


def test_the_number_of_queries_does_not_grow_with_the_people(
    client_as: Clients, refs: dict[str, str], become: Callable, django_assert_max_num_queries: Callable
) -> None:
    client = client_as("administrator")
    for address in (
        f"/admin-lokal/enhet/{refs['enhet']}/",
        "/admin-lokal/",
        f"/admin-lokal/organisation/{refs['organisation']}/",
    ):
        with django_assert_max_num_queries(15):
            client.get(address)
