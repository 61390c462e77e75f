"""The page with everything that is done, as each of those who open it reads it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from samsyn.kernel import clock
from samsyn.process.everyday import actions, picture, week
from samsyn.process.everyday.models import Every, Who
from samsyn.process.everyday.tests.written import HOME, SCHOOL, SLEEP, measure, on, writes
from samsyn.process.plans import rules as plans

TODAY = {"day": clock.today().weekday()}


def text(client, ref: str, more: str = "") -> str:
    response = client.get(f"/sip/{ref}/vecka/{more}")
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.requirement("C104")
def test_every_measure_stands_there_with_nothing_filled_in(planned, client_as):
    page = text(client_as("guardian"), planned.ref)
    # "An overview of the life situation and of all measures"
    for what in (HOME, SCHOOL, SLEEP):
        assert what in page
    assert "3 saker i planen" in page
    for key in ("bup", "school"):
        assert planned.place(key).telephone in page
    assert "Sömnskola fungerar" in page  # which goal


@pytest.mark.requirement("C047")
def test_today_stands_first_then_the_week(planned, client_as):
    writes(planned, "bup", SLEEP, on(15, **TODAY))
    page = text(client_as("guardian"), planned.ref)
    # "a family that had 42 measures at the same time": what matters today comes before the rest
    assert (
        page.index("I dag,")
        < page.index("15.00")
        < page.index("Den här veckan")
        < page.index("Allt som görs")
    )


def test_staff_see_only_what_they_have_a_yes_for(planned, client_as):
    writes(planned, "guardian", SLEEP, on(15))
    case, by = planned.speaks("guardian")
    actions.write_time(case=case, by=by, travel={}, calls=77)
    page = text(client_as("school"), planned.ref)
    assert SCHOOL in page and SLEEP not in page and HOME not in page
    assert "egen tid" not in page and "77" not in page
    assert "egen tid" in text(client_as("coordinator"), planned.ref)


def test_staff_are_led_to_write_for_their_own_measures_alone(planned, client_as):
    ref, other = measure(planned, SCHOOL).ref, measure(planned, SLEEP).ref
    page = text(client_as("bup"), planned.ref)
    assert f"skriv/{other}/" in page and f"skriv/{ref}/" not in page
    assert "Den som gör insatsen" in text(client_as("bup"), planned.ref, f"skriv/{ref}/")


def test_a_child_reads_whom_it_meets_and_nothing_else(planned, client_as):
    writes(planned, "bup", SLEEP, on(15, **TODAY, who=Who.SUBJECT))
    writes(planned, "guardian", HOME, on(16, **TODAY, who=Who.RELATIVE))
    page = text(client_as("child"), planned.ref)
    assert "Du träffar" in page and SLEEP in page and HOME not in page
    assert "krock" not in page and "egen tid" not in page


def test_two_at_the_same_time_collide_when_one_person_should_be_at_both(planned, client_as):
    writes(planned, "guardian", SLEEP, on(15, **TODAY, who=Who.SUBJECT))
    writes(planned, "guardian", HOME, on(15, 30, **TODAY, who=Who.RELATIVE))
    assert "krock" not in text(client_as("guardian"), planned.ref)
    writes(planned, "guardian", SCHOOL, on(15, 30, **TODAY, who=Who.BOTH))
    page = text(client_as("guardian"), planned.ref)
    assert "2 krockar i veckan" in page and "Samtidigt med något annat" in page


def test_what_happens_every_other_week_never_meets_what_happens_the_weeks_between(planned, client_as):
    first = week.monday()
    writes(planned, "guardian", SLEEP, on(15, every=Every.SECOND, first=first))
    writes(planned, "guardian", SCHOOL, on(15, every=Every.SECOND, first=first + timedelta(days=7)))
    assert "krock" not in text(client_as("guardian"), planned.ref)


def test_gaps_are_shown_and_no_page_says_whose_fault(planned, client_as):
    page = text(client_as("guardian"), planned.ref)
    assert "3 behov där inget verkar ha börjat" in page
    writes(planned, "guardian", SLEEP, on(15, first=week.monday() - timedelta(days=14)))
    assert "2 behov där inget verkar ha börjat" in text(client_as("guardian"), planned.ref)


def test_own_time_is_counted_over_four_weeks(planned, client_as):
    writes(planned, "guardian", SLEEP, on(15, minutes=90))
    writes(planned, "guardian", HOME, on(10, way="home", minutes=30, every=Every.SECOND))
    unit = "BUP Hallstad"
    case, by = planned.speaks("guardian")
    actions.write_time(case=case, by=by, travel={unit: 45}, calls=10, call_minutes=120)
    page = " ".join(text(client_as("guardian"), planned.ref).split())
    assert "<dt>Besök att åka till</dt><dd>4</dd>" in page
    assert "<dt>Hembesök</dt><dd>2</dd>" in page
    assert "<dt>Resor</dt><dd>3 timmar" in page
    assert "<dt>Tid på besök</dt><dd>7 timmar" in page


def test_the_family_writes_when_it_happens_and_changes_it(planned, client_as):
    client, ref = client_as("guardian"), measure(planned, SLEEP).ref
    path = f"/sip/{planned.ref}/vecka/skriv/{ref}/"
    today = clock.today()
    said = {
        "every": "1", "days": ["0", "3"], "starts": "15.30", "minutes": "45", "where": "Torget 2",
        "way": "visit", "who": "subject",
        "first_day": today.day, "first_month": today.month, "first_year": today.year,
    }  # fmt: skip
    assert client.post(path, said | {"once": "a" * 16}).status_code == 302
    page = text(client, planned.ref)
    assert "måndag och torsdag klockan 15.30, varje vecka" in page
    wrong = client.post(path, said | {"minutes": "en timme", "starts": "25", "once": "b" * 16})
    assert wrong.status_code == 422
    assert "Skriv ett tal med siffror" in wrong.content.decode()
    assert "en timme" in wrong.content.decode()


def test_the_family_writes_its_own_time(planned, client_as):
    writes(planned, "guardian", SLEEP, on(15))
    client = client_as("guardian")
    page = client.get(f"/sip/{planned.ref}/vecka/tid/").content.decode()
    assert "BUP Hallstad" in page
    done = client.post(
        f"/sip/{planned.ref}/vecka/tid/",
        {"travel_0": "40", "calls": "12", "call_minutes": "", "words": "Köer", "once": "a" * 16},
    )
    assert done.status_code == 302
    assert "Köer" in text(client, planned.ref)
    assert client_as("school").get(f"/sip/{planned.ref}/vecka/tid/").status_code == 404


def test_the_page_asks_the_same_whatever_the_number_of_measures(planned, client_as):
    client = client_as("guardian")
    text(client, planned.ref)
    with CaptureQueriesContext(connection) as few:
        text(client, planned.ref)
    for number in range(3):
        writes(planned, "guardian", (SLEEP, SCHOOL, HOME)[number], on(8 + number))
    with CaptureQueriesContext(connection) as more:
        text(client, planned.ref)
    assert len(more) == len(few)
    assert len(few) <= 26


def test_without_a_plan_in_force_the_page_says_so(filled_only, client_as):
    assert "Ingen plan gäller" in text(client_as("guardian"), filled_only.ref)
    assert client_as("guardian").get(f"/sip/{filled_only.ref}/vecka/utskrift/").status_code == 404


def test_the_picture_is_mirrored_where_one_reads_from_the_right():
    days = [week.Day(week.monday() + timedelta(days=n), []) for n in range(7)]
    left, right = picture.draw(days), picture.draw(days, mirrored=True)
    assert left.heads[0].x < left.heads[6].x and right.heads[0].x > right.heads[6].x
    assert left.label < left.start and right.label > right.end
    with translation.override("ar"):
        assert translation.get_language_bidi()


def test_the_plan_is_as_it_was_established(planned):
    """What stands in the week is no part of what was established."""
    writes(planned, "guardian", SLEEP, on(15))
    case, _by = planned.speaks("guardian")
    assert plans.verify_plan(plans.established(case)) == []


def test_two_who_change_the_same_time_do_not_make_two_of_it(planned, client_as):
    before = writes(planned, "guardian", SLEEP, on(15))
    ref = measure(planned, SLEEP).ref
    writes(planned, "bup", SLEEP, on(16), replaces=before.ref)
    path = f"/sip/{planned.ref}/vecka/skriv/{ref}/bort/"
    late = client_as("guardian").post(path, {"byt": before.ref, "once": "a" * 16})
    assert late.status_code == 409
    assert "redan ändrat" in late.content.decode()
    assert "16.00" in text(client_as("guardian"), planned.ref)


def test_the_start_page_tells_what_comes_first(planned, client_as):
    tomorrow = (clock.today() + timedelta(days=1)).weekday()
    writes(planned, "guardian", SLEEP, on(15, day=tomorrow, who=Who.SUBJECT))
    writes(planned, "guardian", HOME, on(9, day=tomorrow, who=Who.RELATIVE))
    for key, path, first in (("guardian", "/familj/", HOME), ("child", "/min/", SLEEP)):
        page = client_as(key).get(path).content.decode()
        assert "Härnäst:" in page and first in page


def test_staff_read_their_own_measures_first(planned, client_as):
    page = text(client_as("bup"), planned.ref)
    everything = page[page.index("Allt som görs") :]
    assert everything.index(SLEEP) < everything.index(HOME)
