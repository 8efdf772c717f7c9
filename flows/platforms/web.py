"""A page of a council's own that links to papers, or to a page for each meeting; the register's web_pages.csv says how.

What a link says of itself goes before what the row around it says, and that before the headings above. Where the first
of them that says a date says several, none is known, unless a pattern says which is meant; a paper without a date is
listed all the same.
Such a page shows what it shows: the window counts as searched from the oldest date on it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote, urlsplit

from lxml import etree

from extractors.model import Council, Listing, ListPage, Outcome, Window
from extractors.values import dates
from flows.fetch import Fetch
from flows.markup import Page, address, words
from flows.search import ask_page, each_once, ended, malformed

PAPERS = r"\.(?:pdf|docx?|rtf|odt)(?:\?|$)"
ROWS = frozenset({"li", "tr", "dd", "p"})
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "caption": 7, "summary": 7, "dt": 7}
"""What stands over links, by level: a heading holds until one of its own level or above."""
SIZE = re.compile(r"[\s(\[,-]*(?:pdf|docx?|word|odt|rtf)?(?: document)?[\s,:-]*\d[\d.,]*\s*[KMG]i?B[)\]]?$", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """A link that was sought: its address, its title, and the one day that is said of it."""

    url: str
    title: str
    day: date | None


def find_reports(council: Council, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """The papers of the window and those without a date, then `searched` for as far back as every list page reaches."""
    yield from each_once(council, _search(council, window, fetch))


def _search(council: Council, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    lost = 0
    oldest: list[date | None] = []
    for listed in council.pages:
        page = ask_page(council, fetch, listed.url)
        entries = [] if isinstance(page, Outcome) else read_entries(page, listed, listed.meetings or listed.papers)
        oldest.append(min((entry.day for entry in entries if entry.day), default=None))
        for one in _of_page(council, listed, page, entries, window, fetch):
            lost += isinstance(one, Outcome)
            yield one
    reach = [day for day in oldest if day]
    since = max(window.since, *reach) if reach and len(reach) == len(oldest) else None
    seen = Window(since, window.until) if since and since <= window.until else None
    yield ended(council, window if lost else seen, lost)


def _of_page(
    council: Council, listed: ListPage, page: Page | Outcome, entries: list[Entry], window: Window, fetch: Fetch
) -> Iterator[Listing | Outcome]:
    """The papers of a list page: its own, or those of the meetings that it leads to."""
    if isinstance(page, Outcome):
        yield page
    elif not entries:
        pattern = listed.meetings or listed.papers or PAPERS
        said = f"expected a link whose address matches {pattern!r}, got {page.title!r} without one"
        yield malformed(council, page.url, said)
    for entry in entries:
        if not _is_in(entry.day, window):
            continue
        if listed.meetings:
            yield from _of_meeting(council, listed, entry, window, fetch)
        else:
            yield _listing(council, listed, entry)


def _of_meeting(
    council: Council, listed: ListPage, entry: Entry, window: Window, fetch: Fetch
) -> Iterator[Listing | Outcome]:
    """The papers of a meeting's page. They are of the meeting's day, whatever else is said around their links."""
    page = ask_page(council, fetch, entry.url)
    if isinstance(page, Outcome):
        yield page
        return
    met = entry.day or _only_day(page.title, listed.date)
    for paper in read_entries(page, listed, listed.papers):
        day = met or paper.day
        if _is_in(day, window):
            yield _listing(council, listed, replace(paper, day=day), entry.url)


def _is_in(day: date | None, window: Window) -> bool:
    return day is None or window.since <= day <= window.until


def _listing(council: Council, listed: ListPage, entry: Entry, meeting: str | None = None) -> Listing:
    return Listing(council.slug, entry.url, entry.title, listed.body, entry.day, meeting)


def read_entries(page: Page, listed: ListPage, pattern: str | None) -> list[Entry]:
    """The links of a page whose address matches a pattern, in their order, each once for a day."""
    found: list[Entry] = []
    above: dict[int, str] = {}
    for element in page.root.iter():
        level = HEADINGS.get(element.tag)
        if level:
            above = {n: said for n, said in above.items() if n < level} | {level: words(element, " ")}
        url = address(page.url, element.get("href") or "") if element.tag == "a" else None
        if url and re.search(pattern or PAPERS, url, re.I):
            around = [words(element, " "), *_rows(element), *reversed(above.values())]
            day = _only_day(next((text for text in around if _days(text, listed.date)), ""), listed.date)
            found.append(Entry(url, _title(element, around, listed.title), day))
    titled = {entry.url for entry in found if entry.title}
    entries: dict[tuple[str, date | None], Entry] = {}
    for entry in found:
        if entry.title or entry.url not in titled:  # an icon may lead there as well
            name = unquote(urlsplit(entry.url).path.rsplit("/", 1)[-1])
            entries.setdefault((entry.url, entry.day), replace(entry, title=entry.title or name))
    return list(entries.values())


def _rows(link: etree._Element) -> Iterator[str]:
    """What the rows around a link say, the innermost first."""
    return (words(row, " ") for row in link.iterancestors() if row.tag in ROWS)


def _only_day(text: str, pattern: str | None) -> date | None:
    """The day that a text says, if it is one; the first that the pattern means, where there is a pattern."""
    days = _days(text, pattern)
    return days[0] if len(days) == 1 or (days and pattern) else None


def _days(text: str, pattern: str | None) -> list[date]:
    meant = _meant(text, pattern) if pattern else text
    return list(dict.fromkeys(day for day, _, _ in dates(meant or "")))


def _title(link: etree._Element, around: list[str], pattern: str | None) -> str:
    said = next((m for text in around if (m := _meant(text, pattern))), None) if pattern else None
    return (said or SIZE.sub("", words(link)) or " ".join((link.get("title") or "").split())).strip()


def _meant(text: str, pattern: str) -> str | None:
    """What a pattern finds in a text: its group, or all of it where it has none."""
    found = re.search(pattern, text, re.I)
    return (found.group(found.re.groups) or None) if found else None
