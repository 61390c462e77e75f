"""What a measurement comes to."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """A value means little alone: `ratio` is how it stands to what was measured beside it."""

    value: float
    unit: str
    against: str
    ratio: float
    also: dict[str, float] = field(default_factory=dict)  # against what else → ratio

    def as_dict(self) -> dict[str, object]:
        told = {"value": self.value, "unit": self.unit, "against": self.against, "ratio": self.ratio}
        return told | ({"also": self.also} if self.also else {})

    def __str__(self) -> str:
        ratios = {self.against: self.ratio} | self.also
        beside = "; ".join(f"{ratio} of the {against}" for against, ratio in ratios.items())
        return f"{self.value} {self.unit}, {beside}"


class Unmeasured(Exception):
    """One sentence that says what is missing and what to do."""
