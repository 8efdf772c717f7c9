"""Days of London as times of the world."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def start_of(day: date) -> datetime:
    """When a day begins in London, in UTC.

    >>> start_of(date(2024, 7, 19)).isoformat()
    '2024-07-18T23:00:00+00:00'
    """
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def today(now: datetime) -> date:
    """The day it is in London at a moment that knows its zone."""
    return now.astimezone(LONDON).date()
