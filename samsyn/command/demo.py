"""`samsyn demo`: everything on this machine, with a made-up family, staff and cases."""

import argparse
import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from samsyn.command import place, roles, secret, server
from samsyn.command.cluster import Cluster
from samsyn.command.failure import Failure
from samsyn.command.worker import Worker

PACKAGE = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
PEOPLE = "people.json"  # who was made up, for the sign-in page
STOPPERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
BEGUN, DONE = "begun", "done"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    parser.add_argument("--data", type=Path, help="the folder of the demo's database")
    parser.add_argument("--fresh", action="store_true", help="throw away what the demo holds and begin again")


def run(given: argparse.Namespace) -> int:
    """Starts in order, and stops in the opposite order whatever happens."""
    for name in STOPPERS:
        signal.signal(name, interrupt)
    data = given.data or place.demo_folder()
    with Cluster(data) as cluster:
        server.require_free(HOST, given.port)
        prepare(cluster, given.fresh)
        worker = Worker(environment(cluster, "jobs"))
        web = server.Server(HOST, given.port, environment(cluster))
        try:
            web.wait_until_ready()
            greet(web.address, data)
            web.wait()
        except KeyboardInterrupt:
            print("\nStopping.", flush=True)
        finally:
            for name in STOPPERS:
                signal.signal(name, signal.SIG_IGN)
            web.stop()
            worker.stop()
    return 0


def interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def environment(cluster: Cluster, role: str = "app") -> dict[str, str]:
    """Neither the web server nor the worker is told how to become the owner, or the other."""
    secrets = secret.read_or_make(cluster.data)
    if role == "app":
        secrets.pop("SAMSYN_SEAL_KEY", None)  # who serves pages cannot seal
    return {
        **secrets,
        place.URL_OF[role]: cluster.url(role),
        "SAMSYN_DEMO": "1",
        "SAMSYN_DEMO_PEOPLE": str(cluster.data / PEOPLE),
    }


def greet(address: str, data: Path) -> None:
    print("\nYou can be any of these made-up people, and change in the browser:")
    for one in json.loads((data / PEOPLE).read_text(encoding="utf-8")) if (data / PEOPLE).exists() else ():
        print(f"  {one['label']}")
    print(f"\nsamsyn: {address}  (database in {data}; Ctrl-C stops)", flush=True)


# -- what is done once, or when it has changed


def prepare(cluster: Cluster, fresh: bool) -> None:
    state = State(cluster.data / "state.json")
    if fresh or state.read("cast") == BEGUN:
        roles.drop_database(cluster.url("postgres", "postgres"), roles.DATABASE)
        cluster.create_database(roles.DATABASE)
        state.clear()
    owner = {"DATABASE_OWNER_URL": cluster.url("owner"), "DATABASE_URL": cluster.url("app")}
    env = {**os.environ, **environment(cluster), **owner}
    tables = fingerprint(PACKAGE.rglob("migrations/*.py"))
    if state.read("tables") != tables:
        step("Preparing the database", env, "samsyn", "migrate")
        state.write("tables", tables)
    agreements = fingerprint((PACKAGE / "agreements").rglob("*.yaml"))
    if state.read("agreements") != agreements and importlib.util.find_spec("samsyn.agreements"):
        step("Loading the local agreements", env, "samsyn", "agreements", "load")
        state.write("agreements", agreements)
    if state.read("cast") != DONE and importlib.util.find_spec("samsyn.demo"):
        state.write("cast", BEGUN)  # a half-made cast is made anew at the next start
        step("Making up people and cases", env, "samsyn.command.cast")
        state.write("cast", DONE)


def step(says: str, env: dict[str, str], module: str, *arguments: str) -> None:
    """In a process of its own: each step is another database role."""
    print(f"{says} …", flush=True)
    done = subprocess.run([sys.executable, "-m", module, *arguments], env=env, check=False)
    if done.returncode != 0:
        raise Failure(f"“{says}” failed; its reason stands above. `samsyn demo --fresh` begins again.")


def fingerprint(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(str(path.relative_to(PACKAGE)).encode() + path.read_bytes())
    return whole.hexdigest()


class State:
    """What this folder's database already holds."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _all(self) -> dict[str, str]:
        return json.loads(self.path.read_text()) if self.path.exists() else {}

    def read(self, name: str) -> str | None:
        return self._all().get(name)

    def write(self, name: str, value: str) -> None:
        half = self.path.with_suffix(".new")
        half.write_text(json.dumps({**self._all(), name: value}))
        half.rename(self.path)

    def clear(self) -> None:
        self.path.unlink(missing_ok=True)
