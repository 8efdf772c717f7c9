"""First contact: the few questions that tell what a council's site is. What is said of it is what it answered.

About a dozen requests at most, each as polite as any other: a site that forbids or blocks them is told as such.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from protego import Protego

from extractors.model import Fetched, Happened, Outcome, Stage
from flows.fetch import Fetch
from flows.wire import ROBOT

SERVICE = re.compile("/mgWebService.asmx", re.I)
COMMITTEES = re.compile(rb"<committees[\s>]")
COMMITTEE = re.compile(rb"<committee>(.*?)</committee>", re.S)
MEETING = re.compile(rb"<meetingid>\s*(\d+)\s*</meetingid>\s*<meetingdate>\s*(\d\d)/(\d\d)/(\d{4})")
MODERNGOV = re.compile(rb"id=\"modgov\"|ieListMeetings\.aspx|mgListCommittees\.aspx|ieListDocuments\.aspx", re.I)
LIST = re.compile(rb"ieListMeetings\.aspx\?[^\"'>]*?(?:CommitteeId|CId)=(\d+)", re.I)
PAGE = re.compile(rb"ieListDocuments\.aspx\?CId=(\d+)&(?:amp;)?MId=(\d+)", re.I)
CMIS = re.compile(rb"dnn[_$]ctr\d|ViewMeetingPublic|MeetingCalendarPublic|/cmis5/", re.I)
CALENDARS = ("Meetings.aspx", "MeetingsCalendar.aspx", "CalendarofMeetings.aspx", "MeetingCalendar.aspx")
MODULE = re.compile(rb"dnn\$ctr(\d+)\$MeetingCalendarPublic")
PACK = re.compile(rb"documents/[gb]\d+/[^\"'>]*\?T=(\d+)|mgConvert2PDF\.aspx\?ID=\d+&(?:amp;)?T=(\d+)", re.I)
PACKS = {"0": "frontsheet", "1": "minutes", "2": "decisions", "9": "supplement", "10": "reports pack", "11": "minutes"}
FILE = re.compile(rb"href\s*=\s*[\"'][^\"']+\.(?:pdf|docx?)(?:[?#][^\"']*)?[\"']", re.I)
NEAR, WIDE = timedelta(days=60), timedelta(days=3653)
COMMITTEES_ASKED = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """What a site answered, in words, and where."""

    about: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class Site:
    """What a site is, by the register's words. Both None where it could not be told."""

    platform: str | None
    base_url: str | None
    facts: tuple[Fact, ...]


Ask = Callable[[str], Fetched | Outcome]


def probe(council: str, address: str, fetch: Fetch, day: date) -> Site:
    """What is at an address, or where it leads. `day` is today."""

    def ask(url: str) -> Fetched | Outcome:
        return fetch(url, council, Stage.FIND)

    robots = {base: _robots(ask, base) for base in bases(address)}
    facts = [fact for fact, _ in robots.values()]
    answering = [base for base, (_, answers) in robots.items() if answers]
    safe = [base for base in answering if base.startswith("https:")]
    for look in (_service, _pages, _others):  # what a front page says only where nothing better does
        for base in safe or answering:
            site = look(ask, base, day)
            facts += site.facts
            if site.platform:
                return Site(site.platform, site.base_url, tuple(facts))
    return Site(None, None, tuple(facts))


def bases(address: str) -> tuple[str, ...]:
    """Where the directory of a site's software may be: by https first, without a page's name, then the host's root.

    >>> bases("http://democracy.example.gov.uk/mg/mgWhatsNew.aspx?bcr=1")[:2]
    ('https://democracy.example.gov.uk/mg', 'https://democracy.example.gov.uk')
    """
    parts = urlsplit(address)
    folders = [part for part in parts.path.split("/") if part]
    if folders and "." in folders[-1] and re.search(r"\.(aspx|asmx|html?|php)$", folders[-1], re.I):
        folders.pop()
    roots = [f"https://{parts.netloc}"] if parts.port is None else []
    roots += [f"http://{parts.netloc}"] if parts.scheme == "http" else [f"https://{parts.netloc}"]
    paths = ["".join(f"/{part}" for part in folders), ""]
    return tuple(dict.fromkeys(root + path for root in roots for path in paths))


def _robots(ask: Ask, base: str) -> tuple[Fact, bool]:
    """What robots.txt says of a base, and whether the host answers at all."""
    parts = urlsplit(base)
    url = f"{parts.scheme}://{parts.netloc}/robots.txt"
    answer = ask(url)
    if isinstance(answer, Fetched):
        rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        says = "allows" if rules.can_fetch(f"{base}/", ROBOT) else "disallows"
        delay = rules.crawl_delay(ROBOT)
        return Fact("robots", f"{says} {base}/" + (f", {delay:g} s between requests" if delay else ""), url), True
    if answer.happened is Happened.NOT_FOUND:
        return Fact("robots", "there is none, so that all may be asked for", url), True
    lost = answer.happened in (Happened.UNREACHABLE, Happened.TIMED_OUT, Happened.ADDRESS_REFUSED)
    return Fact("host" if lost else "robots", _told(answer), url), not lost


def _service(ask: Ask, base: str, day: date) -> Site:
    """ModernGov, by its web service."""
    url = f"{base}/mgWebService.asmx/GetCommittees?"
    answer = ask(url)
    if isinstance(answer, Outcome):
        return Site(None, None, (Fact("service", _told(answer), url),))
    if not COMMITTEES.search(answer.body):
        return Site(None, None, (Fact("service", "closed: the answer is no list of committees", url),))
    found = COMMITTEE.findall(answer.body)
    base = SERVICE.split(answer.url)[0]
    open_now = Fact("service", f"open: GetCommittees answers with {len(found)} committees", answer.url)
    return Site("moderngov", base, (open_now, *_dates(ask, base, found, day)))


