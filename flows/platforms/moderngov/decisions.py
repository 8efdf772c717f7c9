"""Decisions from the register of decisions: a page each, with the papers that were before whoever decided.

The register is asked for by days of publication, a year at most at a time (a longer one is answered with an error), and
lets decisions of other days through. A site without one takes no decisions outside meetings, or does not show them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from lxml import etree

from extractors.model import Council, Happened, Listing, Outcome, Window
from flows.days import start_of
from flows.fetch import Fetch
from flows.markup import Page
from flows.platforms.moderngov.known import A_DECISION, query_of
from flows.platforms.moderngov.pages import NOT_PUBLIC, listed
from flows.platforms.moderngov.shell import ask_page, every, first_day, has, links, page_name, words
from flows.search import malformed

AT_ONCE = timedelta(days=365)
ASKED = "&ACT=Find&RP=0&K=0&V=0&DM=0&HD=0&DS=2&Next=true&META=mgdelegateddecisions"
"""Those that are published (DS=2), key or not, whoever took them."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A row of the register. `published` is None where it cannot be read."""

    url: str
    title: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision's page says of where it comes from; `papers` are title and address of each."""

    title: str
    body: str | None
    meeting: str | None
    decided: date | None
    published: date | None
    papers: tuple[tuple[str, str], ...]


def find_decisions(council: Council, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """Decisions that were published in the window, each followed by its papers; outcomes for what is lost."""
    since, told = window.since, set[str]()
    while since <= window.until:
        until = min(since + AT_ONCE, window.until)
        days = quote(f"{since:%d/%m/%Y}-{until:%d/%m/%Y}", safe="-").lower()
        url = f"{council.base_url}/mgDelegatedDecisions.aspx?XXR=0&DR={days}{ASKED}"
        page = ask_page(council, fetch, url, "the register of decisions")
        if isinstance(page, Outcome):
            if page.happened is Happened.NOT_FOUND and page.url == url:
                return
            yield page
        else:
            for row in read_register(page):
                if row.url not in told and (row.published is None or window.since <= row.published <= window.until):
                    told.add(row.url)
                    yield from _decision(council, window, row, fetch)
        since = until + timedelta(days=1)


def read_register(page: Page) -> Iterator[Registered]:
    """The rows of the register."""
    for element, url in links(page):
        if page_name(url) == A_DECISION:
            row = every(element, "ancestor::tr[1]/td")
            day = next(filter(None, (first_day(words(cell)) for cell in row[1:])), None)
            yield Registered(url, words(element), day)


def _decision(council: Council, window: Window, row: Registered, fetch: Fetch) -> Iterator[Listing | Outcome]:
    page = ask_page(council, fetch, row.url, "the page of a decision")
    decision = read_decision(page) if isinstance(page, Page) else None
    if decision is None:
        published = start_of(row.published) if row.published else None
        yield Listing(council.slug, row.url, row.title, published_at=published)
        said = "expected the page of a decision, got one that says neither when it was taken nor when published"
        yield malformed(council, row.url, said) if isinstance(page, Page) else page
        return
    published_on = decision.published or row.published
    if row.published is None and not (published_on and window.since <= published_on <= window.until):
        return
    for title, url in ((row.title or decision.title, row.url), *decision.papers):
        yield Listing(
            council=council.slug,
            url=url,
            title=title,
            body=decision.body,
            meeting_date=decision.decided,
            meeting=decision.meeting,
            item=decision.title,
            published_at=start_of(published_on) if published_on else None,
            restricted=page_name(url) == NOT_PUBLIC,
        )


def read_decision(page: Page) -> Decision | None:
    """What a decision's page says; None where it has none of a decision's days."""
    labels = {words(label).casefold().rstrip(" :?"): label for label in every(page.root, f".//*[{has('mgLabel')}]")}
    said = {name: _beside(label) for name, label in labels.items()}
    decided, published = first_day(said.get("date of decision", "")), first_day(said.get("publication date", ""))
    if not decided and not published:
        return None
    met = every(labels["decided at meeting"], "..//a[@href]") if "decided at meeting" in labels else []
    meeting = next((query_of(link.get("href", "")).get("mid") for link in met), None)
    body = said.get("decision maker") or said.get("decided at meeting", "").partition(" - ")[2]
    heads = every(page.root, f".//h2[{has('mgSubTitleTxt')}]") or every(page.root, ".//h2 | .//h1")
    papers = tuple((title, url) for _, title, url in listed(page) if page_name(url) != A_DECISION)
    title = words(heads[-1]) if heads else ""
    return Decision(title, body or None, meeting, decided, published, papers)


def _beside(label: etree._Element) -> str:
    """The text of the paragraph in which a label stands, without the label."""
    around = label.getparent()
    return words(around).removeprefix(words(label)).strip() if around is not None else ""
