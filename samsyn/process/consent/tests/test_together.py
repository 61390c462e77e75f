"""Who comes is decided together: the child says whom it wants, and always gets an answer."""

import pytest

from samsyn.agreements.agreement import Agreement
from samsyn.kernel.decision import Refused
from samsyn.overview.turns import next_turn
from samsyn.process.consent import actions, rules
from samsyn.process.consent.models import Kind, StanceKind
from samsyn.process.consent.tests.cases import family
from samsyn.process.consent.whose import actions as whose
from samsyn.process.consent.wishes import actions as wishes
from samsyn.process.consent.wishes.models import WishAnswer

WISH = "Min kurator Bo, men inte rektorn."


@pytest.fixture
def together(monkeypatch):
    """A place whose agreement lets child, guardian and staff decide together (Jämtland Härjedalen)."""
    said = Agreement.value
    known = {"who_decides_participants": "together"}
    monkeypatch.setattr(Agreement, "value", lambda self, key: known.get(key) or said(self, key))


@pytest.mark.requirement("C193")
def test_child_guardian_and_staff_decide_together_who_comes(ek, together, client_as):
    ek.ask_about("skolan")
    page = f"/sip/{ek.ref}/fragor/onskan/"
    # C193: "Child, guardian and staff decide together who takes part": each of the three names somebody
    for key, duty in (("child", "bup"), ("guardian", "school"), ("coordinator", "habilitation")):
        wished_by, wanted = ek.place("child" if key == "coordinator" else key), ek.duty(duty)
        case, by = ek.speaks(key)
        actions.wish_party(case=case, by=by, duty=wanted, wished_by=wished_by)
    assert client_as("child").post(page, {"do": "say", "text": WISH, "language": "sv"}).status_code == 302
    # The child's own wish is shown to both of the others, and nobody is asked before it has an answer.
    for key in ("guardian", "other_guardian", "coordinator"):
        assert WISH in client_as(key).get(f"/sip/{ek.ref}/fragor/").content.decode(), key
    case, by = ek.speaks("coordinator")
    assert "Svara" in next_turn(case, by).happens
    with pytest.raises(Refused, match="Svara på det först"):
        ek.put_question()
    case, _by = ek.speaks("guardian")
    wish = case and wishes.Wish.objects.get(case=case)
    reply = {"do": "answer", "row": wish.ref, "answer": WishAnswer.NOT_NOW, "words": ""}
    assert client_as("guardian").post(page, reply).status_code == 422  # a no has its reason
    told = reply | {"words": "Rektorn behövs för skolans skull."}
    assert client_as("guardian").post(page, told).status_code == 302
    mine = client_as("child").get(page).content.decode()
    assert "Nej, inte den här gången" in mine and "Rektorn behövs" in mine
    assert ek.put_question()


def test_what_the_child_wishes_is_the_familys_and_the_leaders(asked, client_as):
    case, by = asked.speaks("child")
    wish = wishes.say_wish(case=case, by=by, text=WISH)
    for key in ("guardian", "other_guardian"):
        asked.answer(key, Kind.YES)
    page = f"/sip/{asked.ref}/fragor/onskan/"
    assert client_as("bup").get(page).status_code == 403
    assert client_as("stranger").get(page).status_code == 404
    with pytest.raises(Refused):  # nobody answers one's own wish
        case, by = asked.speaks("child")
        wishes.answer_wish(case=case, by=by, wish=wish, answer=WishAnswer.AS_WISHED)
    case, by = asked.speaks("coordinator")
    wishes.answer_wish(case=case, by=by, wish=wish, answer=WishAnswer.AS_WISHED)
    with pytest.raises(Refused, match="redan svarat"):
        wishes.answer_wish(case=case, by=by, wish=wish, answer=WishAnswer.TALK, words="Vi ses.")
    with pytest.raises(Refused, match="Skriv vem"):
        wishes.say_wish(case=case, by=by, text=" ")
    told = wishes.say_wish(case=case, by=by, text="Han vill ha med mormor.")
    assert told.conveyed_by and client_as("coordinator").get(page).status_code == 200


@pytest.mark.requirement("C190")
def test_the_child_says_what_it_thinks_about_the_sharing(asked, client_as):
    form = {"kind": StanceKind.DONT_KNOW, "words": "Bara om Bo är med.", "language": "sv"}
    page = f"/sip/{asked.ref}/samtycke/barnet/"
    assert client_as("child").post(page, form).status_code == 302
    # C190: "The child may say what it thinks about it": it stands word for word beside the guardians' answers
    for key in ("child", "guardian", "coordinator"):
        said = client_as(key).get(f"/sip/{asked.ref}/samtycke/").content.decode()
        assert "Bara om Bo är med." in said and "Vet inte" in said, key
    # and it is never in their place: nothing is opened by it, and nothing shut
    assert "1" not in asked.scopes("bup")
    for key in ("guardian", "other_guardian"):
        asked.answer(key, Kind.YES)
    assert "1" in asked.scopes("bup")


AGES = [(8, False), (13, False), (15, True), (17, True)]


@pytest.mark.requirement("C191")
@pytest.mark.parametrize(("age", "own_yes"), AGES)
def test_the_weight_of_the_childs_view_follows_its_age(become, cast, client_as, age, own_yes):
    case_of = family(become, cast, age=age)
    case, _by = case_of.speaks("coordinator")
    # C191: "The weight of the child's view follows age …": from the agreement's age its own yes is needed
    assert (case_of.place("child") in rules.needed(case)) is own_yes
    page = client_as("child").get(f"/sip/{case_of.ref}/samtycke/barnet/").content.decode()
    assert "beror på hur gammal du är och hur mogen du är" in page
    case, _by = case_of.speaks("coordinator")
    assert str(rules.whose_yes(case).text) in page


@pytest.mark.requirement("C191")
def test_the_weight_of_the_childs_view_follows_its_maturity(become, cast, client_as):
    case_of = family(become, cast, age=15)
    case, by = case_of.speaks("coordinator")
    given = {"judged_by": "Sara, kurator", "on": case.round.started.date(), "ground": "Förstår vad det är."}
    # C191: "… and maturity": judged by whom, when and why; a mature child answers by itself
    whose.judge_maturity(case=case, by=by, alone=True, **given)
    assert rules.needed(case) == [case_of.place("child")]
    page = client_as("child").get(f"/sip/{case_of.ref}/samtycke/barnet/").content.decode()
    assert "mogen nog att själv säga ja eller nej" in page


def test_a_wish_stands_on_the_leaders_own_page(ek, client_as):
    case, by = ek.speaks("child")
    wishes.say_wish(case=case, by=by, text=WISH)
    page = client_as("coordinator").get("/arbete/").content.decode()
    assert f"/sip/{ek.ref}/fragor/onskan/" in page and WISH not in page
