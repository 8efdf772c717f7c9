"""The site's own search by words, and the history of an issue: fewer questions than a window of meetings needs.

A search finds meetings, items and issues; an issue's history names the meetings that dealt with it and what was
decided. Their papers are then those of the meetings' pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urldefrag

from extractors.model import Council, Happened, Listing, Outcome, Stage
from flows.fetch import Fetch
from flows.markup import Page
from flows.platforms.moderngov.known import A_DECISION, Meeting, once, query_of
from flows.platforms.moderngov.pages import find_papers
from flows.platforms.moderngov.shell import ask_page, every, first_day, has, links, page_name, words
from flows.search import malformed

AN_ISSUE = ("mgissuehistoryhome.aspx", "ieissuedetails.aspx")
RANK = re.compile(r"\s*\((?:\d+|Item \w+)\)$")
LONGEST = 50
"""Pages of results that are asked for; ten hits stand on each."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search found: an issue by its page, or a meeting, or one item of it."""

    title: str
    issue: str | None = None
    meeting: Meeting | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """The meetings that dealt with an issue, and the pages (title, address) of what was decided."""

    meetings: tuple[Meeting, ...]
    decisions: tuple[tuple[str, str], ...]


def find_about(council: Council, said: str, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """The papers and decisions that the site's search finds for words, each once; outcomes for what is lost."""
    yield from once(_about(council, said, fetch))


def _about(council: Council, said: str, fetch: Fetch) -> Iterator[Listing | Outcome]:
    asked: dict[str, list[Listing | Outcome]] = {}
    for hit in search(council, said, fetch):
        if isinstance(hit, Outcome):
            yield hit
            continue
        meetings = [hit.meeting] if hit.meeting else []
        if hit.issue:
            page = ask_page(council, fetch, hit.issue, "the history of an issue")
            if isinstance(page, Outcome):
                yield page
                continue
            issue = read_issue(page)
            meetings += issue.meetings
            yield from (Listing(council.slug, url, title, item=hit.title) for title, url in issue.decisions)
        for meeting in meetings:
            if meeting.id not in asked:
                papers = find_papers(council, meeting, fetch)
                asked[meeting.id] = [papers] if isinstance(papers, Outcome) else papers
            yield from (f for f in asked[meeting.id] if isinstance(f, Outcome) or _is_of(f, hit))


def _is_of(found: Listing, hit: Hit) -> bool:
    """Whether a meeting's paper is one of the item that was found; all are where only the meeting was."""
    wanted = hit.item or (hit.title if hit.issue else None)
    return wanted is None or (found.item or "").casefold() == wanted.casefold()


def search(council: Council, said: str, fetch: Fetch) -> Iterator[Hit | Outcome]:
    """What the site's search finds for words, from all pages of results."""
    target: str | None = f"ieSearchResults2.aspx?SS={quote(said)}&DT=3&ADV=0&CA=false&SB=true&PG=1"
    for _ in range(LONGEST):
        page = ask_page(council, fetch, target, "results of a search") if target else None
        if isinstance(page, Outcome):
            yield page
        if not isinstance(page, Page):
            return
        hits = read_hits(page)
        if not hits and not every(page.root, f".//p[{has('mgErrorTxt')}]"):
            yield malformed(council, page.url, "expected results or that there are none, got neither")
        yield from hits
        target = next((url for e, url in links(page) if e.get("title") == "Next page of search results"), None)
    if target:
        detail = f"{LONGEST} pages of results were read and there are more; ask for fewer words at a time"
        yield Outcome(council.slug, Stage.FIND, Happened.INCOMPLETE, target, detail)


def read_hits(page: Page) -> list[Hit]:
    """The hits on one page of results. A meeting stands before the item of it that was found."""
    hits: list[Hit] = []
    meeting: Meeting | None = None
    for element, url in links(page, f".//a[{has('mgAiTitleLnk')}]"):
        title, name = words(element), page_name(url)
        if name in AN_ISSUE:
            hits.append(Hit(RANK.sub("", title), issue=url))
        elif name == "ielistdocuments.aspx" and urldefrag(element.get("href", "")).fragment and meeting:
            if hits and hits[-1] == Hit(hits[-1].title, meeting=meeting):
                hits.pop()
            hits.append(Hit(title, meeting=meeting, item=title))
        elif name == "ielistdocuments.aspx":
            meeting = _meeting(url, RANK.sub("", title))
            hits += [Hit(RANK.sub("", title), meeting=meeting)] if meeting else []
    return hits


def read_issue(page: Page) -> Issue:
    """An issue's history; both parts may be empty."""
    met = [_meeting(url, RANK.sub("", words(e))) for e, url in links(page) if page_name(url) == "ielistdocuments.aspx"]
    decided = [(words(e), url) for e, url in links(page) if page_name(url) == A_DECISION]
    return Issue(tuple(dict.fromkeys(m for m in met if m)), tuple(dict.fromkeys(decided)))


def _meeting(url: str, said: str) -> Meeting | None:
    """A meeting by a link that says `19/11/2019 - Cabinet`."""
    asked, day = query_of(url), first_day(said)
    if day is None or "mid" not in asked:
        return None
    return Meeting(asked["mid"], asked.get("cid") or asked.get("committeeid"), said.partition(" - ")[2] or None, day)
