"""What the worker does here: lets out what is due."""

from samsyn.kernel.jobs import every
from samsyn.notices import sending


@every(seconds=10)
def send_notices() -> None:
    """Mails that are due, and tries of an address."""
    sending.send_due()
    sending.send_tests()
