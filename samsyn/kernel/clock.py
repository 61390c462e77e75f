"""The only place that asks what time it is. Days are Stockholm's days; instants are UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """This instant, aware."""
    return timezone.now()


def local(moment: datetime) -> datetime:
    """The same instant on Stockholm's clock."""
    return moment.astimezone(STOCKHOLM)


def today() -> date:
    """The date in Stockholm."""
    return local(now()).date()


def midnight(day: date) -> datetime:
    """00:00 in Stockholm on that day: where rights that end with a day end."""
    return datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM)
