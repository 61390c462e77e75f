"""Figures, each beside what it is compared to in the same run."""

import json
import sys
from importlib import import_module

FIGURES = {
    "walls": "the plan page behind its walls, with the reading written down",
    "plan_page": "the plan page with 42 measures",
    "list": "the list at work, every row written down",
    "establish": "establishing a plan",
    "withdraw": "taking back a yes while a party sees 500 rows",
    "journey": "one case from the worry to the closing",
    "scale": "the same pages with 100,000 cases as with 1,000",
}
LONG = {"scale"}  # minutes: only when asked for by name


def run(names: list[str], as_json: bool) -> int:
    """Measure the named figures, or all. 1 when one cannot be measured here, 2 for an unknown name."""
    from samsyn.bench.figure import Unmeasured

    if unknown := sorted(set(names) - FIGURES.keys()):
        print(f"samsyn: No figure is called {unknown[0]}; there is {', '.join(FIGURES)}.", file=sys.stderr)
        return 2
    try:
        wanted = names or [name for name in FIGURES if name not in LONG]
        found = {name: import_module(f"samsyn.bench.{name}").measure() for name in wanted}
    except Unmeasured as why:
        print(f"samsyn: {why}", file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps({name: figure.as_dict() for name, figure in found.items()}))
    else:
        print("\n".join(f"{name}  {figure}" for name, figure in found.items()))
    return 0
