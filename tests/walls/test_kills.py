"""Killed in the midst of it: no page was shown without its reading, nothing that was saved is gone."""

from __future__ import annotations

import secrets
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from statistics import median

import pytest
from django.conf import settings

from samsyn.audit.verify import verify
from samsyn.cases.stages import Stage
from samsyn.command.tests.test_demo import free_port
from samsyn.demo.cases import case_at
from samsyn.demo.cast import Member
from samsyn.demo.owner import as_owner
from tests.harness.client import session_of
from tests.harness.database import Databases
from tests.walls.killing import PATIENCE, Answer, Establisher, Reader, Seen, Service, Writer

READERS, BUSY = 32, 8
PEOPLE = ("coordinator", "guardian", "other_guardian", "child", "bup", "school", "habilitation")
PAGES = ("", "plan/", "kopior/", "fragor/", "samtycke/", "forbered/", "uppfoljning/", "filer/", "veckan/")
WRITING = 3  # meetings where somebody writes
STORED = """select v.new from audit_eventvalue v where v.case_id = %s and v.field = 'summary.text'
             order by v.id desc limit 1"""


class Town:
    """The service in use: 32 who read, three who write, one who establishes a plan when it is killed."""

    def __init__(self, service: Service, sessions: Mapping[str, str], refs: list[str], read: str) -> None:
        self.service, self.sessions, self.read = service, sessions, read
        self.seen, self.stop = Seen(), threading.Event()
        self.keys = dict(service.ask("select ref, id from cases_case"))
        self.writing, self.ready = refs[:WRITING], refs[WRITING:]
        self.busy: list[int] = []
        self.away: list[float] = []

    def person(self, who: str) -> tuple[Service, str, Seen, threading.Event]:
        return self.service, self.sessions[who], self.seen, self.stop

    def readers(self) -> list[Reader]:
        """Each person and page that is answered, and writes one row; no two that write the same part."""
        found: dict[tuple, Reader] = {}
        for who in PEOPLE:
            for page in PAGES:
                path = f"/sip/{self.read}/{page}"
                last = self.service.ask("select coalesce(max(id), 0) from audit_reading")[0][0]
                status, *_rest = Reader(*self.person(who), path=path, key=()).send("GET", path)
                rows = self.service.ask(
                    "select person_id, case_id, part from audit_reading where id > %s", last
                )
                if status == 200 and len(rows) == 1:
                    found.setdefault(rows[0], Reader(*self.person(who), path=path, key=rows[0]))
        self.seen.shown.clear()
        return list(found.values())[:READERS]

    def stored(self, case: int) -> str:
        for _attempt in range(20 * PATIENCE):
            try:
                rows = self.service.ask(STORED, case)
                return rows[0][0]
            except Exception:  # the database is away
                time.sleep(0.05)
        raise AssertionError("the database did not come back")

    def live(self, kills: list[Callable[[], None]]) -> int:
        """Everybody at work, and one kill after the other. How many read."""
        readers = self.readers()
        writers = [
            Writer(*self.person("coordinator"), ref=ref, case=self.keys[ref], stored=self.stored)
            for ref in self.writing
        ]
        for one in [*readers, *writers]:
            one.start()
        for kill, ref in zip(kills, self.ready, strict=True):
            time.sleep(1)
            Establisher(*self.person("coordinator"), ref=ref).start()
            time.sleep(2 * self.usual() * secrets.randbelow(100) / 100)
            self.busy.append(len(self.seen.under_way))
            begun = time.monotonic()
            kill()
            self.away.append(time.monotonic() - begun)
        time.sleep(1)
        self.stop.set()
        for one in [*readers, *writers]:
            one.join(30)
        return len(readers)

    def usual(self) -> float:
        """Seconds that a page takes here and now."""
        last = [answers[-1] for answers in self.seen.shown.values() if answers]
        return median(one.shown - one.begun for one in last) if last else 0.1

    def press_again(self) -> None:
        """Whoever did not see that the plan was established presses once more."""
        for ref in self.ready:
            again = Establisher(*self.person("coordinator"), ref=ref)
            assert again.send("POST", f"/sip/{ref}/mote/faststall/", go="1")[0] == 302

    def established(self) -> int:
        asked = """select count(*) from audit_event e join cases_case c on c.id = e.case_id
                    where e.verb = 'establish' and c.ref = any(%s)"""
        return self.service.ask(asked, self.ready)[0][0]

    # -- what must hold

    def without_a_row(self) -> list[str]:
        """Answers that have no reading between their being asked for and their first line."""
        rows = defaultdict(list)
        for person, case, part, at in self.service.ask(
            "select person_id, case_id, part, extract(epoch from at)::float8 from audit_reading order by at"
        ):
            rows[person, case, part].append(at)
        return [
            f"{key} at {answer.begun}"
            for key, answers in self.seen.shown.items()
            for answer in answers
            if not _take(rows[key], answer)
        ]

    def lost(self) -> list[str]:
        """Texts that were said to be saved and are not in the log."""
        gone = []
        for case, texts in self.seen.written.items():
            asked = "select new from audit_eventvalue where case_id = %s and field = 'summary.text'"
            kept = {row[0] for row in self.service.ask(asked, case)}
            gone += [text for text in texts if text not in kept]
            stands = self.service.ask("select text from plans_summary where case_id = %s", case)[0][0]
            if stands != self.stored(case):
                gone.append(f"{stands} stands, and the log says {self.stored(case)}")
        return gone

    def halves(self) -> list[str]:
        """Plans that are neither a draft nor established through and through."""
        asked = """
            select p.state = 'established', p.hash <> '', p.established_at is not null, c.plan_in_force,
                   r.stage = 'planned', exists (select from plans_plansection s where s.plan_id = p.id),
                   exists (select from audit_event e where e.case_id = c.id and e.verb = 'establish')
              from cases_case c join plans_plan p on p.case_id = c.id
              join cases_round r on r.case_id = c.id where c.ref = %s"""
        facts = {ref: self.service.ask(asked, ref) for ref in self.ready}
        return [f"{ref}: {rows}" for ref, rows in facts.items() if len(rows) != 1 or len(set(rows[0])) != 1]

    def figures(self) -> str:
        pages = sum(map(len, self.seen.shown.values()))
        texts = sum(map(len, self.seen.written.values()))
        done = self.established()
        return (
            f"{len(self.busy)} kills with {min(self.busy)} to {max(self.busy)} requests under way: "
            f"{pages} pages shown, {texts} texts saved, {self.seen.refusals} refusals; "
            f"{done} of {len(self.ready)} plans established in the midst of it; "
            f"back after {min(self.away):.1f} to {max(self.away):.1f} s"
        )


