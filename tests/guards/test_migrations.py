"""Migrations say all that the models say, in one line per app."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import override


def test_models_and_migrations_say_the_same() -> None:
    with override(None):  # as makemigrations does: labels are not translated
        loader = MigrationLoader(None)
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        missing = detector.changes(graph=loader.graph)
    assert not missing, {app: [m.operations for m in migrations] for app, migrations in missing.items()}


def test_migrations_stand_in_one_line() -> None:
    graph = MigrationLoader(None).graph
    for app in {config.label for config in apps.get_app_configs() if config.name.startswith("samsyn.")}:
        own = [key for key in graph.nodes if key[0] == app]
        if not own:
            continue
        assert len(graph.leaf_nodes(app)) == 1, f"{app} has two last migrations"
        numbers = [name.split("_")[0] for _app, name in own]
        assert len(set(numbers)) == len(numbers), f"{app} has two migrations of one number"
