"""C009: room for what the person says, can and needs, against room for what others do."""

from typing import Any

import pytest

from samsyn.process.plans import balance


def content(own: list[str], support: list[str], **more: Any) -> dict[str, Any]:
    needs = [{"text": "", "goals": [{"measures": [{"what": text} for text in support]}]}]
    wishes = [{"text": text} for text in own]
    return {"voice": None, "wishes": wishes, "strengths": [], "needs": needs, "whole": True} | more


LONG = "ord " * 30  # two lines


@pytest.mark.requirement("C009")
@pytest.mark.parametrize(
    ("own", "support", "leans"),
    [
        ([], [], False),
        (["Sova"], ["Sömnskola"], False),  # "at least as much room"
        (["Sova"], ["Sömnskola", "Samtal"], True),
        ([LONG], ["Sömnskola", "Samtal"], False),
        (["Sova"], [LONG], True),
        (["Sova\n\nLeka"], ["Sömnskola", "  "], False),  # what is empty takes no room
    ],
)
def test_needs_strengths_and_wishes_take_at_least_as_much_room_as_support(own, support, leans):
    assert balance.leans(content(own, support)) is leans
    assert bool(balance.advice(content(own, support), "Adam")) is leans


def test_all_that_is_the_persons_own_counts():
    needs = [{"text": "Sova", "goals": [{"measures": [{"what": "a"}, {"what": "b"}, {"what": "c"}]}]}]
    whole = content([], [], needs=needs, voice={"words": "Hej"}, strengths=[{"text": "Envis"}])
    assert (balance.own(whole), balance.support(whole)) == (3, 3)


def test_who_sees_a_part_is_told_nothing_of_the_whole():
    assert not balance.leans(content([], ["Sömnskola"], whole=False))


def test_the_advice_says_what_to_do_and_speaks_to_its_reader():
    one_sided = content([], ["Sömnskola"])
    assert balance.advice(one_sided, "Adam").endswith("Fråga Adam vad mer som är viktigt.")
    assert "du behöver" in balance.advice(one_sided, "Adam", is_subject=True)


@pytest.mark.requirement("C009")
def test_the_meeting_and_the_plan_say_so_and_it_stops_nothing(filled, client_as):
    calm = "mer om insatser än om vad Adam Ek behöver, kan och vill"
    room = f"/sip/{filled.ref}/mote/"
    assert calm not in client_as("coordinator").get(room).content.decode()
    for goal in filled.draft().goals.order_by("pk"):
        for number in range(4):
            filled.add("measure", goal, what=f"Insats {number}", responsible="other", other="Mormor")
    filled.write("plan", "no_other_measures", "", base="yes")
    page = client_as("coordinator").get(room).content.decode()
    assert calm in page and "Fastställ planen" in page
    filled.establish()
    assert calm in client_as("guardian").get(f"/sip/{filled.ref}/plan/").content.decode()
    child = client_as("child").get(f"/sip/{filled.ref}/plan/").content.decode()
    assert "än om vad du behöver, kan och vill" in child