def _dates(ask: Ask, base: str, committees: list[bytes], day: date) -> Iterator[Fact]:
    """Whether GetMeetings heeds the dates it is asked for, by a committee that met; then its last meeting's packs."""
    now = [c for c in committees if b"<committeeexpired>True" not in c and b"<committeedeleted>True" not in c]
    for committee in (now or committees)[:COMMITTEES_ASKED]:
        number = re.search(rb"<committeeid>\s*(\d+)", committee)
        if number is None:
            continue
        url, wide = _meetings(ask, base, number[1].decode(), day - WIDE, day)
        if isinstance(wide, Outcome):
            yield Fact("dates", _told(wide), url)
            return
        if not wide:
            continue
        last = max(wide.values())
        since, until = last - NEAR, last
        url, near = _meetings(ask, base, number[1].decode(), since, until)
        if isinstance(near, Outcome):
            yield Fact("dates", _told(near), url)
        else:
            yield Fact("dates", _heeded(wide, near, since), url)
        yield _packs(
            ask, f"{base}/ieListDocuments.aspx?CId={number[1].decode()}&MId={max(wide, key=wide.__getitem__)}&Ver=4"
        )
        return
    yield Fact("dates", f"cannot be told: {COMMITTEES_ASKED} committees have no meetings", base)


def _heeded(wide: dict[str, date], near: dict[str, date], since: date) -> str:
    before = sum(day < since for day in near.values())
    if before:
        return f"ignored: {before} of {len(near)} meetings are before the first day asked for"
    if len(near) < len(wide):
        return f"heeded: {len(near)} meetings for {NEAR.days} days, {len(wide)} for ten years"
    return f"cannot be told: all {len(wide)} meetings are within {NEAR.days} days"


def _meetings(ask: Ask, base: str, committee: str, since: date, until: date) -> tuple[str, dict[str, date] | Outcome]:
    """The address asked, and the days of a committee's meetings by their number."""
    days = f"sFromDate={since:%d/%m/%Y}&sToDate={until:%d/%m/%Y}"
    url = f"{base}/mgWebService.asmx/GetMeetings?lCommitteeId={committee}&{days}"
    answer = ask(url)
    if isinstance(answer, Outcome):
        return url, answer
    found = MEETING.findall(answer.body)
    return url, {number.decode(): date(int(y), int(m), int(d)) for number, d, m, y in found}


def _packs(ask: Ask, url: str) -> Fact:
    """What a meeting's page offers whole: the web service does not list it."""
    answer = ask(url)
    if isinstance(answer, Outcome):
        return Fact("packs", f"cannot be told, the pages: {_told(answer)}", url)
    kinds = sorted({(a or b).decode() for a, b in PACK.findall(answer.body)}, key=int)
    if not kinds:
        return Fact("packs", "none on the page of its last meeting", url)
    return Fact("packs", ", ".join(f"{PACKS.get(kind, 'other')} (T={kind})" for kind in kinds), url)


def _pages(ask: Ask, base: str, _: date) -> Site:
    """ModernGov, by its pages."""
    url = f"{base}/ieDocHome.aspx?bcr=1"
    answer = ask(url)
    if isinstance(answer, Outcome):
        return Site(None, None, (Fact("pages", _told(answer), url),))
    if not MODERNGOV.search(answer.body):
        return Site(None, None, (Fact("pages", "no page of ModernGov", url),))
    base = answer.url.split("?")[0].rsplit("/", 1)[0]
    fact = Fact("pages", "ModernGov's list of committees", answer.url)
    return Site("moderngov", base, (fact, _packs_of_any(ask, base, answer.body)))


def _packs_of_any(ask: Ask, base: str, home: bytes) -> Fact:
    for committee in list(dict.fromkeys(LIST.findall(home)))[:COMMITTEES_ASKED]:
        listed = ask(f"{base}/ieListMeetings.aspx?CommitteeId={committee.decode()}&Year=0")
        meeting = PAGE.search(listed.body) if isinstance(listed, Fetched) else None
        if meeting:
            return _packs(ask, f"{base}/ieListDocuments.aspx?CId={meeting[1].decode()}&MId={meeting[2].decode()}&Ver=4")
    return Fact("packs", f"cannot be told: {COMMITTEES_ASKED} committees list no meetings", base)


def _others(ask: Ask, base: str, _: date) -> Site:
    """CMIS, a page of links to papers, or something else, by the page at the base."""
    url = f"{base}/"
    front = ask(url)
    if isinstance(front, Outcome):
        return Site(None, None, (Fact("front page", _told(front), url),))
    base = front.url.split("?")[0].rsplit("/", 1)[0]
    if CMIS.search(front.body):
        return Site("cmis", base, (Fact("front page", "made by CMIS", front.url), _calendar(ask, base)))
    files = len(FILE.findall(front.body))
    if files >= 3:
        return Site(
            "web", base, (Fact("front page", f"{files} links to papers, by no software that we know", front.url),)
        )
    return Site("other", base, (Fact("front page", "no sign of ModernGov, CMIS or a list of papers", front.url),))


def _calendar(ask: Ask, base: str) -> Fact:
    for name in CALENDARS:
        answer = ask(f"{base}/{name}")
        if isinstance(answer, Fetched) and CMIS.search(answer.body):
            module = MODULE.search(answer.body)
            says = f"{name}, module {module[1].decode()}" if module else name
            return Fact("calendar", says, answer.url)
    return Fact("calendar", f"none of {', '.join(CALENDARS)}", base)


def _told(outcome: Outcome) -> str:
    return f"{outcome.happened}: {outcome.detail}" if outcome.detail else str(outcome.happened)
