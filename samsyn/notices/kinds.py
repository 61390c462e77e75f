"""What people are told, how, how much of it stands in the open, and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    CALLED = "called", _("Kallelse till ett möte")
    CALL_UNANSWERED = "call_unanswered", _("Påminnelse om att svara på kallelsen")
    ASKED_CONSENT = "asked_consent", _("Fråga om samtycke")
    CONSENT_ENDS = "consent_ends", _("Ett ja som snart slutar gälla")
    SEEING_ASKED = "seeing_asked", _("Fråga om vem som ska se det nya i planen")


class OutletName(models.TextChoices):
    """The ways out of the system. What each is and does: outlets.py."""

    MAIL = "mail", _("Mejl")
    RING = "ring", _("Telefon")


class Detail(models.TextChoices):
    """How much may stand where others can read it, the strictest first."""

    NEUTRAL = "neutral", _("Bara att jag har fått ett meddelande")
    TIME = "time", _("Dag, tid och vem jag kan ringa")


class State(models.TextChoices):
    WAITING = "waiting", _("Väntar på att skickas")
    HELD = "held", _("Väntar på ditt val")
    SENDING = "sending", _("Skickas nu")
    SENT = "sent", _("Skickat")
    REFUSED = "refused", _("Kom inte fram")
    BOUNCED = "bounced", _("Kom tillbaka")
    STOPPED = "stopped", _("Stoppat")
    BY_HAND = "by_hand", _("Någon ringer")


TO_RING = (State.BY_HAND, State.REFUSED, State.BOUNCED)


class Choice(models.TextChoices):
    """What the one who leads chose, where a notice would have shown what is protected (texts 12)."""

    WITHOUT = "without", _("Skicka utan")
    IN_PERSON = "in_person", _("Lämna personligen")
    ASK = "ask", _("Fråga")


class Reason(models.TextChoices):
    """Why a notice stands where it does."""

    NO_ADDRESS = "no_address", _("Har ingen adress för mejl.")
    PROTECTED = "protected", _("Skyddade uppgifter: inget skickas.")
    REVEALS = "reveals", _("Någon i ärendet har skyddade uppgifter.")
    KEPT_FROM = "kept_from", _("Får bara det neutrala mejlet.")
    OVER = "over", _("Det behövs inte längre.")
    GONE = "gone", _("Får inte veta det här längre.")
    REPLACED = "replaced", _("Ett nyare meddelande gick i stället.")
    ANSWERED = "answered", _("Har redan svarat.")
    ADDRESS = "address", _("Adressen tog inte emot mejlet.")
    UNREACHED = "unreached", _("Mejlet gick inte att skicka, fast vi försökte flera gånger.")
    UNSURE = "unsure", _("Vi vet inte om mejlet kom fram. Vi skickar det inte igen.")
