"""From the kallelse to the receipt a called nurse presses at most six times (C147, C154)."""

from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from samsyn.kernel import clock
from samsyn.process.consent.tests.cases import family
from samsyn.process.copies.tests.test_sending import copies, sends
from samsyn.process.meetings import actions as meetings
from samsyn.process.plans.models import Goal
from samsyn.process.plans.tests.cases import Meeting, fill

AT_MOST = 6


@dataclass
class Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)
    choices: set[tuple[str, str]] = field(default_factory=set)


class Page(HTMLParser):
    """Links and forms by the words that stand on them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self.copies: list[str] = []
        self.texts: dict[str, str] = {}
        self._open: tuple[str, str] | None = None
        self._form: Form | None = None
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""))
            self.forms.append(self._form)
        elif tag == "input" and self._form and given.get("type") in ("radio", "checkbox"):
            self._form.choices.add((given.get("name", ""), given.get("value", "")))
        elif tag == "input" and self._form:
            self._form.fields[given.get("name", "")] = given.get("value", "")
        elif tag == "a":
            self._open = ("a", given.get("href", ""))
            self.links.append((given.get("href", ""), ""))
        elif tag == "button":
            self._open = ("button", "copy" if "data-copy" in given else "")
        elif tag == "textarea":
            self._area = given.get("id", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag in ("a", "button"):
            self._open = None
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data):
        if self._area:
            self.texts[self._area] = self.texts.get(self._area, "") + data
        if self._open is None or not data.strip():
            return
        kind, value = self._open
        if kind == "a":
            self.links[-1] = (value, self.links[-1][1] + data.strip())
        elif value == "copy":
            self.copies.append(data.strip())
        elif self._form:
            self._form.buttons.append(data.strip())


class Nurse:
    """Presses what stands on the page she has, and counts."""

    def __init__(self, client):
        self.client, self.presses, self.path = client, 0, ""
        self.arrive("/arbete/")

    def arrive(self, path):
        """By the address in her kallelse, or her own bookmark: no press of ours."""
        response = self.client.get(path, follow=True)
        assert response.status_code == 200
        self.path, self.html = path, response.content.decode()
        self.page = Page(self.html)

    def follow(self, words):
        self.presses += 1
        self.arrive(next(href for href, text in self.page.links if text.startswith(words)))

    def choose(self, name, value):
        """A press on the page, sent with its form."""
        self.presses += 1
        next(form for form in self.page.forms if (name, value) in form.choices).fields[name] = value

    def press(self, words):
        self.presses += 1
        form = next(form for form in self.page.forms if words in form.buttons)
        response = self.client.post(form.action or self.path, form.fields)
        assert response.status_code == 302, response.content.decode()
        self.arrive(response["Location"])

    def copy(self):
        self.presses += 1
        assert self.page.copies == ["Kopiera texten"]
        return self.page.texts["journal"]


@pytest.fixture
def called(become, cast):
    """The nurse's health centre has a yes to the question about sleep, and is called to Adam's meeting."""
    made = family(become, cast)
    ek = Meeting(made.ref, become, cast)
    school, sleep = ek.ask_about("skolan", "sömnen")
    parties = ek.wish("bup", "school", "nurse")
    asked = ek.put_question()
    for key in ("guardian", "other_guardian"):
        ek.answer(key, "partly", {(party.ref, sleep.ref) for party in parties}, asked)
    case, by = ek.speaks("coordinator")
    starts = clock.now() + timedelta(days=7)
    hour = timedelta(hours=1)
    meetings.call(case=case, by=by, starts_at=starts, ends_at=starts + hour, where="Linden")
    ek.questions = {"school": school, "sleep": sleep}
    return ek


def meet(ek):
    """The meeting is held and the plan established and handed out, by others than the nurse."""
    case, by = ek.speaks("coordinator")
    meetings.open_meeting(case=case, by=by)
    fill(ek)
    goal = Goal.objects.get(case=case, text="Sömnskola fungerar")
    talk = ek.add("measure", goal, what="Hälsosamtal om sömn")
    ek.write(f"measure.{talk.ref}", "unit", ek.unit("nurse"))
    ek.establish()
    sends(ek)


@pytest.mark.requirement("C147", "C154")
def test_from_kallelse_to_receipt_a_called_nurse_presses_at_most_six_times(called, client_as):
    nurse = Nurse(client_as("nurse"))
    nurse.follow("Svara på kallelsen")
    nurse.choose("answer", "comes")
    nurse.press("Spara mitt svar")
    assert "Jag kommer" in nurse.html or "Kommer" in nurse.html
    meet(called)
    nurse.arrive("/arbete/")
    nurse.follow("Kopiera till journalen")
    text = nurse.copy()
    # C147: the SIP is documented and journaled in each party's own system.
    assert "DET HÄR GÖR VÅRDCENTRALEN LINDEN\n- Hälsosamtal om sömn" in text
    assert "AU124" in text
    nurse.press("Vi har fört in den i vårt system")
    # C154: all who took part document the copy in their own systems.
    assert copies(called)["Vårdcentralen Linden"].received_at
    assert nurse.presses <= AT_MOST
