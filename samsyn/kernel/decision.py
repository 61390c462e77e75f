"""A yes, or a no with its reason: the same value shows the button, the sentence in its place, and the 403."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Decision:
    """May this be done? `reason` is a sentence in the reader's language; empty when allowed.

    `barred`: not this person's to do (403), as against not now or not like this (409).
    """

    allowed: bool
    reason: str = ""
    barred: bool = False

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)


def refuse(reason: object) -> Decision:
    """A no that says why."""
    return Decision(False, str(reason))


def bar(reason: object) -> Decision:
    """A no to the one who asks, whatever the circumstances."""
    return Decision(False, str(reason), barred=True)


class Refused(Exception):
    """Raised by a verb that may not be done now; carries the decision."""

    def __init__(self, decision: Decision):
        super().__init__(decision.reason)
        self.decision = decision


def require(*decisions: Decision) -> None:
    """Raise `Refused` with the first no."""
    for decision in decisions:
        if not decision:
            raise Refused(decision)
