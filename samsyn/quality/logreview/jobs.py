"""What the worker does here: raises alarms, and tells those who review."""

from samsyn.kernel.jobs import every
from samsyn.quality.logreview import alarming


@every(seconds=300)
def raise_alarms() -> None:
    """What is unusual is written down within minutes, also while nobody looks."""
    alarming.raise_alarms()


@every(seconds=10)
def send_alarms() -> None:
    """Mails about alarms that are due."""
    alarming.send_alarms()
