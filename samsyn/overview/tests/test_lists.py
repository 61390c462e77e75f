"""The list at work: whose turn, days left, in order, sheet by sheet; and the search among one's own."""

import re

import pytest

from samsyn.audit.models import Reading
from samsyn.cases.models import Case
from samsyn.cases.stages import Stage
from samsyn.demo import cases as story
from samsyn.demo.cast import CAST
from samsyn.overview import lists

pytestmark = pytest.mark.django_db
QUERIES = 48  # one kind of thing to do, one statement; each agreement among the cases adds two


def named(page: str) -> list[str]:
    """The case numbers of the list, in order."""
    return re.findall(r'class="hint">(SIP-\w{4}-\w{4})<', page)


def searched(client, term):
    return client.post("/arbete/sok/", {"sok": term}).content.decode()


def test_each_line_says_whose_turn_it_is_and_how_many_days_are_left(client_as, cases, become):
    page = client_as("coordinator").get("/arbete/").content.decode()
    become("coordinator")
    waiting = Case.objects.get(ref=cases["preparing"])
    own = page.split(waiting.number)[1].split("</li>")[0]
    assert f"Väntar på svar om samtycke från {CAST['other_guardian'].name}" in own
    assert "dagar kvar" in own
    running = page.split(Case.objects.get(ref=cases["meeting"]).number)[1].split("</li>")[0]
    assert "Din tur: Skriv klart planen" in running


def test_the_same_number_of_statements_whatever_the_number_of_cases(
    client_as, cases, django_assert_max_num_queries, monkeypatch
):
    client_as("coordinator").get("/arbete/")  # what an agreement says is read once and kept
    with django_assert_max_num_queries(QUERIES):
        client_as("coordinator").get("/arbete/")
    monkeypatch.setattr(lists, "AT_MOST", 2)
    with django_assert_max_num_queries(QUERIES):
        client_as("coordinator").get("/arbete/")


def test_sheet_by_sheet_each_case_stands_once_and_is_written_down(client_as, cases, become, monkeypatch):
    whole = named(client_as("coordinator").get("/arbete/").content.decode())
    monkeypatch.setattr(lists, "AT_MOST", 2)
    found, address = [], "/arbete/"
    while address:
        page = client_as("coordinator").get(address).content.decode()
        found += named(page)
        after = re.search(r'href="(\?efter=[^"]+)"', page)
        address = f"/arbete/{after[1]}" if after else ""
    assert found == whole and len(set(found)) == len(found) > 4
    become("coordinator")
    read = Reading.objects.filter(part="list").values_list("case_id", flat=True)
    assert set(read) == set(Case.objects.filter(number__in=whole).values_list("pk", flat=True))


@pytest.mark.parametrize("after", ["x", "1.2.3", "0.99999999.", "' or 1=1", "0.20260101.zzzz", "\x00"])
def test_a_made_up_place_in_the_list_shows_a_list(client_as, after):
    assert client_as("coordinator").get("/arbete/", {"efter": after}).status_code == 200


def test_late_stands_first_and_closed_last(become):
    ref = story.case_at(Stage.CLOSED)
    by = become("coordinator")
    lines = lists.mine(by).lines
    closed = [line.case.ref for line in lines if line.stage in (Stage.CLOSED, Stage.DECLINED)]
    assert ref in closed and [line.case.ref for line in lines][-len(closed) :] == closed
    days = [line.due for line in lines if line.due and line.case.ref not in closed]
    assert days == sorted(days)


def test_one_finds_by_name_case_number_and_persons_number(client_as, cases, become):
    become("coordinator")
    case = Case.objects.get(ref=cases["planned"])
    client = client_as("coordinator")
    for term in ("adam ek", "EK ad", case.number, case.number.lower().replace("-", " "), case.subject_number,
                 case.subject_number[2:].replace("-", "")):  # fmt: skip
        assert case.number in named(searched(client, term)), term
    assert named(searched(client, "Zebra")) == [] and "heter så" in searched(client, "Zebra")
    assert "Skriv ett namn" in searched(client, "  ")
    assert "&lt;b&gt;" in searched(client, "<b>")


def test_nobody_finds_what_one_is_not_in(client_as, cases, become):
    """The same answer whether the child is in samsyn or not."""
    become("coordinator")
    case = Case.objects.get(ref=cases["planned"])
    for who in ("colleague", "stranger"):
        for term in (case.called, case.number, case.subject_number):
            unseen, unknown = searched(client_as(who), term), searched(client_as(who), "Zebra")
            assert named(unseen) == []
            assert _bare(unseen, term) == _bare(unknown, "Zebra")


def _bare(page: str, term: str) -> str:
    page = re.sub(r'(csrfmiddlewaretoken|once)" value="[^"]+"', "", page)
    return page.replace(f'value="{term}"', "")
