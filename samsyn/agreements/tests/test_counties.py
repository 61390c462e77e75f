"""What each county has agreed: the same process by other rules. Read from the files, no database."""

from datetime import date

import pytest

from samsyn.agreements import rules, wording
from samsyn.agreements.agreement import Agreement
from samsyn.agreements.reading import PROFILES

COUNTIES = ("halland", "gavleborg", "jamtland_harjedalen", "vastra_gotaland")
ASKED = date(2026, 3, 2)


@pytest.fixture(scope="module")
def county() -> dict[str, Agreement]:
    return {code: rules.from_file(PROFILES / f"{code}.yaml") for code in ("nationell", *COUNTIES)}


def in_words(agreement: Agreement, key: str) -> str:
    return " ".join(wording.row_text(key, row) for row in agreement.rows(key))


@pytest.mark.requirement("C037", "C072")
def test_the_school_may_call_in_gavleborg(county: dict[str, Agreement]) -> None:
    # C037 "Gävleborg: the school may call to a SIP by agreement between the municipalities and the region"
    assert rules.how_to_start(county["gavleborg"], "school") == "may"
    said = in_words(county["gavleborg"], "school_and_preschool")
    assert "Skolan får kalla till en SIP, enligt en överenskommelse mellan kommunerna och Region" in said
    # C072 "preschool and school may take the initiative, by regional or local agreement"
    assert {code: rules.how_to_start(found, "school") for code, found in county.items()} == {
        "nationell": "signal",
        "halland": "may",
        "gavleborg": "may",
        "jamtland_harjedalen": "signal",
        "vastra_gotaland": "duty",
    }


@pytest.mark.parametrize("key", ["meeting_within", "start_within"])
@pytest.mark.parametrize("code", ["gavleborg", "jamtland_harjedalen"])
def test_no_number_of_days_is_invented(county: dict[str, Agreement], code: str, key: str) -> None:
    assert county[code].last_day(key, ASKED) is None
    said = wording.plain(county[code], key)
    assert "utan dröjsmål" in said
    assert not any(sign.isdigit() for sign in said)


def test_the_child_needs_approval_in_gavleborg_and_not_in_jamtland(county: dict[str, Agreement]) -> None:
    assert county["gavleborg"].value("child_may_ask") == "with_approval"
    assert rules.how_to_start(county["gavleborg"], "child") == "with_approval"
    assert county["jamtland_harjedalen"].value("child_may_ask") == "own"


def test_who_decides_who_takes_part(county: dict[str, Agreement]) -> None:
    # Seeds 002, 000 and 003 differ; the law says only that the plan is made with the person.
    assert [county[code].value("who_decides_participants") for code in COUNTIES] == [
        "guardian",
        "family",
        "together",
        "family",
    ]
    assert wording.plain(county["jamtland_harjedalen"], "who_decides_participants") == (
        "Barnet, vårdnadshavaren och personalen bestämmer tillsammans."
    )


def test_three_weeks_in_vastra_gotaland(county: dict[str, Agreement]) -> None:
    found = county["vastra_gotaland"]
    assert found.last_day("meeting_within", ASKED) == date(2026, 3, 23)
    assert found["meeting_within"].verified
    assert "Tre veckor" in found["meeting_within"].notes["sv"]
    assert found.title("coordinator_title") == "huvudansvarig"


def test_the_school_has_the_same_duty_in_vastra_gotaland(county: dict[str, Agreement]) -> None:
    duties = {code: rules.has_duty(found, "school") for code, found in county.items()}
    assert [code for code, duty in duties.items() if duty] == ["halland", "vastra_gotaland"]
    assert rules.call_name(county["vastra_gotaland"], "school") == "kallelse"
    assert rules.call_name(county["vastra_gotaland"], "other") == "inbjudan"


@pytest.mark.parametrize(("age", "covered"), [(0, True), (18, True), (20, True), (21, False)])
def test_up_to_and_including_20_years(county: dict[str, Agreement], age: int, covered: bool) -> None:
    assert rules.covers(county["vastra_gotaland"], age) is covered
    assert rules.covers(county["nationell"], age)


@pytest.mark.django_db
def test_who_is_too_old_for_the_agreement_falls_under_the_ground() -> None:
    today = date(2026, 3, 2)
    assert rules.for_age("vastra_gotaland", 20, today).code == "vastra_gotaland"
    assert rules.for_age("vastra_gotaland", 21, today).code == "nationell"


@pytest.mark.requirement("C071", "C078", "C079", "C080")
@pytest.mark.parametrize("code", ["nationell", *COUNTIES])
def test_every_agreement_answers_the_three_questions(county: dict[str, Agreement], code: str) -> None:
    found = county[code]
    # C078 "An agreement says who may take the initiative"
    assert "Vårdnadshavare får be om en SIP." in in_words(found, "who_may_start")
    # C079 "An agreement says who may take part"
    assert "Personal i socialtjänsten är alltid med." in in_words(found, "who_may_take_part")
    assert rules.how_to_take_part(found, "close_person") == "wished"
    # C071 "Preschool and school may take part although the law does not name them"
    assert rules.how_to_take_part(found, "school") in ("may", "wished")
    # C080 "An agreement says how to work with school and preschool"
    assert len(found.rows("school_and_preschool")) > 1
    assert "kola" in in_words(found, "school_and_preschool")


def test_what_nobody_has_written_down_is_marked_as_a_setting(county: dict[str, Agreement]) -> None:
    settings = ("successor_within", "leader_inactive_days", "copy_receipt_within", "errand_answer_within")
    for key in (*settings, "measure_reminder_days"):
        assert not county["gavleborg"][key].verified
        assert county["gavleborg"][key].agreement == "nationell"
    written = county["gavleborg"]["discharge_call_within"]
    assert (written.value, written.unit, written.verified) == (3, "calendar", True)
    assert written.law == ("lus_need", "lus_plan", "lus_call")


def test_a_silence_is_counted_afterwards(county: dict[str, Agreement]) -> None:
    assert wording.plain(county["halland"], "leader_inactive_days") == "Efter 60 dagar"
    assert wording.plain(county["halland"], "successor_within") == "Inom 1 arbetsdag"
