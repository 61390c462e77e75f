"""The plan as each of those who open it reads it, and what the family says about it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from samsyn.kernel.decision import Refused
from samsyn.process.plans import actions, rules
from samsyn.process.plans.models import Approval, Goal
from samsyn.process.plans.tests.cases import fill, meeting_of_grown_up
from samsyn.web.dates import datumtid

STRANGE = "Sömn <script>alert(1)</script> 🦊 قطة"


def text(client, ref: str) -> str:
    response = client.get(f"/sip/{ref}/plan/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.requirement("C003", "C010", "C011", "C012", "C013")
def test_who_does_what_in_plain_words(filled, client_as):
    plan = filled.establish()
    page = text(client_as("guardian"), filled.ref)
    # C003: what the child says stands before what anybody does.
    assert page.index("Jag vill sova") < page.index("Behöver stöd hemma") < page.index("Sömnskola")
    assert "Stöd hemma" in page and "Sömnskola" in page  # C010, C011: the help that is agreed
    for key in ("bup", "school"):  # C012: who is responsible, with a name and a telephone
        place = filled.place(key)
        assert escape(place.called) in page
        assert place.telephone in page
    assert plan.get_lead_principal_display() in page  # C013


@pytest.mark.requirement("C014", "C110", "C143")
def test_when_we_meet_again_and_what_was_decided(filled, client_as):
    filled.write("summary", "text", "Alla hjälps åt med sömnen.")
    filled.write("plan", "follow_up_how", "Nytt möte på skolan")
    plan = filled.establish()
    page = text(client_as("child"), filled.ref)
    assert datumtid(plan.follow_up_at) in page  # C014, C110, C214
    assert "Nytt möte på skolan" in page
    assert "Alla hjälps åt med sömnen." in page  # C143


@pytest.mark.requirement("C004", "C109", "C170")
def test_all_who_take_part_know_what_is_decided(filled, client_as):
    plan = filled.establish()
    pages = {key: text(client_as(key), filled.ref) for key in ("guardian", "child", "bup", "school")}
    for page in pages.values():  # C170
        assert escape(plan.coordinator.called) in page and plan.coordinator.telephone in page  # C109
        assert escape(filled.cast["guardian"].name) in page  # C004: the plan names who was there
        assert "Anpassad skoldag" in page and "Ljungskolan" in page


@pytest.mark.requirement("C211", "C212", "C213", "C214")
def test_a_grown_up_has_a_plan_with_the_same_four_things(become, cast, client_as):
    eva = meeting_of_grown_up(become, cast)
    fill(eva)
    plan = eva.establish()
    page = text(client_as("adult"), eva.ref)
    assert "Din plan" in page and "barnet" not in page
    assert "Stöd hemma" in page and "Sömnskola" in page  # C211
    for key in ("bup", "school"):  # C212
        assert escape(eva.place(key).called) in page and eva.place(key).telephone in page
    assert plan.lead_principal == "kommun" and "Har hela ansvaret" in page  # C213
    assert datumtid(plan.follow_up_at) in page  # C214
    asked = {place.kind for place in rules.approvers(eva.speaks("coordinator")[0])}
    assert asked == {"person", "representative"}


def test_a_party_reads_what_it_has_a_yes_to_and_no_more(filled, client_as):
    draft = text(client_as("school"), filled.ref)
    filled.establish()
    for page in (draft, text(client_as("school"), filled.ref)):
        assert "Anpassad skoldag" in page
        for hidden in ("Jag vill sova", "Stöd hemma", "Sömnskola", "Envis"):
            assert hidden not in page


@pytest.mark.parametrize("key", ["stranger", "colleague", "habilitation", "nurse_private"])
def test_others_find_no_page(filled, client_as, key):
    plan_before, client = filled.draft(), client_as(key)
    assert plan_before is not None
    for part in ("plan/", "plan/svara/", f"plan/skriv-in/{filled.place('guardian').ref}/", "mote/"):
        assert client.get(f"/sip/{filled.ref}/{part}").status_code == 404
    assert client.post(f"/sip/{filled.ref}/mote/faststall/").status_code == 404


def test_words_are_shown_as_words(filled, client_as):
    filled.write("voice", "words", STRANGE, base="Jag vill sova\noch orka gå i skolan.")
    for page in (
        text(client_as("guardian"), filled.ref),
        filled.establish() and text(client_as("bup"), filled.ref),
    ):
        assert escape(STRANGE) in page
        assert "<script>alert" not in page


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of one page; the first and the last are the test client's own."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        yield found
    found += [query["sql"] for query in queries][1:-1]


@pytest.mark.parametrize("established", [False, True])
def test_a_plan_with_42_measures_costs_as_many_queries_as_one_with_3(filled, client_as, established):
    client, numbers = client_as("guardian"), []
    goals = list(Goal.objects.filter(plan=filled.draft()).order_by("pk"))
    if not established:
        with counted() as few:
            text(client, filled.ref)
        numbers.append(len(few))
    for number in range(39):
        filled.add("measure", goals[number % 3], what=f"Insats {number}", responsible="other", other="Mormor")
    filled.write("plan", "no_other_measures", "", base="yes")
    if established:
        filled.establish()
    with counted() as many:
        assert text(client, filled.ref).count('class="measure"') == 42
    numbers.append(len(many))
    assert len(set(numbers)) == 1 and numbers[0] <= 15, many


def shown(filled, key: str) -> str:
    _case, plan = filled.reads(key)
    return rules.shown_hash(rules.sections_for(plan))


@pytest.mark.requirement("C144", "C146")
def test_guardian_and_child_approve_the_version_shown_to_each(filled, client_as):
    filled.establish()
    for key in ("guardian", "child"):
        seen, client = shown(filled, key), client_as(key)
        assert seen in client.get(f"/sip/{filled.ref}/plan/svara/").content.decode()
        response = client.post(
            f"/sip/{filled.ref}/plan/svara/", {"kind": "approved", "words": "", "shown": seen}
        )
        assert response.status_code == 302
        answer = Approval.objects.order_by("-pk")[0]
        kept = rules.kept_hash(answer.place.party, seen)
        assert (answer.kind, answer.shown_hash) == ("approved", kept)  # C144
        assert answer.place.person_id == filled.cast[key].person_id
        assert "Jag vill sova" in text(client, filled.ref)  # C146: each has the plan to read


def test_another_opinion_is_kept_beside_the_plan_and_stops_nothing(filled, client_as):
    filled.establish()
    client, seen = client_as("other_guardian"), shown(filled, "other_guardian")
    bad = client.post(f"/sip/{filled.ref}/plan/svara/", {"kind": "dissent", "words": "", "shown": seen})
    assert bad.status_code == 422
    said = {"kind": "dissent", "words": "Jag vill ha\nen annan skola", "shown": seen}
    assert client.post(f"/sip/{filled.ref}/plan/svara/", said).status_code == 302
    page = text(client_as("guardian"), filled.ref)
    assert "en annan skola" in page and "Planen gäller" in page
    assert "en annan skola" not in text(client_as("school"), filled.ref)


def test_what_was_said_on_the_telephone_is_written_down_by_who_leads(filled, client_as):
    filled.establish()
    place, seen = filled.place("guardian"), shown(filled, "guardian")
    data = {"how": "telephone", "kind": "approved", "words": "Det blir bra", "shown": seen}
    address = f"/sip/{filled.ref}/plan/skriv-in/{place.ref}/"
    assert client_as("coordinator").post(address, data).status_code == 302
    answer = Approval.objects.get()
    assert (answer.how, answer.place) == ("telephone", place)
    assert answer.shown_hash == rules.kept_hash(place.party, seen)
    assert answer.recorded_by != place
    assert client_as("other_guardian").post(address, data).status_code in (403, 409)


def test_nobody_answers_for_another_or_on_another_version(filled):
    filled.establish()
    place, seen = filled.place("guardian"), shown(filled, "guardian")
    case, by = filled.speaks("other_guardian")
    with pytest.raises(Refused, match="för sig själv"):
        actions.approve(case=case, by=by, place=place, kind="approved", shown=seen)
    case, by = filled.speaks("guardian")
    with pytest.raises(Refused, match="har ändrats"):
        actions.approve(case=case, by=by, place=place, kind="approved", shown="x" * 64)


def test_whose_answer_is_asked_for_follows_the_agreement(filled):
    plan = filled.establish()
    asked = {place.kind for place in rules.approvers(filled.speaks("coordinator")[0])}
    assert asked == {"guardian", "child"}
    assert len(rules.not_answered(plan)) == 3
