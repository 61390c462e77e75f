"""What is installed is what is pinned, and the settings hold together."""

import re
import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from samsyn import settings as ours
from samsyn.command.place import CLONE

LOCKS = ("requirements.lock", "requirements-pg16.lock")


def pinned(text: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==([^\s;\\]+)", text, re.MULTILINE)
    return {name.lower(): version for name, version in found}


def test_the_lock_holds_what_is_asked_for() -> None:
    project = tomllib.loads((CLONE / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert pinned("\n".join(asked)).items() <= pinned((CLONE / "requirements.lock").read_text()).items()
    assert all("==" in one for one in asked)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_file_has_a_hash_and_no_address(name: str) -> None:
    text = (CLONE / name).read_text()
    entries = re.split(r"^(?=\S)", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
    assert entries and all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text and "--index" not in text and "--find-links" not in text


def test_the_tasks_name_no_address() -> None:
    for path in (CLONE / "Makefile", *(CLONE / ".ci").iterdir()):
        assert not re.search(r"https?://", path.read_text()), path


@pytest.mark.parametrize(
    "look", [["check", "--quiet", "--output-format", "concise"], ["format", "--check", "--quiet"]]
)
def test_all_code_has_one_look(look: list[str]) -> None:
    ruff = Path(sysconfig.get_path("scripts")) / "ruff"
    done = subprocess.run([ruff, *look, CLONE], capture_output=True, text=True, check=False, cwd=CLONE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_django_finds_no_fault() -> None:
    call_command("check", fail_level="WARNING")


def test_an_address_becomes_settings() -> None:
    inside = ours.database("postgresql:///samsyn?host=%2Fvar%2Fa+b%20c&user=samsyn_app")
    assert (inside["HOST"], inside["USER"], inside["NAME"]) == ("/var/a+b c", "samsyn_app", "samsyn")
    outside = ours.database("postgresql://me:p%40ss@db.example:5433/samsyn")
    assert (outside["HOST"], outside["PORT"], outside["PASSWORD"]) == ("db.example", "5433", "p@ss")


def test_the_wall_stands_between_the_session_and_the_views() -> None:
    order = [name.rsplit(".", 1)[1] for name in settings.MIDDLEWARE]
    assert order.index("SessionMiddleware") < order.index("Wall") < order.index("AuthenticationMiddleware")
    assert not settings.DATABASES["default"]["ATOMIC_REQUESTS"]


def test_pages_may_load_nothing_from_elsewhere() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = {source for sources in directives.values() for source in sources}
    assert allowed == {"'none'", "'self'", "data:"}
    assert [name for name, sources in directives.items() if "data:" in sources] == ["img-src"]


def test_our_fields_win_over_djangos() -> None:
    assert settings.INSTALLED_APPS[-1] == "django.forms"
    assert settings.FORM_RENDERER == "django.forms.renderers.TemplatesSetting"


def test_the_licence_is_the_eupl() -> None:
    words = Path(CLONE / "LICENSE").read_text(encoding="utf-8")
    assert words.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "Appendix" in words
