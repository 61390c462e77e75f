"""What an agreement may say: every key, the form of its value and its heading on the page.

A new rule that differs between places gets its line here and its value in the profiles; the code asks
`Agreement` for it by this name.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

# The sectors of people.Sector: which duty a unit's work falls under.
SECTORS = ("health", "social", "school", "other")
FAMILY = ("guardian", "child", "person", "close_person")
DAYS = ("calendar", "working")


@dataclass(frozen=True)
class Key:
    """One key. `fields` are the facts a row has, each with the values it may take."""

    form: str
    heading: Any
    units: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    ages: bool = False


def number(heading: Any, *units: str) -> Key:
    return Key("number", heading, units=units)


def rows(heading: Any, ages: bool = False, allowed: tuple[str, ...] = (), **fields: Any) -> Key:
    return Key("rows", heading, allowed=allowed, fields=fields, ages=ages)


KEYS: dict[str, Key] = {
    "meeting_within": number(_("När hålls mötet?"), *DAYS),
    "start_within": number(_("När börjar arbetet?"), *DAYS),
    "who_may_start": rows(
        _("Vem får starta en SIP?"),
        allowed=SECTORS + FAMILY,
        how=("duty", "may", "with_approval", "signal"),
    ),
    "who_may_take_part": rows(
        _("Vilka får vara med?"), allowed=SECTORS + FAMILY, how=("always", "may", "wished")
    ),
    "school_and_preschool": rows(_("Hur arbetar vi med skola och förskola?")),
    "delay_reasons": rows(_("Varför kan det få ta längre tid?")),
    "who_decides_participants": Key(
        "choice", _("Vem bestämmer vilka som ska vara med?"), allowed=("guardian", "family", "together")
    ),
    "child_may_ask": Key("choice", _("Får barnet själv be om en SIP?"), allowed=("own", "with_approval")),
    "refusal": Key("choice", _("Får personalen säga nej?"), allowed=("exceptional",)),
    "refusal_needs_reason": Key("flag", _("Måste skälet till ett nej skrivas ned?")),
    "duty_to_attend": Key("choices", _("Vilka är skyldiga att komma?"), allowed=SECTORS),
    "consent_ages": rows(
        _("Vems ja behövs?"),
        ages=True,
        guardians=("all", "none"),
        child=("informed", "view", "consents"),
        representative=("recorded", "none"),
    ),
    "child_approves_from": number(_("När tillfrågas barnet om planen?"), "years"),
    "seeing_ages": rows(
        _("Vem får se?"),
        ages=True,
        guardian=("sees", "asked", "agrees", "none"),
        ask_days_before=int,
        decide_within_days=int,
    ),
    "consent_valid_days": number(_("När ska ett ja senast förnyas?"), *DAYS),
    "consent_reminder_days": number(_("När påminns familjen om att ett ja snart slutar gälla?"), "calendar"),
    "custody_proof_days": number(_("När kontrolleras vårdnaden på nytt?"), "calendar"),
    "consent_silence_days": number(_("Hur länge väntar vi på ett svar om samtycke?"), *DAYS),
    "call_back_within": number(_("När ringer vi den som har ändrat sitt ja?"), *DAYS),
    "mature_alone_from": number(_("När kan ett moget barn säga ja utan vårdnadshavarna?"), "years"),
    "private_note_expires_days": number(_("När tas en egen anteckning bort?"), *DAYS),
    "reply_within": number(_("När ska en kallelse besvaras?"), *DAYS),
    "signal_answer_within": number(_("När ska en signal besvaras?"), *DAYS),
    "follow_up_within": number(_("När följs planen upp?"), *DAYS),
    "successor_within": number(_("När får en plan en ny samordnare om den gamla slutar?"), *DAYS),
    "leader_inactive_days": number(_("När larmas huvudmannen om att ingen leder arbetet?"), "calendar"),
    "copy_receipt_within": number(_("När ska en kopia kvitteras?"), *DAYS),
    "measure_reminder_days": number(_("När påminns den som är sen med en insats?"), "calendar"),
    "errand_answer_within": number(_("När ska samordnaren svara om hjälp att nå någon?"), *DAYS),
    "readings_answer_within": number(_("När får familjen svar om vilka som har läst?"), *DAYS),
    "discharge_call_within": number(_("När kallas det till planering inför att någon skrivs ut?"), *DAYS),
    "questions_max": number(_("Hur många frågor får mötet ha?"), "questions"),
    "age_span": Key("span", _("Vilka åldrar gäller det?")),
    "eves_are_free": Key("flag", _("Är midsommarafton, julafton och nyårsafton lediga dagar?")),
    "coordinator_title": Key("title", _("Vad kallas den som håller ihop planen?")),
    "convener_title": Key("title", _("Vad kallas den som kallar till mötet?")),
    "call_title": Key("title", _("Vad kallas brevet till den som är skyldig att komma?")),
    "invitation_title": Key("title", _("Vad kallas brevet till andra?")),
    "lead_principal": Key(
        "choice", _("Vem har det övergripande ansvaret?"), allowed=("coordinators", "chosen")
    ),
    "closing_grounds": rows(_("När kan SIP:en avslutas?")),
    "agenda": rows(_("Hur går mötet till?"), letter=str),
    "indicators": rows(_("När kan en SIP behövas?")),
    "complaint_ways": rows(_("Vad kan du göra om du får nej?")),
    "report_ways": rows(_("Hur gör personal en orosanmälan?")),
}
