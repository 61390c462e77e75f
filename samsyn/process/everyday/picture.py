"""The week as boxes: whole numbers for a drawing on the server. Words stand in the list beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samsyn.process.everyday.week import Day, Event

LEFT, TOP, COLUMN, HOUR, BAND = 44, 30, 96, 30, 30
WIDTH = LEFT + 7 * COLUMN + 4
EARLIEST, LATEST = 8, 17  # the hours that are always drawn
SMALLEST = 24  # of a box's height: a number must fit


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    number: int
    way: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def centre(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Line:
    at: int
    hour: int


@dataclass(frozen=True)
class Head:
    x: int
    middle: int
    day: date
    is_today: bool


@dataclass(frozen=True)
class Picture:
    """`band`: the strip on top for what has no time of day."""

    width: int
    height: int
    column: int
    top: int
    start: int  # where the days begin, from the left
    end: int
    label: int  # where the hours are written
    band: int
    heads: list[Head]
    hours: list[Line]
    boxes: list[Box]


def draw(days: list[Day], *, mirrored: bool = False) -> Picture:
    """Monday first: from the left, or from the right where that is how one reads."""
    timed = [event for day in days for event in day.met if event.begins]
    first = min([EARLIEST, *(event.span[0] // 60 for event in timed)])
    last = max([LATEST, *(min(24, -(-event.span[1] // 60)) for event in timed)])
    deepest = max((sum(not event.begins for event in day.met) for day in days), default=0)
    band = (deepest + 2) // 3 * BAND
    top = TOP + band
    height = top + (last - first) * HOUR + 6
    boxes = [box for place, day in enumerate(days) for box in _boxes(day, place, first, top)]
    heads = [
        Head(LEFT + n * COLUMN, LEFT + n * COLUMN + COLUMN // 2, day.day, day.is_today)
        for n, day in enumerate(days)
    ]
    hours = [Line(top + (hour - first) * HOUR, hour) for hour in range(first, last + 1)]
    end = LEFT + 7 * COLUMN
    made = Picture(WIDTH, height, COLUMN, TOP, LEFT, end, LEFT // 2, band, heads, hours, boxes)
    return _mirror(made) if mirrored else made


def _boxes(day: Day, place: int, first: int, top: int) -> list[Box]:
    left = LEFT + place * COLUMN
    whole = [event for event in day.met if not event.begins]
    third = COLUMN // 3
    made = [
        Box(left + 2 + n % 3 * third, TOP + 3 + n // 3 * BAND, third - 4, BAND - 6, e.item.number, e.at.way)
        for n, e in enumerate(whole)
    ]
    return made + _timed([event for event in day.met if event.begins], left, first, top)


def _timed(events: list[Event], left: int, first: int, top: int) -> list[Box]:
    """What happens at the same time stands side by side."""
    made = []
    for together in _clusters(events):
        lanes = _lanes(together)
        width = (COLUMN - 4) // (max(lanes) + 1)
        for event, lane in zip(together, lanes, strict=True):
            start, end = event.span
            y = top + (start - first * 60) * HOUR // 60
            height = max(SMALLEST, (min(end, 24 * 60) - start) * HOUR // 60 - 2)
            x = left + 2 + lane * width
            made.append(Box(x, y + 1, width - 2, height, event.item.number, event.at.way))
    return made


def _drawn(event: Event) -> tuple[int, int]:
    """As long as its box is, which is never too low for a number."""
    start, end = event.span
    return start, max(end, start + SMALLEST * 60 // HOUR + 4)


def _clusters(events: list[Event]) -> list[list[Event]]:
    found: list[list[Event]] = []
    until = -1
    for event in sorted(events, key=lambda one: (one.span, one.item.number)):
        start, end = _drawn(event)
        if start >= until:
            found.append([])
        found[-1].append(event)
        until = max(until, end)
    return found


def _lanes(events: list[Event]) -> list[int]:
    free: list[int] = []  # when each lane is free again
    lanes = []
    for event in events:
        start, end = _drawn(event)
        lane = next((n for n, until in enumerate(free) if until <= start), len(free))
        free[lane : lane + 1] = [end]
        lanes.append(lane)
    return lanes


def _mirror(made: Picture) -> Picture:
    def turned(x: int, width: int = 0) -> int:
        return WIDTH - x - width

    return Picture(
        made.width, made.height, made.column, made.top, turned(made.end), turned(made.start),
        turned(made.label), made.band,
        [Head(turned(h.x, COLUMN), turned(h.middle), h.day, h.is_today) for h in made.heads],
        made.hours,
        [
            Box(turned(b.x, b.width), b.y, b.width, b.height, b.number, b.way)
            for b in made.boxes
        ],
    )  # fmt: skip
