"""What was sealed cannot be made anew, not even by one who may do anything in the database."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psycopg
import pytest
from django.conf import LazySettings

from samsyn.audit import anchors, sealing
from samsyn.audit.actions import Change, write_event
from samsyn.audit.finding import Finding
from samsyn.audit.keys import new_key
from samsyn.audit.models import Part
from samsyn.audit.verify import verify
from samsyn.demo.owner import as_owner
from tests.harness.client import StrictClient
from tests.harness.database import Databases
from tests.walls.conftest import Known
from tests.walls.sealed_log import Log, forge, last_seq, rewrite

pytestmark = pytest.mark.slow


@pytest.fixture
def log(
    fresh_database: str, databases: Databases, known: Known, acting: Callable,
    client_as: Callable[[str], StrictClient], settings: LazySettings, tmp_path: Path,
) -> Iterator[Log]:  # fmt: skip
    settings.SAMSYN_SEAL_KEY = new_key("test")[0]
    settings.SAMSYN_ANCHORS = str(tmp_path / "anchors.txt")
    frame = known.scopes["frame"]

    def act(verb: str) -> None:
        with acting("coordinator", case=known.ref):
            write_event(verb, scope_id=frame, changes=[Change("words", frame, new=f"{verb}: å", old="")])
        assert client_as("coordinator").get(f"/sip/{known.ref}/").status_code == 200

    one = Log(lambda role: databases.cluster.url(role, fresh_database), known, tmp_path / "anchors.txt", act)
    for number, verb in enumerate(("first", "second", "third"), 1):
        act(verb)
        assert one.seal() == number
    yield one
    one.superuser.close()


def test_what_was_sealed_and_left_alone_holds(log: Log) -> None:
    assert log.findings() == []
    assert log.findings(log.known.id) == []
    assert len(log.lines()) == 3
    log.act("fourth")  # not sealed yet, and no fault
    assert log.findings() == []


def test_nothing_new_is_no_seal(log: Log) -> None:
    assert log.seal() is None
    assert len(log.lines()) == 3


def test_a_rewritten_chain_with_its_head_is_found(log: Log) -> None:
    """The chain itself holds: only the seal tells."""
    seq = last_seq(log)
    rewrite(log, seq)
    assert log.findings() == [(log.chain, seq)]
    assert log.findings(log.known.id) == [(log.chain, seq)]
    assert log.findings(log.known.id + 1_000_000) == []


def test_the_first_link_that_was_sealed_otherwise_is_named(log: Log) -> None:
    seq = last_seq(log)
    rewrite(log, seq - 1)  # sealed as the last link by the second seal
    assert log.findings() == [(log.chain, seq - 1)]


def test_a_chain_whose_tail_and_head_were_taken_back_is_found(log: Log) -> None:
    seq = last_seq(log)
    log.change("delete from audit_event where chain = %(chain)s and seq = %(seq)s", seq=seq)
    log.change(
        "update audit_chainhead h set seq = e.seq, hash = e.hash from audit_event e"
        " where h.chain = %(chain)s and e.chain = h.chain and e.seq = %(seq)s", seq=seq - 1,
    )  # fmt: skip
    assert log.findings() == [(log.chain, seq)]


def test_who_also_rewrites_the_sealed_head_is_found_by_the_seal(log: Log) -> None:
    seq = last_seq(log)
    rewrite(log, seq)
    log.change(
        "update audit_sealedhead s set hash = h.hash from audit_chainhead h"
        " where s.chain = h.chain and s.seq = h.seq and h.chain = %(chain)s"
    )
    assert log.findings() == [("seal", 3)]


def test_a_seal_with_another_key_is_found(log: Log, settings: LazySettings) -> None:
    right = settings.SAMSYN_SEAL_KEY
    settings.SAMSYN_SEAL_KEY = new_key("test")[0]
    forge(log)
    settings.SAMSYN_SEAL_KEY = right
    assert set(log.findings()) == {("seal", 3), ("anchor", 3)}
    assert "Underskriften stämmer inte." in log.words()


def test_with_the_key_too_only_the_anchor_is_left_to_tell(log: Log) -> None:
    forge(log)
    assert log.findings() == [("anchor", 3)]


def test_an_unknown_key_is_said_and_not_passed_over(log: Log, settings: LazySettings) -> None:
    settings.SAMSYN_SEAL_KEY = new_key("other")[0]
    assert log.findings() == [("seal", number) for number in (1, 2, 3)]


def test_anchors_that_nobody_named_are_not_passed_over(log: Log, settings: LazySettings) -> None:
    settings.SAMSYN_ANCHORS = ""
    assert log.findings() == [("anchor", 0)]


def test_a_key_that_was_changed_leaves_its_public_half(log: Log, settings: LazySettings) -> None:
    old = sealing.signing_key().public()
    settings.SAMSYN_SEAL_KEY, settings.SAMSYN_SEAL_PUBLIC = new_key("next")[0], old
    log.act("fourth")
    assert log.seal() == 4
    assert log.findings() == []


READING = "(select max(id) from audit_reading)"
READINGS: Mapping[str, str] = {
    "another person": f"update audit_reading set person_id = person_id + 1 where id = {READING}",
    "another unit": f"update audit_reading set unit_id = 999 where id = {READING}",
    "another part": f"update audit_reading set part = 'plan' where id = {READING}",
    "said to be refused": f"update audit_reading set granted = false where id = {READING}",
    "another case": f"update audit_reading set case_id = case_id + 1 where id = {READING}",
    "another moment": f"update audit_reading set at = at - interval '1 millisecond' where id = {READING}",
    "removed": f"delete from audit_reading where id = {READING}",
}


def test_a_reading_that_was_changed_or_removed_is_named(log: Log) -> None:
    number = log.superuser.execute(f"select {READING}").fetchone()[0]
    log.superuser.execute(f"create temp table kept as select * from audit_reading where id = {READING}")
    for what, statement in READINGS.items():
        log.change(statement)
        assert log.findings() == [("reading", number)], what
        log.superuser.execute("delete from audit_reading where id = %s", [number])
        log.superuser.execute("insert into audit_reading select * from kept")
        assert log.findings() == [], what


def test_a_reading_that_was_slipped_in_is_named(log: Log) -> None:
    log.change(
        "insert into audit_reading (at, person_id, case_id, part, granted)"
        " select lo + interval '1 millisecond', 1, 1, 'plan', true from audit_seal where number = 2"
    )
    number = log.superuser.execute(f"select {READING}").fetchone()[0]
    assert log.findings() == [("reading", number)]


def test_a_missing_seal_is_named(log: Log) -> None:
    log.change("delete from audit_seal where number = 2")
    assert ("seal", 2) in log.findings()
    assert ("anchor", 2) in log.findings()


def test_the_last_seal_cannot_be_taken_away_unseen(log: Log) -> None:
    log.change("delete from audit_sealedhead where seal = 3")
    log.change("delete from audit_seal where number = 3")
    assert log.findings() == [("anchor", 3)]
    with pytest.raises(sealing.Unanchored):  # and nothing is sealed on top of it
        log.seal()


def test_a_truncated_or_changed_file_of_anchors_is_found(log: Log) -> None:
    whole = log.lines()
    log.path.write_text("\n".join(whole[:1]) + "\n")
    assert log.findings() == [("anchor", 2), ("anchor", 3)]
    with pytest.raises(sealing.Unanchored):
        log.seal()
    log.path.write_text("\n".join(whole[1:]) + "\n")
    assert log.findings() == [("anchor", 2), ("anchor", 1)]
    log.path.write_text("\n".join([whole[0], whole[1].replace("2026", "2025", 1), whole[2]]) + "\n")
    assert log.findings() == [("anchor", 3)]
    log.path.write_text("\n".join([*whole, "smuts"]) + "\n")
    assert log.findings() == [("anchor", 4)]


def test_a_crash_between_the_seal_and_its_anchor_is_mended(log: Log) -> None:
    whole = log.lines()
    log.path.write_text("\n".join(whole[:2]) + "\n")
    log.act("fourth")
    assert log.seal() == 4
    assert log.lines()[:3] == whole
    assert log.findings() == []


def test_a_copy_that_somebody_kept_is_asked_instead(log: Log, tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text(log.path.read_text())
    forge(log)
    with as_owner(log.url("owner")):
        found: list[Finding] = verify(anchors=kept)
    assert [(one.chain, one.seq) for one in found] == [("anchor", 3)]
    assert str(anchors.last(kept)) == log.lines()[-1]


def test_what_is_under_way_while_sealing_is_sealed_next_time(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction that wrote before the seal and commits after it."""
    monkeypatch.setattr(sealing, "PATIENCE", 0.2)
    with psycopg.connect(log.url("postgres")) as slow:
        slow.execute(
            "insert into audit_reading (at, person_id, case_id, part, granted)"
            " values (now() - interval '1 minute', 1, 1, %s, true)", [str(Part.PLAN)],
        )  # fmt: skip
        log.act("fourth")
        with as_owner(log.url("jobs")):
            assert sealing.seal() is None
    assert log.seal() == 4


def test_the_worker_can_seal_and_nothing_else(log: Log) -> None:
    with psycopg.connect(log.url("jobs"), autocommit=True) as jobs:
        for statement in (
            "select * from audit_event", "select * from audit_reading", "select * from audit_seal",
            "insert into audit_seal (number) values (9)", "delete from audit_seal",
            "select note_readings('{}', '{}', true)", "select * from cases_case",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                jobs.execute(statement)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            jobs.execute("select keep_seal(9, now(), now(), now(), 1, '[]', '', '', '', '')")


def test_the_webs_role_cannot_seal(log: Log) -> None:
    with psycopg.connect(log.url("app"), autocommit=True) as web:
        for statement in ("select begin_seal()", "select last_seal()", "select * from audit_seal",
                          "select unsealed_readings('-infinity', 'infinity')"):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(statement)
