"""What no page of ours may contain, whatever it shows."""

from html.parser import HTMLParser

SPEAKS_BY_ITSELF = ("hx-",)  # htmx is written data-hx-*


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.form: set[str] | None = None
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._attributes(tag, given)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") is None):
            self.faults.append(f"inline <{tag}>")
        if tag == "form" and (given.get("method") or "").lower() == "post":
            self.form = set()
            if "novalidate" not in given:
                self.faults.append("a form without novalidate")
        if tag == "input" and self.form is not None and given.get("value"):
            self.form.add(given.get("name") or "")

    def _attributes(self, tag: str, given: dict[str, str | None]) -> None:
        for name in given:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"{name}= on <{tag}>")
            if name.startswith(SPEAKS_BY_ITSELF):
                self.faults.append(f"{name} without data- on <{tag}>")
        if name := given.get("id"):
            if name in self.ids:
                self.faults.append(f"the id {name} stands twice")
            self.ids.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.form is not None:
            missing = {"csrfmiddlewaretoken", "once"} - self.form
            if missing:
                self.faults.append(f"a POST form without {', '.join(sorted(missing))}")
            self.form = None


def faults(html: str) -> list[str]:
    """One sentence a fault; empty for a good page."""
    reader = Reader()
    reader.feed(html)
    return reader.faults
