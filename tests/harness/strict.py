"""What turns quiet mistakes into failing tests, everywhere."""

import inspect
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
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
