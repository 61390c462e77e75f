"""The page of a stay in hospital, on a phone and on a screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.kernel import clock
from tests.journeys.hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_stay_is_noted_and_the_contact_is_seen(
    live_url: str, page_as: Callable[..., Page], check_page: Callable
) -> None:
    ref = case_at(Stage.PREPARING)
    sara = Hand(page_as("coordinator"), check_page)
    sara.go(f"/sip/{ref}/utskrivning/")
    sara.sees("Någon är på sjukhus")
    sara.press("Spara")
    sara.sees("Något behöver rättas")
    sara.day("När kom personen", clock.today())
    sara.choose("Vem är fast vårdkontakt?", "Ingen är utsedd än")
    sara.choose("Finns det nya behov", "Ja, det finns nya behov")
    sara.press("Spara")
    sara.sees("Ingen fast vårdkontakt är utsedd.", "ska öppenvården erbjuda en SIP", "4 kap. 3 §")
