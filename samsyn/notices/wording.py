"""What stands in a mail, word for word (texts 8). No name in the family, no unit, place or question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from samsyn.kernel import clock
from samsyn.notices.kinds import Detail, NoticeKind
from samsyn.web.dates import dagmanad, klockslag, veckodag


@dataclass(frozen=True)
class Facts:
    """All that a mail may be made of."""

    kind: str
    to_staff: bool
    detail: str
    number: str = ""  # of the case, to staff alone
    leader: str = ""
    telephone: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    answer_by: date | None = None


@dataclass(frozen=True)
class Message:
    subject: str
    body: str

    def __str__(self) -> str:
        return f"{self.subject}\n\n{self.body}"


def message(facts: Facts) -> Message:
    """With no more than the receiver wants to have in the open, and no more than may be there."""
    if facts.detail != Detail.TIME:
        return neutral()
    make = (STAFF if facts.to_staff else FAMILY)[NoticeKind(facts.kind)]
    return make(facts)


def neutral() -> Message:
    """The same to everybody, whatever it is about (P21)."""
    body = _("Hej!\n\nDu har ett nytt meddelande. Logga in på %(address)s och läs det.") % _address()
    return Message(_("Du har ett nytt meddelande"), _ended(body))


def test() -> Message:
    body = _("Hej!\n\nDet här är ett prov. Nu vet du att våra mejl kommer fram till dig.")
    return Message(_("Ett provmejl"), _ended(body))


def _called_staff(facts: Facts) -> Message:
    subject = _("SIP-möte %(when)s, ref. %(number)s.") % {"when": _when(facts), "number": facts.number}
    return Message(_by(subject, facts), _staff_body(_("Du är kallad till ett SIP-möte."), facts))


def _reminded_staff(facts: Facts) -> Message:
    subject = _("Svara på kallelsen, ref. %(number)s.") % {"number": facts.number}
    text = _("Du är kallad till ett SIP-möte %(when)s. Du har inte svarat än.") % {"when": _when(facts)}
    return Message(_by(subject, facts), _staff_body(text, facts))


def _staff_body(text: str, facts: Facts) -> str:
    given = _address() | {"text": text, "who": _who(facts)}
    body = _(
        "%(text)s Logga in på %(address)s med referensen. "
        "Där ser du vem det gäller, frågorna och platsen.\n\n"
        "Svara där om du kommer, eller varför du inte kan.\n\n"
        "Sammankallande: %(who)s. Skriv inga personuppgifter i mejl."
    )
    return _ended(body % given)


def _staff_question(facts: Facts) -> Message:
    subject = _("Något väntar på dig, ref. %(number)s.") % {"number": facts.number}
    body = _("Något väntar på dig. Logga in på %(address)s med referensen.\n\nFrågor? Ring %(who)s. "
             "Skriv inga personuppgifter i mejl.") % (_address() | {"who": _who(facts)})  # fmt: skip
    return Message(_by(subject, facts), _ended(body))


def _called_family(facts: Facts) -> Message:
    body = _(
        "Hej!\n\nDu är inbjuden till ett möte. Logga in på %(address)s och se plats och vilka som kommer."
    )
    return Message(_("Möte %(when)s") % {"when": _when(facts)}, _family_body(body, facts))


def _asked_family(facts: Facts) -> Message:
    body = _(
        "Hej!\n\nVi har en fråga till dig. Logga in på %(address)s och läs den. "
        "Du väljer själv vad du svarar."
    )
    return Message(_("En fråga till dig"), _family_body(body, facts))


def _ends_family(facts: Facts) -> Message:
    day = dagmanad(facts.answer_by) if facts.answer_by else ""
    body = _("Hej!\n\nEtt svar du har gett slutar snart att gälla. Logga in på %(address)s och se vilket.")
    subject = (
        _("Ett svar gäller till %(day)s") % {"day": day} if day else _("Ett svar slutar snart att gälla")
    )
    return Message(subject, _family_body(body, facts))


def _family_body(body: str, facts: Facts) -> str:
    asked = _("Frågor? Ring %(who)s.") % {"who": _who(facts)} if facts.telephone else ""
    return _ended("\n\n".join(filter(None, [body % _address(), asked])))


def examples(to_staff: bool) -> list[tuple[str, Message]]:
    """For the page where one chooses: the same meeting with as little and with as much as may be shown."""
    start = clock.local(clock.now()).replace(hour=13, minute=0) + timedelta(days=21)
    last = (start - timedelta(days=7)).date() if to_staff else None
    facts = Facts(
        NoticeKind.CALLED, to_staff, Detail.TIME, "SIP-0000-0000", _("Kim Exempel"),
        "010-123 45 67", start, start + timedelta(hours=1), last,
    )  # fmt: skip
    return [(str(Detail.NEUTRAL.label), neutral()), (str(Detail.TIME.label), message(facts))]


FAMILY: dict[NoticeKind, Callable[[Facts], Message]] = {
    NoticeKind.CALLED: _called_family,
    NoticeKind.CALL_UNANSWERED: _called_family,
    NoticeKind.ASKED_CONSENT: _asked_family,
    NoticeKind.CONSENT_ENDS: _ends_family,
    NoticeKind.SEEING_ASKED: _asked_family,
}
STAFF: dict[NoticeKind, Callable[[Facts], Message]] = {
    NoticeKind.CALLED: _called_staff,
    NoticeKind.CALL_UNANSWERED: _reminded_staff,
    NoticeKind.ASKED_CONSENT: _staff_question,
    NoticeKind.CONSENT_ENDS: _staff_question,
    NoticeKind.SEEING_ASKED: _staff_question,
}


def _address() -> dict[str, str]:
    return {"address": settings.SAMSYN_ADDRESS}


def _who(facts: Facts) -> str:
    return ", ".join(filter(None, [facts.leader, facts.telephone]))


def _by(subject: str, facts: Facts) -> str:
    if facts.answer_by is None:
        return subject
    return _("%(subject)s Svara senast %(day)s") % {"subject": subject, "day": dagmanad(facts.answer_by)}


def _when(facts: Facts) -> str:
    """torsdag 12 mars kl. 13.00–14.00, to staff; when it begins is enough for the family."""
    if facts.starts_at is None:
        return ""
    start = clock.local(facts.starts_at)
    until = f"–{klockslag(facts.ends_at)}" if facts.to_staff and facts.ends_at else ""
    given = {"weekday": veckodag(start), "day": dagmanad(start), "time": klockslag(start) + until}
    return _("%(weekday)s %(day)s kl. %(time)s") % given


def _ended(body: str) -> str:
    return body + "\n\n" + _("Svara inte på det här mejlet. Ingen läser svaret.") + "\n"
