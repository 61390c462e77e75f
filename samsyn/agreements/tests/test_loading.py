"""Loading into the database: only adding, only by the owner, and old cases keep their version."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from samsyn.agreements import actions, rules
from samsyn.agreements.models import Law, Profile, Version
from samsyn.agreements.reading import LAWS, LoadError
from tests.harness.database import Databases, denied, point_at

MADE_UP = Path(__file__).with_name("pahittad.yaml")
ASKED = date(2026, 2, 19)
ADDED_TABLES = ("agreements_version", "agreements_law")

Edit = Callable[..., Path]


@pytest.fixture
def as_owner(fresh_database: str, databases: Databases) -> Iterator[None]:
    """Only the owner loads; the web's role cannot."""
    point_at(databases.cluster.url("owner", fresh_database))
    rules.forget()
    yield
    rules.forget()


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """The made-up agreement under a code of its own, with some words changed."""

    def write(*changes: tuple[str, str]) -> Path:
        text = MADE_UP.read_text("utf-8").replace("code: pahittad", "code: prov")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "prov.yaml"
        path.write_text(text, "utf-8")
        return path

    return write


LATER = (
    ("from: 2010-01-01\nto: null\nvalues", "from: 2027-01-01\nto: null\nvalues"),
    ("value: 17\n    unit: working", "value: 21\n    unit: calendar"),
)


def test_unchanged_content_adds_nothing(as_owner: None) -> None:
    actions.load_all()
    again = actions.load_all()
    assert {"laws", "nationell", "halland", "gavleborg"} <= {loaded.code for loaded in again}
    assert not any(loaded.added for loaded in again)


def test_a_change_is_a_new_version_from_its_day(as_owner: None, edit: Edit) -> None:
    assert actions.load(edit()) == actions.Loaded("prov", 1, added=True)
    kept = rules.in_force("prov", ASKED).version_id
    assert actions.load(edit(*LATER)) == actions.Loaded("prov", 2, added=True)

    before = rules.in_force("prov", date(2026, 12, 31))
    after = rules.in_force("prov", date(2027, 1, 1))
    assert (before.version, before.number("meeting_within"), before.unit("meeting_within")) == (
        1,
        17,
        "working",
    )
    assert (after.version, after.number("meeting_within"), after.unit("meeting_within")) == (
        2,
        21,
        "calendar",
    )
    # A round that has begun keeps the version it was begun under.
    assert rules.version(kept).number("meeting_within") == 17


def test_a_correction_for_the_same_day_replaces_by_number(as_owner: None, edit: Edit) -> None:
    actions.load(edit())
    actions.load(edit(("value: 17", "value: 18")))
    assert rules.in_force("prov", ASKED).number("meeting_within") == 18
    assert Version.objects.filter(profile__code="prov").count() == 2


def test_a_change_cannot_begin_before_the_version_it_changes(as_owner: None, edit: Edit) -> None:
    actions.load(edit(*LATER))
    with pytest.raises(LoadError, match="begins 2010-01-01, before version 1"):
        actions.load(edit())


def test_a_mistake_leaves_everything_as_it_was(as_owner: None, edit: Edit) -> None:
    count = Version.objects.count()
    with pytest.raises(LoadError):
        actions.load(edit(("value: 17", "value: seventeen")))
    assert Version.objects.count() == count
    assert not Profile.objects.filter(code="prov").exists()


def test_an_agreement_that_has_ended_is_not_in_force(as_owner: None, edit: Edit) -> None:
    actions.load(edit(("to: null", "to: 2026-12-31")))
    assert rules.in_force("prov", date(2026, 12, 31)).valid_to == date(2026, 12, 31)
    with pytest.raises(rules.NotInForce, match="2027-01-01"):
        rules.in_force("prov", date(2027, 1, 1))


def test_a_version_from_before_a_key_was_known_takes_it_from_the_ground(as_owner: None) -> None:
    old = Version.objects.get(profile__code="halland")
    values = {**old.values, "rules": {**old.values["rules"]}}
    del values["rules"]["questions_max"]
    older = Version.objects.create(
        profile=old.profile,
        number=99,
        valid_from=old.valid_from,
        values=values,
        sha256="-",
        loaded_at=old.loaded_at,
    )
    agreement = rules.version(older.pk)
    assert (agreement.number("questions_max"), agreement.number("meeting_within")) == (5, 30)


