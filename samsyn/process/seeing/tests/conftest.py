"""Adam's case: the meeting has begun, both guardians are in it; and how one opens the child's room."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.people.actor import Actor, speak_as
from samsyn.process.plans.tests.cases import Meeting, fill, meeting
from samsyn.process.seeing import actions, items


class Ek(Meeting):
    """What these tests do in a case, as somebody of the cast."""

    unlocked = False

    def speaks(self, key: str) -> tuple[Case, Actor]:
        """The child with the second step taken, while `unlocked`."""
        if key == "child" and self.unlocked:
            case, by = super().speaks(key)
            speak_as(by.person.pk, unlocked=case.pk)
            enter_case(self.ref)
            return Case.objects.get(ref=self.ref), by
        return super().speaks(key)

    def item(self, key: str, kind: str, ref: str) -> items.Item | None:
        case, _by = self.speaks(key)
        return items.find(case, kind, ref)

    def hide(
        self, kind: str, ref: str, *keys: str, by: str = "coordinator", reason: str = "Ett skäl"
    ) -> None:
        places = [self.place(key) for key in keys]
        item = self.item(by, kind, ref)
        case, actor = self.speaks(by)
        actions.hide(case=case, by=actor, item=item, places=places, reason=reason)

    def shows(self, kind: str, ref: str, by: str = "coordinator") -> None:
        item = self.item(by, kind, ref)
        case, actor = self.speaks(by)
        actions.show_again(case=case, by=actor, item=item)


@pytest.fixture
def ek(become: Callable[..., Actor], cast: Mapping) -> Ek:
    made = meeting(become, cast)
    ours = Ek(made.ref, made.become, made.cast)
    ours.questions = made.questions
    return ours


@pytest.fixture
def written(ek: Ek) -> Ek:
    fill(ek)
    return ek
