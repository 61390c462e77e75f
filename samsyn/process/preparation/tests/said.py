"""What these tests say and ask, in the mouth of one of the cast."""

from samsyn.audit.models import Event, EventValue
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.process.consent.tests.cases import Family
from samsyn.process.preparation import actions, rules
from samsyn.process.preparation.models import Answer, PartyNote, Showing

EVERYBODY = ("child", "guardian", "other_guardian", "coordinator", "bup", "school")


def writes(family: Family, who: str, key: str, text: str, **more: object) -> Answer:
    case, by = family.speaks(who)
    return actions.prepare(case=case, by=by, key=key, text=text, **more)


def shows(family: Family, who: str, **showings: Showing) -> None:
    case, by = family.speaks(who)
    actions.hand_in(case=case, by=by, showings=showings)


def tells(family: Family, who: str, hand_in_to: object = None, **words: str) -> PartyNote:
    case, by = family.speaks(who)
    words = {"now": "", "earlier_measures": "", "other": ""} | words
    return actions.prepare_party(case=case, by=by, hand_in_to=hand_in_to, **words)


def reads(family: Family, who: str) -> list[str]:
    """All answers that the database lets that person find, asked of the whole table."""
    family.speaks(who)
    return [answer.text for answer in Answer.objects.order_by("pk")]


def reads_notes(family: Family, who: str) -> list[str]:
    family.speaks(who)
    return [note.now for note in PartyNote.objects.order_by("pk")]


def readers(family: Family) -> set[str]:
    """Who finds an answer at all."""
    return {who for who in EVERYBODY if reads(family, who)}


def readers_of_notes(family: Family) -> set[str]:
    return {who for who in EVERYBODY if reads_notes(family, who)}


def events(family: Family, who: str, verb: Op) -> list[Event]:
    family.speaks(who)
    return list(Event.objects.filter(verb=verb).order_by("seq"))


def values(family: Family, who: str, verb: Op) -> list[tuple[str | None, str | None]]:
    """Old and new of every value of the verb's events that the person may read."""
    made = [event.pk for event in events(family, who, verb)]
    return [(v.old, v.new) for v in EventValue.objects.filter(event_id__in=made).order_by("pk")]


def my_questions(family: Family, who: str) -> list[str]:
    case, by = family.speaks(who)
    return [step.ask for step in rules.steps(case, rules.preparer(by, case))]


def case_of(family: Family, who: str) -> Case:
    return family.speaks(who)[0]