def test_a_changed_law_file_is_a_new_edition(as_owner: None, tmp_path: Path) -> None:
    path = tmp_path / "laws.yaml"
    path.write_text(LAWS.read_text("utf-8").replace("10 kap. 8–9 §§", "11 kap. 2 §"), "utf-8")
    assert actions.load_laws(path) == actions.Loaded("laws", 2, added=True)
    assert rules.law("sol", ASKED).paragraph == "11 kap. 2 §"
    assert Law.objects.filter(edition=1, paragraph="10 kap. 8–9 §§").exists()


@pytest.mark.parametrize("table", ADDED_TABLES)
def test_not_even_the_owner_changes_what_was_loaded(as_owner: None, table: str) -> None:
    for statement in (f"update {table} set sha256 = 'x'", f"delete from {table}"):
        with denied(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", [*ADDED_TABLES, "agreements_profile"])
def test_the_web_reads_and_never_writes(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        assert cursor.fetchone()[0] > 0
    for statement in (
        f"update {table} set id = id",
        f"delete from {table}",
        f"insert into {table} default values",
    ):
        with denied(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.requirement("C034", "C036", "C100", "C103")
def test_the_law_of_the_day() -> None:
    # C034 "Municipality and region share the duty to see that a plan is made"
    assert "tillsammans med kommunen" in rules.law("hsl", ASKED).sentence
    assert "tillsammans med regionen" in rules.law("sol", ASKED).sentence
    # C036 "the SoL reference is out of date: show what is in force"
    assert str(rules.law("sol", date(2025, 6, 30))) == "Socialtjänstlagen (2001:453) 2 kap. 7 §"
    assert str(rules.law("sol", date(2025, 7, 1))) == "Socialtjänstlagen (2025:400) 10 kap. 8–9 §§"
    # C100 "All who need help from both are to be offered a SIP (HSL and SoL noted)"
    # C103 "… when measures need coordination and both municipality and region are involved"
    for code in ("hsl", "sol"):
        assert "behöver hjälp från båda, hjälpen behöver samordnas" in rules.law(code, ASKED).sentence
    with pytest.raises(rules.NotInForce, match="'sol'"):
        rules.law("sol", date(2009, 12, 31))


@pytest.mark.django_db
@pytest.mark.requirement("C116", "C117")
def test_the_clock_shows_dates_and_the_rule_behind_them() -> None:
    start, meeting = rules.clock(rules.in_force("halland", ASKED), ASKED)
    # C116 "The work starts at once"
    assert (start.last_day, start.text) == (None, "Arbetet med planen ska börja direkt.")
    # C117 "A coordination meeting is held within 30 days"
    assert (meeting.last_day, meeting.text) == (date(2026, 3, 21), "Inom 30 dagar")
    assert "Halland" in meeting.source


@pytest.mark.django_db
def test_without_a_number_the_clock_shows_the_words_and_the_paragraphs_of_the_day() -> None:
    nationell = rules.in_force("nationell", ASKED)
    for deadline in rules.clock(nationell, ASKED):
        assert deadline.last_day is None
        assert "utan dröjsmål" in deadline.text
        assert "10 kap. 8–9 §§" in deadline.source
        assert "16 kap. 4 §" in deadline.source
    assert "2 kap. 7 §" in rules.deadline(nationell, "meeting_within", date(2024, 5, 1)).source


@pytest.mark.django_db
def test_whose_yes_names_the_law_of_the_day() -> None:
    needed = rules.whose_yes(rules.in_force("halland", ASKED), 15, ASKED)
    assert (needed.guardians, needed.child, needed.stance) == (True, True, "consents")
    assert "Föräldrabalken" in needed.source
    assert not needed.verified
    adult = rules.whose_yes(rules.in_force("halland", ASKED), 18, ASKED)
    assert (adult.guardians, adult.child, adult.representative) == (False, True, True)


@pytest.mark.django_db
def test_an_agreement_is_kept_in_memory(django_assert_num_queries: Callable[[int], object]) -> None:
    agreement = rules.in_force("halland", ASKED)
    with django_assert_num_queries(0):
        assert rules.version(agreement.version_id) is agreement
    with django_assert_num_queries(1):
        assert rules.in_force("halland", ASKED) is agreement


@pytest.mark.django_db
def test_what_is_shown_in_the_terminal() -> None:
    text = actions.show()
    assert "Halland (halland), version 1" in text
    assert "När hålls mötet? Inom 30 dagar" in text
