"""Meetings and their papers from the pages: what the service does not list, and everything where it is closed.

`ieDocHome.aspx` names the committees, `ieListMeetings.aspx` a committee's meetings by year, `ieListDocuments.aspx` a
meeting's packs, supplements and printed minutes (addresses that end in `?T=`, without which they lead nowhere), its
items with their papers, and where what was decided is recorded. A pack's number is the agenda's, not the meeting's, so
addresses are taken as they stand and never made.
"""

import re
from collections.abc import Iterator
from itertools import product

from lxml import etree

from extractors.model import Council, Happened, Listing, Outcome, Window
from flows.fetch import Fetch
from flows.markup import Page
from flows.platforms.moderngov.known import A_DECISION, PACKS, Calendar, Committee, Meeting, query_of
from flows.platforms.moderngov.shell import ask_page, every, first_day, has, links, page_name, words
from flows.search import malformed

COMMITTEES = (
    ("ieDocHome.aspx?bcr=1", "ielistmeetings.aspx"),
    ("mgListCommittees.aspx?bcr=1", "mgcommitteedetails.aspx"),
)
"""Pages that name the committees, and the page to which each name leads."""
A_PAPER = "mgconvert2pdf.aspx"
A_CHOICE = "mgchoosedocpack.aspx"
NOT_PUBLIC = "mgreasonsrestricted.aspx"
NUMBER = re.compile(r"\(?(?:\d{1,4}[a-z]?|[a-z]|[ivx]{1,5})[.):]*", re.I)
MAY = 5
"""The month in which a municipal year begins: the list of a year may reach to the spring of the next."""


def find_meetings(council: Council, window: Window, fetch: Fetch) -> Calendar:
    """The meetings in the window of every committee that the pages name."""
    committees = _committees(council, fetch)
    if isinstance(committees, Outcome):
        return Calendar((), (committees,))
    years = range(window.since.year - (window.since.month <= MAY), window.until.year + 1)
    known: dict[str, Meeting] = {}
    faults: list[Outcome] = []
    for committee, year in product(committees, years):
        for found in _meetings(council, committee, year, fetch):
            if isinstance(found, Outcome):
                faults.append(found)
            else:
                known.setdefault(found.id, found)
    if not known and not faults:
        said = f"expected meetings of {len(committees)} committees from {years[0]} to {years[-1]}, found none"
        faults.append(malformed(council, f"{council.base_url}/{COMMITTEES[0][0]}", said))
    met = tuple(m for m in known.values() if window.since <= m.day <= window.until)
    return Calendar(met, tuple(faults), is_sure=bool(known))


def _committees(council: Council, fetch: Fetch) -> list[Committee] | Outcome:
    """From the first page that names any; else what came of asking for the first."""
    failed: list[Outcome] = []
    for target, leads_to in COMMITTEES:
        expected = f"a page with links to {leads_to}"
        page = ask_page(council, fetch, target, expected)
        if isinstance(page, Outcome):
            failed.append(page)
            if page.happened not in (Happened.NOT_FOUND, Happened.MALFORMED):
                break
            continue
        named = read_committees(page, leads_to)
        if named:
            return named
        failed.append(malformed(council, page.url, f"expected {expected}, got a page without any"))
    return failed[0]


def read_committees(page: Page, leads_to: str = COMMITTEES[0][1]) -> list[Committee]:
    """Each committee once, by the links to its own page."""
    named: dict[str, Committee] = {}
    for element, url in links(page):
        asked = query_of(url)
        number = asked.get("cid") or asked.get("committeeid") or asked.get("id")
        if page_name(url) == leads_to and number and number != "0":
            named.setdefault(number, Committee(number, words(element) or None))
    return list(named.values())


def _meetings(council: Council, committee: Committee, year: int, fetch: Fetch) -> Iterator[Meeting | Outcome]:
    target = f"ieListMeetings.aspx?CommitteeId={committee.id}&Year={year}"
    page = ask_page(council, fetch, target, f"the meetings of {committee.title} in {year}")
    if isinstance(page, Outcome):
        yield page
        return
    for said, found in read_meetings(page, committee):
        yield found or malformed(council, page.url, f"a meeting {said!r}; expected a day as 26 May 2026")


