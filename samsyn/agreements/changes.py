"""Changing an agreement's value from a day on: whose agreement it is, who may, and what stands already.

A county's agreement is shared: the operator changes it, or the organisation the operator has named. Every
organisation may add to it for itself, where the addition protects the person as much.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samsyn.agreements import rules, wording
from samsyn.agreements.agreement import Agreement, Value
from samsyn.agreements.checking import rank
from samsyn.agreements.keys import KEYS
from samsyn.agreements.models import Change, Profile
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.kernel.sorting import Swedish
from samsyn.people.actor import Actor
from samsyn.people.models import Organisation
from samsyn.people.rules import may_administer, operates

ON_PAGES = ("number", "title", "choice", "choices", "flag")


def changeable(key: str) -> bool:
    """Tables and ages are changed in the file; a choice with one answer is none."""
    rule = KEYS.get(key)
    return rule is not None and rule.form in ON_PAGES and (rule.form != "choice" or len(rule.allowed) > 1)


def followed(organisation: Organisation) -> Profile:
    """The agreement the organisation follows: a shared one, or its own additions to one."""
    joined = Profile.objects.select_related("keeper", "organisation", "ground__keeper")
    return joined.get(code=organisation.agreement)


def shared(profile: Profile) -> Profile:
    return profile.ground or profile


def followers(profile: Profile) -> QuerySet[Organisation]:
    """All who follow the shared agreement, with own additions or without."""
    codes = [profile.code, *profile.additions.values_list("code", flat=True)]
    return Organisation.objects.filter(agreement__in=codes).defer("logotype").order_by(Swedish("name"), "pk")


def may_change(by: Actor, organisation: Organisation, *, shared: bool) -> Decision:
    """Whoever keeps the agreement; for own additions, whoever keeps the organisation."""
    kept = may_administer(by, organisation)
    return may_change_shared(by, _shared_by(organisation)) if kept and shared else kept


def _shared_by(organisation: Organisation) -> Profile:
    return shared(followed(organisation))


def may_change_shared(by: Actor, profile: Profile) -> Decision:
    if profile.code == rules.GROUND:
        return bar(_("Den nationella grunden ändras i tjänsten. Ni kan göra ett eget tillägg."))
    if operates(by):
        return ALLOWED
    duty = by.assignment
    if profile.keeper and duty and duty.administers and duty.unit.organisation_id == profile.keeper_id:
        return ALLOWED
    names = {"agreement": profile.name, "keeper": profile.keeper.name if profile.keeper else ""}
    if profile.keeper:
        return bar(
            _("%(agreement)s delas av flera. %(keeper)s ändrar den. Ni kan göra ett eget tillägg.") % names
        )
    return bar(
        _("%(agreement)s delas av flera. Den som driver samsyn ändrar den. Ni kan göra ett eget tillägg.")
        % names
    )


def may_name_keeper(by: Actor, profile: Profile) -> Decision:
    if shared(profile).code == rules.GROUND:
        return bar(_("Den nationella grunden ändras i tjänsten. Ingen annan kan sköta den."))
    if operates(by):
        return ALLOWED
    return bar(_("Bara den som driver samsyn kan bestämma vem som sköter överenskommelsen."))


def may_begin(since: date) -> Decision:
    """What has held is not changed afterwards."""
    if since >= clock.today():
        return ALLOWED
    return refuse(_("Välj i dag eller en dag som kommer. Det som redan har gällt ändras inte."))


def may_remove(profile: Profile, change: Change) -> Decision:
    """Only a change of the agreement one stands at, and only before its day."""
    if change.profile not in (profile, shared(profile)):
        return bar(_("Ändringen hör till en annan överenskommelse."))
    if change.removed_at is not None:
        return refuse(_("Ändringen är redan tillbakatagen."))
    if change.valid_from > clock.today():
        return ALLOWED
    return refuse(_("Ändringen gäller redan. Gör en ny ändring i stället."))


def may_add(below: Value, said: Mapping[str, Any]) -> Decision:
    """A setting gives way to any rule of one's own; a written rule only to one that is as strict."""
    if not below.verified:
        return ALLOWED
    if below.stricter is None:
        return refuse(_("Den här regeln är gemensam. Bara den som sköter överenskommelsen kan ändra den."))
    if said["value"] is None:
        return refuse(_("Skriv ett antal. Utan antal går det inte att se om regeln är strängare."))
    if below.value is None:
        return ALLOWED
    if said["unit"] != below.unit:
        return refuse(_("Räkna i samma slags dagar som den gemensamma regeln."))
    if rank(_ranked(below.stricter), said["value"]) <= rank(_ranked(below.stricter), below.value):
        return ALLOWED
    return refuse(_("Ett eget tillägg måste vara minst lika strängt som den gemensamma regeln."))


def _ranked(stricter: Any) -> Any:
    return stricter if isinstance(stricter, str) else list(stricter)


def in_words(key: str, entry: Mapping[str, Any]) -> str:
    """A value as it will be read, also one that is not stored yet."""
    alone = Agreement.of({"name": {}, "rules": {key: BLANK | entry}}, code="", valid_from=date.min)
    return wording.plain(alone, key)


BLANK: dict[str, Any] = {
    "unit": None,
    "from": None,
    "to": None,
    "stricter": None,
    "law": [],
    "agreement": "",
    "label": {},
    "text": {},
    "note": {},
}


def standing(profile: Profile) -> list[Change]:
    """Every change that stands, of the agreement and of what it adds to, the first day first."""
    stands = Change.objects.filter(profile__in=[profile, shared(profile)], removed_at=None)
    return list(stands.select_related("profile", "assignment__unit__organisation"))
