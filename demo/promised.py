"""What the invented councils have put on their sites: sites.yml as frozen records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

QUIRKS = {
    "double_escape": "titles are escaped for HTML and then again for XML",
    "dates_ignored": "GetMeetings answers with every meeting, whatever dates it is asked for",
    "robots_disallow": "robots.txt refuses everybody",
    "challenge": "every page is a 403 that asks for a browser",
    "down": "nothing listens",
    "validators": "papers come with an ETag, and are not sent again to who has them",
}


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
    """One item of an agenda, with its papers."""

    number: str
    title: str
    papers: tuple[Paper, ...]
    restricted: bool = False


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


@dataclass(frozen=True)
class Promised:
    """One council's site: its committees, its meetings, and how it departs from the rule."""

    slug: str
    quirks: frozenset[str]
    committees: dict[int, str]
    meetings: tuple[Meeting, ...]

    def paper(self, number: int) -> Paper | None:
        """The paper of that id, or None."""
        papers = (p for m in self.meetings for i in m.items for p in i.papers)
        return next((p for p in papers if p.id == number), None)


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
    return Promised(slug, frozenset(raw.get("quirks") or ()), committees, meetings)


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
    )


def _item(raw: dict, day: date, reports: Path) -> Item:
    papers = tuple(
        Paper(
            p["id"],
            p.get("title", raw["title"]),
            reports / p["file"] if "file" in p else None,
            p.get("published", day - timedelta(days=8)),
            p.get("restricted", False),
            p.get("login", False),
        )
        for p in raw.get("papers") or ()
    )
    return Item(str(raw["number"]), raw["title"], papers, raw.get("restricted", False))


def _faults(site: Promised) -> Iterator[str]:
    for quirk in sorted(site.quirks - QUIRKS.keys()):
        yield f"unknown quirk {quirk!r}; the quirks are {', '.join(QUIRKS)}"
    for meeting in site.meetings:
        if meeting.committee not in site.committees:
            yield f"meeting {meeting.id}: no committee {meeting.committee}"
    papers = [paper for meeting in site.meetings for item in meeting.items for paper in item.papers]
    for number, paper in enumerate(papers):
        if paper.id in [other.id for other in papers[:number]]:
            yield f"paper {paper.id}: the number is given twice"
        if paper.file is None and not (paper.restricted or paper.login):
            yield f"paper {paper.id}: a file is needed, or restricted or login"
        if paper.file is not None and not paper.file.is_file():
            yield f"paper {paper.id}: no file {paper.file}"
