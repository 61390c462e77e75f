"""`samsyn worker`: what is done again and again: seals, letters, reminders. As `samsyn_jobs`."""

import argparse
import os
import signal
import subprocess
import sys
import time

from samsyn.command import place, processes, secret
from samsyn.command.failure import Failure

PAUSE = 0.5  # between two looks at what is due
STOP_SECONDS = 10


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once", action="store_true", help="do everything once and stop; 1 when something failed"
    )
    parser.add_argument(
        "--new-key", metavar="NAME", help="print a new key for the seals, and its public half"
    )


def run(given: argparse.Namespace) -> int:
    if given.new_key:
        return print_key(given.new_key)
    signal.signal(signal.SIGTERM, _interrupt)
    if not any(name in os.environ for name in place.URL_OF.values()):  # by hand beside a demo
        os.environ.update(secret.read(place.demo_folder()))
    with place.django("jobs"):
        from samsyn.command import checks  # which reads the settings: not before the database is named
        from samsyn.kernel.jobs import find_jobs, run_due

        for sentence in checks.of_worker(os.environ):
            raise Failure(sentence)
        jobs = find_jobs()
        if given.once:
            return 1 if run_due(jobs) else 0
        while True:
            run_due(jobs)
            time.sleep(PAUSE)


def print_key(name: str) -> int:
    from samsyn.audit.keys import new_key

    private, key = new_key(name)
    print(f"SAMSYN_SEAL_KEY={private}\nSAMSYN_SEAL_PUBLIC={key.public()}")
    return 0


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


class Worker:
    """The worker as a child of this process."""

    def __init__(self, env: dict[str, str]) -> None:
        unwanted = ("DATABASE_URL", "DATABASE_OWNER_URL")
        known = {name: value for name, value in os.environ.items() if name not in unwanted}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "samsyn", "worker"],
            stdin=subprocess.DEVNULL,
            env={**known, **env},
            start_new_session=True,
            preexec_fn=processes.die_with_parent,
        )

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
