"""The one it is kept from, in the case already: it stands still, and nothing that comes can be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from samsyn.audit.models import Event, Reading
from samsyn.cases import guarding
from samsyn.cases.actions import enter_case
from samsyn.cases.guarding import Grade
from samsyn.cases.models import Party, Place
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as consent_rules
from samsyn.process.consent.models import AuthorityKind, NotToRaise, WantedParty
from samsyn.process.consent.tests.cases import family
from samsyn.process.consent.whose import actions as whose
from samsyn.process.consent.whose.rules import Told
from samsyn.process.followup import actions as followup
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings.models import Meeting as Met
from samsyn.process.plans.tests.cases import Meeting, fill
from samsyn.process.safety import actions as safety
from samsyn.process.safety import rules as safety_rules
from tests.walls.crawling import crawl, differences
from tests.walls.test_nothing_tells import world

pytestmark = pytest.mark.django_db
COORDINATES = "samordnare"  # who leads, and as what, is told to everybody: whom they ring
ASKED = "Hur blir det i Kungsberga skola"


@pytest.fixture
def ek(become: Callable, cast: Mapping, at: Callable) -> Meeting:
    """Adam's case, asked about and agreed: both parents, BUP and the school know of each other."""
    at(clock.now())
    made = Meeting(family(become, cast).ref, become, cast)
    made.ask_about("skolan", "sömnen")
    made.wish("bup", "school")
    made.put_question()
    for key in ("guardian", "other_guardian"):
        made.answer(key, "yes")
    return made


def protect(ek: Meeting, grade: Grade = Grade.REGISTERED) -> None:
    """The mother, from the father: asked by one, agreed by another."""
    mother, father = ek.place("guardian"), ek.place("other_guardian")
    case, by = ek.speaks("coordinator")
    known = {member.assignment_id: key for key, member in ek.cast.items() if member.assignment_id}
    second = next(duty for duty in safety_rules.colleagues(by) if duty.pk in known)
    safety.protect(case=case, by=by, place=mother, grade=grade, second=second, away_from=father)
    by = ek.become(known[second.pk])
    for asked in guarding.asked_of_me():
        safety.answer_second(by=by, ref=asked.ref, agrees=True)


def go_on_without_him(ek: Meeting) -> None:
    """She alone decides by now; habilitering is asked about, comes, and works in the case."""
    ek.wish("habilitation")
    (asked,) = ek.ask_about(ASKED)
    mother = ek.place("guardian")
    case, by = ek.speaks("coordinator")
    told = Told("Tingsrätten", "dom T 12", clock.today())
    whose.record_authority(case=case, by=by, place=mother, kind=AuthorityKind.SOLE, told=told)
    ek.put_question()
    ek.answer("guardian", "yes")
    assert asked


def protected_and_gone_on(ek: Meeting) -> None:
    protect(ek)
    go_on_without_him(ek)


def nothing(ek: Meeting) -> None:
    """The other world."""


def words_of(ek: Meeting) -> list[bytes]:
    """What would tell where they are now."""
    duty = ek.duty("habilitation")
    told = (duty.unit.name, duty.person.name, duty.telephone, duty.unit.telephone, ASKED)
    return [text.encode() for text in told if text]


def called_without_him(ek: Meeting) -> None:
    """The kallelse goes to the others; its time is theirs."""
    protected_and_gone_on(ek)
    case, by = ek.speaks("coordinator")
    starts = clock.now() + timedelta(days=9, minutes=7)
    meetings.call(
        case=case, by=by, starts_at=starts, ends_at=starts + timedelta(minutes=37), where="Gavlegatan"
    )


def planned_without_him(ek: Meeting) -> None:
    """They meet, and the plan names who helps now."""
    called_without_him(ek)
    case, by = ek.speaks("coordinator")
    meetings.open_meeting(case=case, by=by)
    ek.questions = dict(zip(("school", "sleep"), consent_rules.agenda(case), strict=False))
    fill(ek)
    need = ek.add("need", about="whole", text=f"{ASKED}?")
    measure = ek.add("measure", ek.add("goal", need, text="Det går bra"), what="Samtal en gång i veckan")
    ek.write(f"measure.{measure.ref}", "unit", ek.unit("habilitation"))
    ek.establish()


def followed_up_without_him(ek: Meeting) -> None:
    planned_without_him(ek)
    case, by = ek.speaks("coordinator")
    starts = clock.now() + timedelta(days=30, minutes=7)
    followup.begin_follow_up(
        case=case, by=by, starts_at=starts, ends_at=starts + timedelta(minutes=37), where="Gavlegatan"
    )


@pytest.mark.parametrize("goes_on", [protected_and_gone_on, followed_up_without_him])
def test_to_him_the_case_is_as_if_nothing_more_was_done(
    goes_on: Callable, ek: Meeting, client_as: Callable
) -> None:
    """Byte for byte, from a new party to a new plan's follow-up; also in the child's sign-in."""
    theirs = client_as("habilitation")
    starts = ("/familj/", "/min/", f"/sip/{ek.ref}/")

    def look() -> dict[str, dict]:
        theirs.get(f"/sip/{ek.ref}/")
        return {who: crawl(client_as(who), *starts) for who in ("other_guardian", "child", "guardian")}

    without, with_it = world(nothing, ek, look), world(goes_on, ek, look)
    for who in ("other_guardian", "child"):
        assert len(without[who]) > 10
        found = differences(without[who], with_it[who])
        assert [line for line in found if COORDINATES not in line] == [], who
    hers = with_it["guardian"].values()
    assert all(any(text in answer[1] for answer in hers) for text in words_of(ek)[:2]), (
        "the crawl would be blind"
    )


