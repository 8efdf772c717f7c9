"""A page of the software inside a council's own page: its element, its words, its addresses, its days.

What is the software's own stands in `#modgov` or, in templates that drop it, in `.mgLinks` and `.mgContent`. Names of
parameters vary in letter case, addresses hold spaces and line ends, and link texts hold words that are not shown.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree

from extractors.model import Council, Fetched, Outcome, Stage
from flows.fetch import Fetch
from flows.markup import Page, parse
from flows.search import malformed

SESSION = re.compile(r"/\((?:[A-Z]\([^)]*\))+\)")
"""A session without a cookie, which leaks into addresses."""
FILE_SIZE = re.compile(r"\s*\b(?:PDF|DOCX?|XLSX?|RTF)\s+[\d.,]+\s*[KM]B$")
DAY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Z][a-z]{2})[a-z]{0,6},?\s+(\d{4})\b|\b(\d{1,2})/(\d{1,2})/(\d{4})\b"
)
NOT_SHOWN = (
    "ancestor::script or ancestor::style or ancestor::*[contains(@class, 'mgHide') or contains(@class, 'mgFileSize')]"
)


def ask_page(council: Council, fetch: Fetch, target: str, expected: str) -> Page | Outcome:
    """A page by its address in full or below the council's, or what came instead. `expected`: what it was to be."""
    url = urljoin(f"{council.base_url}/", target)
    answer = fetch(url, council.slug, Stage.FIND)
    if isinstance(answer, Outcome):
        return answer
    try:
        return read_page(answer)
    except ValueError as error:
        return malformed(council, url, f"expected {expected}, got {error}")


def read_page(answer: Fetched) -> Page:
    """Raises ValueError, which says what there is instead, for what is no page of the software."""
    whole = parse(answer)
    for path in ("//*[@id='modgov']", "//body[.//*[contains(@class, 'mgContent') or contains(@class, 'mgLinks')]]"):
        found = every(whole.root, path)
        if found:
            return Page(whole.url, whole.title, found[0])
    raise ValueError(f"a web page {whole.title!r} without #modgov, .mgLinks or .mgContent")


def every(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements at an XPath, in the order of the page."""
    found = element.xpath(path)
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []


def has(name: str) -> str:
    """The XPath condition for an element with a class, whatever others it has."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def words(element: etree._Element) -> str:
    """The text that is shown, with white space folded, without the size of a file."""
    found = element.xpath(f".//text()[not({NOT_SHOWN})]")
    text = "".join(map(str, found)) if isinstance(found, list) else ""
    return FILE_SIZE.sub("", " ".join(text.split()))


def links(page: Page, path: str = ".//a[@href]") -> Iterator[tuple[etree._Element, str]]:
    """Links with their address in full."""
    for element in every(page.root, path):
        url = address(page.url, element.get("href", ""))
        if url is not None:
            yield element, url


def address(page_url: str, href: str) -> str | None:
    """The http(s) address of a link, without session and anchor; None where there is none.

    >>> address("https://x.gov.uk/(S(fk0))/ieListMeetings.aspx", "documents/g1/Printed minutes\\r\\n 8th May.pdf?T=1")
    'https://x.gov.uk/documents/g1/Printed%20minutes%208th%20May.pdf?T=1'
    >>> address("https://x.gov.uk/a.aspx", "javascript:history.back()")
    """
    try:
        url = urljoin(page_url, re.sub(r"\s+", "%20", href.strip()))
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not href.strip():
        return None
    return parts._replace(path=SESSION.sub("", parts.path), fragment="").geturl()


def page_name(url: str) -> str:
    """The name of the page that an address asks for, in lower case.

    >>> page_name("https://x.gov.uk/localgov/ieListDocuments.aspx?CId=1")
    'ielistdocuments.aspx'
    """
    return urlsplit(url).path.rsplit("/", 1)[-1].casefold()


def first_day(said: str) -> date | None:
    """The first day that a text names.

    >>> first_day("Cabinet - Tuesday, 17th December, 2019 2.00 pm"), first_day("22/10/2015"), first_day("Constitution")
    (datetime.date(2019, 12, 17), datetime.date(2015, 10, 22), None)
    """
    found = DAY.search(said)
    if not found:
        return None
    day, month, year = [part for part in found.groups() if part]
    try:
        return datetime.strptime(f"{day} {month} {year}", "%d %m %Y" if month.isdigit() else "%d %b %Y").date()
    except ValueError:
        return None
