"""The pages of people changing, as each of those who open them."""

import pytest

from samsyn.kernel import clock
from samsyn.process.succession.tests.cases import duty_of, on_leave, steps_in, takes_over


def at(family, page=""):
    return f"/sip/{family.ref}/byte/{page}"


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


@pytest.mark.requirement("C153")
def test_the_manager_is_alarmed_steps_in_and_names_a_successor(planned, client_as):
    manager = client_as("manager")
    assert "saknar någon" not in text_of(manager.get("/arbete/"))
    on_leave(planned, "coordinator", days=30)
    # C153: the huvudman sees that the one who coordinates is away.
    assert "1 SIP på enheten saknar någon som håller ihop den." in text_of(manager.get("/arbete/"))
    alarm = text_of(manager.get("/arbete/utan-ledare/"))
    assert "Försenat" in alarm and "Sara Lind" in alarm and "Är ledig" in alarm
    assert "Adam" not in alarm and "Maria" not in alarm
    gone_in = manager.post("/arbete/utan-ledare/", {"case": planned.ref})
    assert gone_in["Location"] == at(planned, "ny/")
    assert "Prata först med den som ska ta över." in text_of(manager.get(at(planned, "ny/")))
    assert "Välj vem som tar över." in text_of(manager.post(at(planned, "ny/"), {"person": ""}), 422)
    assert "Utse någon" in text_of(manager.get(f"/sip/{planned.ref}/"))
    chosen = duty_of(planned, "successor").ref
    assert manager.post(at(planned, "ny/"), {"person": chosen})["Location"] == "/arbete/"
    assert manager.get(f"/sip/{planned.ref}/").status_code == 404
    for who in ("guardian", "child"):
        page = text_of(client_as(who).get("/familj/" if who == "guardian" else "/min/"))
        assert "håller Jonas Alm ihop SIP:en" in page and "070-174 06 14" in page
    log = text_of(client_as("guardian").get(f"/sip/{planned.ref}/lasningar/"))
    assert "gick in som chef när ingen höll ihop SIP:en" in log and "Margareta Holm" in log
    assert planned.ref in text_of(client_as("successor").get("/arbete/"))


@pytest.mark.parametrize("who", ["colleague", "school", "stranger", "guardian", "coordinator"])
def test_others_are_told_that_the_list_is_not_theirs(planned, client_as, who):
    on_leave(planned, "coordinator")
    client = client_as(who)
    assert "chef för en enhet" in text_of(client.get("/arbete/utan-ledare/"), 403)
    assert client.post("/arbete/utan-ledare/", {"case": planned.ref}).status_code == 403


def test_whoever_steps_in_opens_no_page_with_content(planned, client_as):
    on_leave(planned, "coordinator")
    steps_in(planned)
    manager = client_as("manager")
    content = ("Jag vill sova", "Stöd hemma", "Sömnskola", "sömnen", "En lugn vardag")
    for path in (
        "", "plan/", "samtycke/", "fragor/", "kopior/", "uppfoljning/", "oro/", "forbered/", "byte/",
        "forbered/verksamhet/", "plan/utskrift/", "kallelse/", "lasningar/", "avslut/",
    ):  # fmt: skip
        response = manager.get(f"/sip/{planned.ref}/{path}")
        assert response.status_code in (200, 302, 403, 404, 409), path
        assert not [word for word in content if word in response.content.decode()], path


def test_the_leader_ends_a_guardians_place_from_the_page(met, client_as):
    sara = client_as("coordinator")
    johan = met.place("other_guardian").ref
    assert "Någon i familjen är inte med längre" in text_of(sara.get(at(met)))
    sent = {"place": johan, "evidence": "Dom från tingsrätten", **day("since", clock.today())}
    assert "Skriv hur du har kontrollerat det." in text_of(
        sara.post(at(met, "familjen/"), sent | {"evidence": ""}), 422
    )
    assert sara.post(at(met, "familjen/"), sent).status_code == 302
    assert client_as("other_guardian").get(f"/sip/{met.ref}/").status_code == 404
    assert "Johan Ek är inte med i SIP:en längre." in text_of(client_as("guardian").get("/familj/"))
    assert "Johan Ek är inte med" not in text_of(client_as("bup").get(f"/sip/{met.ref}/"))


