"""ModernGov's web service: GetCommittees, GetMeetings for each, GetMeeting, whose linked documents are the papers.

Source: recorded answers of such sites. The service may ignore the dates it is asked for, escapes titles twice, fills
empty elements with white space, and may be replaced by a web page with status 200. So dates are compared here, titles
are unescaped once more, and the root element is looked at rather than the status. Packs, frontsheets and decisions are
not in the service.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode, urljoin

from lxml import etree

from extractors.model import Council, Happened, Listing, Outcome, Stage, Window
from flows.days import start_of
from flows.fetch import Fetch
from flows.pages import is_html, title_of

CLOSED = ("Request format is unrecognized", "method name is not valid")
"""What the service says when it, or one of its methods, is switched off."""


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee by its number in the service."""

    id: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting by its number, the committee that meets and the day."""

    id: str
    body: str | None
    day: date


def find_reports(council: Council, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """Every paper of every meeting in the window, then `searched`, or `incomplete` where a question came to nothing."""
    root = _ask(council, fetch, "committees", "GetCommittees")
    if isinstance(root, Outcome):
        yield root
        return
    lost = 0
    seen: set[tuple[str, str]] = set()
    for found in _of_committees(council, root, window, fetch):
        if isinstance(found, Outcome):
            lost += 1
            yield found
        elif (found.meeting or "", found.url) not in seen:  # one file may hang on several items of a meeting
            seen.add((found.meeting or "", found.url))
            yield found
            if found.restricted:
                said = "the site marks it as not public; it is not asked for"
                yield Outcome(council.slug, Stage.FETCH, Happened.RESTRICTED, found.url, said)
    happened = Happened.INCOMPLETE if lost else Happened.SEARCHED
    detail = f"{lost} of the questions asked came to nothing" if lost else None
    yield Outcome(council.slug, Stage.FIND, happened, council.base_url, detail, window)


def _of_committees(council: Council, root: etree._Element, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """Listings; an outcome for each thing that is lost."""
    asked: set[str] = set()
    for committee in _committees(council, root):
        if isinstance(committee, Outcome):
            yield committee
            continue
        for meeting in _meetings(council, committee, window, fetch):
            if isinstance(meeting, Outcome):
                yield meeting
            elif meeting.id not in asked:
                asked.add(meeting.id)
                yield from _papers(council, meeting, fetch)


def _committees(council: Council, root: etree._Element) -> Iterator[Committee | Outcome]:
    """All of them: one that is deleted or expired may have met within the window."""
    yield from _miscounted(council, root, "committeescount", len(root.findall(".//committee")), "GetCommittees")
    for element in root.iter("committee"):
        number = _text(element, "committeeid")
        if number is None:
            yield _malformed(council, "GetCommittees", "a committee without committeeid")
        else:
            yield Committee(number, _title(element, "committeetitle"))


def _meetings(council: Council, committee: Committee, window: Window, fetch: Fetch) -> Iterator[Meeting | Outcome]:
    """The committee's meetings in the window, whatever dates the service thought it was asked for."""
    days = {"sFromDate": f"{window.since:%d/%m/%Y}", "sToDate": f"{window.until:%d/%m/%Y}"}
    asked = {"lCommitteeId": committee.id, **days}
    root = _ask(council, fetch, "getmeetings", "GetMeetings", asked)
    if isinstance(root, Outcome):
        yield root
        return
    where = f"GetMeetings of committee {committee.id}"
    yield from _miscounted(council, root, "meetingscount", len(root.findall(".//meeting")), where)
    for element in root.iter("meeting"):
        number, said = _text(element, "meetingid"), _text(element, "meetingdate")
        day = _day(said)
        if number is None or day is None:
            yield _malformed(council, where, f"a meeting {number!r} on {said!r}; expected a number and dd/mm/yyyy")
        elif window.since <= day <= window.until:
            owner = next(element.iterancestors("committee"), None)
            title = _title(owner, "committeetitle") if owner is not None else None
            yield Meeting(number, title or committee.title, day)


