"""What consent asks of whoever leads, for all cases of a list at once: a wish to answer, custody to look at,
a question that nobody has answered in time.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samsyn.cases.models import Case
from samsyn.cases.stages import BEFORE_MEETING, OPEN, Stage
from samsyn.kernel import clock
from samsyn.process.consent import custody
from samsyn.process.consent.models import Answer, Inquiry
from samsyn.process.consent.whose.rules import waited_from
from samsyn.process.consent.wishes.models import Wish

Waiting = tuple[Case, str, str, str]  # in which case; the button, its page and what is said


def waiting(led: list[Case]) -> Iterator[Waiting]:
    known = {case.pk: case for case in led if case.stage in OPEN}
    if not known:
        return
    for pk in sorted(custody.changed_in(known)):
        text = _("Registret säger något annat än förut om vem som är vårdnadshavare.")
        yield known[pk], _("Se vad du gör nu"), "consent:custody", text
    before = [pk for pk, case in known.items() if case.stage in BEFORE_MEETING]
    for pk in (
        Wish.objects.filter(case__in=before, answer="")
        .order_by("case")
        .distinct("case")
        .values_list("case", flat=True)
    ):
        text = _("%(name)s har sagt vem som ska vara med.") % {"name": known[pk].called}
        yield known[pk], _("Läs och svara"), "consent:wishes", text
    yield from _unanswered({pk: case for pk, case in known.items() if case.stage == Stage.PREPARING})


def _unanswered(known: dict[int, Case]) -> Iterator[Waiting]:
    said = Answer.objects.filter(case__in=list(known)).values("case")
    asked = Inquiry.objects.filter(case__in=list(known)).exclude(case__in=said)
    for pk, at in dict(asked.order_by("pk").values_list("case", "asked_at")).items():
        case = known[pk]
        if not case.plan_in_force and clock.today() >= waited_from(case, clock.local(at).date()):
            text = _("Ingen har svarat på frågan om samtycke.")
            yield case, _("Se vad du gör nu"), "consent:unanswered", text
