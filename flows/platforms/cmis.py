"""CMIS: a calendar page, its list view, one page a month, one page a meeting, whose documents are the papers.

Source: recorded answers of such sites. There is no web service. The calendar has one of a few names and a module whose
number differs from site to site; the list view shows the current month whatever it is asked for, a month's page prints
days without their year. Addresses of documents are encrypted and are kept to the byte; an entry without an address is
one that is not public.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from lxml import etree

from extractors.model import Council, Happened, Listing, Outcome, Stage, Window
from extractors.values import MONTHS, dates
from flows.fetch import Fetch
from flows.markup import Page, address, classes, words
from flows.pages import title_of
from flows.search import ask_page, each_once, ended, malformed

CALENDARS = ("Meetings.aspx", "MeetingsCalendar.aspx", "CalendarofMeetings.aspx", "MeetingCalendar.aspx")
"""What the page of the calendar is called, the usual name first."""
MODULE = re.compile(rb"dnn[$_]ctr(\d+)[$_]MeetingCalendarPublic")
MEETING = re.compile(r"ctl[/=]ViewMeetingPublic\b.*\bMeeting[/=](\d+)", re.I)
BEFORE_CONTROL = re.compile(r"(.*/tabid/\d+)/ctl/ViewMeetingPublic/mid/(\d+)/", re.I)
CLOCK = re.compile(r"^\d{1,2}[:.]\d\d\s*(?:am|pm)?\s*", re.I)
SIZE = re.compile(r"\s*\(\d[\d.,]*\s*[KMG]?b\)$", re.I)
TOOLTIP = re.compile(r"^Click to view:?\s*'?(.*?)'?$", re.I)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The page with the calendar, without a query, and the number of the module that draws it."""

    page: str
    module: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting by its number, its page, the committee that meets and the day."""

    id: str
    url: str
    body: str | None
    day: date


def find_reports(council: Council, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """Every paper of every meeting in the window, then `searched`, or `incomplete` where a page came to nothing."""
    calendar = _calendar(council, fetch)
    if isinstance(calendar, Outcome):
        yield calendar
    else:
        yield from each_once(council, _search(council, calendar, window, fetch))


def _search(council: Council, calendar: Calendar, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    lost = 0
    asked: set[str] = set()
    for meeting in _meetings(council, calendar, window, fetch):
        found: Iterator[Listing | Outcome] = iter(())
        if isinstance(meeting, Outcome):
            found = iter([meeting])
        elif meeting.id not in asked and window.since <= meeting.day <= window.until:
            asked.add(meeting.id)
            found = _papers(council, meeting, fetch)
        for one in found:
            lost += isinstance(one, Outcome)
            yield one
    yield ended(council, window, lost)


def _calendar(council: Council, fetch: Fetch) -> Calendar | Outcome:
    """The calendar under the first name that has one. What is no calendar tells more than what is not there."""
    last: Outcome | None = None
    for name in CALENDARS:
        url = f"{council.base_url}/{name}"
        answer = fetch(url, council.slug, Stage.FIND)
        if isinstance(answer, Outcome):
            if answer.happened is not Happened.NOT_FOUND:
                return answer
            continue
        module = MODULE.search(answer.body)
        if module:
            return Calendar(answer.url.partition("?")[0], module.group(1).decode())
        said = f"expected a calendar (dnn$ctr…$MeetingCalendarPublic), got {title_of(answer.body)!r}"
        last = last or malformed(council, url, said)
    said = f"no calendar of meetings: none of {', '.join(CALENDARS)} is there"
    return last or Outcome(council.slug, Stage.FIND, Happened.NOT_FOUND, council.base_url, said)


def _meetings(council: Council, calendar: Calendar, window: Window, fetch: Fetch) -> Iterator[Meeting | Outcome]:
    """Those of the list view, which are a month's at most, and those of every month of the window."""
    url = f"{calendar.page}?ctl=MeetingCalendarListView&mid={calendar.module}"
    page = ask_page(council, fetch, url)
    listed = [*([page] if isinstance(page, Outcome) else read_list(council, page))]
    yield from listed
    link = next((one.url for one in listed if isinstance(one, Meeting)), None)
    for month in _months(window):
        page = ask_page(council, fetch, _month_address(calendar, link, month))
        if isinstance(page, Outcome):
            yield page
        else:
            yield from read_month(council, page, month)