def test_he_is_not_called_and_no_page_of_his_says_when_they_meet(ek: Meeting, client_as: Callable) -> None:
    called_without_him(ek)
    case, _by = ek.speaks("coordinator")
    met = Met.objects.filter(case=case).order_by("-pk")[0]
    assert not met.invitations.filter(place=ek.place("other_guardian")).exists()
    found = crawl(client_as("other_guardian"), "/familj/", f"/sip/{ek.ref}/")
    for address in ("/ny/", f"/sip/{ek.ref}/fragor/vem/"):
        del found[address]  # every unit that there is, to anybody
    secret = [*words_of(ek), f"{clock.local(met.starts_at):%H.%M}".encode(), b"Gavlegatan"]
    assert [(where, text) for where, answer in found.items() for text in secret if text in answer[1]] == []


def test_the_database_shows_him_no_row_of_it(ek: Meeting) -> None:
    """As the web's role, in his name: no page could show what is not read."""
    protected_and_gone_on(ek)
    by_name = {"places": Place, "parties": Party, "events": Event, "readings": Reading}

    def seen(who: str) -> dict[str, int]:
        ek.become(who)
        enter_case(ek.ref)
        return {name: model.objects.count() for name, model in by_name.items()}

    hers, his = seen("guardian"), seen("other_guardian")
    assert (
        his["places"] < hers["places"] and his["parties"] < hers["parties"] and his["events"] < hers["events"]
    )
    ek.become("other_guardian")
    enter_case(ek.ref)
    assert not Place.objects.filter(person_id=ek.cast["habilitation"].person_id).exists()


def test_every_table_of_a_case_begins_without_him() -> None:
    """A table added later has the trigger too: `CaseTable` gives it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select y.tablename from pg_policies y where y.schemaname = 'public' and y.policyname = 'scoped'
                  and not exists (select from pg_trigger g where g.tgname in ('begins_apart', 'kept_from')
                                     and g.tgrelid = format('public.%I', y.tablename)::regclass)"""
        )
        left = {name for (name,) in cursor.fetchall()}
    # The case is one; access is what decides; events go through `_append_event`; questions have
    # scopes of their own.
    assert left == {
        "cases_case", "cases_access", "cases_question", "audit_event", "audit_eventvalue",
    }  # fmt: skip


def test_what_he_writes_himself_he_still_sees(ek: Meeting) -> None:
    protect(ek)
    case, by = ek.speaks("other_guardian")
    consent.say_not_to_raise(case=case, by=by, text="Inte om jobbet")
    case, by = ek.speaks("guardian")
    consent.say_not_to_raise(case=case, by=by, text="Inte om flytten")
    for who, seen in (
        ("other_guardian", ["Inte om jobbet"]),
        ("guardian", ["Inte om jobbet", "Inte om flytten"]),
    ):
        case, _by = ek.speaks(who)
        assert list(NotToRaise.objects.order_by("pk").values_list("text", flat=True)) == seen


def test_when_the_protection_ends_new_things_are_shared_again(ek: Meeting) -> None:
    protect(ek)
    protect(ek, Grade.NONE)
    ek.wish("habilitation")
    ek.speaks("other_guardian")
    assert WantedParty.objects.filter(assignment=ek.cast["habilitation"].assignment_id).exists()


def test_a_party_he_knew_of_can_go_as_if_it_had_left(ek: Meeting, client_as: Callable) -> None:
    protect(ek)
    case, by = ek.speaks("coordinator")
    school = ek.place("school").party
    safety.show_party(case=case, by=by, party=school, shown=False)
    unit = ek.duty("school").unit.name.encode()
    page = client_as("other_guardian").get(f"/sip/{ek.ref}/").content
    assert unit not in page and unit in client_as("guardian").get(f"/sip/{ek.ref}/").content
    assert client_as("school").get(f"/sip/{ek.ref}/").status_code == 200
    case, by = ek.speaks("coordinator")
    safety.show_party(case=case, by=by, party=school, shown=True)
    assert unit in client_as("other_guardian").get(f"/sip/{ek.ref}/").content


def test_nobody_is_hidden_where_nobody_is_protected(ek: Meeting) -> None:
    case, by = ek.speaks("coordinator")
    with pytest.raises(Refused):
        safety.show_party(case=case, by=by, party=ek.place("school").party, shown=False)
    case, by = ek.speaks("guardian")
    with pytest.raises(Refused):
        safety.show_party(case=case, by=by, party=case.people[-1].party, shown=False)


def test_whoever_leads_sees_what_he_sees_and_lets_a_party_disappear(ek: Meeting, client_as: Callable) -> None:
    protect(ek)
    father = ek.place("other_guardian")
    client, address = client_as("coordinator"), reverse("safety:show", args=[ek.ref])
    page = client.get(address).content.decode()
    unit = ek.duty("school").unit.name
    assert f"Visa inte {unit} längre för {father.called}" in page
    assert f"Från det att skyddet började gälla ser {father.called} inget nytt här" in page
    party = Party.objects.get(case__ref=ek.ref, unit__name=unit).ref
    page = client.post(address, {"party": party, "shown": "no"}, follow=True).content.decode()
    assert f"Visas inte för {father.called}." in page and f"Visa {unit} igen för {father.called}" in page
