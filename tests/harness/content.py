"""What the template database holds: agreements, the cast, and cases when there is a demo to build them."""

import importlib
import importlib.util
from types import ModuleType

from samsyn.agreements import actions as agreements
from samsyn.demo import cast


def module(name: str) -> ModuleType | None:
    """A part of samsyn that may not be built yet."""
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None
    return importlib.import_module(name) if found else None


def load_agreements() -> None:
    """As the owner, the only one who may write them."""
    agreements.load_all()


def build_people(owner_url: str) -> None:
    """As the web's role, through the verbs; the owner enters the first administrator alone."""
    cast.build_cast(owner_url)


def build_cases() -> dict[str, str]:
    """Name → ref. Imported late: one step that is broken must not stop the tests of the others."""
    from samsyn.demo import cases

    return cases.build()
