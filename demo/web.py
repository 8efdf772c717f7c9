"""A council's own pages: for each committee a list of papers, or of meetings that have a page each."""

import html

from demo.promised import Meeting, Paper, Promised

NAVIGATION = '<nav><a href="/">Home</a> <a href="mailto:clerk@council.example">Clerk</a> <a href="#main">Skip</a></nav>'


def answer(site: Promised, base: str, target: str) -> str | Paper | None:
    """The page or the paper at an address below `base`; None where there is none."""
    match target.strip("/").split("/"):
        case ["papers", name]:
            return next((_list(site, base, n) for n, body in site.committees.items() if _slug(body) == name), None)
        case ["meeting", number]:
            return next((_meeting(site, base, m) for m in site.meetings if str(m.id) == number), None)
        case ["media", number, _]:
            return site.paper(int(number)) if number.isdigit() else None
    return None


def _list(site: Promised, base: str, committee: int) -> str:
    title = html.escape(site.committees[committee])
    meetings = [m for m in site.meetings if m.committee == committee]
    if "meeting_pages" in site.quirks:
        rows = "".join(f'<li><a href="{base}/meeting/{m.id}">{title} {_day(site, m)}</a></li>' for m in meetings)
        return _page(f"{title} meetings", f"<ul>{rows}</ul>")
    tables = "".join(f"<h2>{title}, {_day(site, m)}</h2><ul>{_papers(base, m)}</ul>" for m in meetings)
    return _page(f"{title} papers", tables)


def _meeting(site: Promised, base: str, meeting: Meeting) -> str:
    title = f"{html.escape(site.committees[meeting.committee])}, {_day(site, meeting)}"
    return _page(title, f"<ul>{_papers(base, meeting)}</ul>")


def _papers(base: str, meeting: Meeting) -> str:
    return "".join(
        f'<li>{item.number}. <a href="{base}/media/{paper.id}/report{paper.file.suffix}">{html.escape(paper.title)}'
        " (34 KB)</a></li>"
        for item in meeting.items
        for paper in item.papers
        if paper.file
    )


def _page(title: str, inside: str) -> str:
    head = f'<head><meta charset="utf-8" /><title>{title}</title></head>'
    return (
        f'<!DOCTYPE html>\n<html>{head}<body>{NAVIGATION}<main id="main"><h1>{title}</h1>{inside}</main></body></html>'
    )


def _slug(body: str) -> str:
    return body.casefold().replace(" ", "-")


def _day(site: Promised, meeting: Meeting) -> str:
    return "" if "no_dates" in site.quirks else f"{meeting.day.day} {meeting.day:%B %Y}"