def test_a_party_leaves_from_its_own_page(planned, client_as):
    school = client_as("school")
    assert "Vi lämnar SIP:en" in text_of(school.get(at(planned)))
    sent = {"place": planned.place("school").ref, "why": "done", "words": "Adam byter skola. 🦊"}
    assert "Välj varför." in text_of(school.post(at(planned, "lamna/"), sent | {"why": ""}), 422)
    assert school.post(at(planned, "lamna/"), sent)["Location"] == "/arbete/"
    assert school.get(f"/sip/{planned.ref}/").status_code == 404
    assert "Ljungskolan har lämnat SIP:en." in text_of(client_as("guardian").get("/familj/"))
    page = text_of(client_as("coordinator").get(at(planned)))
    assert "Insatser som ingen gör längre" in page and "Anpassad skoldag" in page and "🦊" in page


def test_a_family_moves_from_the_page(planned, client_as):
    sara, sten = client_as("coordinator"), duty_of(planned, "stranger")
    assert "Långviks kommun" in text_of(sara.get(at(planned, "flytt/")))
    there = at(planned, f"flytt/?unit={sten.unit.ref}")
    page = text_of(sara.get(there))
    assert "Har Maria Ek sagt ja till att lämna över?" in page
    yes = {planned.place("guardian").ref: "paper", planned.place("other_guardian").ref: "no"}
    assert "Det saknas: Johan Ek." in text_of(sara.post(there, {"person": sten.ref, **yes}), 422)
    yes[planned.place("other_guardian").ref] = "telephone"
    assert sara.post(there, {"person": sten.ref, **yes})["Location"] == "/arbete/"
    assert sara.get(f"/sip/{planned.ref}/").status_code == 404
    assert "Sten Hav" in text_of(client_as("guardian").get(f"/sip/{planned.ref}/"))
    assert text_of(client_as("stranger").get(f"/sip/{planned.ref}/plan/"))


def test_what_to_do_before_a_birthday_and_on_the_day(met, client_as):
    page = text_of(client_as("coordinator").get(at(met, "vuxen/")))
    assert "blir myndig" in page and "har inte blivit myndig än" in page
    assert client_as("coordinator").post(at(met, "vuxen/"), {}).status_code == 409


@pytest.mark.parametrize("who", ["guardian", "child", "bup"])
def test_those_who_do_not_lead_read_why_they_cannot(planned, client_as, who):
    client = client_as(who)
    for page in ("ny/", "familjen/", "flytt/", "vuxen/"):
        assert "Det här kan bara" in text_of(client.get(at(planned, page)))
        assert client.post(at(planned, page), {}).status_code == 403, page


def test_a_stranger_and_a_colleague_find_no_page(planned, client_as):
    takes_over(planned, "successor", by="coordinator")
    for who in ("stranger", "colleague", "coordinator", "nurse_private"):
        for page in ("", "ny/", "familjen/", "lamna/", "flytt/", "vuxen/"):
            assert client_as(who).get(at(planned, page)).status_code == 404, (who, page)


def test_a_leader_who_is_back_keeps_the_case_and_the_manager_goes_out(planned, client_as):
    duty = duty_of(planned, "coordinator")
    keeper, manager = client_as("administrator"), client_as("manager")
    leave = f"/admin-lokal/uppdrag/{duty.ref}/ledighet/"
    bad = text_of(keeper.post(leave, day("last", clock.today())))
    assert "Skriv också den första dagen." in bad
    assert keeper.post(leave, day("since", clock.today())).status_code == 302
    assert "Ledig från" in text_of(keeper.get(f"/admin-lokal/enhet/{duty.unit.ref}/"))
    manager.post("/arbete/utan-ledare/", {"case": planned.ref})
    assert keeper.post(leave, {"since_day": ""}).status_code == 302
    assert "Ledig från" not in text_of(keeper.get(f"/admin-lokal/enhet/{duty.unit.ref}/"))
    assert "Sara Lind håller ihop SIP:en igen." in text_of(manager.get(at(planned, "ny/")))
    assert "Gå ur SIP:en" in text_of(manager.get(at(planned)))
    assert manager.post(at(planned), {})["Location"] == "/arbete/"
    assert manager.get(at(planned)).status_code == 404
    assert client_as("guardian").post(at(planned), {}).status_code == 403
