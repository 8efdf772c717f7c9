"""What the invented councils have put on their sites: sites.yml as frozen records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from demo.traps import TRAPS

ANYWHERE = TRAPS | {
    "robots_disallow": "robots.txt refuses everybody",
    "robots_papers": "robots.txt refuses papers, and nothing else",
    "robots_slow": "robots.txt asks for a rest between two requests",
    "robots_error": "robots.txt answers 500",
    "challenge": "every page is a 403 that asks for a browser",
    "down": "nothing listens",
    "validators": "papers come with an ETag, and are not sent again to who has them",
}
QUIRKS = {
    "moderngov": {
        "double_escape": "titles are escaped for HTML and then again for XML",
        "dates_ignored": "GetMeetings answers with every meeting, whatever dates it is asked for",
        "all_is_minus_one": "GetAllMeetingsByDate knows all committees by -1, and none by 0",
        "no_all": "the service has no GetAllMeetingsByDate",
        "service_closed": "the service answers 404",
        "service_refused": "the service answers 403",
        "service_html": "a web page with status 200 stands where the service was",
        "service_empty": "the service says that there are no committees and no meetings",
        "pages_challenge": "every page is a 403 that asks for a browser, and the service is open",
        "pages_error": "every page redirects to mgError.aspx, and the service is open",
        "choose_pack": "packs are behind a page between",
        "register_leaks": "the register of decisions shows decisions of other days than it is asked for",
    },
    "cmis": {
        "other_page": "the calendar has another name, and its module another number",
        "relative_links": "addresses are printed without their host",
        "recess": "the list view, which shows one month, is empty",
        "month_ignored": "a month's page shows the month of the list view, whatever month it is asked for",
        "inline": "papers stand below their item of the agenda, and not in a list of documents",
        "critical_error": "the page of a meeting is a critical error with status 200",
    },
    "web": {
        "meeting_pages": "the list leads to a page for each meeting, and that to the papers",
        "no_dates": "no day is printed anywhere",
    },
}
"""How a site may depart from the rule, by its platform."""


@dataclass(frozen=True)
class Paper:
    """One linked document. `login`: a login page stands before it, and the listing does not say so."""

    id: int
    title: str
    file: Path | None
    published: date
    restricted: bool = False
    login: bool = False


@dataclass(frozen=True)
class Item:
    """One item of an agenda, with its papers. `decided` and `minuted`: what the service tells, by lines."""

    number: str
    title: str
    papers: tuple[Paper, ...]
    restricted: bool = False
    decided: str = ""
    minuted: str = ""


@dataclass(frozen=True)
class Meeting:
    """One meeting of one committee. `time` is as printed ("6.30 pm")."""

    id: int
    committee: int
    day: date
    time: str
    status: str
    place: str
    items: tuple[Item, ...]
    pack: Path | None = None
    minutes: Path | None = None
    supplements: tuple[Paper, ...] = ()

    @property
    def agenda(self) -> int:
        """The number of the agenda, by which packs go."""
        return self.id + 30


@dataclass(frozen=True)
class Decision:
    """One page of a decision: at an item of a meeting, or by a `maker` with papers of their own."""

    id: int
    title: str
    text: str
    decided: date
    published: date
    key: bool
    maker: str
    meeting: int | None
    item: str | None
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class Promised:
    """One council's site: its committees, its meetings and decisions, and how it departs from the rule. `path` is
    where it begins."""

    slug: str
    platform: str
    path: str
    quirks: frozenset[str]
    committees: dict[int, str]
    meetings: tuple[Meeting, ...]
    decisions: tuple[Decision, ...] = ()

    def paper(self, number: int) -> Paper | None:
        """The paper of that id, or None."""
        return next((p for p in self.papers() if p.id == number), None)

    def papers(self) -> Iterator[Paper]:
        """Those of items, supplements and decisions."""
        for meeting in self.meetings:
            yield from (paper for item in meeting.items for paper in item.papers)
            yield from meeting.supplements
        yield from (paper for decision in self.decisions for paper in decision.papers)


def read_promised(folder: Path) -> tuple[Promised, ...]:
    """The sites of `folder`/sites.yml, their files under `folder`/reports. Raises ValueError that lists every fault."""
    raw = yaml.safe_load((folder / "sites.yml").read_text(encoding="utf8"))
    sites = tuple(_site(slug, site, folder / "reports") for slug, site in raw.items())
    faults = [f"sites.yml: {slug}: {fault}" for slug, site in zip(raw, sites, strict=True) for fault in _faults(site)]
    if faults:
        raise ValueError("\n".join(faults))
    return sites


def _site(slug: str, raw: dict, reports: Path) -> Promised:
    committees = {int(k): v for k, v in (raw.get("committees") or {}).items()}
    meetings = tuple(_meeting(m, reports) for m in raw.get("meetings") or ())
    decisions = tuple(_decision(d, reports) for d in raw.get("decisions") or ())
    quirks = frozenset(raw.get("quirks") or ())
    platform, path = raw.get("platform", "moderngov"), raw.get("path", "")
    return Promised(slug, platform, path, quirks, committees, meetings, decisions)


def _meeting(raw: dict, reports: Path) -> Meeting:
    items = tuple(_item(i, raw["date"], reports) for i in raw.get("items") or ())
    return Meeting(
        raw["id"],
        raw["committee"],
        raw["date"],
        raw.get("time", "10.00 am"),
        raw.get("status", "Confirmed"),
        raw.get("place", "Council Chamber"),
        items,
        *(reports / raw[kind] if kind in raw else None for kind in ("pack", "minutes")),
        _papers(raw.get("supplements") or (), "", raw["date"], reports),
    )


def _decision(raw: dict, reports: Path) -> Decision:
    papers = _papers(raw.get("papers") or (), raw["title"], raw["decided"], reports)
    published = raw.get("published", raw["decided"] + timedelta(days=2))
    key, maker = raw.get("key", False), raw.get("maker", "")
    made = (raw["id"], raw["title"], raw["text"], raw["decided"], published, key, maker)
    return Decision(*made, raw.get("meeting"), raw.get("item"), papers)


def _item(raw: dict, day: date, reports: Path) -> Item:
    papers = _papers(raw.get("papers") or (), raw["title"], day, reports)
    told = (raw.get("decided", ""), raw.get("minuted", ""))
    return Item(str(raw["number"]), raw["title"], papers, raw.get("restricted", False), *told)


def _papers(raw: Iterable[dict], title: str, day: date, reports: Path) -> tuple[Paper, ...]:
    return tuple(
        Paper(
            p["id"],
            p.get("title", title),
            reports / p["file"] if "file" in p else None,
            p.get("published", day - timedelta(days=8)),
            p.get("restricted", False),
            p.get("login", False),
        )
        for p in raw
    )


def _faults(site: Promised) -> Iterator[str]:
    if site.platform not in QUIRKS:
        yield f"unknown platform {site.platform!r}; the platforms are {', '.join(QUIRKS)}"
    known = ANYWHERE | QUIRKS.get(site.platform, {})
    for quirk in sorted(site.quirks - known.keys()):
        yield f"unknown quirk {quirk!r}; those of {site.platform} are {', '.join(known)}"
    for meeting in site.meetings:
        if meeting.committee not in site.committees:
            yield f"meeting {meeting.id}: no committee {meeting.committee}"
        for file in (meeting.pack, meeting.minutes):
            if file is not None and not file.is_file():
                yield f"meeting {meeting.id}: no file {file}"
    items = {(meeting.id, item.title) for meeting in site.meetings for item in meeting.items}
    for decision in site.decisions:
        if not decision.maker and (decision.meeting, decision.item) not in items:
            yield f"decision {decision.id}: a maker is needed, or the meeting and the item of it"
    papers = list(site.papers())
    for number, paper in enumerate(papers):
        if paper.id in [other.id for other in papers[:number]]:
            yield f"paper {paper.id}: the number is given twice"
        if paper.file is None and not (paper.restricted or paper.login):
            yield f"paper {paper.id}: a file is needed, or restricted or login"
        if paper.file is not None and not paper.file.is_file():
            yield f"paper {paper.id}: no file {paper.file}"
