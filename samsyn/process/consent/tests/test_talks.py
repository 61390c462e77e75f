"""Talks about consent, a child's no, what stands where staff write, and what follows when a yes ends."""

from datetime import timedelta

import pytest

from samsyn.cases.stages import BEFORE_MEETING
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.overview.turns import next_turn
from samsyn.process.consent import actions, changing, rules
from samsyn.process.consent.models import How, Kind, StanceKind, Talk
from samsyn.process.consent.talks import actions as talks

IN_TWO_DAYS = timedelta(days=2)
NO_SCHOOL = "Prata inte om pappas sjukdom."


@pytest.fixture
def yes(asked):
    for key in ("guardian", "other_guardian"):
        asked.answer(key, Kind.YES)
    return asked


def book(family, key="coordinator", **given):
    place = family.place("guardian")
    case, by = family.speaks(key)
    told = {"place": place, "starts_at": clock.now() + IN_TWO_DAYS, "how": How.MEETING} | given
    return talks.book_talk(case=case, by=by, **told)


def test_the_interpreter_is_booked_before_the_talk(asked):
    with pytest.raises(Refused, match="Boka tolken först"):
        book(asked, interpreter="arabiska")
    assert book(asked, interpreter="arabiska", interpreter_booked=True).interpreter == "arabiska"
    with pytest.raises(Refused, match="redan varit"):
        book(asked, starts_at=clock.now() - IN_TWO_DAYS)
    # She asks for one herself; the father does not read that she has.
    book(asked, "guardian", interpreter="arabiska")
    asked.speaks("other_guardian")
    assert not Talk.objects.exists()


def test_one_books_for_oneself(asked):
    with pytest.raises(Refused, match="för dig själv"):
        book(asked, "other_guardian")


@pytest.mark.requirement("C057")
def test_a_childs_no_is_talked_about_before_the_call(yes, client_as):
    case, by = yes.speaks("child")
    actions.say_stance(case=case, by=by, kind=StanceKind.NO, words="Jag vill inte.")
    case, by = yes.speaks("coordinator")
    # "The child always gets to make its voice heard": its no has a state of its own
    assert case.stage in BEFORE_MEETING and "har sagt nej" in rules.all_said_yes(case).reason
    assert "Prata med Adam" in next_turn(case, by).happens
    answer = {"do": "no", "words": "Bara mamma är med.", "language": "sv", "how": "meeting"}
    client = client_as("coordinator")
    assert client.post(f"/sip/{yes.ref}/samtycke/samtal/", answer).status_code == 302
    case, by = yes.speaks("coordinator")
    assert rules.all_said_yes(case) and rules.stance(case).kind == StanceKind.NO
    yes.speaks("guardian")
    assert not Talk.objects.exists()  # what it said is the child's


@pytest.mark.requirement("C137")
def test_where_staff_write_stands_what_is_not_to_be_raised(yes, client_as):
    case, by = yes.speaks("guardian")
    actions.say_not_to_raise(case=case, by=by, text=NO_SCHOOL)
    for page in ("forbered/verksamhet/", "skriv/", "kallelse/kalla/", "utskrivning/"):
        answer = client_as("coordinator").get(f"/sip/{yes.ref}/{page}")
        said = answer.content.decode()
        # "Secret matters … are not taken up unless the person wishes it (a warning at the point of writing)"
        assert "Innan du skriver:" in said and NO_SCHOOL in said, page
    other = client_as("bup").get(f"/sip/{yes.ref}/forbered/verksamhet/").content.decode()
    assert "Innan du skriver:" in other and "25 kap. 1 §" in other
    assert NO_SCHOOL not in other  # it is the family's, and told to whoever leads


def test_who_takes_back_a_yes_is_rung_and_reads_when(yes, client_as):
    yes.withdraw("guardian")
    said = client_as("guardian").get(f"/sip/{yes.ref}/samtycke/").content.decode()
    assert "ringer dig senast" in said
    case, by = yes.speaks("coordinator")
    assert "Ring" in next_turn(case, by).happens
    book(yes)
    case, by = yes.speaks("coordinator")
    assert not changing.to_ring(rules.Standing(case))


def test_a_yes_that_soon_ends_says_so(yes, at):
    case, _by = yes.speaks("coordinator")
    standing = rules.Standing(case)
    assert not changing.ends_soon(standing)
    days = case.terms.number("consent_reminder_days")
    at(clock.midnight(standing.last_day - timedelta(days=days)))
    case, _by = yes.speaks("coordinator")
    assert changing.ends_soon(rules.Standing(case))
    assert standing.last_day == rules.inquiry(case).valid_to


@pytest.mark.parametrize("page", ["vem-bestammer", "vardnad", "samtal"])
def test_the_pages_of_who_decides_open_for_whoever_leads(yes, client_as, page):
    path = f"/sip/{yes.ref}/samtycke/{page}/"
    assert client_as("coordinator").get(path).status_code == 200
    assert client_as("bup").get(path).status_code == 403
    assert client_as("guardian").get(path).status_code == (200 if page == "samtal" else 403)
    assert client_as("stranger").get(path).status_code == 404


def test_sole_custody_is_written_on_the_page(yes, client_as):
    path, place = f"/sip/{yes.ref}/samtycke/vem-bestammer/", yes.place("guardian")
    today = clock.today()
    day = {"day": today.day, "month": today.month, "year": today.year}
    form = {f"decided_on_{box}": str(number) for box, number in day.items()} | {
        "do": "record", "kind": "sole", "place": place.ref, "source": "Tingsrätten", "document": "T 1",
    }  # fmt: skip
    client = client_as("coordinator")
    assert client.post(path, form | {"document": ""}).status_code == 422
    assert client.post(path, form).status_code == 302
    assert "Har ensam vårdnad" in client.get(path).content.decode()
    waiting = f"/sip/{yes.ref}/samtycke/vanta/{place.ref}/"
    assert client.get(waiting).status_code == 200
    assert (
        client.post(f"/sip/{yes.ref}/samtycke/vardnad/", {"do": "check", "row": place.ref}).status_code == 302
    )
    assert "Är vårdnadshavare" in client.get(f"/sip/{yes.ref}/samtycke/vardnad/").content.decode()
    assert client.get("/arbete/intyga/").status_code == 200
