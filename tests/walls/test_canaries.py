"""Words that stand nowhere else are written in every text of a case, and looked for where none may be."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from random import Random

import pytest
from django.apps import apps
from django.db import models, transaction

from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.demo.cast import Member
from samsyn.notices.outlets import OUTLETS
from samsyn.process.consent.tests.cases import about
from samsyn.process.initiative import actions as initiative
from tests.guards.catalogue import columns, tables_of_cases
from tests.guards.urls import in_case
from tests.machine import going_on
from tests.machine.test_machine import VERBS
from tests.machine.world import EVERYBODY, Score, World
from tests.walls.addresses import of_cases
from tests.walls.crawling import crawl
from tests.walls.sql import ask

BIRD = "Kanarie"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ADDRESS = re.compile(r'(?:href|src|action|data-hx-[a-z]+)="([^"]*)"')
ENDS = {
    Op.DECLINE, Op.REFUSE, Op.CLOSE, Op.MOVE_CASE, Op.LEAVE_CASE, Op.END_FAMILY_PLACE, Op.APPOINT_SUCCESSOR,
}  # fmt: skip
WRITERS = ("guardian", "other_guardian", "child", "bup", "school")
STEPS = 260


class Singing(World):
    """Whoever writes anything writes of a bird."""

    def words(self) -> str:
        self.words_written += 1
        return f"{BIRD}{self.words_written} kvittrar, åäö 🦊.\nPå två rader."

    def _nothing_is_lost(self, key: str, op: Op, before: int) -> None:
        """Asked by the machine's own test."""


@pytest.fixture
def sung(become: Callable, cast: Mapping[str, Member]) -> Singing:
    """A case that has come far, with a bird in whatever people wrote; and another one, of the sister."""
    told = about(cast, "sister", 9)
    initiative.notice_at_work(by=become("coordinator"), subject=told["subject"], told=told["told"])
    world, chance = Singing(become, cast, Score(), "child"), Random(7)
    for turn in range(STEPS):
        step = going_on.STEPS.get(world.stage)
        if step and turn % 6 == 0:
            step(world, chance)
            continue
        op = chance.choice([op for op in VERBS if op not in ENDS])
        key = world.leader if chance.random() < 0.35 else chance.choice(WRITERS)
        world.tries(op, key, lambda w, case, by, op=op: VERBS[op](w, case, by, chance))
    return world


def texts() -> list[tuple[str, str]]:
    """Table and column of every free text below a case that the web may read; what it may not is sealed."""
    below = set(tables_of_cases()) - {"audit_chainhead"}
    return [
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model._meta.db_table in below and isinstance(field, models.TextField | models.JSONField)
        if ask("select has_column_privilege(%s, %s, 'select')", model._meta.db_table, field.column)[0][0]
    ]


def singing(world: Singing) -> dict[tuple[str, str], int]:
    """How many rows of the case hold a bird in each text, as any of those in it finds them."""
    found: dict[tuple[str, str], int] = {}
    for key in EVERYBODY:
        if world.speaks(key) is None:
            continue
        for table, column in texts():
            count = ask(f"select count(*) from {table} where {column}::text like %s", f"%{BIRD}%")[0][0]
            found[table, column] = max(found.get((table, column), 0), count)
    return found


@pytest.mark.slow
def test_no_bird_is_found_where_no_words_may_be(
    sung: Singing, client_as: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    found = singing(sung)
    assert sum(1 for count in found.values() if count) >= 12, found
    case, _by = sung.speaks(sung.leader)
    paths = [in_case(address, case) for address in of_cases()]
    caplog.set_level(logging.INFO)
    for key in ("guardian", "other_guardian", "child", sung.leader, "bup", "stranger"):
        client = client_as(key)
        pages = crawl(client, "/familj/", "/arbete/", *paths)
        for address, (status, body, headers) in pages.items():
            page = body.decode("utf-8", "replace")
            assert BIRD not in address, address
            assert BIRD not in str(headers), f"{key}: a header of {address}"
            assert not [t for t in TITLE.findall(page) if BIRD in t], f"{key}: the title of {address}"
            assert not [a for a in ADDRESS.findall(page) if BIRD in a], f"{key}: an address on {address}"
            assert status == 200 or BIRD not in page, f"{key}: {address} answered {status}"
        if key == "stranger":
            assert not [address for address, answer in pages.items() if BIRD.encode() in answer[1]]
        for path in paths:
            with transaction.atomic():
                answer = client.post(path)
                transaction.set_rollback(True)
            if answer.status_code not in (200, 422):
                assert BIRD not in answer.content.decode("utf-8", "replace"), f"{key}: {path}"
    assert BIRD not in caplog.text
    _no_other_case(sung, case)
    _no_mail(sung)


def _no_other_case(world: Singing, case: Case) -> None:
    """The sister's, that the same one leads."""
    world.become("coordinator")
    for table, column in texts():
        if "case_id" in columns(table):
            statement = f"select count(*) from {table} where case_id <> %s and {column}::text like %s"
            assert ask(statement, case.pk, f"%{BIRD}%") == [(0,)], table


def _no_mail(world: Singing) -> None:
    case, _by = world.speaks(world.leader)
    for outlet in OUTLETS.values():
        for place in case.people:
            assert BIRD not in str(outlet.attempt(case, place)), outlet.name
