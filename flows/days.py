"""Days of London as times of the world."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from extractors.model import Window

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


def years(window: Window) -> Iterator[Window]:
    """A window of more than a year by calendar years, the newest first; a shorter one whole.

    >>> [str(w.since) for w in years(Window(date(2022, 5, 1), date(2024, 3, 31)))]
    ['2024-01-01', '2023-01-01', '2022-05-01']
    """
    if window.until - window.since < timedelta(days=366):
        yield window
        return
    for year in range(window.until.year, window.since.year - 1, -1):
        yield Window(max(window.since, date(year, 1, 1)), min(window.until, date(year, 12, 31)))
