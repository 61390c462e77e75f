"""The glossary has every word of the process that the code has."""

from django.apps import apps

from samsyn.cases.models import PlaceKind, ScopeKind
from samsyn.cases.stages import Op, Stage
from tests.guards.source import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"


def test_every_name_of_the_process_stands_in_the_glossary() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    tables = {m.__name__ for m in apps.get_models() if m.__module__.startswith("samsyn.")}
    words = {str(word) for kinds in (PlaceKind, ScopeKind, Stage, Op) for word in kinds}
    # A name that two steps have (`Answer`) stands with its app before it.
    missing = sorted(name for name in tables | words if f"`{name}`" not in text and f".{name}`" not in text)
    assert not missing, f"docs/glossary.md does not have {', '.join(missing)}"
