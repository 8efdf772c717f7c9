"""Web pages as trees, whatever their encoding; their links as full addresses, their words on one line."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree, html

from extractors.model import Fetched
from flows.pages import is_html, title_of

CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
HEAD = 4_000
"""As much of a page as is looked at for its encoding, in bytes."""


@dataclass(frozen=True, slots=True)
class Page:
    """A web page: its final address, its title and its root."""

    url: str
    title: str
    root: etree._Element


def parse(answer: Fetched) -> Page:
    """A web page. Raises ValueError for anything else, saying what it is."""
    kind = answer.headers.get("content-type", "")
    if not is_html(answer.headers, answer.body):
        raise ValueError(f"{len(answer.body)} bytes that begin with {answer.body[:30]!r}, of {kind or 'no type'}")
    parser = html.HTMLParser(encoding=_encoding(kind, answer.body), remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(answer.body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"{len(answer.body)} bytes that are no page ({error})") from error
    return Page(answer.url, title_of(answer.body), root)


def address(page: str, said: str) -> str | None:
    """A link's address in full, without its fragment; None where it is not one of http(s).

    What is escaped in it stays as it is, letter case too: some sites sign their addresses. Spaces and line ends inside
    one are known to happen.

    >>> address("https://a.example/cmis/Meetings.aspx", "/cmis/Document.ashx?Qx%2bw%3d=A%2fb&c=D")
    'https://a.example/cmis/Document.ashx?Qx%2bw%3d=A%2fb&c=D'
    >>> address("https://a.example/x/", "Fees and charges.pdf#page=2"), address("https://a.example", "mailto:b")
    ('https://a.example/x/Fees%20and%20charges.pdf', None)
    """
    try:
        url = urljoin(page, re.sub(r"\s+", "%20", said.strip())).partition("#")[0]
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def words(element: etree._Element, between: str = "") -> str:
    """The text of an element, white space folded. `between` parts its pieces, where they may be cells of a row."""
    return " ".join(between.join(str(piece) for piece in element.itertext()).split())


def classes(element: etree._Element) -> frozenset[str]:
    """The element's classes, of which it may have several in any order."""
    return frozenset((element.get("class") or "").split())


def _encoding(kind: str, body: bytes) -> str:
    """What the header or the page says it is written in, if it can be; UTF-8 if nobody does."""
    said = CHARSET.search(kind.encode("latin-1", "replace")) or CHARSET.search(body[:HEAD])
    encoding = said.group(1).decode("ascii") if said else "utf-8"
    try:
        body.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return "windows-1252"
    return encoding
