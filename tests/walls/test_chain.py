"""`samsyn verify` names what was changed in the log, also by one who may do anything in the database."""

from collections.abc import Callable, Mapping

import psycopg
import pytest

from samsyn.audit.actions import Change, write_event
from samsyn.audit.verify import Finding, verify
from samsyn.demo.owner import as_owner
from tests.harness.database import Databases
from tests.walls.conftest import Known

pytestmark = pytest.mark.slow
# The owner can switch off what stops the owner's slips; then only the chain is left to tell.
UNGUARDED = "alter table audit_event disable trigger all"
FOUR = ("first", "second", "third", "fourth")


class Log:
    """The log of one case, read again after each change."""

    def __init__(self, owner: psycopg.Connection, url: str, known: Known) -> None:
        self.owner, self.url, self.known = owner, url, known
        self.chain = f"case:{known.id}"
        owner.execute(UNGUARDED)

    def change(self, statement: str, **values: object) -> None:
        done = self.owner.execute(statement, {"chain": self.chain, **values})
        assert done.rowcount, "nothing was changed"

    def findings(self) -> list[Finding]:
        with as_owner(self.url):
            return verify()

    def seq(self, verb: str) -> int:
        asked = "select seq from audit_event where chain = %s and verb = %s"
        return self.owner.execute(asked, [self.chain, verb]).fetchone()[0]


@pytest.fixture
def log(
    fresh_database: str, databases: Databases, known: Known, acting: Callable, owner: psycopg.Connection
) -> Log:
    """Four events with words, on top of those that made the case."""
    frame = known.scopes["frame"]
    for verb in FOUR:
        with acting("coordinator", case=known.ref):
            write_event(
                verb, scope_id=frame, changes=[Change("words", frame, new=f'{verb}: å, \\ "x"', old="")]
            )
    return Log(owner, databases.cluster.url("owner", fresh_database), known)


def test_an_untouched_log_holds(log: Log) -> None:
    assert log.findings() == []


# What is done, and which event verify must name.
EVENT = "update audit_event set {} where chain = %(chain)s and verb = 'second'"
TAMPERING: Mapping[str, tuple[str, str]] = {
    "another verb": (EVENT.format("verb = 'close'"), "second"),
    "another person": (EVENT.format("person_id = person_id + 1"), "second"),
    "another time": (EVENT.format("at = at - interval '1 day'"), "second"),
    "another duty": (EVENT.format("assignment_id = null"), "second"),
    "another scope": (EVENT.format("scope_id = scope_id + 1"), "second"),
    "another line": (EVENT.format("line = replace(line, 'second', 'fourth'), verb = 'fourth'"), "second"),
    "a line with its hash made anew": (
        EVENT.format(
            "line = replace(line, 'second', 'seventh'), verb = 'seventh', hash = encode(sha256(convert_to("
            "prev || replace(line, 'second', 'seventh'), 'utf8')), 'hex')"
        ),
        "third",
    ),
    "a deleted event": ("delete from audit_event where chain = %(chain)s and verb = 'second'", "second"),
    "two events that changed places": (
        "update audit_event a set line = b.line, verb = b.verb, hash = b.hash, at = b.at from audit_event b"
        " where a.chain = %(chain)s and b.chain = a.chain and a.verb = 'second' and b.verb = 'third'",
        "second",
    ),
    "an edited value": (
        "update audit_eventvalue v set new = 'x' from audit_event e"
        " where e.id = v.event_id and e.chain = %(chain)s and e.verb = 'second'",
        "second",
    ),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_what_was_changed_is_found_and_named(what: str, log: Log) -> None:
    statement, named = TAMPERING[what]
    seq = log.seq(named)
    log.change(statement)
    assert [(finding.chain, finding.seq) for finding in log.findings()] == [(log.chain, seq)]


def test_a_tail_that_was_cut_off_is_found(log: Log) -> None:
    last = log.seq("fourth")
    log.change("delete from audit_event where chain = %(chain)s and verb in ('third', 'fourth')")
    assert [(finding.chain, finding.seq) for finding in log.findings()] == [(log.chain, last)]


def test_a_whole_chain_that_was_removed_is_found(log: Log) -> None:
    log.change("delete from audit_event where chain = %(chain)s")
    assert [finding.chain for finding in log.findings()] == [log.chain]


def test_a_removed_head_is_found(log: Log) -> None:
    log.change("delete from audit_chainhead where chain = %(chain)s")
    assert [finding.chain for finding in log.findings()] == [log.chain]


def test_a_value_that_was_lawfully_deleted_breaks_nothing(log: Log) -> None:
    """The words go; that something was written, by whom and when, stays."""
    log.change(
        "delete from audit_eventvalue v using audit_event e"
        " where e.id = v.event_id and e.chain = %(chain)s and e.verb = 'second'"
    )
    assert log.findings() == []


def test_one_case_does_not_hide_behind_another(log: Log) -> None:
    log.change("delete from audit_event where chain = %(chain)s and verb = 'second'")
    with as_owner(log.url):
        assert [finding.chain for finding in verify(log.known.id)] == [log.chain]
        assert verify(log.known.id + 1_000_000) == []