def _take(rows: list[float], answer: Answer) -> bool:
    """One row belongs to one answer."""
    for number, at in enumerate(rows):
        if answer.begun <= at <= answer.shown:
            del rows[: number + 1]
            return True
    return False


Begin = Callable[[int], Town]


@pytest.fixture
def begin(
    fresh_database: str,
    databases: Databases,
    cases: Mapping[str, str],
    cast: Mapping[str, Member],
    tmp_path: Path,
) -> Iterator[Begin]:
    """`begin(n)`: the service with n plans to establish, and everybody signed in."""
    started: list[Service] = []

    def start(plans: int) -> Town:
        refs = [case_at(Stage.MEETING) for _ in range(WRITING + plans)]
        dump = tmp_path / "dump"
        source = databases.cluster.url("postgres", fresh_database)
        sessions = {who: _session(cast[who]) for who in PEOPLE}
        command = [databases.cluster.bin / "pg_dump", "-Fc", "-f", dump, source]
        subprocess.run(command, check=True)
        started.append(Service(tmp_path, dump, free_port()))
        return Town(started[0], sessions, refs, cases["planned"])

    yield start
    for one in started:
        one.stop()


def _session(member: Member) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(session_of(member))
    session.save()
    return session.session_key


def holds(town: Town, kills: list[Callable[[], None]], capsys: pytest.CaptureFixture[str]) -> None:
    readers = town.live(kills)
    told = town.figures()
    with capsys.disabled():
        sys.stdout.write(f"\n{readers} readers; {told}\n")
    assert readers == READERS
    assert min(town.busy) >= BUSY
    assert town.seen.leaks == []
    assert town.without_a_row() == []
    assert town.lost() == []
    assert town.halves() == []
    town.press_again()
    assert town.halves() == []
    assert town.established() == len(town.ready)  # each of them once
    with as_owner(town.service.cluster.url("owner")):
        assert verify() == []


@pytest.mark.slow
def test_one_kill_of_each(begin: Begin, capsys: pytest.CaptureFixture[str]) -> None:
    town = begin(2)
    holds(town, [town.service.kill_web, lambda: town.service.kill_postgres("all")], capsys)


@pytest.mark.soak
@pytest.mark.parametrize("killed", ["web", "postgres"])
def test_ten_kills_of_each(begin: Begin, killed: str, capsys: pytest.CaptureFixture[str]) -> None:
    town = begin(10)
    ways = ["all", "first", "backend"]
    kills = {
        "web": [town.service.kill_web] * 10,
        "postgres": [lambda how=ways[n % 3]: town.service.kill_postgres(how) for n in range(10)],
    }
    holds(town, kills[killed], capsys)
