"""What holds here, on this day, for this age. Every answer comes with its source.

Days, titles and who calls are frozen: ask `version(round.agreement_version)`. Whose yes is needed and who
sees follow the day: ask `in_force(code, clock.today())`.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic

from django.db.models import Max

from samsyn.agreements import wording
from samsyn.agreements.agreement import Agreement, Paragraph, Row
from samsyn.agreements.checking import read
from samsyn.agreements.keys import KEYS
from samsyn.agreements.models import Law, Version

GROUND = "nationell"
# A version never changes, so it may be kept; the law can get a new edition while the service runs.
_versions: dict[int, Agreement] = {}
_laws: dict[str, tuple[float, tuple[Paragraph, ...]]] = {}
LAWS_KEPT_FOR = 60.0  # seconds


class NotInForce(LookupError):
    """No version of that agreement, or no wording of that law, holds on the day."""


def forget() -> None:
    """After a load: what is kept in memory is read anew."""
    _versions.clear()
    _laws.clear()


def in_force(code: str, on: date) -> Agreement:
    """The agreement that holds on the day. One small query; what the version says is kept in memory."""
    row = Version.objects.on(on).filter(profile__code=code).values_list("pk").first()
    if row is None:
        raise NotInForce(f"No agreement {code!r} holds on {on}; load it with `samsyn agreements load`.")
    return version(row[0])


def version(version_id: int) -> Agreement:
    """The version a round keeps, however old."""
    if version_id not in _versions:
        row = Version.objects.select_related("profile").get(pk=version_id)
        _versions[version_id] = _agreement(row)
    return _versions[version_id]


def _agreement(row: Version) -> Agreement:
    values = row.values
    if not KEYS.keys() <= values["rules"].keys():
        # Stored before the code learned a new key: the ground says what holds for that one.
        ground = Version.objects.filter(profile__code=GROUND).order_by("-number").first()
        values = values | {"rules": (ground.values["rules"] if ground else {}) | values["rules"]}
    return Agreement.of(
        values,
        code=row.profile.code,
        version_id=row.pk,
        version=row.number,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def from_file(path: Path) -> Agreement:
    """A profile straight from its file, not loaded: for looking before loading."""
    content = read(path)
    return Agreement.of(
        content.values, code=content.code, valid_from=content.valid_from, valid_to=content.valid_to
    )


def law(code: str, on: date) -> Paragraph:
    """The provision as it read that day: old plans show the law of their day."""
    for paragraph in paragraphs():
        if paragraph.code == code and paragraph.holds(on):
            return paragraph
    raise NotInForce(f"No wording of {code!r} holds on {on}; load it with `samsyn agreements load`.")


def paragraphs() -> tuple[Paragraph, ...]:
    """The latest edition of the law file, every wording."""
    read_at, kept = _laws.get("latest", (float("-inf"), ()))
    if monotonic() - read_at > LAWS_KEPT_FOR:
        latest = Law.objects.aggregate(latest=Max("edition"))["latest"]
        kept = tuple(_paragraph(row) for row in Law.objects.filter(edition=latest))
        _laws["latest"] = (monotonic(), kept)
    return kept


def _paragraph(row: Law) -> Paragraph:
    return Paragraph(
        code=row.code,
        titles=row.title,
        paragraph=row.paragraph,
        since=row.valid_from,
        until=row.valid_to,
        sentences=row.sentence,
        source=row.source,
        verified=row.verified,
    )


def laws_behind(agreement: Agreement, key: str, on: date) -> list[Paragraph]:
    """The provisions that a value rests on, in the wording of the day."""
    order = agreement[key].law
    behind = [found for found in paragraphs() if found.code in order and found.holds(on)]
    return sorted(behind, key=lambda found: order.index(found.code))


def source(agreement: Agreement, key: str, on: date) -> str:
    """Where the rule stands, the paragraphs of the day included."""
    laws = [str(paragraph) for paragraph in laws_behind(agreement, key, on)]
    return "; ".join([agreement.source(key).rstrip("."), *laws])


@dataclass(frozen=True)
class Deadline:
    """A date with the rule behind it. Without a number there is no last day, only the words."""

    key: str
    what: str
    last_day: date | None
    text: str
    source: str
    verified: bool


def clock(agreement: Agreement, asked_on: date) -> list[Deadline]:
    """What runs from the request: when the work begins and when the meeting is held at the latest."""
    return [deadline(agreement, key, asked_on) for key in ("start_within", "meeting_within")]


def deadline(agreement: Agreement, key: str, start: date) -> Deadline:
    """One deadline of the agreement, counted from a day."""
    return Deadline(
        key=key,
        what=str(KEYS[key].heading),
        last_day=agreement.last_day(key, start),
        text=wording.plain(agreement, key),
        source=source(agreement, key, start),
        verified=agreement[key].verified,
    )


@dataclass(frozen=True)
class WhoseYes:
    """Whose yes is needed. `child` is the one the plan is for, grown-up or not."""

    guardians: bool
    child: bool
    stance: str  # what is asked of the child: "informed", "view" or "consents"
    representative: bool  # whether a god man or förvaltare is written down beside the yes
    text: str
    source: str
    verified: bool


def whose_yes(agreement: Agreement, age: int, on: date) -> WhoseYes:
    """Whose yes is needed at that age (domain: age and consent). Seeing is another table: `who_sees`."""
    row = agreement.row_for_age("consent_ages", age)
    return WhoseYes(
        guardians=row["guardians"] == "all",
        child=row["child"] == "consents",
        stance=row["child"],
        representative=row["representative"] == "recorded",
        text=row.label,
        source=source(agreement, "consent_ages", on),
        verified=agreement["consent_ages"].verified,
    )


def age_when_unknown(agreement: Agreement, guarded: bool) -> int:
    """The age to go by when a birthday is unknown, out of the agreement's own table.

    A child is taken for the oldest whose guardians decide and who says what it thinks; a grown-up for the
    youngest who decides alone.
    """
    rows = [row for row in agreement.rows("consent_ages") if (row["guardians"] == "all") == guarded]
    heard = [row["from_age"] for row in rows if not guarded or row["child"] != "consents"]
    return max(heard) if guarded else min(heard)


def who_sees(agreement: Agreement, age: int) -> Row:
    """What a guardian sees at that age: `row["guardian"]` is "sees", "asked" or "none"."""
    return agreement.row_for_age("seeing_ages", age)


def needs_child_approval(agreement: Agreement, age: int) -> bool:
    """Whether the one the plan is for is asked to approve it: C144 "där fit", C146."""
    first = agreement.number("child_approves_from")
    return first is not None and age >= first


def covers(agreement: Agreement, age: int) -> bool:
    """Whether the agreement is made for that age; the last age is included ('till och med 20 år')."""
    span = agreement.value("age_span")
    return span["from_age"] <= age and (span["to_age"] is None or age <= span["to_age"])


def for_age(code: str, age: int, on: date) -> Agreement:
    """The agreement for a person of that age: one made for children leaves the grown-up to the ground."""
    found = in_force(code, on)
    return found if covers(found, age) else in_force(GROUND, on)


def how_to_start(agreement: Agreement, who: str) -> str:
    """One of "duty", "may", "with_approval" or "signal", for a sector or a member of the family."""
    for row in agreement.rows("who_may_start"):
        if row.code == who:
            return row["how"]
    return "signal"


def how_to_take_part(agreement: Agreement, who: str) -> str:
    """C079: one of "always", "may" or "wished" (by the family), for a sector or a member of the family."""
    for row in agreement.rows("who_may_take_part"):
        if row.code == who:
            return row["how"]
    return "wished"


def has_duty(agreement: Agreement, sector: str) -> bool:
    """C123: whether a unit of that sector must come when it is called."""
    return sector in agreement.value("duty_to_attend")


def call_name(agreement: Agreement, sector: str) -> str:
    """What the letter to that unit is called: a kallelse to those with a duty, else an inbjudan."""
    return agreement.title("call_title" if has_duty(agreement, sector) else "invitation_title")
