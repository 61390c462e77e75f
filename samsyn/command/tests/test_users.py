"""Root, root without namespaces, and an ordinary user: each gets a server."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from samsyn.command import processes
from samsyn.command.cluster import Cluster


@pytest.fixture
def without_namespaces(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Some containers forbid them; then root's server runs as `nobody`."""
    monkeypatch.setattr(processes, "namespaces_work", lambda: False)
    yield


def in_a_child(does: Callable[[], None]) -> int:
    """Whether it went well, as an exit code, in a process that may change who it is."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            does()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.slow
def test_a_server_where_namespaces_are_forbidden(folder: Path, without_namespaces: None) -> None:
    with Cluster(folder / "data", fsync=False) as cluster:
        owner = cluster.files.stat().st_uid
        assert owner == (processes.NOBODY if processes.is_root() else os.geteuid())
        with psycopg.connect(cluster.url("app")) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    with cluster:
        assert cluster.answers()


@pytest.mark.slow
def test_a_folder_made_by_root_still_starts_where_namespaces_are_forbidden(
    own_cluster: Cluster, without_namespaces: None
) -> None:
    with own_cluster:
        assert own_cluster.answers()


@pytest.mark.slow
def test_a_server_as_an_ordinary_user(folder: Path) -> None:
    if processes.is_root():
        os.chown(folder, processes.NOBODY, processes.NOBODY)

    def start_and_stop() -> None:
        if processes.is_root():
            processes.become_nobody()
        with Cluster(folder / "data", fsync=False) as cluster:
            if not cluster.answers() or cluster.files.stat().st_uid != os.geteuid():
                raise AssertionError("no server of this user's own")

    assert in_a_child(start_and_stop) == 0
