"""The plan as text for each unit's own system, with codes and the receipt (C145, C147, C152, C154)."""

from datetime import timedelta

import pytest

from samsyn.kernel import clock
from samsyn.overview.reminders import reminders
from samsyn.people.models import Unit
from samsyn.process.copies import codes, rules
from samsyn.process.copies.codes import When
from samsyn.process.copies.tests.test_sending import confirms, copies, sends
from samsyn.process.discharge import actions as discharge
from samsyn.process.discharge.models import Needs
from samsyn.process.plans import rules as plans
from samsyn.process.plans.tests.cases import fill, meeting

LAST = "Vi har fört in den i vårt system"


def page_of(planned, client, status=200):
    response = client.get(f"/sip/{planned.ref}/kopior/journal/")
    assert response.status_code == status
    return response.content.decode()


def text_of(page):
    return page.split("data-select=")[1].split(">", 1)[1].split("</textarea>")[0]


@pytest.mark.requirement("C147", "C154")
def test_each_unit_gets_its_own_text_own_measures_first(planned, client_as):
    sends(planned)
    # C147: documented and journaled in each party's own system. C154: all who took part document the copy.
    school = text_of(page_of(planned, client_as("school")))
    assert "DET HÄR GÖR LJUNGSKOLAN\n- Anpassad skoldag\n  Vem: Ljungskolan. Ansvarar: Kommunen." in school
    assert "Mål: Anpassad skoldag fungerar" in school
    assert "Sara Lind, Socialtjänsten barn och unga, 070-174 06 05" in school
    assert "Samtycke till fråga 1 från Maria Ek och Johan Ek" in school
    assert "Per Berg" in school.split("DE HÄR VAR MED PÅ MÖTET")[1]
    bup = text_of(page_of(planned, client_as("bup")))
    assert (
        bup.index("DET HÄR SÄGER ADAM EK") < bup.index("DET HÄR GÖR BUP HALLSTAD") < bup.index("Stöd hemma")
    )
    assert "- Jag vill sova\n  och orka gå i skolan." in bup
    assert "AU124" in bup


def test_what_a_unit_may_not_see_is_not_in_its_text(planned, client_as):
    sends(planned)
    page = page_of(planned, client_as("school")).lower()
    for hidden in ("sömn", "stöd hemma", "jag vill sova", "envis"):
        assert hidden not in page, hidden


@pytest.mark.requirement("C145", "C152")
def test_the_coordinator_documents_it_too_and_rings_those_who_have_not(planned, client_as):
    client = client_as("coordinator")
    # C152: the coordinator documents the signed plan in the own system, and sends copies.
    assert "XAH.20.75" in text_of(page_of(planned, client))
    sends(planned)
    page = page_of(planned, client)
    assert LAST in page
    confirms(planned, "coordinator")
    assert LAST not in page_of(planned, client)
    # C145: sends copies to all who took part; whoever never confirms stands there, with whom to ring.
    listed = client.get(f"/sip/{planned.ref}/kopior/").content.decode()
    waiting = listed.split("Väntar på kvittering från:")[1].split("</ul>")[0]
    assert "Ring Per Berg" in waiting
    assert "070-" in waiting
    assert "Socialtjänsten" not in waiting
    assert "Försenat" not in waiting


def test_the_last_day_of_the_receipt_is_the_agreements(planned, at):
    sends(planned)
    case, by = planned.speaks("coordinator")
    waiting = rules.not_confirmed(by, case, rules.sent(plans.established(case)))
    assert {one.copy.called for one in waiting} == {"BUP Hallstad", "Ljungskolan"}
    days = {(one.last_day - clock.today()).days for one in waiting}
    assert days == {case.terms.number("copy_receipt_within")}
    for later, late in ((0, False), (14, False), (15, True)):
        at(waiting[0].copy.at + timedelta(days=later))
        assert {one.is_late for one in waiting} == {late}
    case, by = planned.speaks("coordinator")
    told = [one for one in reminders(by, [case])[case.pk] if one.page == "copies:show"]
    assert [one.text for one in told] == ["BUP Hallstad och Ljungskolan har inte kvitterat sin kopia."]


def test_the_receipt_is_on_the_same_page(planned, client_as):
    client = client_as("school")
    assert "har inte fått någon kopia" in page_of(planned, client)
    sends(planned)
    page = page_of(planned, client)
    assert LAST in page
    assert "Kvittera senast" in page
    client.post(f"/sip/{planned.ref}/kopior/kvittera/")
    assert "Per Berg kvitterade" in page_of(planned, client)
    assert copies(planned)["Ljungskolan"].received_at


def test_outside_the_staff_of_the_case_there_is_no_such_page(planned, client_as, become, cast):
    for who in ("guardian", "child", "stranger", "colleague", "habilitation"):
        page_of(planned, client_as(who), status=404)
    drafted = meeting(become, cast)
    fill(drafted)
    page_of(drafted, client_as("coordinator"), status=404)


@pytest.mark.parametrize(
    ("name", "when", "expected"),
    [
        ("BUP Hallstad", When.PLAN, {"AU124", "ZV504", "ZV507", "ZV509"}),
        ("BUP Hallstad", When.FOLLOW_UP, {"AW010", "ZV504", "ZV507", "ZV509"}),
        ("BUP Hallstad", When.DISCHARGE, {"AU125", "ZV504", "ZV507", "ZV509"}),
        ("Socialtjänsten barn och unga", When.PLAN, {"XAH.20.75"}),
        ("Ljungskolan", When.PLAN, set()),
    ],
)
def test_codes_follow_the_sector_and_who_came(planned, name, when, expected):
    case, _by = planned.speaks("coordinator")
    unit = Unit.objects.get(name=name)
    assert {code.code for code in codes.suggested(unit, when, case.people)} == expected


def test_every_code_says_where_it_comes_from():
    for code in codes.known():
        assert code.source, code
        assert code.text, code
        assert code.system in ("KVÅ", "KSI"), code


def test_a_plan_made_on_the_way_out_of_hospital_has_that_code(become, cast, client_as):
    ek = meeting(become, cast)
    case, by = ek.speaks("coordinator")
    stay = discharge.Stay(admitted_on=clock.today(), needs=Needs.NEW)
    discharge.note_discharge(case=case, by=by, stay=stay)
    fill(ek)
    ek.establish()
    sends(ek)
    page = page_of(ek, client_as("bup"))
    assert "KVÅ AU125" in text_of(page)
    assert "AU124" not in page
    assert "XAH.20.65" in page_of(ek, client_as("coordinator"))
