"""The database goes away while somebody writes, and comes back: the words are kept, and sent again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connections
from playwright.sync_api import expect

from samsyn.cases.stages import Stage
from samsyn.command.cluster import SUPERUSER
from samsyn.demo.cases import case_at
from tests.harness.browser import Visitors
from tests.harness.database import Databases
from tests.journeys.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORDS = "Hur kan vi sova på nätterna?"
Switch = Callable[[bool], None]


@pytest.fixture
def database_is(databases: Databases, fresh_database: str) -> Iterator[Switch]:
    """`database_is(False)`: nobody gets in, and whoever was in is out."""

    def switch(there: bool) -> None:
        with psycopg.connect(databases.cluster.url(SUPERUSER, "postgres"), autocommit=True) as superuser:
            superuser.execute(f"alter database {fresh_database} with allow_connections {there}")
            if not there:
                superuser.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
                    [fresh_database],
                )

    yield switch
    switch(True)
    connections.close_all()


def test_the_words_come_back_and_are_sent_again(company: Company, database_is: Switch) -> None:
    company.ref = case_at(Stage.PREPARING)
    mother = company.at("guardian", "fragor/")
    mother.write("Ny fråga till mötet", WORDS)
    database_is(False)
    mother.press("Lägg till frågan")
    mother.sees("Tjänsten är borta en stund", "Det du skrev finns kvar här.")
    expect(mother.page.get_by_label("Det du skrev").first).to_have_value(WORDS)
    mother.press("Försök igen")  # still away
    expect(mother.page.get_by_label("Det du skrev").first).to_have_value(WORDS)
    database_is(True)
    mother.press("Försök igen")
    expect(mother.page.get_by_role("heading", level=1)).to_have_text("Frågor till mötet")
    expect(mother.page.get_by_text(WORDS)).to_have_count(1)


def test_a_page_that_was_only_read_is_read_again(company: Company, database_is: Switch) -> None:
    company.ref = case_at(Stage.PLANNED)
    mother = company.at("guardian", "plan/")
    database_is(False)
    company.at("guardian", "plan/")
    mother.sees("Vänta en liten stund och försök igen.")
    mother.sees_not("Adam")
    database_is(True)
    mother.follow("Försök igen")
    mother.sees("Planen gäller sedan")


def test_a_box_of_the_plan_is_sent_again_by_itself(
    company: Company, database_is: Switch, visitors: Visitors
) -> None:
    """The browser complains of the 503, and may."""
    company.ref = case_at(Stage.MEETING)
    sara = company.at("coordinator", "mote/")
    box = sara.page.locator("#summary-text")
    database_is(False)
    sara.type(box.get_by_role("textbox"), WORDS)
    sara.page.keyboard.press("Tab")
    expect(box.locator(".saved")).to_have_text("Inte sparat. Vi försöker igen.")
    expect(box.get_by_role("textbox")).to_have_value(WORDS)
    database_is(True)
    expect(box.locator(".saved")).to_have_text("Sparat", timeout=20_000)
    assert all("503" in trouble for trouble in visitors.troubles)
    visitors.troubles.clear()
