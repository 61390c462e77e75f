"""The choices of a plan that have a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    ESTABLISHED = "established", _("Fastställd")


class Principal(models.TextChoices):
    """A huvudman: the law asks which of the two answers for each measure, and for the whole."""

    KOMMUN = "kommun", _("Kommunen")
    REGION = "region", _("Regionen")


class Responsible(models.TextChoices):
    """Who answers for a measure: a huvudman, or somebody else (the law's third item)."""

    KOMMUN = "kommun", _("Kommunen")
    REGION = "region", _("Regionen")
    OTHER = "other", _("Någon annan")


class VoiceKind(models.TextChoices):
    """How the child has been heard (Barnkonventionen art. 12): one of four, never nothing."""

    OWN = "own", _("Med egna ord")
    CONVEYED = "conveyed", _("Någon annan har berättat")
    DID_NOT_WANT = "did_not_want", _("Ville inte säga något")
    COULD_NOT = "could_not", _("Kunde inte säga något")


class Whose(models.TextChoices):
    SUBJECT = "subject", _("Den planen gäller")
    FAMILY = "family", _("Familjen")


class StrengthKind(models.TextChoices):
    """C135."""

    QUALITY = "quality", _("Goda egenskaper")
    NETWORK = "network", _("Viktiga personer")
    MOTIVATION = "motivation", _("Vilja och ork")
    CONDITION = "condition", _("Förutsättningar")


class ApprovalKind(models.TextChoices):
    APPROVED = "approved", _("Godkänner planen")
    DISSENT = "dissent", _("Tycker något annat")


class How(models.TextChoices):
    """Nobody needs a device: what was said can be written down by the one who leads."""

    SELF = "self", _("Själv, i tjänsten")
    TELEPHONE = "telephone", _("Per telefon")
    PAPER = "paper", _("På papper")


class Assessor(models.TextChoices):
    """C140: the two that assess whether somebody may need to live elsewhere."""

    SOCIAL = "social", _("Socialtjänsten")
    PSYCHIATRY = "psychiatry", _("BUP eller psykiatrin")


class Consulted(models.TextChoices):
    """C128: what an absent one says about the preliminary plan."""

    AGREES = "agrees", _("Säger ja till planen som den är")
    CHANGES = "changes", _("Vill ändra något")


class Uptake(models.TextChoices):
    """Whether a unit that was not at the meeting takes on what the plan proposes for it."""

    TAKES = "takes", _("Tar på sig insatsen")
    DECLINES = "declines", _("Tar inte på sig insatsen")
