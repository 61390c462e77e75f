"""The embedded server starts, stops and comes back, whatever happened to it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from samsyn.command import processes
from samsyn.command.cluster import Cluster
from samsyn.command.failure import Failure
from samsyn.settings import database

Refused = Callable[[Cluster], str]


def remember(cluster: Cluster, words: str) -> None:
    with psycopg.connect(cluster.url("owner")) as connection:
        connection.execute("create table if not exists remembered (words text)")
        connection.execute("insert into remembered values (%s)", [words])


def remembered(cluster: Cluster) -> list[str]:
    with psycopg.connect(cluster.url("owner")) as connection:
        return [row[0] for row in connection.execute("select words from remembered")]


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.slow
def test_it_starts_again_with_what_it_held_and_leaves_no_process(own_cluster: Cluster) -> None:
    with own_cluster:
        remember(own_cluster, "åäö")
        process = own_cluster.process
    assert process and process.poll() is not None
    with own_cluster:
        assert remembered(own_cluster) == ["åäö"]


def test_a_first_start_makes_everything_in_folders_nobody_else_enters(folder: Path) -> None:
    with Cluster(folder / "data", fsync=False) as cluster:
        private = cluster.data if not processes.gives_up_root() else cluster.socket_folder
        assert private.stat().st_mode & 0o077 == 0
        assert cluster.answers()
    assert folder.stat().st_mode & 0o777 == 0o755  # the folders above were left as they were


@pytest.mark.slow
def test_an_interrupted_first_start_is_begun_again(folder: Path) -> None:
    half = folder / "data" / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    (folder / "data").chmod(0o700)
    with Cluster(folder / "data", fsync=False) as cluster:
        assert cluster.answers()
    assert not half.exists()


def test_the_web_role_is_weak_and_can_become_the_reader(cluster: Cluster) -> None:
    with cluster, psycopg.connect(cluster.url("app"), autocommit=True) as connection:
        row = connection.execute(
            "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit"
            " from pg_roles where rolname = current_user"
        ).fetchone()
        assert row == (False, False, False, False, False)
        assert connection.execute("select upper('åäö')").fetchone() == ("ÅÄÖ",)
        connection.execute("set role samsyn_reader")
        connection.execute("reset role")
        for forbidden in (
            "create table mine (i int)",
            "create schema mine",
            "set role samsyn_owner",
            "set role samsyn_jobs",
            "create temporary table mine (i int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)


def test_what_the_web_role_commits_is_written_at_once(cluster: Cluster) -> None:
    lasting = Cluster(cluster.data)  # as the demo runs it
    with lasting, psycopg.connect(lasting.url("app")) as connection:
        assert connection.execute("show synchronous_commit").fetchone() == ("on",)
        assert connection.execute("show fsync").fetchone() == ("on",)


@pytest.mark.slow
def test_a_folder_with_a_space_and_a_plus(own_cluster: Cluster, folder: Path) -> None:
    shutil.move(own_cluster.data, folder / "a b+c%d")
    with Cluster(folder / "a b+c%d", fsync=False) as moved:
        assert moved.answers()
        assert database(moved.url())["HOST"] == str(moved.socket_folder)


def test_it_listens_on_no_network(cluster: Cluster) -> None:
    with cluster, psycopg.connect(cluster.url("app")) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


@pytest.mark.slow
def test_a_killed_server_comes_back_without_loss(own_cluster: Cluster) -> None:
    lasting = Cluster(own_cluster.data)
    lasting.start()
    remember(lasting, "told to be saved")
    kill(lasting.process)
    lasting.stop()
    with lasting:
        assert remembered(lasting) == ["told to be saved"]


@pytest.mark.slow
def test_a_killed_samsyn_leaves_a_folder_that_starts_again(own_cluster: Cluster) -> None:
    program = (
        "import sys, time; from pathlib import Path; from samsyn.command.cluster import Cluster\n"
        "one = Cluster(Path(sys.argv[1])); one.start(); print('up', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(own_cluster.data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"up\n"
        remember(own_cluster, "before the kill")
        kill(other)
    with own_cluster:
        assert remembered(own_cluster) == ["before the kill"]


@pytest.mark.slow
def test_a_server_left_alone_is_found_and_taken_over(own_cluster: Cluster) -> None:
    own_cluster.start()
    remember(own_cluster, "mine")
    left, own_cluster.process = own_cluster.process, None
    own_cluster.stop()  # the lock is free, the server still runs
    with own_cluster:
        assert remembered(own_cluster) == ["mine"]
    assert left and left.wait(10) == 0


@pytest.mark.slow
def test_a_pid_file_whose_number_now_belongs_to_another_does_not_fool_it(own_cluster: Cluster) -> None:
    with own_cluster:
        remember(own_cluster, "kept")
        pid_file = (own_cluster.files / "postmaster.pid").read_text().split("\n")
    sleeper = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        (own_cluster.files / "postmaster.pid").write_text("\n".join([str(sleeper.pid), *pid_file[1:]]))
        if processes.gives_up_root():
            os.chown(own_cluster.files / "postmaster.pid", processes.NOBODY, processes.NOBODY)
        with own_cluster:
            assert remembered(own_cluster) == ["kept"]
        assert sleeper.poll() is None  # and the stranger was left in peace
    finally:
        kill(sleeper)


def test_the_files_of_another_version_are_left_alone(own_cluster: Cluster, refused: Refused) -> None:
    (own_cluster.files / "PG_VERSION").write_text("15\n")
    before = sorted(own_cluster.files.rglob("*"))
    sentence = refused(own_cluster)
    assert "PostgreSQL 15" in sentence and "nothing was changed" in sentence
    assert "\n" not in sentence
    assert sorted(own_cluster.files.rglob("*")) == before


def test_a_second_start_on_the_same_folder_is_refused_and_the_first_goes_on(
    cluster: Cluster, refused: Refused
) -> None:
    with cluster:
        assert "already runs" in refused(Cluster(cluster.data))
        assert cluster.answers()


@pytest.mark.slow
def test_a_path_too_long_for_a_socket_gets_a_short_folder(own_cluster: Cluster, folder: Path) -> None:
    deep = folder / ("å" * 40) / ("b" * 60)
    deep.parent.mkdir()
    shutil.move(own_cluster.data, deep)
    with Cluster(deep, fsync=False) as moved:
        assert moved.answers()
        assert len(bytes(moved.socket_folder)) < 80
        assert moved.socket_folder.stat().st_mode & 0o077 == 0
        short = moved.socket_folder
    shutil.rmtree(short, ignore_errors=True)


def test_a_folder_that_somebody_else_made_is_refused(
    cluster: Cluster, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.geteuid()
    monkeypatch.setattr("samsyn.command.folders.os.geteuid", lambda: real + 1)
    assert "belongs to somebody else" in refused(cluster)


@pytest.mark.slow
def test_a_server_that_cannot_start_says_why(
    own_cluster: Cluster, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samsyn.command.cluster.START_SECONDS", 0.3)
    with (own_cluster.files / "postgresql.conf").open("a") as conf:
        conf.write("\nno_such_setting = on\n")
    started = time.monotonic()
    assert "PostgreSQL does not start" in refused(own_cluster)
    assert time.monotonic() - started < 10


def test_postgresql_older_than_the_floor_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = folder / "bin"
    old.mkdir()
    for name in ("initdb", "postgres"):
        (old / name).write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 15.4'\n")
        (old / name).chmod(0o755)
    monkeypatch.setenv("SAMSYN_PG_BIN", str(old))
    with pytest.raises(Failure, match="16 or later"):
        Cluster(folder / "data").start()
    assert not (folder / "data").exists()
