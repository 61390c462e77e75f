"""What the profiles say, read straight from their files: no database."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from samsyn.agreements import rules, wording
from samsyn.agreements.agreement import Agreement, NoSuchValue
from samsyn.agreements.keys import KEYS, SECTORS
from samsyn.agreements.reading import PROFILES, laws
from samsyn.people.models import Sector

MADE_UP = Path(__file__).with_name("pahittad.yaml")
FILES = {path.stem: path for path in sorted(PROFILES.glob("*.yaml"))} | {"pahittad": MADE_UP}
ASKED = date(2026, 2, 19)


@pytest.fixture(params=FILES)
def any_agreement(request: pytest.FixtureRequest) -> Agreement:
    return rules.from_file(FILES[request.param])


@pytest.fixture
def halland() -> Agreement:
    return rules.from_file(FILES["halland"])


@pytest.fixture
def nationell() -> Agreement:
    return rules.from_file(FILES["nationell"])


@pytest.fixture
def pahittad() -> Agreement:
    return rules.from_file(MADE_UP)


@pytest.mark.requirement("C115", "C116", "C117", "C120", "C123")
def test_halland(halland: Agreement) -> None:
    # C117 "A coordination meeting is held within 30 days"
    assert (halland.number("meeting_within"), halland.unit("meeting_within")) == (30, "calendar")
    assert halland.last_day("meeting_within", ASKED) == date(2026, 3, 21)
    # C116 "The work starts at once"
    assert halland.number("start_within") is None
    assert "direkt" in halland.text("start_within")
    # C115 "Such a request may be denied only in exceptional cases (record the denial and its reason)"
    assert halland.value("refusal") == "exceptional"
    assert halland.value("refusal_needs_reason") is True
    # C120 "The guardian alone decides who is called"
    assert halland.value("who_decides_participants") == "guardian"
    # C123 "Those who are called have a duty to come"
    assert [sector for sector in SECTORS if rules.has_duty(halland, sector)] == ["health", "social", "school"]


def test_halland_people(halland: Agreement) -> None:
    assert halland.value("child_may_ask") == "own"
    starting = {who: rules.how_to_start(halland, who) for who in ("health", "social", "school", "guardian")}
    assert starting == {"health": "duty", "social": "duty", "school": "may", "guardian": "may"}
    assert halland.value("lead_principal") == "coordinators"
    assert halland.title("coordinator_title") == "samordnare"


def test_halland_closing_grounds(halland: Agreement) -> None:
    assert [row.code for row in halland.rows("closing_grounds")] == ["goals_met", "no_longer_relevant"]


def test_halland_agenda_is_a_to_k(halland: Agreement) -> None:
    assert "".join(row["letter"] for row in halland.rows("agenda")) == "abcdefghijk"
    assert all(row.label for row in halland.rows("agenda"))


def test_the_four_indicators(any_agreement: Agreement) -> None:
    codes = [row.code for row in any_agreement.rows("indicators")]
    assert codes == ["several_bodies", "passing_information", "substance", "not_in_school"]


def test_no_number_is_invented_where_there_is_no_agreement(nationell: Agreement) -> None:
    for key in ("meeting_within", "start_within"):
        assert nationell.number(key) is None
        assert nationell.last_day(key, ASKED) is None
        assert "utan dröjsmål" in wording.plain(nationell, key)
        assert not any(sign.isdigit() for sign in wording.plain(nationell, key))
        assert set(nationell[key].law) == {"hsl", "sol"}


def test_every_number_of_the_national_ground_is_marked_as_a_setting(nationell: Agreement) -> None:
    numbers = [nationell[key] for key, rule in KEYS.items() if rule.form == "number"]
    # The law on discharge is the one that gives a number (lag 2017:612, 4 kap. 3 §).
    written = [value.key for value in numbers if value.verified and value.value is not None]
    assert written == ["discharge_call_within"]


def test_the_school_signals_unless_an_agreement_lets_it_start(nationell: Agreement) -> None:
    assert rules.how_to_start(nationell, "school") == "signal"
    assert rules.how_to_start(nationell, "someone else") == "signal"


def test_the_made_up_agreement_says_other_things(pahittad: Agreement) -> None:
    assert (pahittad.number("meeting_within"), pahittad.unit("meeting_within")) == (17, "working")
    assert pahittad.last_day("meeting_within", date(2026, 12, 14)) == date(2027, 1, 13)
    assert pahittad.title("coordinator_title") == "planlots"
    assert rules.call_name(pahittad, "other") == "inrop"
    assert wording.plain(pahittad, "meeting_within") == "Inom 17 arbetsdagar"
    assert [row.code for row in pahittad.rows("closing_grounds")][-1] == "sailed"


def test_kallelse_to_those_with_a_duty_inbjudan_to_others(halland: Agreement, nationell: Agreement) -> None:
    assert rules.call_name(halland, "school") == "kallelse"
    assert rules.call_name(nationell, "school") == "inbjudan"
    assert rules.call_name(halland, "other") == "inbjudan"


def test_a_title_follows_the_language_and_falls_back_to_swedish(pahittad: Agreement) -> None:
    with translation.override("en"):
        assert pahittad.title("coordinator_title") == "plan pilot"
        assert pahittad.title("call_title") == "inrop"


def test_values_not_said_come_from_the_ground_below(halland: Agreement, nationell: Agreement) -> None:
    assert halland["reply_within"] == nationell["reply_within"]
    assert halland["reply_within"].agreement == "nationell"
    assert halland["meeting_within"].agreement == "halland"


@pytest.mark.parametrize(
    ("age", "needed"),
    [
        (0, (True, False, "informed")),
        (11, (True, False, "informed")),
        (12, (True, False, "view")),
        (14, (True, False, "view")),
        (15, (True, True, "consents")),
        (17, (True, True, "consents")),
        (18, (False, True, "consents")),
        (93, (False, True, "consents")),
    ],
)
def test_whose_yes(halland: Agreement, age: int, needed: tuple[bool, bool, str]) -> None:
    row = halland.row_for_age("consent_ages", age)
    assert (row["guardians"] == "all", row["child"] == "consents", row["child"]) == needed


def test_who_sees_is_another_table(halland: Agreement) -> None:
    assert [rules.who_sees(halland, age)["guardian"] for age in (0, 12, 13, 17, 18)] == [
        "sees",
        "sees",
        "asked",
        "asked",
        "none",
    ]
    assert rules.who_sees(halland, 13)["ask_days_before"] == 60
    assert rules.who_sees(halland, 13)["decide_within_days"] == 14


def test_the_child_is_asked_to_approve_from_the_age_of_the_agreement(
    halland: Agreement, pahittad: Agreement
) -> None:
    assert [rules.needs_child_approval(halland, age) for age in (11, 12, 17)] == [False, True, True]
    assert [rules.needs_child_approval(pahittad, age) for age in (9, 10)] == [False, True]


def test_every_value_has_words_a_source_and_a_heading(any_agreement: Agreement) -> None:
    for key, rule in KEYS.items():
        assert str(rule.heading).endswith("?")
        assert any_agreement.source(key)
        if rule.form == "rows":
            assert all(row.label for row in any_agreement.rows(key))
        else:
            assert wording.plain(any_agreement, key)


def test_a_wrong_name_or_form_is_an_error_in_the_code(halland: Agreement) -> None:
    with pytest.raises(NoSuchValue, match="no_such"):
        halland.value("no_such")
    with pytest.raises(NoSuchValue, match="not a number"):
        halland.number("agenda")


def test_the_sectors_are_those_of_the_units() -> None:
    assert set(SECTORS) == set(Sector.values)


@pytest.mark.requirement("C036")
def test_the_law_has_no_gap_when_the_social_services_act_was_replaced() -> None:
    # "HSL 16:4 and SoL 2:7 (the SoL reference is out of date: show what is in force)"
    rows = [(row["from"], row["to"], row["paragraph"]) for row in laws() if row["code"] == "sol"]
    assert rows == [("2010-01-01", "2025-06-30", "2 kap. 7 §"), ("2025-07-01", None, "10 kap. 8–9 §§")]


def test_an_unknown_birthday_is_read_from_the_table(any_agreement: Agreement) -> None:
    child, grown = (rules.age_when_unknown(any_agreement, guarded) for guarded in (True, False))
    asked = any_agreement.row_for_age("consent_ages", child)
    assert asked["guardians"] == "all" and asked["child"] == "view"
    assert any_agreement.row_for_age("consent_ages", grown)["guardians"] == "none"
    assert any_agreement.row_for_age("consent_ages", grown - 1)["guardians"] == "all"
