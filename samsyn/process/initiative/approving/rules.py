"""When somebody else's request needs the family's yes, and whether it has it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samsyn.agreements import rules as agreements
from samsyn.cases.access import CHILD, CLOSE, DECIDERS, GUARDIAN, LEADERS, PERSON, kinds_of, places_of
from samsyn.cases.models import Case, Place
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.initiative.models import Approval, ApprovalOf, NoticedBy, Worry

WITH_APPROVAL = "with_approval"
WANTS = frozenset({CHILD, PERSON, GUARDIAN})  # C068: the child and the family


def needs_approval(case: Case, worry: Worry | None) -> bool:
    """C016: the child's own request, where the agreement says so; C018: that of somebody close."""
    if worry is None:  # the child's own: others read that it has asked, not the words
        return case.subject_place.kind == CHILD and case.terms.value("child_may_ask") == WITH_APPROVAL
    if worry.noticed_by == NoticedBy.CHILD:
        return case.terms.value("child_may_ask") == WITH_APPROVAL
    by_close = worry.noticed_by == NoticedBy.CLOSE and worry.written_by.kind not in DECIDERS
    return by_close and agreements.how_to_start(case.terms, "close_person") == WITH_APPROVAL


def answers(case: Case) -> list[Approval]:
    """The newest of each who has answered about the request."""
    rows = Approval.objects.filter(case=case, of=ApprovalOf.REQUEST).select_related("place")
    return list({row.place.person_id: row for row in rows.order_by("pk")}.values())


def is_approved(case: Case, worry: Worry | None) -> Decision:
    """One guardian's yes lets the work begin; what is shared is asked of everybody later."""
    if not needs_approval(case, worry):
        return ALLOWED
    said = answers(case)
    if any(not one.approves for one in said):
        return refuse(_("Familjen vill inte att någon annan startar en SIP. Prata med dem först."))
    if said:
        return ALLOWED
    if worry is None or worry.noticed_by == NoticedBy.CHILD:
        return refuse(_("Barnet har bett om en SIP. En vårdnadshavare behöver godkänna det först."))
    return refuse(_("En närstående har bett om en SIP. Familjen behöver godkänna det först."))


def may_answer(case: Case, by: Actor, place: Place, worry: Worry | None) -> Decision:
    """Who decides answers for oneself; whoever leads writes down what was said."""
    if not needs_approval(case, worry):
        return refuse(_("Den här begäran behöver ingen godkänna."))
    if place.kind in DECIDERS and (place in places_of(by, case) or kinds_of(by, case) & LEADERS):
        return ALLOWED
    return bar(_("Bara en vårdnadshavare, personen själv eller en god man godkänner begäran."))


def wanted_by_all(case: Case, kind: str, said_yes: Collection[Place]) -> Decision:
    """C068: somebody close comes only if the child and the family want it: each of them has said so."""
    if kind != CLOSE:
        return ALLOWED
    left = [place.called for place in case.people if place.kind in WANTS and place not in said_yes]
    if not left:
        return ALLOWED
    said = _("En närstående är med bara om barnet och familjen vill det. Fråga också %(names)s.")
    return refuse(said % {"names": get_text_list(left, _("och"))})
