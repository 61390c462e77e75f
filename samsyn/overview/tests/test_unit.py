"""The open cases of a unit, for whoever manages it: no child's name, each sheet written down."""

import re

import pytest

from samsyn.audit.models import Reading
from samsyn.cases.models import Case
from samsyn.overview import unit

pytestmark = pytest.mark.django_db


def numbers(page: str) -> list[str]:
    return re.findall(r"SIP-\w{4}-\w{4}", page)


def test_a_manager_sees_how_far_each_has_come_and_not_whom_it_is_about(client_as, cases, become):
    page = client_as("manager").get("/arbete/enheten/").content.decode()
    become("coordinator")
    open_cases = Case.objects.exclude(ref__in=[cases["closed"], cases["declined"]])
    led = {case.number: case for case in open_cases if case.stage not in ("closed", "declined")}
    assert set(numbers(page)) >= {Case.objects.get(ref=cases["planned"]).number}
    assert set(numbers(page)) <= set(led)
    for case in led.values():
        assert case.called not in page
    assert "Sara Lind" in page and "Planen gäller" in page


def test_what_a_manager_has_looked_at_is_written_down_for_the_family(client_as, cases, become, cast):
    client_as("manager").get("/arbete/enheten/")
    become("guardian", case=cases["planned"])
    mine = Reading.objects.filter(part="list", assignment_id=cast["manager"].assignment_id)
    assert mine.count() == 1


@pytest.mark.parametrize("who", ["coordinator", "colleague", "stranger", "administrator"])
def test_nobody_else_opens_the_page_or_the_function_behind_it(client_as, cases, become, who):
    refused = client_as(who).get("/arbete/enheten/")
    assert refused.status_code == 403 and "chef för en enhet" in refused.content.decode()
    become(who)
    assert unit.sheet() == ([], "")


def test_sheet_by_sheet_each_stands_once(client_as, cases, become, monkeypatch):
    become("manager")
    whole = [line.number for line in unit.sheet()[0]]
    monkeypatch.setattr(unit, "AT_MOST", 2)
    found, after = [], ""
    while True:
        lines, after = unit.sheet(after)
        found += [line.number for line in lines]
        if not after:
            break
    assert found == whole and len(set(found)) == len(found) > 2


@pytest.mark.parametrize("after", ["x", "~", "2026-01-01~", "9999-99-99~SIP", "\x00"])
def test_a_made_up_place_in_the_list_shows_a_list(client_as, after):
    assert client_as("manager").get("/arbete/enheten/", {"efter": after}).status_code == 200
