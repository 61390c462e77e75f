"""Loading agreements and law. A load only adds: unchanged content makes no version, a change makes the next.

Run by the owner of the database (`samsyn agreements load`); the other roles may only read.
"""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from samsyn.agreements import rules, showing
from samsyn.agreements.checking import read
from samsyn.agreements.models import Law, Profile, Version
from samsyn.agreements.reading import LAWS, PROFILES, Content, LoadError, fingerprint, laws
from samsyn.kernel import clock


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
    last = profile.versions.order_by("-number").first()
    if last and last.sha256 == content.sha256:
        return Loaded(profile.code, last.number, added=False)
    if last and content.valid_from < last.valid_from:
        raise LoadError(
            f"{Path(path).name}: begins {content.valid_from}, before version {last.number} "
            f"({last.valid_from}); give 'from' the day the change begins."
        )
    return _add(profile, content, last.number + 1 if last else 1)


def _add(profile: Profile, content: Content, number: int) -> Loaded:
    Version.objects.create(
        profile=profile,
        number=number,
        valid_from=content.valid_from,
        valid_to=content.valid_to,
        values=content.values,
        sha256=content.sha256,
        loaded_at=clock.now(),
    )
    rules.forget()
    return Loaded(profile.code, number, added=True)


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
