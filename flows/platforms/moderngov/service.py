"""The web service: GetAllMeetingsByDate, or GetCommittees and GetMeetings for each, then GetMeeting with its papers.

Source: recorded answers of such sites. All committees are 0 at some sites and -1 at others; dates may be ignored, in
any other form than dd/mm/yyyy always; titles are escaped twice; empty elements hold white space; and a web page with
status 200 may stand in its place. So dates are compared here, titles are unescaped once more, and the root element is
looked at rather than the status. Of its operations only these are called: others give councillors' home addresses.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urljoin

from lxml import etree

from extractors.model import Council, Happened, Listing, Outcome, Stage, Window
from extractors.read.reply import tells
from flows.days import start_of
from flows.fetch import Fetch
from flows.pages import is_html, title_of
from flows.platforms.moderngov.known import Calendar, Committee, Meeting

CLOSED = ("Request format is unrecognized", "method name is not valid")
"""What the service says when it, or one of its methods, is switched off."""
GONE = "there is no service here"
DECIDED = "Decisions and minutes, as the web service tells them"
EVERY_COMMITTEE = ("0", "-1")
MARGIN = timedelta(days=183)
"""How far beyond a window it is asked: a year without any meeting means that it did not understand the question."""
OF_THE_HOST = frozenset(
    {
        Happened.TIMED_OUT,
        Happened.UNREACHABLE,
        Happened.RATE_LIMITED,
        Happened.ADDRESS_REFUSED,
        Happened.BAD_REDIRECT,
    }
)
"""What a host answers to everything, so that nothing else need be asked."""
OF_THE_METHOD = frozenset({Happened.SERVER_ERROR, Happened.MALFORMED, Happened.SERVICE_CLOSED})
"""What may be the answer of one method only."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What a meeting's answer lists. `is_out`: an agenda, decisions or minutes are published, or it does not say."""

    listed: tuple[Listing | Outcome, ...]
    is_out: bool


def find_meetings(council: Council, window: Window, fetch: Fetch) -> Calendar:
    """The meetings in the window, whatever dates the service thought it was asked for."""
    since, until = max(window.since, date.min + MARGIN) - MARGIN, min(window.until, date.max - MARGIN) + MARGIN
    days = {"sFromDate": f"{since:%d/%m/%Y}", "sToDate": f"{until:%d/%m/%Y}"}
    for everyone in EVERY_COMMITTEE:
        question = {"lCommitteeId": everyone, **days, "bIsAscendingDateOrder": "true"}
        root = _ask(council, fetch, "getmeetingsbydate", "GetAllMeetingsByDate", question)
        if isinstance(root, Outcome):
            if root.happened not in OF_THE_METHOD or (root.detail or "").startswith(GONE):
                return Calendar((), (root,))
            break
        found = list(_meetings(council, root, "GetAllMeetingsByDate", None))
        if any(isinstance(f, Meeting) for f in found):
            return _calendar(found, window)
    root = _ask(council, fetch, "committees", "GetCommittees")
    if isinstance(root, Outcome):
        return Calendar((), (root,))
    return _calendar(list(_by_committee(council, root, days, fetch)), window)


def _calendar(found: list[Meeting | Outcome], window: Window) -> Calendar:
    """The meetings in the window, each once, as the first committee tells of it."""
    known = {f.id: f for f in reversed(found) if isinstance(f, Meeting)}
    met = [f for f in reversed(known.values()) if window.since <= f.day <= window.until]
    return Calendar(tuple(met), tuple(f for f in found if isinstance(f, Outcome)), is_sure=bool(known))


def _by_committee(
    council: Council, root: etree._Element, days: dict[str, str], fetch: Fetch
) -> Iterator[Meeting | Outcome]:
    """The meetings of all committees: one that is deleted or expired may have met within the window."""
    yield from _miscounted(council, root, "committeescount", len(root.findall(".//committee")), "GetCommittees")
    for element in root.iter("committee"):
        number = _text(element, "committeeid")
        if number is None:
            yield _malformed(council, "GetCommittees", "a committee without committeeid")
            continue
        answer = _ask(council, fetch, "getmeetings", "GetMeetings", {"lCommitteeId": number, **days})
        if isinstance(answer, Outcome):
            yield answer
        else:
            committee = Committee(number, _title(element, "committeetitle"))
            yield from _meetings(council, answer, f"GetMeetings of committee {number}", committee)


def _meetings(
    council: Council, root: etree._Element, where: str, asked: Committee | None
) -> Iterator[Meeting | Outcome]:
    """Every meeting of an answer; its committee stands in it, around it, or only in the question."""
    yield from _miscounted(council, root, "meetingscount", len(root.findall(".//meeting")), where)
    for element in root.iter("meeting"):
        number, said = _text(element, "meetingid"), _text(element, "meetingdate")
        day = _day(said)
        if number is None or day is None:
            yield _malformed(council, where, f"a meeting {number!r} on {said!r}; expected a number and dd/mm/yyyy")
            continue
        owner = next(element.iterancestors("committee"), element)
        committee = _text(owner, "committeeid") or (asked.id if asked else None)
        title = _title(owner, "committeetitle") or (asked.title if asked else None)
        yield Meeting(number, committee, title, day)


def find_papers(council: Council, meeting: Meeting, fetch: Fetch) -> Papers | Outcome:
    """The papers of a meeting's items, after the answer itself where it says what was decided or minuted.

    Packs, printed minutes and decision pages are not among them.
    """
    asked = {"lMeetingId": meeting.id}
    root = _ask(council, fetch, "meeting", "GetMeeting", asked)
    if isinstance(root, Outcome):
        return root
    if _text(root, "meetingid") != meeting.id:
        said = f"asked for meeting {meeting.id}, got {_text(root, 'meetingid')}"
        return _malformed(council, f"GetMeeting {meeting.id}", said)
    states = [_text(root, name) for name in ("agendapublished", "decisionpublished", "minutepublished")]
    is_out = any((state or "").casefold() != "false" for state in states)
    papers = [_paper(council, meeting, element) for element in root.iter("linkeddoc")]
    if tells(root):
        url = _address(council, "GetMeeting", asked)
        itself = Listing(council.slug, url, DECIDED, meeting.body, meeting.day, meeting.id)
        return Papers((itself, *papers), is_out)
    return Papers(tuple(papers), is_out)


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
    url = _address(council, operation, asked or {})
    answer = fetch(url, council.slug, Stage.FIND)
    if isinstance(answer, Outcome):
        if answer.happened is Happened.NOT_FOUND and operation in ("GetAllMeetingsByDate", "GetCommittees"):
            return Outcome(council.slug, Stage.FIND, Happened.SERVICE_CLOSED, url, f"{GONE}: {answer.detail}")
        if any(words in (answer.detail or "") for words in CLOSED):
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


def _address(council: Council, operation: str, asked: dict[str, str]) -> str:
    return f"{council.base_url}/mgWebService.asmx/{operation}?{urlencode(asked, safe='/')}"


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
