"""The pages of copies and the plan on paper, as each of those who open them."""

import pytest

from samsyn.process.copies.tests.test_sending import confirms, copies, sends
from samsyn.process.plans.tests.cases import fill, meeting
from samsyn.web.dates import datumtid

COLOURS = "🦊 قاعة <script>alert(1)</script>"


def at(family, page="kopior/"):
    return f"/sip/{family.ref}/{page}"


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("page", ["kopior/", "plan/utskrift/"])
def test_a_stranger_a_colleague_and_a_party_after_withdrawal_find_no_page(planned, client_as, page):
    sends(planned)
    assert client_as("school").get(at(planned, page)).status_code == 200
    planned.withdraw("guardian")
    for who in ("stranger", "colleague", "habilitation", "nurse_private", "bup", "school"):
        assert client_as(who).get(at(planned, page)).status_code == 404, who
    assert client_as("stranger").post(at(planned, "kopior/kvittera/")).status_code == 404


@pytest.mark.requirement("C031", "C032", "C033", "C148", "C174")
def test_the_family_reads_whom_to_ring_when_we_meet_again_and_who_got_a_copy(planned, client_as):
    sends(planned)
    _case, plan = planned.reads("guardian")
    for who in ("guardian", "child"):
        page = text_of(client_as(who).get(at(planned)))
        # C031: contact details of the coordinator. C148: contact person for guardian and child.
        assert "Sara Lind" in page
        assert "070-174 06 05" in page
        # C033: a description of how and when the plan is followed up.
        assert datumtid(plan.follow_up_at) in page
        assert "Så följs planen upp" in page
        # C032: a copy of the plan to the family.
        assert "Läs planen" in page
        assert "Planen på papper" in page
        for name in ("BUP Hallstad", "Ljungskolan", "Maria Ek"):
            assert name in page
    # C174: a link between the family and the other participants: they have the same person to ring.
    assert "070-174 06 05" in text_of(client_as("school").get(at(planned)))


def test_before_there_is_a_plan_the_page_says_so_and_there_is_nothing_to_print(become, cast, client_as):
    ek = meeting(become, cast)
    assert "Det finns ingen plan att lämna ut än." in text_of(client_as("guardian").get(at(ek)))
    assert client_as("guardian").get(at(ek, "plan/utskrift/")).status_code == 404


@pytest.mark.requirement("C149", "C168")
def test_the_coordinator_sees_who_shall_have_it_hands_out_and_sees_who_has_not_confirmed(planned, client_as):
    client = client_as("coordinator")
    page = text_of(client.get(at(planned)))
    assert "De här ska få planen" in page
    assert "Samtycke till fråga 1 från" in page
    response = client.post(at(planned, "kopior/lamna-ut/"))
    assert response.status_code == 302
    # C168: important information reaches everyone. C149: responsible for the plan being documented.
    page = text_of(client.get(response["Location"]))
    assert "De här ska få planen" not in page
    waiting = page.split("Väntar på kvittering från:")[1].split("</ul>")[0]
    assert all(name in waiting for name in ("BUP Hallstad", "Ljungskolan"))
    confirms(planned, "school")
    page = text_of(client.get(at(planned)))
    assert "Ljungskolan" not in page.split("Väntar på kvittering från:")[1].split("</ul>")[0]
    assert "Per Berg kvitterade" in page


def test_staff_read_their_own_copy_and_confirm_it(planned, client_as):
    client = client_as("school")
    assert "Vi har fört in den i vårt system" not in text_of(client.get(at(planned)))
    sends(planned)
    page = text_of(client.get(at(planned)))
    assert "Ni har fått en kopia" in page
    assert "Behöver anpassad skoldag" in page
    assert "sömnskola" not in page.lower()
    once = {"once": "aaaaaaaaaaaaaaaa"}
    for _press in range(2):
        assert client.post(at(planned, "kopior/kvittera/"), once).status_code == 302
    assert "Vi har fört in den i vårt system" not in text_of(client.get(at(planned)))
    assert copies(planned)["Ljungskolan"].received_at


def test_others_get_no_button_and_a_reason(planned, client_as):
    for who, page in (("guardian", "lamna-ut/"), ("bup", "lamna-ut/"), ("child", "kvittera/")):
        response = client_as(who).post(at(planned, f"kopior/{page}"))
        assert response.status_code == 403
        assert "Det här kan bara" in response.content.decode()
    assert client_as("coordinator").get(at(planned, "kopior/lamna-ut/")).status_code == 405
    assert "Lämna ut planen" not in text_of(client_as("guardian").get(at(planned)))


@pytest.mark.requirement("C146")
def test_on_paper_each_gets_what_that_one_may_read_and_the_family_signs(planned, client_as):
    _case, plan = planned.reads("coordinator")
    # C146: the guardian and, where fit, the child get a copy of their own.
    for who in ("guardian", "child"):
        page = text_of(client_as(who).get(at(planned, "plan/utskrift/")))
        assert plan.hash[:12] in page
        assert "Behöver sömnskola" in page
        assert "Datum och namnteckning" in page
    school = text_of(client_as("school").get(at(planned, "plan/utskrift/")))
    assert "sömnskola" not in school.lower()
    assert "Datum och namnteckning" not in school


def test_words_are_words_on_paper_whatever_they_hold(become, cast, client_as):
    ek = meeting(become, cast)
    fill(ek)
    ek.write("summary", "text", COLOURS)
    ek.establish()
    page = text_of(client_as("guardian").get(at(ek, "plan/utskrift/")))
    assert "🦊 قاعة &lt;script&gt;" in page
    assert "<script>alert" not in page


def test_six_receivers_cost_the_coordinators_page_no_query_each(
    planned, client_as, django_assert_max_num_queries
):
    client = client_as("coordinator")
    with django_assert_max_num_queries(30):  # 14 belong to any page of a case, two ask who is guarded
        client.get(at(planned))
