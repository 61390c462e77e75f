"""Do the decisions of the review still say what was decided? Each has a link in its organisation's chain.

Read by a role that sees all rows (the owner), beside `audit.verify`, which knows the log's own tables alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from samsyn.audit.finding import Finding
from samsyn.audit.models import Event
from samsyn.quality.logreview.models import AlarmTick, Review, RowDecision

LENGTH = 60  # of the hash that has room in an event's subject


def faults_of_decisions() -> list[Finding]:
    """Changed, removed, or slipped in beside the log; an empty list when all of them hold."""
    return [*_differing("decide_row", _decided()), *_differing("tick_alarm", _ticked()), *_lost_reviews()]


def _decided() -> Iterator[tuple[str, int, str]]:
    rows = RowDecision.objects.order_by("pk").values_list(
        "ref", "row__review__organisation", "row__ref", "outcome", "words"
    )
    for ref, organisation, row, outcome, words in rows.iterator():
        yield ref, organisation, _subject(ref, row, outcome, words)


def _ticked() -> Iterator[tuple[str, int, str]]:
    rows = AlarmTick.objects.order_by("pk").values_list("ref", "alarm__organisation", "alarm__ref", "words")
    for ref, organisation, alarm, words in rows.iterator():
        yield ref, organisation, _subject(ref, alarm, words)


def _subject(ref: str, *said: str) -> str:
    """As the database made it when it was decided."""
    return f"{ref}:{hashlib.sha256(':'.join((ref, *said)).encode()).hexdigest()[:LENGTH]}"


def _differing(verb: str, stored: Iterator[tuple[str, int, str]]) -> Iterator[Finding]:
    events = {
        event.subject.partition(":")[0]: event for event in Event.objects.filter(verb=verb).order_by("pk")
    }
    for ref, organisation, subject in stored:
        chain, event = f"organisation:{organisation}", events.pop(ref, None)
        if event is None or event.chain != chain:
            yield Finding(
                chain, event.seq if event else 0, _("Beslutet %(ref)s finns inte i loggen.") % {"ref": ref}
            )
        elif event.subject != subject:
            yield Finding(chain, event.seq, _("Beslutet %(ref)s är ändrat.") % {"ref": ref})
    for ref, event in events.items():
        yield Finding(event.chain, event.seq, _("Beslutet %(ref)s saknas.") % {"ref": ref})


def _lost_reviews() -> Iterator[Finding]:
    made = {event.subject: event for event in Event.objects.filter(verb="make_review").order_by("pk")}
    for ref in Review.objects.order_by("pk").values_list("ref", flat=True).iterator():
        made.pop(ref, None)
    for ref, event in made.items():
        yield Finding(event.chain, event.seq, _("Granskningen %(ref)s saknas.") % {"ref": ref})
