"""What is done again and again without anybody asking: one decorated function in an app's `jobs.py`.

    @every(seconds=60)
    def send_letters() -> None:
        '''Sends what lies in the box.'''

`samsyn worker` finds them by themselves, as it finds models. It runs as the role `samsyn_jobs`, which sees no
case: a job reads and writes what its app has granted that role, most often through a definer function that
hands out one case at a time. A job opens its own transaction, and may be stopped and begun again at any line.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from django.db import Error, connection
from django.utils.module_loading import autodiscover_modules

Work = Callable[[], object]
log = logging.getLogger(__name__)


@dataclass
class Job:
    """One piece of work and when it was last begun, by this process's own clock."""

    name: str
    seconds: float
    work: Work
    begun: float = float("-inf")

    def is_due(self, now: float) -> bool:
        return now - self.begun >= self.seconds


JOBS: dict[str, Job] = {}


def every(*, seconds: float) -> Callable[[Work], Work]:
    """Begin this again each time so many seconds have gone."""

    def register(work: Work) -> Work:
        name = f"{work.__module__}.{work.__name__}"
        JOBS[name] = Job(name, seconds, work)
        return work

    return register


def find_jobs() -> dict[str, Job]:
    """All that stand in the apps' `jobs.py`."""
    autodiscover_modules("jobs")
    return JOBS


def run_due(jobs: dict[str, Job]) -> list[str]:
    """Does what is due, one at a time; the names of those that failed. One failure stops no other job."""
    failed = []
    for job in jobs.values():
        now = time.monotonic()
        if job.is_due(now):
            job.begun = now
            if not _done(job):
                failed.append(job.name)
    return failed


def _done(job: Job) -> bool:
    try:
        with _alone(job.name) as alone:
            if alone:
                job.work()
    except Exception as error:
        # Only the kind: what a database or a mail server says may repeat what somebody wrote.
        log.error("%s failed: %s", job.name, type(error).__name__)
        return False
    return True


@contextmanager
def _alone(name: str) -> Iterator[bool]:
    """Two workers never do the same at once: the second goes past what the first is busy with."""
    number = int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [number])
        alone = cursor.fetchone()[0]
    try:
        yield alone
    finally:
        _give_back(number, alone)


def _give_back(number: int, held: bool) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s) where %s", [number, held])
    except Error:
        connection.close()  # the lock goes with it; the next job begins on a new connection
