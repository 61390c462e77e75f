"""What the worker does here: lets out what is due, and reads what comes back."""

from samsyn.kernel.jobs import every
from samsyn.notices import returned, sending


@every(seconds=10)
def send_notices() -> None:
    """Mails that are due, and tries of an address."""
    sending.send_due()
    sending.send_tests()


@every(seconds=60)
def read_returned_mail() -> None:
    """Addresses that took no mail: whoever leads rings."""
    returned.read_returned()
