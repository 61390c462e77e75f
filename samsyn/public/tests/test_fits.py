"""Is this something for us? Three questions, nothing kept, and what to do now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
PATH = "/ar-sip-nagot-for-oss/"


def answer(client, who: str, both: str, *signs: str) -> str:
    response = client.post(PATH, {"who": who, "both": both, "signs": signs})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.requirement("C053", "C054", "C055")
@pytest.mark.parametrize("sign", ["placed", "asylum", "new_here"])
def test_children_who_often_need_one_are_told_what_to_do(client, sign):
    page = answer(client, "my_child", "yes", sign)
    # C053, C054, C055: placed, asylum-seeking, newly arrived children
    assert "Ja, en SIP kan hjälpa er" in page
    assert "Be någon som ni redan träffar i kommunen eller regionen" in page


@pytest.mark.requirement("C204", "C205", "C206")
def test_who_wants_it_better_or_clearer_is_told_whom_to_ask(client):
    # C204: a person with help from both who wants better or clearer planning can ask
    assert "Be din handläggare i socialtjänsten" in answer(client, "me", "yes", "clearer")
    # C205: better collaboration between the parties
    assert "Ja, en SIP kan hjälpa er" in answer(client, "me", "yes", "together")
    # C206: does the help to your relative need to be better or clearer
    assert "Fråga först den som det gäller" in answer(client, "close", "yes", "clearer")


@pytest.mark.parametrize(
    ("both", "signs", "said"),
    [("yes", (), "Ja, en SIP kan hjälpa er"), ("one", (), "Troligen inte just nu"), ("unsure", (), "Kanske")],
)
def test_nobody_is_sent_away_without_a_way_to_ask(client, both, signs, said):
    page = answer(client, "me_young", both, *signs)
    assert said in page and "Du får alltid ett svar" in page and 'href="/ny/"' in page


def test_nothing_is_kept(client):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer(client, "me", "yes", "substance")
    changing = ("insert", "update", "delete")
    assert not [one["sql"] for one in asked if one["sql"].lower().startswith(changing)]
    assert "session" not in client.cookies or not client.cookies["sessionid"].value


def test_an_answer_that_is_missing_is_asked_for_and_the_rest_stays(client):
    response = client.post(PATH, {"who": "me", "signs": ["together"]})
    page = response.content.decode()
    assert response.status_code == 422 and "Välj ett av alternativen." in page
    assert page.count("checked") == 2
