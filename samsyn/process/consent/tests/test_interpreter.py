"""C097: an interpreter is wished for like others, hears what is said, and reads nothing."""

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.process.consent import actions, rules
from samsyn.process.consent.models import HEARS
from samsyn.process.consent.tests.cases import Family

OWN = {"party", "one"}  # what every place has for itself


@pytest.fixture
def asked_with_interpreter(ek: Family) -> Family:
    ek.ask_about("skolan", "sömnen")
    ek.wish("bup")
    place = ek.place("guardian")
    case, by = ek.speaks("guardian")
    duty = ek.duty("interpreter")
    actions.wish_party(case=case, by=by, duty=duty, wished_by=place, language="somaliska")
    ek.put_question()
    return ek


@pytest.mark.requirement("C097")
def test_a_yes_lets_the_interpreter_come_and_read_nothing(asked_with_interpreter):
    ek = asked_with_interpreter
    assert not ek.scopes("interpreter")
    ek.answer("guardian", "yes")
    ek.answer("other_guardian", "yes")
    # C097: "Possible actor: interpreter (tolk)"
    assert ek.place("interpreter").kind == PlaceKind.INTERPRETER
    assert ek.scopes("interpreter") - OWN == {"frame"}
    case, _by = ek.speaks("coordinator")
    [party] = rules.granted(case)
    assert not party.hears, "an interpreter has no part in the questions"


def test_a_yes_without_the_interpreter_leaves_the_interpreter_outside(asked_with_interpreter):
    ek = asked_with_interpreter
    case, _by = ek.speaks("guardian")
    inquiry = rules.inquiry(case)
    ek.answer("guardian", "partly", {pair for pair in inquiry.pairs if pair[1] != HEARS})
    ek.answer("other_guardian", "yes")
    assert {"1", "2"} <= ek.scopes("bup") and not ek.scopes("interpreter")


def test_who_takes_back_the_yes_to_the_interpreter_keeps_the_others(asked_with_interpreter):
    ek = asked_with_interpreter
    for key in ("guardian", "other_guardian"):
        ek.answer(key, "yes")
    case, _by = ek.speaks("guardian")
    ek.withdraw("guardian", {pair for pair in rules.inquiry(case).pairs if pair[1] == HEARS})
    assert not ek.scopes("interpreter") and {"1", "2"} <= ek.scopes("bup")


def test_the_question_says_what_an_interpreter_is(asked_with_interpreter, client_as):
    ek = asked_with_interpreter
    page = client_as("guardian").get(f"/sip/{ek.ref}/samtycke/svara/").content.decode()
    assert "Tolken hör det som sägs på mötet och har tystnadsplikt." in page
    assert "somaliska" in page and "Får tolken vara med?" in page


def test_the_language_is_asked_with_the_interpreter_only(ek, client_as):
    client, wanted = client_as("guardian"), f"/sip/{ek.ref}/fragor/vem/?enhet="
    school, interpreter = ek.duty("school"), ek.duty("interpreter")
    assert "Vilket språk behövs?" not in client.get(wanted + school.unit.ref).content.decode()
    path = wanted + interpreter.unit.ref
    assert "Vilket språk behövs?" in client.get(path).content.decode()
    assert client.post(path, {"duty": interpreter.ref}).status_code == 422
    assert client.post(path, {"duty": interpreter.ref, "language": "dari"}).status_code == 302
    assert "dari" in client.get(f"/sip/{ek.ref}/fragor/").content.decode()
