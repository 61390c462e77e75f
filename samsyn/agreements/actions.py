"""Loading agreements and law, and changing a value from a day on. Both only add versions.

A load is run by the owner of the database (`samsyn agreements load`): unchanged content makes no version.
A change is made on a page, by a definer function of the database that asks once more who may.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from samsyn.agreements import changes, rules, showing
from samsyn.agreements.checking import read
from samsyn.agreements.models import Change, Law, Profile, Version
from samsyn.agreements.reading import LAWS, PROFILES, Content, LoadError, fingerprint, laws
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.ref import new_ref
from samsyn.people.actor import Actor
from samsyn.people.models import Organisation


@dataclass(frozen=True)
class Loaded:
    """What a load came to: which version now holds the content, and whether it was added just now."""

    code: str
    number: int
    added: bool


@transaction.atomic
def load_all() -> list[Loaded]:
    """The law and every profile that comes with samsyn."""
    return [load_laws(), *(load(path) for path in sorted(PROFILES.glob("*.yaml")))]


@transaction.atomic
def load(path: Path) -> Loaded:
    """One profile from its file. Raises `LoadError`, and then nothing is added."""
    content = read(Path(path))
    profile, _new = Profile.objects.get_or_create(code=content.code, defaults={"name": content.name["sv"]})
    # Two loads at once would otherwise both take the same number.
    Profile.objects.select_for_update().get(pk=profile.pk)
    last = profile.versions.filter(loaded=True).order_by("-number").first()
    if last and last.sha256 == content.sha256:
        return Loaded(profile.code, last.number, added=False)
    if last and content.valid_from < last.valid_from:
        raise LoadError(
            f"{Path(path).name}: begins {content.valid_from}, before version {last.number} "
            f"({last.valid_from}); give 'from' the day the change begins."
        )
    return _add(profile, content)


def _add(profile: Profile, content: Content) -> Loaded:
    number = (profile.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    Version.objects.create(
        profile=profile,
        number=number,
        valid_from=content.valid_from,
        valid_to=content.valid_to,
        values=content.values,
        sha256=content.sha256,
        loaded_at=clock.now(),
    )
    # What was changed on a page goes before what is loaded, and own additions follow what they add to.
    _call("select _compose_agreement(%s, %s)", profile.pk, content.valid_from)
    return Loaded(profile.code, number, added=True)


def _call(statement: str, *given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
    rules.forget()


@transaction.atomic
def change_value(
    *, by: Actor, organisation: Organisation, shared: bool, key: str, said: Mapping[str, Any], since: date
) -> None:
    """Change one value from a day on: for all who share the agreement, or as the organisation's own addition.

    `said` holds value, unit, label, text, source and verified. Adds a version; rounds that run keep theirs.
    Raises `Refused` to who may not, before today, and when an own addition protects less than what is shared.
    """
    require(changes.may_change(by, organisation, shared=shared), changes.may_begin(since))
    if not shared:
        below = rules.in_force(changes.shared(changes.followed(organisation)).code, since)
        require(changes.may_add(below[key], said))
    _call(
        "select change_agreement(%s, %s, %s, %s, %s, %s)",
        new_ref(), organisation.ref, shared, key, json.dumps(dict(said)), since,
    )  # fmt: skip


@transaction.atomic
def remove_change(*, by: Actor, organisation: Organisation, change: Change) -> None:
    """Take back a change before the day it begins. Raises `Refused` once that day has come."""
    require(changes.may_change(by, organisation, shared=change.profile.ground_id is None))
    require(changes.may_remove(changes.followed(organisation), change))
    _call("select remove_agreement_change(%s, %s)", organisation.ref, change.ref)


@transaction.atomic
def name_keeper(*, by: Actor, organisation: Organisation) -> None:
    """The operator says that this organisation keeps the agreement that it shares with others."""
    require(changes.may_name_keeper(by, changes.followed(organisation)))
    _call("select name_agreement_keeper(%s)", organisation.ref)


@transaction.atomic
def load_laws(path: Path = LAWS) -> Loaded:
    """The law file as one edition."""
    rows = laws(Path(path))
    sha256 = fingerprint(rows)
    last = Law.objects.order_by("-edition").first()
    if last and last.sha256 == sha256:
        return Loaded("laws", last.edition, added=False)
    edition = last.edition + 1 if last else 1
    Law.objects.bulk_create(
        Law(
            edition=edition,
            code=row["code"],
            title=row["title"],
            paragraph=row["paragraph"],
            valid_from=row["from"],
            valid_to=row["to"],
            sentence=row["sentence"],
            source=row["source"],
            verified=row["verified"],
            sha256=sha256,
            loaded_at=clock.now(),
        )
        for row in rows
    )
    rules.forget()
    return Loaded("laws", edition, added=True)


def show() -> str:
    """Every agreement in force today, as text for the command line."""
    today = clock.today()
    codes = Profile.objects.order_by("code").values_list("code", flat=True)
    return "\n\n".join(showing.as_text(rules.in_force(code, today), today) for code in codes)
