"""What the demo alone shows: each state is there, for the one whom the guide sends to look at it."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from samsyn.demo import cast as made
from samsyn.demo.ahlin import PARTS
from samsyn.demo.guide import FIRST, LOOK
from samsyn.demo.parts import CAST
from samsyn.demo.states import build_states
from tests.harness.client import StrictClient
from tests.harness.database import Databases

# state → who looks, at which page of the case, and what stands there
SHOWN = {
    "signal_waiting": ("coordinator", "oro/", "Freja"),
    "second_request": ("nurse", "oro/", "redan får det stöd"),
    "discharge": ("small_guardian", "utskrivning/", "Nora Nordin"),
    "late": ("late_mother", "insatser/", "Ett nytt schema med lugna raster"),
    "absent": ("absent_father", "plan/preliminar/", "Läxstund efter skolan"),
    "differing": ("late_mother", "samtycke/", "Alla har inte sagt ja till allt än"),
}


@pytest.fixture
def states(fresh_database: str, databases: Databases) -> Iterator[Mapping[str, str]]:
    yield build_states(databases.cluster.url("owner", fresh_database))
    for key in PARTS:  # the next test has the ordinary cast
        CAST.pop(key)
        made._members.pop(key)


@pytest.mark.slow
def test_each_state_is_there_for_the_one_who_looks(
    states: Mapping[str, str], client_as: Callable[[str], StrictClient]
) -> None:
    people = made.members()
    for state, (key, page, words) in SHOWN.items():
        client = StrictClient()
        client.sign_in(people[key])
        answer = client.get(f"/sip/{states[state]}/{page}")
        assert answer.status_code == 200, (state, answer.status_code)
        assert words in answer.content.decode(), state


def test_the_guide_sends_to_people_who_are_there() -> None:
    there = {*CAST, *PARTS, made.PRIVATELY}
    assert set(LOOK) <= there and set(FIRST) <= set(LOOK)
