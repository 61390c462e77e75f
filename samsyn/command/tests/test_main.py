"""Exit codes, one-sentence errors, and the demo's secrets."""

import json
import socket
from pathlib import Path

import psycopg
import pytest

from samsyn.command import COMMANDS, demo, main, place, secret, server
from samsyn.command.failure import Failure, WrongUse


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No database in the environment and none in the demo's folder."""
    for name in place.URL_OF.values():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(place, "demo_folder", lambda: tmp_path / "demo")
    return tmp_path


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert command in capsys.readouterr().out


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["dance"])
    assert end.value.code == 2


@pytest.mark.parametrize("arguments", [["db", "--url"], ["verify"], ["migrate"], ["agreements", "show"]])
def test_without_a_database_one_sentence_says_so(
    arguments: list[str], nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    assert capsys.readouterr().err == (
        "samsyn: There is no database: run `make demo` first, or set DATABASE_URL.\n"
    )


def test_a_missing_address_is_named(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///elsewhere")
    assert main(["db", "--url", "--role", "owner"]) == 1
    assert capsys.readouterr().err == "samsyn: DATABASE_OWNER_URL is not set.\n"
    assert main(["db", "--url"]) == 0
    assert capsys.readouterr().out == "postgresql:///elsewhere\n"


def test_a_database_that_is_away_is_one_sentence(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def away(given: object) -> int:
        raise psycopg.OperationalError("connection refused\n\tIs the server running?")

    monkeypatch.setattr("samsyn.command.db.run", away)
    assert main(["db"]) == 1
    assert capsys.readouterr().err == "samsyn: The database does not answer: connection refused.\n"


def test_a_taken_port_is_said_before_anything_is_started() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match=f"Port {port} is taken"):
            server.require_free("127.0.0.1", port)
    with pytest.raises(WrongUse):
        server.require_free("127.0.0.1", 70000)


def test_secrets_are_made_once_and_are_nobody_elses(tmp_path: Path) -> None:
    assert secret.read(tmp_path) == {}
    made = secret.read_or_make(tmp_path)
    assert set(made) == {"SAMSYN_SECRET", "SAMSYN_KEYS", "SAMSYN_SEAL_KEY", "SAMSYN_ANCHORS"}
    assert secret.read_or_make(tmp_path) == made == json.loads((tmp_path / secret.FILE).read_text())
    assert (tmp_path / secret.FILE).stat().st_mode & 0o077 == 0


def test_what_is_done_is_remembered(tmp_path: Path) -> None:
    state = demo.State(tmp_path / "state.json")
    assert state.read("cast") is None
    state.write("cast", demo.BEGUN)
    state.write("cast", demo.DONE)
    state.write("tables", "abc")
    assert demo.State(tmp_path / "state.json").read("cast") == demo.DONE
    state.clear()
    assert state.read("tables") is None
