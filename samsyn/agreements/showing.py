"""A whole agreement laid out for reading: for the page "Vad gäller här?" and for the command line."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.agreements import rules, wording
from samsyn.agreements.agreement import Agreement, in_language
from samsyn.agreements.keys import KEYS

PARTS: dict[Any, str] = {
    gettext_lazy("Innan det blir en SIP"): """
        indicators who_may_start child_may_ask age_span refusal refusal_needs_reason complaint_ways
        report_ways
    """,
    gettext_lazy("Tider"): """
        start_within meeting_within signal_answer_within reply_within delay_reasons discharge_call_within
        consent_valid_days consent_reminder_days consent_silence_days call_back_within
        private_note_expires_days eves_are_free
    """,
    gettext_lazy("Tider efter mötet"): """
        copy_receipt_within follow_up_within measure_reminder_days errand_answer_within
        readings_answer_within
        leader_inactive_days successor_within
    """,
    gettext_lazy("Ja, åldrar och vem som ser"): """
        consent_ages mature_alone_from custody_proof_days child_approves_from seeing_ages
    """,
    gettext_lazy("Mötet"): """
        who_may_take_part who_decides_participants duty_to_attend school_and_preschool questions_max agenda
    """,
    gettext_lazy("Planen och orden vi använder"): """
        lead_principal closing_grounds coordinator_title convener_title call_title invitation_title
    """,
}


@dataclass(frozen=True)
class Line:
    """One rule as it is read: the question, the answer, and where the answer comes from."""

    question: str
    answer: str
    rows: list[tuple[str, str]]
    note: str
    source: str
    since: date | None
    verified: bool


@dataclass(frozen=True)
class Part:
    heading: str
    lines: list[Line]


def parts(agreement: Agreement, on: date) -> list[Part]:
    """Every value of the agreement, under a heading each; the law in the wording of the day."""
    return [
        Part(str(heading), [line(agreement, key, on) for key in keys.split()])
        for heading, keys in PARTS.items()
    ]


def line(agreement: Agreement, key: str, on: date) -> Line:
    value = agreement[key]
    table = agreement.rows(key) if KEYS[key].form == "rows" else ()
    return Line(
        question=str(KEYS[key].heading),
        answer=wording.plain(agreement, key),
        rows=[(wording.row_text(key, row), row.help) for row in table],
        note=in_language(value.notes),
        source=rules.source(agreement, key, on),
        since=value.since,
        verified=value.verified,
    )


def answered(agreement: Agreement, key: str, on: date, question: str, answer: str) -> Line:
    """One rule as it reads for somebody: their own question and answer, the rule's source."""
    value = agreement[key]
    return Line(
        question=question,
        answer=answer,
        rows=[],
        note=in_language(value.notes),
        source=rules.source(agreement, key, on),
        since=value.since,
        verified=value.verified,
    )


def as_text(agreement: Agreement, on: date) -> str:
    """The same for a terminal."""
    text = [f"{agreement.name} ({agreement.code}), version {agreement.version}, {agreement.valid_from}"]
    for part in parts(agreement, on):
        text += ["", part.heading]
        for found in part.lines:
            text.append(f"  {found.question} {found.answer}")
            text += [f"    - {row}" for row, _help in found.rows]
            text.append(f"    {_('Källa:') if found.verified else _('Vårt val:')} {found.source}")
    return "\n".join(text)
