""" "Lämna snabbt", and help wherever a family writes: without JavaScript, from every page."""

from collections.abc import Callable

import pytest
from django.test import RequestFactory

from samsyn.web.leaving import PLACE, with_help
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db


def test_one_press_signs_out_and_goes_on_to_a_page_anybody_may_have_open(
    client_as: Callable[[str], StrictClient],
) -> None:
    client = client_as("guardian")
    page = client.get("/familj/").content.decode()
    # First in the order of the keyboard: nothing that can be focused comes before it.
    assert page.index("data-leave") < page.index("ds-skip-link") and "Lämna snabbt" in page
    left = client.post("/lamna/")
    html = left.content.decode()
    assert left.status_code == 200 and "samsyn" not in html and 'content="0;url=https://' in html
    assert client.get("/familj/").status_code == 302


def test_it_works_when_the_session_is_over_and_asks_for_no_token(client: StrictClient) -> None:
    client.handler.enforce_csrf_checks = True
    assert client.post("/lamna/").status_code == 200
    assert client.get("/lamna/").status_code == 302
    assert "data-leave" in client.get("/finns-inte/").content.decode()


def test_staff_do_not_have_it(client_as: Callable[[str], StrictClient]) -> None:
    assert "data-leave" not in client_as("coordinator").get("/arbete/").content.decode()


def test_the_block_stands_wherever_somebody_in_a_family_can_write() -> None:
    request = RequestFactory().get("/")
    assert "tel:112" in with_help(request, f"{PLACE}<textarea></textarea>", {})
    assert with_help(request, f"{PLACE}<p></p>", {}) == "<p></p>"
