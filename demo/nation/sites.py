"""What each invented council's site promises, and what a night has to make of it.

Traps go round the councils of each platform, so that every one is met by several; one council in three has a site
without any.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from demo.nation.papers import compose, write, write_picture
from demo.nation.register import Row
from demo.promised import Item, Meeting, Paper, Promised

PLAN = "Productivity Plan"
ANYWHERE = {
    "robots_disallow": "robots_disallowed",
    "challenge": "blocked",
    "down": "failing",
    "hangs": "failing",
    "resets": "failing",
    "robots_error": "failing",
    "robots_slow": "covered",
    "shaky": "covered",
    "slow": "covered",
    "validators": "covered",
    "papers_busy": "covered",
    "papers_redirected": "covered",
    "papers_truncated": "found_unread",
    "papers_endless": "found_unread",
    "papers_error_page": "found_unread",
    "papers_in_circles": "found_unread",
    "papers_elsewhere": "found_unread",
    "robots_papers": "found_unread",
}
"""By trap, the coverage of a council that has a report on the plan."""
TRAPS = {
    "moderngov": {
        **dict.fromkeys(("double_escape", "dates_ignored", "all_is_minus_one", "no_all", "service_closed"), "covered"),
        **dict.fromkeys(("service_refused", "service_html", "pages_challenge", "pages_error"), "covered"),
        **dict.fromkeys(("choose_pack", "register_leaks"), "covered"),
        "service_empty": "covered",
        **ANYWHERE,
    },
    "cmis": {
        **dict.fromkeys(("other_page", "relative_links", "recess", "inline"), "covered"),
        "month_ignored": "failing",
        "critical_error": "failing",
        **ANYWHERE,
    },
}
WITHOUT = {"pages_challenge": "blocked", "pages_error": "failing", "robots_papers": "robots_disallowed"}
"""Likewise of one that has none, where that is not `nothing_found`."""
FATES = (PLAN, PLAN, PLAN, "scan", PLAN, "nothing")
"""What becomes of the plan, in turn: a report, a scan of one, or no report at all."""
START = date(2024, 5, 13)


@dataclass(frozen=True)
class Stand:
    """One site: its promise and the councils (slugs) that share it. `papers` are those that are public; `coverage` is
    what a night is to find."""

    site: Promised
    councils: tuple[str, ...]
    coverage: str
    papers: int


def stands(rows: tuple[Row, ...], folder: Path, papers: int) -> tuple[Stand, ...]:
    """The sites of a register's councils, each with as many papers (three or more), written below `folder`; none for a
    council without platform."""
    by_site: dict[str, list[Row]] = {}
    for row in rows:
        if row["democracy_platform"] in TRAPS:
            by_site.setdefault(row["democracy_base_url"], []).append(row)
    turn = {platform: _traps(platform) for platform in TRAPS}
    made = []
    for n, sharing in enumerate(by_site.values()):
        platform = sharing[0]["democracy_platform"]
        trap = next(turn[platform]) if n % 3 else None
        made.append(_stand(n, sharing, trap, FATES[n % len(FATES)], folder, papers))
    return tuple(made)


def _traps(platform: str) -> Iterator[str]:
    return (list(TRAPS[platform])[n % len(TRAPS[platform])] for n in count())


def _stand(n: int, sharing: list[Row], trap: str | None, fate: str, folder: Path, papers: int) -> Stand:
    first = sharing[0]
    platform, slug, name = first["democracy_platform"], first["slug"], first["official_name"]
    meetings = tuple(_meetings(n, name, fate, folder / slug, papers))
    quirks = frozenset({trap} if trap else ())
    site = Promised(slug, platform, "", quirks, {1: "Cabinet", 2: "Audit Committee"}, meetings)
    coverage = _coverage(platform, trap, fate)
    return Stand(site, tuple(row["slug"] for row in sharing), coverage, papers)


def _coverage(platform: str, trap: str | None, fate: str) -> str:
    reached = TRAPS[platform][trap] if trap else "covered"
    if reached not in ("covered", "found_unread"):
        return reached
    if fate == "nothing":
        return WITHOUT.get(trap or "", "nothing_found")
    return "found_unread" if fate == "scan" else reached


def _meetings(n: int, council: str, fate: str, folder: Path, papers: int) -> Iterator[Meeting]:
    """A Cabinet with two reports, and meetings of the Audit Committee with one each, a week apart."""
    day = START + timedelta(days=n % 60)
    first = PLAN if fate != "nothing" else "Fees and charges"
    staff = compose(council, "Agency staff", "Cabinet", day, "agrees the spending on agency staff")
    both = [(first, _plan(council, day, fate, folder)), ("Agency staff", write(staff, folder / "agency.pdf"))]
    yield _meeting(10, 1, day, both)
    for more in range(1, papers - 1):
        later, title = day + timedelta(days=33 + 7 * (more % 18)), f"Internal audit: progress report {more}"
        audit = compose(council, title, "Audit Committee", later, "notes the progress of internal audit")
        yield _meeting(10 + more, 2, later, [(title, write(audit, folder / f"audit-{more}.docx"))])


def _plan(council: str, day: date, fate: str, folder: Path) -> Path:
    if fate == "scan":
        return write_picture(folder / "plan.pdf")
    title = PLAN if fate == PLAN else "Fees and charges"
    ask = "approves the Productivity Plan for submission" if fate == PLAN else "agrees the fees and charges"
    suffix = ".docx" if day.day % 2 else ".pdf"
    return write(compose(council, title, "Cabinet", day, ask), folder / f"plan{suffix}")


def _meeting(number: int, committee: int, day: date, papers: list[tuple[str, Path]]) -> Meeting:
    published = day - timedelta(days=8)
    items = tuple(
        Item(f"{n}.", title, (Paper(100 * number + n, title, file, published),))
        for n, (title, file) in enumerate(papers, 1)
    )
    return Meeting(number, committee, day, "10.00 am", "Confirmed", "Council Chamber", items)
