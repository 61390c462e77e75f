"""A server of its own for each test that starts, stops or kills one."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samsyn.command.cluster import Cluster


@pytest.fixture(scope="session")
def stopped_cluster() -> Iterator[Path]:
    """The folder of a cluster that was started once and stopped."""
    folder = Path(tempfile.mkdtemp(prefix="sip-"))
    with Cluster(folder / "data", fsync=False):
        pass
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short, and open to others on the way, as a folder under /tmp is."""
    made = Path(tempfile.mkdtemp(prefix="sip-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def cluster(stopped_cluster: Path) -> Iterator[Cluster]:
    """Not running, and shared: a test leaves it as it was."""
    one = Cluster(stopped_cluster, fsync=False)
    yield one
    one.stop()


@pytest.fixture
def own_cluster(stopped_cluster: Path, folder: Path) -> Iterator[Cluster]:
    """Not running, a copy to write in, to kill and to spoil."""
    shutil.copytree(stopped_cluster, folder / "data", ignore=shutil.ignore_patterns("socket"))
    one = Cluster(folder / "data", fsync=False)
    yield one
    one.stop()


@pytest.fixture
def refused() -> Callable[[Cluster], str]:
    """The sentence with which a cluster refuses to start."""

    def ask(one: Cluster) -> str:
        from samsyn.command.failure import Failure

        with pytest.raises(Failure) as failure:
            one.start()
        return str(failure.value)

    return ask
