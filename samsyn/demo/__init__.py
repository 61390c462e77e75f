"""Made-up people and cases: what `samsyn demo` shows and what the tests stand on."""

import os
from importlib.util import find_spec
from pathlib import Path


def build() -> None:
    """Once per database. Needs the owner's address, for the first person."""
    from samsyn.demo import cast

    cast.build_cast()
    if written := os.environ.get("SAMSYN_DEMO_PEOPLE"):
        cast.write_people(Path(written))
    if find_spec("samsyn.demo.cases"):
        from importlib import import_module

        import_module("samsyn.demo.cases").build()
