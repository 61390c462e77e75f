"""A profile with a mistake is never loaded, and the sentence says which file, which value and what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from samsyn.agreements import checking, reading
from samsyn.agreements.reading import PROFILES, LoadError

SMALL = """
code: liten
name: {sv: "Lilla länet"}
builds_on: nationell
from: 2020-01-01
to: null
values:
  meeting_within:
    value: 21
    unit: calendar
    source: "Lilla överenskommelsen 1 §"
    from: 2020-01-01
    to: null
    stricter: lower
    verified: true
"""
CHOICE = """
  who_decides_participants:
    value: guardian
    source: "2 §"
    from: null
    to: null
    stricter: [family, guardian, together]
    verified: true
"""
TITLE = """
  call_title:
    label: {sv: "brev"}
    source: "3 §"
    from: null
    to: null
    stricter: null
    verified: true
"""
AGES = """
  seeing_ages:
    value:
      - {code: young, from_age: 0, to_age: 9, guardian: sees, label: {sv: "Ser."}}
      - {code: old, from_age: 10, to_age: null, guardian: none, label: {sv: "Ser inte."}}
    source: "4 §"
    from: null
    to: null
    stricter: null
    verified: true
"""
GROUNDS = """
  closing_grounds:
    value:
      - {code: done, label: {sv: "Klart"}}
      - {code: moved, label: {sv: "Flyttat"}}
    source: "5 §"
    from: null
    to: null
    stricter: null
    verified: true
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str, name: str = "liten.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_small_profile_stands_on_the_national_ground(write: Write) -> None:
    content = checking.read(write(SMALL + CHOICE + TITLE + AGES + GROUNDS))
    assert content.rules["meeting_within"]["value"] == 21
    assert content.rules["reply_within"]["agreement"] == "nationell"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("meeting_within", "meeting_withn", "values: 'meeting_withn' is not known"),
        ("    value: 21", "    value: 21\n    deadline: 4", "meeting_within: 'deadline' is not known"),
        ("    value: 21", "    value: 21\n    value: 30", "line 10: 'value' is written twice"),
        ("value: 21", "value: -1", "meeting_within: -1 is not a whole number"),
        ("value: 21", "value: 21.5", "meeting_within: 21.5 is not a whole number"),
        ("value: 21", "value: true", "meeting_within: True is not a whole number"),
        ("value: 21", "value: null", "meeting_within: has no number; say in 'text'"),
        ("calendar", "weeks", "unit 'weeks' is not known; use calendar or working"),
        (
            "stricter: lower",
            "stricter: null",
            "which number is stricter is not said; write 'lower' or 'higher'",
        ),
        ("    stricter: lower\n", "", "meeting_within: 'stricter' is missing"),
        ('    source: "Lilla överenskommelsen 1 §"\n', "", "meeting_within: 'source' is missing"),
        ('"Lilla överenskommelsen 1 §"', '""', "meeting_within: source: '' is not a text"),
        ("verified: true", 'verified: "yes"', "verified: 'yes' is neither true nor false"),
        (
            "    from: 2020-01-01",
            "    from: 2020-05-01",
            "holds from 2020-05-01, the profile from 2020-01-01",
        ),
        ("    to: null", "    to: 2030-01-01", "ends 2030-01-01, before the profile"),
        ("\nto: null", "\nto: 2019-01-01", "'to' (2019-01-01) lies before 'from'"),
        ("\nfrom: 2020-01-01", "\nfrom: snart", "'snart' is not a date; write it as 2027-01-31"),
        ("\nfrom: 2020-01-01", "\nfrom: null", "None is not a date"),
        ("code: liten", "code: Lilla Länet", "'Lilla Länet' is not a code"),
        ('name: {sv: "Lilla länet"}', "name: Lilla", "must be texts by language"),
        ('name: {sv: "Lilla länet"}', 'name: {en: "Small"}', "the Swedish text is missing"),
        ("builds_on: nationell\n", "", "'start_within' is missing; add it or write 'builds_on: nationell'"),
        ("builds_on: nationell", "builds_on: ingen", "ingen.yaml: cannot be read"),
        ("builds_on: nationell", "builds_on: halland", "builds on 'halland', which is no ground of its own"),
        ("builds_on: nationell", "builds_on: liten", "builds on 'liten', which is no ground of its own"),
        ("value: guardian", "value: neighbour", "'neighbour' is not known; use one of guardian"),
        ("[family, guardian, together]", "[family, guardian]", "'stricter' must list every choice"),
        ("[family, guardian, together]", "lower", "'stricter' must list every choice"),
        (
            '    label: {sv: "brev"}',
            '    value: brev\n    label: {sv: "brev"}',
            "call_title: 'value' is not known",
        ),
        ('    label: {sv: "brev"}\n', "", "call_title: 'label' is missing"),
        ("from_age: 10", "from_age: 11", "the ages do not follow each other at 'old'"),
        ("to_age: null", "to_age: 17", "ends at age 17; write 'to_age: null'"),
        ("to_age: 9", "to_age: null", "the ages do not follow each other"),
        ("guardian: sees", "guardian: peeks", "row 1: guardian: 'peeks' is not known"),
        ("guardian: sees, ", "", "row 1: 'guardian' is missing"),
        ("guardian: sees", "guardian: sees, ask_days_before: soon", "'soon' is not a whole number"),
        ("code: moved", "code: done", "two rows have the same code"),
        ("code: moved", "colour: red, code: moved", "row 2: 'colour' is not known"),
        ("    value: 21", "    value: 21\n    law: [hsl, gdpr]", "law 'gdpr' is not in laws.yaml"),
        ("values:", "values: 3\nother:", "'other' is not known"),
        ("  meeting_within:", "\tmeeting_within:", "line"),
    ],
)
def test_a_mistake_stops_the_load(write: Write, old: str, new: str, sentence: str) -> None:
    text = SMALL + CHOICE + TITLE + AGES + GROUNDS
    assert old in text
    with pytest.raises(LoadError, match=re.escape(sentence)) as raised:
        checking.read(write(text.replace(old, new, 1)))
    said = str(raised.value)
    assert "\n" not in said
    assert said.endswith(".")
    assert ".yaml" in said


