"""What has been asked, wished for and answered, as it was written. Nothing here decides anything."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from samsyn.cases.models import Case, Disclosure, Place, Question
from samsyn.process.consent.models import (
    Answer,
    Inquiry,
    NotToRaise,
    Stance,
    StanceKind,
    Talk,
    TalkKind,
    WantedParty,
)


def agenda(case: Case) -> list[Question]:
    """The questions of the meeting, in the order they were written."""
    return list(Question.objects.filter(case=case, removed_at=None).order_by("number"))


def still_wanted() -> QuerySet[WantedParty]:
    """Neither left out, nor gone from the case since they were named."""
    same = {"case": OuterRef("case"), "assignment": OuterRef("assignment")}
    gone = Place.objects.filter(left_at__gt=OuterRef("wished_at"), **same)
    return WantedParty.objects.filter(~Exists(gone), left_out_at=None)


def wanted(case: Case) -> list[WantedParty]:
    """Who should come, in the order they were named."""
    rows = still_wanted().filter(case=case).order_by("pk")
    return list(
        rows.select_related(
            "unit__organisation__principal", "assignment__person", "assignment__unit", "wished_by"
        )
    )


def not_to_raise(case: Case) -> list[NotToRaise]:
    return list(NotToRaise.objects.filter(case=case, removed_at=None).order_by("pk"))


def inquiry(case: Case) -> Inquiry | None:
    """The question as last put in this round."""
    asked = Inquiry.objects.filter(case=case, round=case.round.number)
    return asked.select_related("asked_by__assignment__unit").order_by("-number").first()


def given(case: Case) -> dict[int, list[Answer]]:
    """All that each person has answered, in order."""
    found: dict[int, list[Answer]] = {}
    rows = Answer.objects.filter(case=case).select_related("inquiry", "place", "recorded_by").order_by("pk")
    for answer in rows:
        found.setdefault(answer.place.person_id, []).append(answer)
    return found


def stance(case: Case) -> Stance | None:
    """What the child has last said."""
    return Stance.objects.filter(case=case).select_related("conveyed_by").order_by("-pk").first()


def no_without_a_talk(case: Case) -> bool:
    """The child's newest word is no, and no talk about it is written down; to one who reads the talks."""
    said = stance(case)
    talked = Talk.objects.filter(case=case, kind=TalkKind.NO)
    return said is not None and said.kind == StanceKind.NO and not talked.filter(stance=said).exists()


def received(case: Case) -> list[Disclosure]:
    """What others have already got, which nobody can take back."""
    rows = Disclosure.objects.filter(case=case).select_related("party__unit").order_by("at", "pk")
    return list(rows)
