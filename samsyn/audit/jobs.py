"""The log's own work: seals each minute, room for the readings of the coming months."""

import logging

from django.db import connection

from samsyn.audit import sealing
from samsyn.audit.keys import NoKey
from samsyn.kernel.jobs import every

log = logging.getLogger(__name__)


@every(seconds=60)
def seal() -> None:
    try:
        sealing.seal()
    except (sealing.Unanchored, NoKey) as why:
        log.error("nothing is sealed: %s", why)


@every(seconds=24 * 60 * 60)
def make_months() -> None:
    """A year ahead; a reading outside them is kept too, and told of."""
    with connection.cursor() as cursor:
        cursor.execute("select make_reading_months(), readings_outside_months()")
        outside = cursor.fetchone()[1]
    if outside:
        log.error("%s readings lie outside the months that there is room for", outside)
