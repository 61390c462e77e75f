"""What turns quiet mistakes into failing tests, everywhere."""

import inspect
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.db.models import QuerySet
from django.template import engines

DJANGO = str(Path(django.__file__).parent)


class UnknownVariable(Exception):
    """A template asked for something that no view gave it."""


class Unknown(str):
    """Django shows an unknown variable as this text; `%` is where it puts the name in."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        name = _template()
        if name and name.startswith(DJANGO):
            return ""
        raise UnknownVariable(f"{variable} in {name}")


def _template() -> str | None:
    """The file of the template being rendered, found on the stack."""
    for frame in inspect.stack(0):
        node = frame.frame.f_locals.get("self")
        origin = getattr(node, "origin", None)
        if origin is not None and hasattr(node, "token"):
            return origin.name
    return None


@pytest.fixture(scope="session", autouse=True)
def unknown_variables_fail() -> None:
    engines["django"].engine.string_if_invalid = Unknown("unknown")


@pytest.fixture(scope="session", autouse=True)
def nothing_leaves_this_machine() -> Iterator[None]:
    """Connections go to a socket file or to this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise PermissionError(f"a test tried to reach {address}")
        real(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def a_part_of_a_queryset_needs_an_order() -> Iterator[None]:
    """`rows[0]` of what stands in no order is another row tomorrow."""
    real = QuerySet.__getitem__

    def item(self: QuerySet, key: Any) -> Any:
        if self._result_cache is None and not self.ordered:
            raise AssertionError(f"a part was taken of {self.model.__name__} in no order")
        return real(self, key)

    patch = pytest.MonkeyPatch()
    patch.setattr(QuerySet, "__getitem__", item)
    yield
    patch.undo()
