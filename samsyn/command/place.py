"""Which database and which secrets a command works with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samsyn.command.cluster import Cluster
from samsyn.command.failure import Failure

CLONE = Path(__file__).resolve().parents[2]
URL_OF = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL", "jobs": "DATABASE_JOBS_URL"}
URL_OF["postgres"] = URL_OF["owner"]  # the bootstrap role is ours in a cluster of our own only


def demo_folder() -> Path:
    """Inside a clone, so that it is seen and goes away with it; else where programs keep their data."""
    if (CLONE / "pyproject.toml").exists():
        return CLONE / ".demo"
    return Path.home() / ".local" / "share" / "samsyn" / "demo"


def known(name: str) -> str:
    """A named environment variable, or the sentence that says it is missing."""
    if value := os.environ.get(name):
        return value
    raise Failure(f"{name} is not set.")


@contextmanager
def database(role: str, data: Path | None = None) -> Iterator[str]:
    """The address for a role: the environment's database when one is named there, else the demo's."""
    if any(name in os.environ for name in URL_OF.values()):
        yield known(URL_OF[role])
        return
    cluster = Cluster(data or demo_folder())
    if cluster.answers():
        yield cluster.url(role)
    elif (cluster.files / "PG_VERSION").exists():
        with cluster:
            yield cluster.url(role)
    else:
        raise Failure("There is no database: run `make demo` first, or set DATABASE_URL.")


@contextmanager
def django(role: str, data: Path | None = None) -> Iterator[None]:
    """Django, connected as one role for the rest of this process."""
    from samsyn.command import secret

    with database(role, data) as address:
        if not any(name in os.environ for name in URL_OF.values()):
            os.environ.update(secret.read(data or demo_folder()))
        os.environ["DATABASE_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.settings")
        import django as framework
        from django.db import connections

        framework.setup()
        try:
            yield
        finally:
            connections.close_all()
