"""`docs/lifecycle.md` and `docs/access.md`, made from the two tables; a test fails when they are stale."""

from samsyn.cases.access import WHO
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import MOVES, Op, Stage

MADE = "<!-- Generated from samsyn/cases by `make docs`; edit the tables, not this page. -->"


def lifecycle() -> str:
    """When: a diagram of the moving verbs, and a table of all."""
    lines = [MADE, "", "# When: the stages of a case and the verbs allowed in each", "", "```mermaid"]
    lines += ["stateDiagram-v2", "    [*] --> noticed: open"]
    for op, (stages, leads_to) in MOVES.items():
        if leads_to is not None:
            lines += [f"    {stage} --> {leads_to}: {op}" for stage in Stage if stage in stages]
    lines += ["    closed --> [*]", "    declined --> [*]", "```", ""]
    lines += ["| verb | " + " | ".join(Stage.values) + " | leads to |"]
    lines += ["|---" * (len(Stage) + 2) + "|"]
    for op, (stages, leads_to) in MOVES.items():
        marks = " | ".join("yes" if stage in stages else "" for stage in Stage)
        lines.append(f"| {op} | {marks} | {leads_to or ''} |")
    return "\n".join(lines) + "\n"


def access() -> str:
    """Who: verbs against kinds of place."""
    lines = [MADE, "", "# Who: the kinds of place that may do each verb", ""]
    lines += ["| verb | in the log | " + " | ".join(PlaceKind.values) + " |"]
    lines += ["|---" * (len(PlaceKind) + 2) + "|"]
    for op in Op:
        marks = " | ".join("yes" if kind in WHO[op] else "" for kind in PlaceKind)
        lines.append(f"| {op} | {op.label} | {marks} |")
    return "\n".join(lines) + "\n"


PAGES = {"lifecycle.md": lifecycle, "access.md": access}
