"""The needs decide what the meeting is about, each shares what it knows, and the family around is there."""

import pytest

from samsyn.cases.models import PlaceKind, ScopeKind
from samsyn.process.initiative import actions as initiative
from samsyn.process.meetings.tests.held import answers, asked, calls, marks, opens
from samsyn.process.preparation import actions as preparation

CLOSE = "nurse_private"  # here Nora is Adam's aunt
FOLLOWS = "bestämmer vad mötet handlar om"


def words(client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


@pytest.fixture
def with_aunt(agreed, cast):
    """Somebody whom the family wants there."""
    case, by = agreed.speaks("coordinator")
    said_yes = [place for place in case.people if place.assignment_id is None]
    initiative.add_family_member(
        case=case, by=by, kind=PlaceKind.CLOSE, called="Nora Nordin", evidence="Maria bad om det", safe=True,
        person_ref=cast[CLOSE].ref, said_yes=said_yes,
    )  # fmt: skip
    return agreed


@pytest.mark.requirement("C165")
def test_what_adam_needs_decides_what_the_meeting_is_about(agreed, client_as):
    calls(agreed)
    page = f"/sip/{agreed.ref}/kallelse/"
    # C165: "The child's needs decide what the meeting is about"
    assert f"Det du behöver {FOLLOWS}" in words(client_as("child"), page)
    for who in ("guardian", "bup", "school"):
        seen = words(client_as(who), page)
        assert f"Det Adam Ek behöver {FOLLOWS}" in seen and "skolan" in seen, who


@pytest.mark.requirement("C166", "C167")
def test_each_shares_what_it_knows_so_that_all_have_the_same_picture(agreed, client_as):
    case, by = agreed.speaks("bup")
    whole = case.scope_of(ScopeKind.WHOLE)
    preparation.prepare_party(
        case=case, by=by, now="Adam sover fyra timmar.", earlier_measures="", other="", hand_in_to=whole
    )
    path = f"/sip/{agreed.ref}/forbered/"
    # C167: "Share each other's knowledge": the unit is asked to; C166: "A shared picture of the child's need"
    assert "Dela med er av det ni vet om frågorna" in words(client_as("bup"), path + "verksamhet/")
    for who in ("guardian", "other_guardian", "coordinator"):
        seen = words(client_as(who), path + "svar/")
        assert "Adam sover fyra timmar." in seen and "samma bild" in seen, who
    # … but not beyond the yes: the school has one question only
    assert "Adam sover" not in words(client_as("school"), path + "svar/")


@pytest.mark.requirement("C058")
def test_the_family_around_the_child_is_called_and_comes(with_aunt, client_as):
    calls(with_aunt)
    for who in ("child", "guardian", "other_guardian", CLOSE):
        answers(with_aunt, who, "comes")
    opens(with_aunt)
    marks(with_aunt)
    # C058: "The family around the child has to be part of the planning"
    came = {name for name, one in asked(with_aunt).items() if one.present}
    assert {"Adam Ek", "Maria Ek", "Johan Ek", "Nora Nordin"} <= came
    seen = words(client_as(CLOSE), f"/sip/{with_aunt.ref}/kallelse/")
    assert "skolan" in seen and "sömnen" in seen


def test_somebody_close_reads_nothing_of_what_the_guardians_answered(with_aunt, client_as):
    assert "family" not in with_aunt.scopes(CLOSE)
    assert client_as(CLOSE).get(f"/sip/{with_aunt.ref}/samtycke/").status_code == 403


@pytest.mark.requirement("C058")
def test_staff_add_somebody_close_at_the_familys_page(agreed, client_as):
    path = f"/sip/{agreed.ref}/familjen/"
    given = {"kind": "close", "called": "Mormor Siv", "born_0": "3", "born_1": "4", "born_2": "1950",
             "evidence": "Maria vill det"}  # fmt: skip
    case, _by = agreed.speaks("coordinator")
    given["said_yes"] = [place.ref for place in case.people if place.assignment_id is None]
    assert client_as("coordinator").post(path, given).status_code == 302
    # C058: "The family around the child has to be part of the planning"
    assert "Mormor Siv" in words(client_as("coordinator"), path)
