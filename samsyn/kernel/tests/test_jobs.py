"""What is done again and again: when it is due, what a failure costs, who does it when two want to."""

import logging
from hashlib import sha256

import psycopg
import pytest

from samsyn.kernel.jobs import Job, every, find_jobs, run_due
from tests.harness.database import Databases


def test_a_job_waits_for_its_seconds() -> None:
    job = Job("a", 60, lambda: None)
    assert job.is_due(0)
    job.begun = 100
    assert not job.is_due(159)
    assert job.is_due(160)


def test_every_registers_by_the_name_of_the_function(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samsyn.kernel.jobs.JOBS", found := {})

    @every(seconds=5)
    def knock() -> None:
        pass

    assert [(job.name, job.seconds) for job in found.values()] == [(f"{__name__}.knock", 5)]


def test_the_apps_own_jobs_are_found() -> None:
    assert all(job.seconds > 0 for job in find_jobs().values())


@pytest.mark.django_db
def test_what_fails_is_named_without_its_words_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    done = []

    def fails() -> None:
        raise ValueError("Adam Ek bor på Storgatan 3")

    jobs = {name: Job(name, 60, work) for name, work in (("fails", fails), ("works", lambda: done.append(1)))}
    with caplog.at_level(logging.ERROR):
        assert run_due(jobs) == ["fails"]
    assert done == [1]
    assert "fails failed: ValueError" in caplog.text
    assert "Storgatan" not in caplog.text
    assert run_due(jobs) == []  # it is not due again yet


@pytest.mark.slow
def test_two_workers_do_not_do_the_same_at_once(fresh_database: str, databases: Databases) -> None:
    number = int.from_bytes(sha256(b"one").digest()[:8], signed=True)
    done = []
    job = Job("one", 0, lambda: done.append(1))
    with psycopg.connect(databases.cluster.url("app", fresh_database), autocommit=True) as other:
        other.execute("select pg_advisory_lock(%s)", [number])
        assert run_due({"one": job}) == []
        assert done == []
    assert run_due({"one": job}) == []
    assert done == [1]
