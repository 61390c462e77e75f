"""Does the log still say what was written? Walks the chains and names the first broken row of each.

Must be read by a role that sees all rows (the owner). Lawfully deleted values do not break a chain.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from django.utils.translation import gettext as _

from samsyn.audit import sealed
from samsyn.audit.finding import Finding
from samsyn.audit.models import ChainHead, Event, EventValue

MOVED = "moved"  # the field under which a hide or a show names each row


def verify(case_id: int | None = None, anchors: Path | None = None) -> list[Finding]:
    """Chains, seals, readings and anchors; an empty list when all of them hold. Of a case: its chain.

    `anchors` is another file to hold the seals against: a copy that somebody kept.
    """
    findings = chains(case_id)
    broken = {finding.chain for finding in findings}
    findings += [one for one in sealed.faults_of_heads(case_id) if one.chain not in broken]
    if case_id is None:
        findings += [
            *sealed.faults_of_seals(),
            *sealed.faults_of_readings(),
            *sealed.faults_of_anchors(anchors),
        ]
    return findings


def chains(case_id: int | None = None) -> list[Finding]:
    """The first finding of each broken chain."""
    heads, events, values = ChainHead.objects.order_by("chain"), Event.objects.all(), EventValue.objects.all()
    if case_id is not None:
        heads = heads.filter(chain=f"case:{case_id}")
        events, values = events.filter(case_id=case_id), values.filter(case_id=case_id)
    by_event: dict[int, list[EventValue]] = {}
    for value in values.order_by("event_id").iterator():
        by_event.setdefault(value.event_id, []).append(value)
    # What a hide or a show names lies in another scope than its line says (ADR 29).
    moved = {value.new for listed in by_event.values() for value in listed if value.field == MOVED}
    chains = groupby(events.order_by("chain", "seq", "pk").iterator(), key=lambda event: event.chain)
    last: dict[str, tuple[int, str]] = {}
    findings: dict[str, Finding] = {}
    for chain, rows in chains:
        last[chain], finding = _walk(rows, by_event, moved)
        if finding:
            findings[chain] = finding
    for head in heads:
        if head.chain not in findings and last.get(head.chain, (0, "")) != (head.seq, head.hash):
            text = _("Slutet saknas: huvudet säger nummer %(seq)s.") % {"seq": head.seq}
            findings[head.chain] = Finding(head.chain, head.seq, text)
    headless = set(last) - {head.chain for head in heads}
    findings |= {chain: Finding(chain, 0, _("Kedjans huvud saknas.")) for chain in headless}
    return [findings[chain] for chain in sorted(findings)]


def _walk(
    events: Iterable[Event], values: dict[int, list[EventValue]], moved: set[str | None]
) -> tuple[tuple[int, str], Finding | None]:
    """The last link, and the first thing that is wrong."""
    seq, last = 0, ""
    finding = None
    for event in events:
        wrong = finding or next(_faults(event, seq, last, values.get(event.pk, []), moved), None)
        finding = wrong if wrong else None
        seq, last = event.seq, event.hash
    return (seq, last), finding


def _faults(
    event: Event, seq: int, last: str, values: list[EventValue], moved: set[str | None]
) -> Iterator[Finding]:
    if event.seq != seq + 1:
        yield Finding(event.chain, seq + 1, _("Händelsen saknas eller har bytt plats."))
    if event.prev != last:
        yield Finding(event.chain, event.seq, _("Händelsen hänger inte ihop med den före."))
    if hashlib.sha256((event.prev + event.line).encode()).hexdigest() != event.hash:
        yield Finding(event.chain, event.seq, _("Händelsen är ändrad."))
    line = json.loads(event.line)
    stored = [1, event.chain, event.seq, event.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), event.person_id,
              event.assignment_id, event.verb, event.subject]  # fmt: skip
    if line[:8] != stored or (line[8] != event.scope_id and event.subject not in moved):
        yield Finding(event.chain, event.seq, _("Händelsens kolumner säger annat än det som kedjats."))
    for value in values:
        if _hashes(value) != tuple(line[9][value.place]):
            text = _("Värdet ”%(field)s” är ändrat.") % {"field": value.field}
            yield Finding(event.chain, event.seq, text)


def _hashes(value: EventValue) -> tuple[str, str | None, str | None]:
    """As the database made them; SQL's `||` with null is null."""

    def salted(kind: str, text: str | None) -> str | None:
        return None if text is None else hashlib.sha256((value.salt + kind + text).encode()).hexdigest()

    return value.field, salted("old", value.old), salted("new", value.new)
