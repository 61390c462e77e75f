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
    question,
    question_away,
    take_back,
    wish,
)
from tests.walls.deeds_beginning import next_round, other_guardian_comes
from tests.walls.deeds_changing import (
    comes_of_age,
    custody_ends,
    duty_ends,
    hands_over,
    hides,
    looks,
    manager_goes,
    manager_names,
    own_room,
    own_words,
    party_leaves,
    party_words,
    safety_said,
    shows_again,
    stands_in,
)
from tests.walls.deeds_custody import (
    custody_checked,
    decided_day_comes,
    decided_instead,
    decides_alone,
    decision_ends,
    god_man_decides,
    is_away,
    is_judged,
    proved_by_two,
    register_says,
    silence_ends,
)
from tests.walls.deeds_family import (
    answers_seeing,
    close_comes,
    decides_seeing,
    god_man_comes,
    is_asked,
    new_after_no,
    relative_goes,
)
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
    all_say_yes: 5, question: 2, question_away: 3, wish: 2, leave_out: 2, ask: 3, answer: 5, answer_told: 2,
    take_back: 4, party_leaves: 2, custody_ends: 1, comes_of_age: 2, hands_over: 2, stands_in: 3,
    manager_names: 3, manager_goes: 3, duty_ends: 1, own_words: 2, party_words: 4, looks: 2, days_pass: 1,
    birthday_comes: 2, last_day_comes: 2, other_guardian_comes: 1, hides: 4, shows_again: 2, own_room: 2,
    safety_said: 2, next_round: 2, decides_alone: 1, is_away: 2, decided_instead: 3, god_man_decides: 2,
    decision_ends: 1, decided_day_comes: 3, is_judged: 1, silence_ends: 2, register_says: 1, proved_by_two: 2,
    custody_checked: 1, close_comes: 2, god_man_comes: 2, relative_goes: 2, is_asked: 2, answers_seeing: 2,
    decides_seeing: 2, new_after_no: 2,
}  # fmt: skip
