"""What a measurement comes to."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """A value means little alone: `ratio` is how it stands to what was measured beside it."""

    value: float
    unit: str
    against: str
    ratio: float

    def as_dict(self) -> dict[str, float | str]:
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.value} {self.unit}, {self.ratio} times the {self.against}"


class Unmeasured(Exception):
    """One sentence that says what is missing and what to do."""
