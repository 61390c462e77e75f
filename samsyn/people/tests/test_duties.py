"""Duties and units over time, on their pages."""

from collections.abc import Callable, Mapping

from samsyn.demo.cast import Member
from samsyn.kernel import clock
from samsyn.people.models import Assignment, Unit
from tests.harness.client import StrictClient

Clients = Callable[[str], StrictClient]
TODAY = {"since_day": "1", "since_month": "1", "since_year": "2026"}


def test_a_duty_ends_after_its_last_day(
    client_as: Clients, refs: dict[str, str], become: Callable, cast: Mapping[str, Member]
) -> None:
    """The page says what happens; that day the person gets in, the next day not."""
    client = client_as("administrator")
    address = f"/admin-lokal/uppdrag/{refs['uppdrag']}/avsluta/"
    assert "Det här händer när den sista dagen är slut" in client.get(address).text
    early = client.post(address, {"last_day": "1", "last_month": "1", "last_year": "2020"})
    assert "börjar senare än så" in early.text
    today = clock.today()
    last = {"last_day": str(today.day), "last_month": str(today.month), "last_year": str(today.year)}
    assert client.post(address, last).status_code == 302
    become("administrator")
    duty = Assignment.objects.get(ref=refs["uppdrag"])
    assert duty.last == today and not duty.ended
    assert client_as("school").get("/admin-lokal/").status_code == 403  # signed in, but keeps nothing
    before = {"last_day": "1", "last_month": "2", "last_year": "2026"}
    assert client.post(address, before).status_code == 302
    assert client_as("school").get("/admin-lokal/").status_code == 302  # must sign in: the duty is no more
    assert "Har arbetat här" in client.get(f"/admin-lokal/enhet/{refs['enhet']}/").text


def test_the_last_one_who_keeps_an_organisation_cannot_leave_it(client_as: Clients, become: Callable) -> None:
    become("administrator")
    mine = Assignment.objects.get(person__name="Anders Hed")
    client = client_as("administrator")
    last = {"last_day": "1", "last_month": "11", "last_year": "2026"}
    answer = client.post(f"/admin-lokal/uppdrag/{mine.ref}/avsluta/", last)
    assert "Ge någon annan det uppdraget först" in answer.text
    given = {"title": "Utvecklare", "telephone": "031-390 06 40"}
    answer = client.post(f"/admin-lokal/uppdrag/{mine.ref}/", given)
    assert "Ge någon annan det uppdraget först" in answer.text and 'value="Utvecklare"' in answer.text
    become("administrator")
    assert Assignment.objects.get(pk=mine.pk).administers


def test_a_unit_closes_when_nobody_works_there(client_as: Clients, become: Callable) -> None:
    become("administrator")
    empty = Unit.objects.get(name="Överförmyndarenheten")
    client = client_as("administrator")
    assert client.post(f"/admin-lokal/enhet/{empty.ref}/stang/", {}).status_code == 302
    page = client.get(f"/admin-lokal/enhet/{empty.ref}/").text
    assert "Enheten stängdes" in page and "Lägg till en person" not in page
    answer = client.post(f"/admin-lokal/enhet/{empty.ref}/ny-person/", {})
    assert answer.status_code == 409 and "stängd" in answer.text


def test_a_person_may_have_a_duty_at_two_units(
    client_as: Clients, become: Callable, cast: Mapping[str, Member]
) -> None:
    become("administrator")
    health = Unit.objects.get(name="Elevhälsan Ljungskolan")
    given = {"person": cast["school"].ref, "title": "Rektor", "telephone": "070-174 06 08", **TODAY}
    client = client_as("administrator")
    assert client.post(f"/admin-lokal/enhet/{health.ref}/nytt-uppdrag/", given).status_code == 302
    outside = given | {"person": cast["bup"].ref}
    assert "Välj i listan" in client.post(f"/admin-lokal/enhet/{health.ref}/nytt-uppdrag/", outside).text
    become("administrator")
    assert Assignment.objects.filter(person__name="Per Berg").count() == 2


def test_changes_are_kept(client_as: Clients, refs: dict[str, str], become: Callable) -> None:
    client = client_as("administrator")
    given = {"name": "Ljungskolan F–9", "kind": "school", "telephone": "031-390 06 41"}
    assert client.post(f"/admin-lokal/enhet/{refs['enhet']}/uppgifter/", given).status_code == 302
    assert (
        client.post(
            f"/admin-lokal/organisation/{refs['organisation']}/uppgifter/", {"name": "Hallstads kommun"}
        ).status_code
        == 302
    )
    become("administrator")
    unit = Unit.objects.select_related("organisation").get(ref=refs["enhet"])
    assert (unit.name, unit.receives_requests) == ("Ljungskolan F–9", False)
    assert (unit.organisation.name, unit.organisation.agreement) == ("Hallstads kommun", "halland")
