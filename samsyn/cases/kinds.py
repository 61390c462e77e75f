"""The kinds of scope and of place, and the sets of them that have a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScopeKind(models.TextChoices):
    FRAME = "frame"  # who is in the case, coordinator, times
    WHOLE = "whole"  # what concerns all questions: for whoever has a yes to every one of them
    QUESTION = "question"  # one question
    FAMILY = "family"  # the family and the one who prepares with them
    TALK = "talk"  # one family member (owner) and the one who prepares with them
    PARTY = "party"  # one unit's own
    STAFF = "staff"  # what those who lead keep about safety, with a reason: nothing of it is told
    APART = "apart"  # like another scope, but without one family member (owner)
    ONE = "one"  # one person's (owner) own: never exported, never staff's until handed in


class PlaceKind(models.TextChoices):
    """As what someone acts in a case."""

    CHILD = "child", _("barnet")
    PERSON = "person", _("huvudpersonen")
    GUARDIAN = "guardian", _("vårdnadshavare")
    REPRESENTATIVE = "representative", _("god man eller förvaltare")
    CLOSE = "close", _("närstående")
    RECEIVER = "receiver", _("tar emot begäran")
    MANAGER = "manager", _("ansvarig chef")  # steps in while nobody leads; sees no content
    CONVENER = "convener", _("sammankallande")
    COORDINATOR = "coordinator", _("samordnare")
    SECRETARY = "secretary", _("sekreterare")
    MEMBER = "member", _("deltagare")
    INTERPRETER = "interpreter", _("tolk")  # knows when and where; no content


SUBJECT_KINDS = frozenset({PlaceKind.CHILD, PlaceKind.PERSON})
LEADING_KINDS = frozenset({PlaceKind.CONVENER, PlaceKind.COORDINATOR})


class DisclosureKind(models.TextChoices):
    PLAN = "plan", _("Planen")
    FOLLOW_UP = "follow_up", _("Uppföljningen")
