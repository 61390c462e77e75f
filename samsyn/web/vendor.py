"""Fetch the vendored CSS, JavaScript, fonts and icons again: `python -m samsyn.web.vendor`.

Run by hand when a version below is raised; needs npm and the network, and fontTools with brotli. Nothing else
ever does: what it makes is committed, and a test holds every file against the manifest.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE / "static" / "vendor"
CONFIG = HERE / "designsystemet.config.json"

VERSIONS = {
    "@digdir/designsystemet-css": "1.22.0",
    "@digdir/designsystemet": "1.15.0",
    "htmx.org": "2.0.11",
    "@fontsource-variable/noto-sans": "5.3.0",
    "@fontsource/noto-sans-arabic": "5.3.0",
    "@tabler/icons": "3.51.0",
}
LICENCES = {
    "htmx.org": "0BSD",
    "@fontsource-variable/noto-sans": "OFL-1.1",
    "@fontsource/noto-sans-arabic": "OFL-1.1",
}
PARTS = [
    "base",
    "alert",
    "breadcrumbs",
    "button",
    "card",
    "details",
    "divider",
    "error-summary",
    "field",
    "fieldset",
    "heading",
    "input",
    "label",
    "link",
    "list",
    "paragraph",
    "skip-link",
    "table",
    "tag",
    "validation-message",
]
ICONS = ["alert-triangle", "arrow-right", "check", "clock", "info-circle", "lock", "phone", "printer", "user"]
# Letters of the Latin alphabets outside Western Europe, and what Arabic, Dari and Kurdish need.
LATIN_EXT = (
    "U+0100-017F,U+0192,U+0218-021B,U+0259,U+1E02-1E0B,U+1E56-1E61,U+1E6A-1E6B,U+1E9E,U+1EBC-1EBD,U+20BA"
)
ARABIC = "U+0600-06FF,U+200C-200F,U+2010-2011,U+204F,U+2E41,U+FDFC"


def main() -> None:
    """Empty the folder and make it anew."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        modules = _install(work)
        shutil.rmtree(TARGET, ignore_errors=True)
        made = {
            "@digdir/designsystemet-css": _css(modules / "@digdir/designsystemet-css/dist/src"),
            "@digdir/designsystemet": _theme(work),
            "htmx.org": _copy(modules / "htmx.org/dist/htmx.min.js", "htmx/htmx.min.js"),
            "@fontsource-variable/noto-sans": _latin(modules / "@fontsource-variable/noto-sans/files"),
            "@fontsource/noto-sans-arabic": _arabic(modules / "@fontsource/noto-sans-arabic/files"),
            "@tabler/icons": [
                path for icon in ICONS
                for path in _copy(modules / f"@tabler/icons/icons/outline/{icon}.svg", f"tabler/{icon}.svg")
            ],
        }  # fmt: skip
        _manifest(made, modules)


def _install(work: Path) -> Path:
    wanted = [f"{name}@{version}" for name, version in VERSIONS.items()]
    _run(["npm", "init", "--yes"], work)
    _run(["npm", "install", "--ignore-scripts", "--save-exact", "--no-audit", *wanted], work)
    return work / "node_modules"


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _css(source: Path) -> list[Path]:
    """Only the parts in use, in one file, in the layers that the whole package has them in."""
    base, *parts = ((source / f"{part}.css").read_text().strip() for part in PARTS)
    layers = (
        "@layer ds.theme, ds.base, ds.components;",
        f"@layer ds.base{{{base}}}",
        "@layer ds.components{",
        *parts,
        "}",
    )
    return _write("designsystemet/designsystemet.css", "\n".join(layers) + "\n")


def _theme(work: Path) -> list[Path]:
    shutil.copy(CONFIG, work)
    command = ["npx", "designsystemet", "tokens"]
    _run([*command, "create", "--config", CONFIG.name], work)
    _run([*command, "build", "--tokens", "tokens", "--out-dir", "theme", "--config", CONFIG.name], work)
    return _copy(work / "theme" / "samsyn.css", "theme/samsyn.css")


def _latin(source: Path) -> list[Path]:
    plain = _copy(source / "noto-sans-latin-wght-normal.woff2", "noto/noto-sans-latin.woff2")
    return plain + _subset(
        source / "noto-sans-latin-ext-wght-normal.woff2", "noto/noto-sans-latin-ext.woff2", LATIN_EXT
    )


def _arabic(source: Path) -> list[Path]:
    return _subset(source / "noto-sans-arabic-arabic-400-normal.woff2", "noto/noto-sans-arabic.woff2", ARABIC)


def _subset(source: Path, name: str, letters: str) -> list[Path]:
    target = TARGET / name
    target.parent.mkdir(parents=True, exist_ok=True)
    arguments = [str(source), f"--unicodes={letters}", "--flavor=woff2", f"--output-file={target}"]
    _run([sys.executable, "-m", "fontTools.subset", *arguments], HERE)
    return [target]


def _copy(source: Path, name: str) -> list[Path]:
    target = TARGET / name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return [target]


def _write(name: str, text: str) -> list[Path]:
    target = TARGET / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    return [target]


def _manifest(made: dict[str, list[Path]], modules: Path) -> None:
    packages = []
    for name, files in made.items():
        slug = name.removeprefix("@").replace("/", "-")
        licence = _copy(modules / name / "LICENSE", f"licences/{slug}.txt")
        packages.append(
            {
                "name": name,
                "version": VERSIONS[name],
                "licence": LICENCES.get(name, "MIT"),
                "licence_file": f"licences/{slug}.txt",
                "files": {path.relative_to(TARGET).as_posix(): _digest(path) for path in files + licence},
            }
        )
    _write("manifest.json", json.dumps({"packages": packages}, indent=2) + "\n")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