def test_what_is_no_profile_at_all(write: Write, tmp_path: Path) -> None:
    for text in ("", "- one\n- two\n"):
        with pytest.raises(LoadError, match="is empty or a list"):
            checking.read(write(text))
    with pytest.raises(LoadError, match="cannot be read"):
        checking.read(tmp_path / "absent.yaml")


def ground(folder: Path) -> None:
    """A ground whose meeting deadline is a real rule, beside the small profile."""
    text = (PROFILES / "nationell.yaml").read_text("utf-8").replace("code: nationell", "code: grund")
    text = text.replace("value: null\n    unit: calendar", "value: 25\n    unit: calendar", 1)
    (folder / "grund.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize(("local", "holds"), [(21, 21), (30, 25)])
def test_between_two_rules_the_stricter_wins(write: Write, tmp_path: Path, local: int, holds: int) -> None:
    ground(tmp_path)
    text = SMALL.replace("builds_on: nationell", "builds_on: grund").replace("value: 21", f"value: {local}")
    assert checking.read(write(text)).rules["meeting_within"]["value"] == holds


REPLY = """
  reply_within:
    value: 20
    unit: working
    source: "6 §"
    from: null
    to: null
    stricter: lower
    verified: true
"""


def test_a_setting_gives_way_to_a_looser_local_rule(write: Write) -> None:
    assert checking.read(write(SMALL + REPLY)).rules["reply_within"]["value"] == 20


def test_rules_in_different_units_cannot_be_compared(write: Write, tmp_path: Path) -> None:
    ground(tmp_path)
    text = SMALL.replace("builds_on: nationell", "builds_on: grund").replace(
        "unit: calendar", "unit: working"
    )
    with pytest.raises(LoadError, match="does not compare with the rule below"):
        checking.read(write(text))


def test_a_listed_order_decides_between_choices() -> None:
    ranked = ["own", "with_approval"]
    loose = {"value": "with_approval", "unit": None, "stricter": ranked, "verified": True}
    strict = loose | {"value": "own"}
    assert checking.stricter_of("x", loose, strict) == strict
    assert checking.stricter_of("x", strict, loose) == strict


def test_higher_can_be_the_stricter() -> None:
    low = {"value": 2, "unit": "years", "stricter": "higher", "verified": True}
    assert checking.stricter_of("x", low, low | {"value": 9})["value"] == 9
    assert checking.stricter_of("x", low | {"value": 9}, low)["value"] == 9


def test_the_fingerprint_follows_content_not_layout(write: Write) -> None:
    one = checking.read(write(SMALL + TITLE))
    same = checking.read(write("# a remark\n" + SMALL + TITLE))
    other = checking.read(write(SMALL.replace("21", "22") + TITLE))
    assert one.sha256 == same.sha256 != other.sha256


def test_two_wordings_of_a_law_at_the_same_time_are_refused(tmp_path: Path) -> None:
    text = reading.LAWS.read_text("utf-8").replace("to: 2025-06-30", "to: 2025-07-01")
    path = tmp_path / "laws.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(LoadError, match="two rows of 'sol' hold at the same time"):
        reading.laws(path)


def test_every_law_that_a_profile_names_is_there() -> None:
    for path in PROFILES.glob("*.yaml"):
        named = {code for value in checking.read(path).rules.values() for code in value["law"]}
        assert named <= reading.law_codes()
