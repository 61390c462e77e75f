"""Does the log still say what was sealed? Asked of the seals, the log, and the anchors outside."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from samsyn.audit import anchors
from samsyn.audit.finding import Finding
from samsyn.audit.keys import is_signed
from samsyn.audit.models import Event, Reading, Seal, SealedHead
from samsyn.audit.sealing import ENTRY, EPOCH, Head, body_text, stamp

SEALS, READINGS, ANCHORS = "seal", "reading", "anchor"


def faults_of_seals() -> Iterator[Finding]:
    """Each seal with itself and with the one before; what is wrong is named by the seal's number."""
    before, lo, number = "", EPOCH, 0
    for seal in Seal.objects.order_by("number").iterator():
        number += 1
        if seal.number != number:
            yield Finding(SEALS, number, _("Förseglingen saknas."))
            number = seal.number
        elif wrong := _fault(seal, before, lo):
            yield Finding(SEALS, seal.number, wrong)
        before, lo = seal.hash, seal.hi


def _fault(seal: Seal, before: str, lo: object) -> str | None:
    told = json.loads(seal.body)
    found = SealedHead.objects.filter(seal=seal.number).order_by("pk").values_list("chain", "seq", "hash")
    heads = [Head(*row) for row in found]
    readings = bytes(seal.readings)
    again = body_text(
        seal.number, seal.at, seal.lo, seal.hi, seal.to_event, heads, readings, before, told[-1]
    )  # fmt: skip
    if seal.lo != lo:
        return _("Förseglingen börjar inte där den före slutar.")
    if again != seal.body or hashlib.sha256(seal.body.encode()).hexdigest() != seal.hash:
        return _("Förseglingen är ändrad.")
    signed = is_signed(told[-1], seal.body, seal.signature)
    if signed is None:
        return _("Nyckeln ”%(key)s” är okänd: underskriften går inte att pröva.") % {"key": told[-1]}
    return None if signed else _("Underskriften stämmer inte.")


def faults_of_heads(case_id: int | None = None) -> Iterator[Finding]:
    """The first link of each chain that is not what was sealed: also where the whole chain was made anew."""
    sealed = SealedHead.objects.order_by("chain", "seq", "seal")
    if case_id is not None:
        sealed = sealed.filter(chain=f"case:{case_id}")
    link = Event.objects.order_by("pk").filter(chain=OuterRef("chain"), seq=OuterRef("seq"))
    changed = sealed.annotate(now=Subquery(link.values("hash")[:1])).filter(~Q(now=F("hash")) | Q(now=None))
    named: set[str] = set()
    for head in changed.iterator():
        if head.chain not in named:
            named.add(head.chain)
            text = _("Händelsen är inte den som förseglades (försegling %(seal)s).") % {"seal": head.seal}
            yield Finding(head.chain, head.seq, text)


def faults_of_readings() -> Iterator[Finding]:
    """Each window holds the readings it held when it was sealed, and no other."""
    for seal in Seal.objects.order_by("number").iterator():
        sealed = dict(_entries(bytes(seal.readings)))
        rows = Reading.objects.filter(at__gte=seal.lo, at__lt=seal.hi).order_by("pk")
        for reading in rows.iterator():
            leaf = sealed.pop(reading.pk, None)
            if leaf is None:
                yield Finding(READINGS, reading.pk, _("Läsningen kom till efter att tiden förseglades."))
            elif leaf != leaf_of(reading):
                yield Finding(READINGS, reading.pk, _("Läsningen är ändrad sedan den förseglades."))
        for number in sorted(sealed):
            yield Finding(READINGS, number, _("Läsningen är borttagen."))


def leaf_of(reading: Reading) -> bytes:
    """As `unsealed_readings` makes it in the database."""
    told = [1, reading.pk, stamp(reading.at), reading.person_id, reading.assignment_id, reading.unit_id,
            reading.case_id, reading.scope_id, reading.part, reading.granted]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).digest()


def _entries(text: bytes) -> Iterator[tuple[int, bytes]]:
    for start in range(0, len(text), ENTRY):
        yield int.from_bytes(text[start : start + 8]), text[start + 8 : start + ENTRY]


def faults_of_anchors(path: Path | None = None) -> Iterator[Finding]:
    """The file with itself, and with the seals: what is in one alone has been taken from the other."""
    if path is None and not settings.SAMSYN_ANCHORS:
        if Seal.objects.exists():
            yield Finding(ANCHORS, 0, _("SAMSYN_ANCHORS är inte satt: ankarna är inte prövade."))
        return
    try:
        lines = anchors.read(path or Path(settings.SAMSYN_ANCHORS))
    except anchors.Unreadable as number:
        yield Finding(ANCHORS, int(str(number)), _("Raden i filen går inte att läsa."))
        return
    hashes = dict(Seal.objects.order_by("number").values_list("number", "hash"))
    before = anchors.FIRST
    for line in lines:
        if line.before != before:
            yield Finding(ANCHORS, line.number, _("Raden hänger inte ihop med den före."))
        if line.number not in hashes:
            yield Finding(ANCHORS, line.number, _("Förseglingen saknas i databasen."))
        elif hashes.pop(line.number) != line.hash:
            yield Finding(
                ANCHORS, line.number, _("Databasens försegling är en annan än den som förankrades.")
            )
        before = line.digest()
    for number in sorted(hashes):
        yield Finding(ANCHORS, number, _("Raden saknas: förseglingen är inte förankrad."))
