"""The error pages: a sentence, nothing lost, no database, no JavaScript."""

import html
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory

from samsyn.kernel.decision import refuse
from samsyn.web import errors

FACTORY = RequestFactory()
TYPED = "Rad ett\r\n<script>أريد</script> 😀"


def text_of(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def post(**data: str) -> HttpRequest:
    return FACTORY.post("/sip/abc/plan/?del=2", data, HTTP_REFERER="http://testserver/sip/abc/?x=1")


# No test here asks for the database: pytest refuses a query outright.
@pytest.mark.parametrize(
    ("response", "status", "heading"),
    [
        (errors.handler403(FACTORY.get("/"), PermissionDenied("Skäl.")), 403, "Det går inte"),
        (errors.handler404(FACTORY.get("/"), Exception()), 404, "Sidan finns inte"),
        (errors.conflict(FACTORY.get("/"), "Skäl."), 409, "Det går inte just nu"),
        (errors.csrf_failure(FACTORY.get("/")), 419, "Sidan har varit öppen för länge"),
        (errors.too_many(FACTORY.get("/"), 61), 429, "För många försök"),
        (errors.handler500(FACTORY.get("/")), 500, "Något gick fel hos oss"),
        (errors.unavailable(FACTORY.get("/")), 503, "Tjänsten är borta en stund"),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_each_error_has_a_page_without_script(response: HttpResponse, status: int, heading: str) -> None:
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in text_of(response)
    assert "<script" not in text_of(response)
    assert response["Cache-Control"] == "no-store"


def test_a_refusal_gives_its_reason() -> None:
    decision = refuse("Bara samordnaren får fastställa planen.")
    assert decision.reason in text_of(errors.refused(FACTORY.get("/"), decision))
    assert "Du får inte" in text_of(errors.handler403(FACTORY.get("/"), PermissionDenied()))


def test_how_long_to_wait_is_said_in_minutes() -> None:
    assert "Vänta 1 minut och" in text_of(errors.too_many(FACTORY.get("/"), 20))
    response = errors.too_many(FACTORY.get("/"), 61)
    assert "Vänta 2 minuter" in text_of(response)
    assert response["Retry-After"] == "61"


def test_the_database_away_gives_back_a_form_that_can_be_sent_again() -> None:
    response = errors.unavailable(
        post(
            csrfmiddlewaretoken="secret",
            password="hemligt",
            once="abc",
            svar="ja",
            base="Det som stod förut",
            text=TYPED,
        )
    )
    page = text_of(response)
    assert response["Retry-After"] == "30"
    assert 'action="/sip/abc/plan/?del=2"' in page
    assert 'name="once" value="abc"' in page  # a repeat stays harmless if the first was kept after all
    assert 'name="svar" value="ja"' in page
    assert '<input type="hidden" name="base" value="Det som stod förut">' in page
    shown = re.search(
        r'<textarea[^>]* name="text"[^>]*>\n(.*?)</textarea>', response.content.decode(), re.DOTALL
    )
    assert shown
    assert html.unescape(shown[1]) == TYPED
    assert "<script>" not in response.content.decode()
    assert "hemligt" not in page
    assert "secret" not in page
    assert "Försök igen" in page


def test_several_answers_of_one_name_all_come_back() -> None:
    request = FACTORY.post("/x/", {"who": ["skola", "bup"]})
    page = text_of(errors.unavailable(request))
    assert 'name="who" value="skola"' in page
    assert 'name="who" value="bup"' in page


def test_a_page_that_was_open_too_long_gives_the_words_back_to_copy_only() -> None:
    page = text_of(errors.csrf_failure(post(csrfmiddlewaretoken="secret", svar="ja", text=TYPED)))
    assert TYPED in page
    assert "readonly" in page
    assert page.count("<form") == page.count("data-leave") == 1  # only the one that leaves
    assert 'href="/sip/abc/?x=1"' in page


def test_the_way_back_never_leads_elsewhere() -> None:
    request = FACTORY.post("/x/", HTTP_REFERER="https://elsewhere.example/x")
    assert 'href="/"' in text_of(errors.csrf_failure(request))
    assert "elsewhere" not in text_of(errors.csrf_failure(request))


def test_the_forged_or_stale_form_meets_our_page() -> None:
    request = post(text=TYPED)
    request._dont_enforce_csrf_checks = False
    response = CsrfViewMiddleware(lambda _request: HttpResponse()).process_view(request, lambda: None, (), {})
    assert response is not None
    assert response.status_code == 419
    assert TYPED in text_of(response)