def _months(window: Window) -> Iterator[date]:
    """The first day of every month that the window touches."""
    for n in range(window.since.year * 12 + window.since.month - 1, window.until.year * 12 + window.until.month):
        yield date(n // 12, n % 12 + 1, 1)


def _month_address(calendar: Calendar, link: str | None, month: date) -> str:
    """Where a whole month is shown: beside a known meeting; else, in a recess, by the same words as a query."""
    control = BEFORE_CONTROL.match(link or "")
    if control:
        page, module = control.groups()
        return f"{page}/ctl/MeetingCalendarPublicNoJava/mid/{module}/Date/{month}/Default.aspx"
    return f"{calendar.page}?ctl=MeetingCalendarPublicNoJava&mid={calendar.module}&Date={month}"


def read_list(council: Council, page: Page) -> Iterator[Meeting | Outcome]:
    """The meetings of the list view; it may be empty, but it must be there."""
    if not _with_class(page.root, "*", "DateColumn") and not _with_class(page.root, "*", "MeetingCalendarListView"):
        yield malformed(council, page.url, f"expected the list of meetings (DateColumn), got {page.title!r}")
    for cell in _with_class(page.root, "td", "DateColumn"):
        for link in cell.iter("a"):
            said = words(link)
            days = dates(said)
            meeting = _meeting(page.url, link, said.partition(" - ")[2], days[0][0]) if days else None
            yield meeting or malformed(
                council, page.url, f"expected a link '9 Jul 2026 11:00 - Committee', got {said!r}"
            )


def read_month(council: Council, page: Page, month: date) -> Iterator[Meeting | Outcome]:
    """The meetings of a month's page. Its days say no year, so their weekdays have to agree."""
    expected = f"{MONTHS[month.month - 1].title()} {month.year}"
    cells = [(cell, words(cell)) for cell in _with_class(page.root, "td", "SimpleCalendarDate")]
    days = [(cell, _day(said, month.year)) for cell, said in cells]
    mine = [(cell, day) for cell, day in days if day and (day.year, day.month) == (month.year, month.month)]
    if not mine:
        got = f"days as {cells[0][1]!r}" if cells else f"{page.title!r} without days (SimpleCalendarDate)"
        yield malformed(council, page.url, f"expected the days of {expected}, got {got}")
    for cell, day in mine:
        row = cell.getparent()
        links = [a for a in row.iter("a") if MEETING.search(a.get("href") or "")] if row is not None else []
        for link in links:
            meeting = _meeting(page.url, link, CLOCK.sub("", words(link)), day)
            yield meeting or malformed(council, page.url, f"expected a meeting's address, got {link.get('href')!r}")
        unlinked = [words(p) for p in _with_class(row, "p", "Meeting") if not any(a in links for a in p.iter("a"))]
        for said in unlinked:
            yield malformed(council, page.url, f"expected a link to the meeting {said!r} on {day}, got none")


def _day(said: str, year: int) -> date | None:
    """A day as a month's page prints it; None where it is no day of that year.

    >>> _day("Monday, 8 June", 2026), _day("Monday, 8 June", 2025)
    (datetime.date(2026, 6, 8), None)
    """
    days = dates(f"{said} {year}")
    named = [name for name in WEEKDAYS if name in said.casefold()]
    return days[0][0] if days and (not named or named == [WEEKDAYS[days[0][0].weekday()]]) else None


def _meeting(page: str, link: etree._Element, body: str, day: date) -> Meeting | None:
    url = address(page, link.get("href") or "")
    number = MEETING.search(url or "")
    return Meeting(number.group(1), url, body.strip() or None, day) if url and number else None


def _papers(council: Council, meeting: Meeting, fetch: Fetch) -> Iterator[Listing | Outcome]:
    page = ask_page(council, fetch, meeting.url)
    if isinstance(page, Outcome):
        yield page
    else:
        yield from read_meeting(council, meeting, page)


def read_meeting(council: Council, meeting: Meeting, page: Page) -> Iterator[Listing | Outcome]:
    """The papers of a meeting's page; what it says of body and day is surer than the calendar's word."""
    said = read_summary(page.root)
    entries = _entries(page.root)
    if not said.keys() & {"committee", "date/time"} and not entries and not _with_class(page.root, "*", "DocumentList"):
        expected = "a meeting with its committee and date (DNNLabel), or its documents (DocumentList)"
        yield malformed(council, page.url, f"expected {expected}, got {page.title!r}")
    days = dates(said.get("date/time", ""))
    closed: Counter[str] = Counter()
    for title, href in entries:
        url = address(page.url, href)
        if not href:  # no address of its own: the meeting's, and its title, with a number where another is called so
            closed[title] += 1
            url = f"{meeting.url}#{quote(title if closed[title] == 1 else f'{title} {closed[title]}')}"
        if not title or not url:
            said_of = f"expected a document with address and title, got {href!r} with title {title!r}"
            yield malformed(council, page.url, said_of)
            continue
        yield Listing(
            council=council.slug,
            url=url,
            title=title,
            body=said.get("committee") or meeting.body,
            meeting_date=days[0][0] if days else meeting.day,
            meeting=meeting.id,
            restricted=not href,
        )


def _entries(root: etree._Element) -> list[tuple[str, str]]:
    """Title and address of each document; no address where it is not public. An icon may lead there as well."""
    found = [(_entry_title(e), (e.get("href") or "").strip()) for e in root.iter("a", "li") if _is_entry(e)]
    titled = {href for title, href in found if title}
    return [(title, href) for title, href in found if title or href not in titled]


def read_summary(root: etree._Element) -> dict[str, str]:
    """What stands beside each label of a meeting's page. A value's class may be that of another label."""
    said: dict[str, str] = {}
    for label in _with_class(root, "div", "DNNLabel"):
        value = label.getnext()
        if value is not None and "Value" in classes(value):
            said.setdefault(words(label).rstrip(": ").casefold(), words(value))
    return said


def _is_entry(element: etree._Element) -> bool:
    """Whether an element is a document, with its address or, where it is not public, without one."""
    is_item = "DocumentListItem" in classes(element)
    if element.tag == "li":
        return is_item and next(element.iter("a"), None) is None
    href = element.get("href")
    if href is not None:
        return "document.ashx" in href.casefold() or "TitleLink" in classes(element)
    items = (li for li in element.iterancestors("li") if "DocumentListItem" in classes(li))
    return "TitleLink" in classes(element) or next(items, None) is not None


def _entry_title(entry: etree._Element) -> str:
    tooltip = TOOLTIP.match(entry.get("title") or "")
    return SIZE.sub("", words(entry)) or (tooltip.group(1) if tooltip else "")


def _with_class(root: etree._Element | None, tag: str, name: str) -> list[Any]:
    """Elements of a class, whatever other classes they have."""
    return [] if root is None else [e for e in root.iter(tag) if isinstance(e.tag, str) and name in classes(e)]
