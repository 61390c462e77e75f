"""What only the owner of the tables may do: the first administrator, and reading who the cast became."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from samsyn.settings import database


@contextmanager
def as_owner(url: str) -> Iterator[None]:
    """Within, the default connection is the owner's. Not inside a transaction."""
    mine = dict(connections.settings["default"])
    _connect(mine | database(url))
    try:
        yield
    finally:
        _connect(mine)


def _connect(given: dict[str, object]) -> None:
    connections["default"].close()
    connections.settings["default"].clear()
    connections.settings["default"].update(given)
    connections["default"].settings_dict = connections.settings["default"]
