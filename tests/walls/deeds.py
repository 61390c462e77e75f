"""What happens in a history, and how often beside the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.walls.deeds_agreeing import (
    Done,
    all_say_yes,
    answer,
    answer_told,
    ask,
    leave_out,
    other_guardian_comes,
    question,
    question_away,
    take_back,
    wish,
)  # fmt: skip
from tests.walls.deeds_changing import (
    comes_of_age,
    custody_ends,
    duty_ends,
    hands_over,
    hides,
    looks,
    manager_names,
    own_room,
    own_words,
    party_leaves,
    party_words,
    safety_said,
    shows_again,
    stands_in,
)  # fmt: skip
from tests.walls.histories import History
from tests.walls.told import GROWN, OWN_YES, birthday, midnight

# -- time passes


def days_pass(h: History) -> Done:
    h.wait(timedelta(days=h.chance.choice((1, 1, 3, 11, 35))))
    return True


def birthday_comes(h: History) -> Done:
    """The last second before one of the days that count, and then midnight."""
    ages = [age for age in (13, OWN_YES, GROWN) if midnight(birthday(h.born, age)) > h.now]
    near = ages and birthday(h.born, ages[0]) - h.now.date() <= timedelta(days=60)
    if not near:
        return False
    h.until(midnight(birthday(h.born, ages[0])) - timedelta(seconds=1))
    h.look()
    return h.until(h.now + timedelta(seconds=1))


def last_day_comes(h: History) -> Done:
    ends = [midnight(one.last_day + timedelta(days=1)) for one in h.reference.asked]
    ahead = [moment for moment in ends if moment > h.now]
    if not ahead:
        return False
    h.until(min(ahead) - timedelta(seconds=1))
    h.look()
    return h.until(min(ahead))


USUAL: dict[Callable[[History], Done], int] = {
    all_say_yes: 6, question: 2, question_away: 2, wish: 2, leave_out: 2, ask: 3, answer: 5, answer_told: 2,
    take_back: 4, party_leaves: 2, custody_ends: 1, comes_of_age: 1, hands_over: 2, stands_in: 1,
    manager_names: 2, duty_ends: 1, own_words: 3, party_words: 3, looks: 2, days_pass: 1, birthday_comes: 2,
    last_day_comes: 1, other_guardian_comes: 1, hides: 3, shows_again: 1, own_room: 1, safety_said: 1,
}  # fmt: skip
