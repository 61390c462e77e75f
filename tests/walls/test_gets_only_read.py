"""A GET changes nothing, whatever its view tries: neither through the ORM nor through a function."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from samsyn.cases.models import Question
from tests.harness.client import StrictClient
from tests.walls.sql import ask


def who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ask("select current_user")[0][0], content_type="text/plain")


def writes(request: HttpRequest) -> HttpResponse:
    Question.objects.update(number=9)
    return HttpResponse("done", content_type="text/plain")


def calls(request: HttpRequest) -> HttpResponse:
    ask("select new_question_scope(9)")
    return HttpResponse("done", content_type="text/plain")


urlpatterns = [path("who/", who), path("writes/", writes), path("calls/", calls)]


@pytest.fixture
def client(client_as: Callable[[str], StrictClient], settings: pytest.FixtureRequest) -> StrictClient:
    settings.ROOT_URLCONF = __name__
    return client_as("coordinator")


def test_a_get_is_the_readers_and_a_post_the_webs(client: StrictClient) -> None:
    assert client.get("/who/").content == b"samsyn_reader"
    assert client.post("/who/").content == b"samsyn_app"


def test_a_get_that_writes_is_stopped_before_the_database(client: StrictClient) -> None:
    with pytest.raises(AssertionError, match="may only read"):
        client.get("/writes/")


def test_a_get_that_calls_a_writing_function_gets_nothing(client: StrictClient) -> None:
    assert client.get("/calls/").status_code == 503


def test_what_a_request_set_is_gone_after_it(client: StrictClient, become: Callable) -> None:
    """The next one on the same connection is nobody until it says who it is."""
    become("guardian")
    client.get("/who/")
    assert ask("select current_user, current_setting('app.assignment')") == [("samsyn_app", "")]
    assert connection.in_atomic_block