def _papers(council: Council, meeting: Meeting, fetch: Fetch) -> Iterator[Listing | Outcome]:
    root = _ask(council, fetch, "meeting", "GetMeeting", {"lMeetingId": meeting.id})
    if isinstance(root, Outcome):
        yield root
    elif _text(root, "meetingid") != meeting.id:
        said = f"asked for meeting {meeting.id}, got {_text(root, 'meetingid')}"
        yield _malformed(council, f"GetMeeting {meeting.id}", said)
    else:
        yield from (_paper(council, meeting, element) for element in root.iter("linkeddoc"))


def _paper(council: Council, meeting: Meeting, element: etree._Element) -> Listing | Outcome:
    owner = next(element.iterancestors("agendaitem"), None)
    item = _title(owner, "agendaitemtitle") if owner is not None else None
    item = item or _title(element, "ownertitle")
    title = _title(element, "title") or item
    url = _url(council, _text(element, "url"))
    if url is None or title is None:
        said = f"document {_text(element, 'attachmentid')} has url {_text(element, 'url')!r} and title {title!r}"
        return _malformed(council, f"GetMeeting {meeting.id}", f"{said}; expected both")
    published = _day(_text(element, "publicationdate"))
    return Listing(
        council=council.slug,
        url=url,
        title=title,
        body=meeting.body or _title(element, "committeetitle"),
        meeting_date=meeting.day,
        meeting=meeting.id,
        item=item,
        published_at=start_of(published) if published else None,
        restricted=(_text(element, "isrestricted") or "").casefold() == "true",
    )


def _url(council: Council, said: str | None) -> str | None:
    """A url in full; spaces and line ends inside one are known to happen."""
    try:
        return urljoin(f"{council.base_url}/", re.sub(r"\s+", "%20", said)) if said else None
    except ValueError:
        return None


def _ask(
    council: Council, fetch: Fetch, expected: str, operation: str, asked: dict[str, str] | None = None
) -> etree._Element | Outcome:
    """The root of the service's answer, if it is the element that this operation answers with."""
    url = f"{council.base_url}/mgWebService.asmx/{operation}?{urlencode(asked or {}, safe='/')}"
    answer = fetch(url, council.slug, Stage.FIND)
    if isinstance(answer, Outcome):
        gone = answer.happened is Happened.NOT_FOUND and operation == "GetCommittees"
        if gone or any(words in (answer.detail or "") for words in CLOSED):
            return Outcome(council.slug, Stage.FIND, Happened.SERVICE_CLOSED, url, answer.detail)
        return answer
    try:
        root = parse(answer.body)
    except ValueError as error:
        got = f"a web page, {title_of(answer.body)!r}" if is_html(answer.headers, answer.body) else str(error)
        return _malformed(council, url, f"expected XML with root <{expected}>, got {got}")
    if root.tag != expected:
        return _malformed(council, url, f"expected XML with root <{expected}>, got <{root.tag}>")
    return root


def parse(body: bytes) -> etree._Element:
    """The root of an XML document. Raises ValueError for anything else, and for one that declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"{len(body)} bytes that are not XML ({error})") from error
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise ValueError("XML with a document type, which the service never sends")
    return root


def _miscounted(council: Council, root: etree._Element, name: str, given: int, where: str) -> Iterator[Outcome]:
    """An empty list looks like a broken one, so the service must say itself that there is nothing more."""
    stated = _text(root, name) or ""
    if (not given and stated != "0") or (stated.isdigit() and int(stated) > given):
        yield _malformed(council, where, f"{name} is {stated!r}, but {given} are listed")


def _malformed(council: Council, where: str, said: str) -> Outcome:
    url = where if where.startswith("http") else f"{council.base_url}/mgWebService.asmx"
    return Outcome(council.slug, Stage.FIND, Happened.MALFORMED, url, said if url == where else f"{where}: {said}")


def _text(parent: etree._Element, name: str) -> str | None:
    """The text of a child, None where it is missing or holds white space only."""
    return (parent.findtext(name) or "").strip() or None


def _title(parent: etree._Element, name: str) -> str | None:
    """Text that is escaped for HTML inside the XML, with white space folded."""
    return " ".join(html.unescape(_text(parent, name) or "").split()) or None


def _day(said: str | None) -> date | None:
    """A day as the service writes it, alone or before a time.

    >>> _day("19/07/2024"), _day("2024-07-19")
    (datetime.date(2024, 7, 19), None)
    """
    try:
        return datetime.strptime((said or "")[:10], "%d/%m/%Y").date()
    except ValueError:
        return None