def read_meetings(page: Page, committee: Committee) -> Iterator[tuple[str, Meeting | None]]:
    """What each link to a meeting says, and the meeting; None where it says a year and no day.

    Links without a year are no meetings: papers that always hold, such as the constitution, are kept like one.
    """
    for element, url in links(page):
        number, said = query_of(url).get("mid"), words(element)
        if page_name(url) == "ielistdocuments.aspx" and number:
            day = first_day(said)
            if day or re.search(r"\b(19|20)\d\d\b", said):
                yield said, Meeting(number, committee.id, committee.title, day) if day else None


def find_papers(council: Council, meeting: Meeting, fetch: Fetch) -> list[Listing | Outcome] | Outcome:
    """Everything that a meeting's page offers, an outcome for each thing that is lost; or what came instead of it."""
    target = f"ieListDocuments.aspx?CId={meeting.committee or 0}&MId={meeting.id}&Ver=4"
    page = ask_page(council, fetch, target, "the page of a meeting")
    if isinstance(page, Outcome):
        return page
    fault = _fault_of(page, meeting)
    if fault:
        return malformed(council, page.url, fault)
    found: list[Listing | Outcome] = []
    for listing in read_papers(page, council.slug, meeting):
        if page_name(listing.url) == A_CHOICE:
            found += _choice(council, meeting, listing, fetch)
        else:
            found.append(listing)
    return found


def _fault_of(page: Page, meeting: Meeting) -> str | None:
    """Why a page cannot be the meeting's, or why nothing could be made of it."""
    heads = [words(e) for e in every(page.root, ".//h1 | .//h2")[:2]]
    day = next(filter(None, map(first_day, heads)), None)
    if day and day != meeting.day:
        return f"expected the meeting of {meeting.day}, got one of {day}"
    is_out = re.match(r"agenda|minutes|decisions", heads[0], re.I) if heads else None
    if is_out and not any(True for _ in listed(page)) and not every(page.root, f".//p[{has('mgAiTitleTxt')}]"):
        return f"the page says {heads[0]!r}; expected items or links to papers"
    return None


def read_papers(page: Page, council: str, meeting: Meeting) -> Iterator[Listing]:
    """The packs, papers and decision pages in the order of the page; what is not public by the page that says why."""
    for item, title, url in listed(page):
        yield Listing(
            council=council,
            url=url,
            title=title,
            body=meeting.body,
            meeting_date=meeting.day,
            meeting=meeting.id,
            item=item,
            restricted=page_name(url) == NOT_PUBLIC,
        )


def listed(page: Page) -> Iterator[tuple[str | None, str, str]]:
    """Item, title and address of everything that a page offers.

    An item's number and its title are paragraphs of one class, in a table or, where the table is lost, one by one.
    """
    item = None
    addresses = dict(links(page))
    for element in every(page.root, f".//p[{has('mgAiTitleTxt')}] | .//a[@href]"):
        said = words(element)
        if element.tag == "p":
            item = item if NUMBER.fullmatch(said) or not said else said
        elif element in addresses and _is_paper(element, addresses[element]):
            title = _restricted_title(element) if page_name(addresses[element]) == NOT_PUBLIC else said
            yield item, title or item or page_name(addresses[element]), addresses[element]


def _is_paper(element: etree._Element, url: str) -> bool:
    """A file of the software, a page of its that stands for one, or another site's file in a list of papers."""
    name = page_name(url)
    if PACKS.search(url) or name in (A_PAPER, A_CHOICE, A_DECISION, NOT_PUBLIC):
        return True
    return not name.endswith(".aspx") and bool(every(element, f"ancestor::ul[{has('mgBulletList')}]"))


def _restricted_title(element: etree._Element) -> str | None:
    """What stands in the list beside the link to the reasons."""
    beside = every(element, "ancestor::li[1]")
    return (words(beside[0]).replace(words(element), "").strip(" -") or None) if beside else None


def _choice(council: Council, meeting: Meeting, pack: Listing, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """The packs among which a page between lets one choose."""
    page = ask_page(council, fetch, pack.url, "a page that leads to a pack")
    if isinstance(page, Outcome):
        yield page
        return
    packs = [p for p in read_papers(page, council.slug, meeting) if PACKS.search(p.url) or page_name(p.url) == A_PAPER]
    yield from packs
    if not packs:
        yield malformed(council, page.url, "expected a link to a pack, got a page without any")
