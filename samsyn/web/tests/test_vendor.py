"""Every vendored file is the one in the manifest, under a licence we may use, and asks no other host."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from samsyn.web.vendor import TARGET, VERSIONS

OURS = TARGET.parent / "web"
MANIFEST = json.loads((TARGET / "manifest.json").read_text())
# May be part of a work under EUPL-1.2.
LICENCES = {"MIT", "0BSD", "OFL-1.1"}
# What makes a browser fetch: url(), @import, and in SVG an href. A namespace or a comment does not.
OUTSIDE = re.compile(
    r"""(url\(\s*["']?|@import\s+["']?|href=["'])(?:[a-z]+:)?//|\b(?:fetch|importScripts)\(["']http""",
    re.IGNORECASE,
)


def test_every_file_is_the_one_in_the_manifest() -> None:
    listed = {name: digest for package in MANIFEST["packages"] for name, digest in package["files"].items()}
    found = {
        path.relative_to(TARGET).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in TARGET.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == listed


@pytest.mark.parametrize("package", MANIFEST["packages"], ids=lambda package: package["name"])
def test_a_package_names_its_version_and_brings_its_licence(package: dict[str, str]) -> None:
    assert package["version"] == VERSIONS[package["name"]]
    assert package["licence"] in LICENCES
    assert len((TARGET / package["licence_file"]).read_text()) > 300


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in (TARGET, OURS)
        for path in folder.rglob("*")
        if path.suffix in (".css", ".js", ".svg")
    ],
    ids=lambda path: path.name,
)
def test_nothing_is_fetched_from_another_host(path: Path) -> None:
    assert not OUTSIDE.findall(path.read_text())


def test_the_check_would_notice() -> None:
    for text in (
        '@import "https://x.example/a.css"',
        "url(//x.example/a.woff2)",
        'url("http://x.example/a")',
    ):
        assert OUTSIDE.search(text)


def test_the_mirror_needs_no_second_sheet() -> None:
    """Logical properties only in our own layer: no left, no right."""
    sheet = re.sub(r"/\*.*?\*/", "", (OURS / "sip.css").read_text(), flags=re.DOTALL)
    assert not re.findall(r"\b(?:left|right)\s*[:;]", sheet)
