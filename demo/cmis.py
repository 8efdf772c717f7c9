"""The pages of a CMIS site: calendar, list view, a page a month, a page a meeting, and addresses that say nothing.

The site has no clock: its list view shows the month of its last meeting. An address of a document is right to the byte
or leads nowhere.
"""

import html
import re
from base64 import b64encode
from calendar import day_name, month_name, monthrange
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from urllib.parse import quote

from demo.promised import Meeting, Paper, Promised

CRITICAL = "<h1>Error</h1><p>A critical error has occurred. Please check the Event Viewer for further details.</p>"
PAIR = '<div class="DNNLabel {0}Label"><div class="dnnLabel"><label><span>{1}:</span></label></div></div>'
CONTROL = re.compile(r"/ctl/(\w+)/mid/(\d+)/(?:Date/([\d-]+)|Meeting/(\d+)/Committee/\d+/SelectedTab/Documents)/", re.I)
QUERY = re.compile(r"\?ctl=(\w+)&mid=(\d+)(?:&Date=([\d-]+))?$", re.I)


def answer(site: Promised, base: str, target: str) -> str | Paper | None:
    """The page or the paper at an address below `base`; None where there is none."""
    path, _, query = target.partition("?")
    if path.casefold() == "/document.ashx":
        return next((p for m in site.meetings for p in _papers(m) if _opaque(p) == query), None)
    name, module = _calendar(site)
    found = CONTROL.search(target) or QUERY.search(target)
    if not path.casefold().startswith(f"/{name}".casefold()) or (found and found.group(2) != module):
        return None
    control, _, day, meeting = (*found.groups(), None)[:4] if found else (None, None, None, None)
    if control is None:
        return _page("Meetings", _buttons(module)) if path.casefold().endswith(".aspx") else None
    match control.casefold():
        case "meetingcalendarlistview":
            return _page("Meetings", _list(site, base))
        case "meetingcalendarpublicnojava":
            return _page("Meetings", _month(site, base, date.fromisoformat(day or "2000-01-01")))
        case "viewmeetingpublic":
            return next(
                (_page("Meeting", _meeting(site, base, m)) for m in site.meetings if str(m.id) == meeting), None
            )
    return None


def _calendar(site: Promised) -> tuple[str, str]:
    """What the calendar's page is called, and its module."""
    return ("MeetingsCalendar", "410") if "other_page" in site.quirks else ("Meetings", "397")


def _page(title: str, inside: str) -> str:
    head = f'<head><title>{title}</title><meta name="robots" content="noindex,nofollow" /></head>'
    return f"<!DOCTYPE html>\r\n<html>{head}\r\n<body><form id='Form'>{inside}</form></body></html>"


def _buttons(module: str) -> str:
    name = f"dnn$ctr{module}$MeetingCalendarPublic$btnButtonListView"
    return f'<input type="submit" name="{name}" value="Meeting List View" id="{name.replace("$", "_")}" />'


def _shown(site: Promised) -> date:
    """The first day of the month that the list view shows."""
    return max((m.day for m in site.meetings), default=date(2024, 6, 1)).replace(day=1)


def _list(site: Promised, base: str) -> str:
    rows = [
        f'<tr class="rgRow"><td class="DateColumn"><a href="{_meeting_address(site, base, m)}">{_day(m)} {m.time} - '
        f"{html.escape(site.committees[m.committee])}</a></td><td>{html.escape(m.place)}</td></tr>"
        for m in site.meetings
        if m.day.replace(day=1) == _shown(site) and "recess" not in site.quirks
    ]
    head = '<tr><th scope="col" class="DateColumn rgHeader">Date/Start Time</th><th>Venue</th></tr>'
    return f'<div class="CMIS_ModuleWrapper MeetingCalendarListView"><table>{head}{"".join(rows)}</table></div>'


def _month(site: Promised, base: str, asked: date) -> str:
    first = _shown(site) if "month_ignored" in site.quirks else asked.replace(day=1)
    days = [first.replace(day=n + 1) for n in range(monthrange(first.year, first.month)[1])]
    return f'<table class="rgMasterTable">{"".join(_row(site, base, day) for day in days)}</table>'


def _row(site: Promised, base: str, day: date) -> str:
    meetings = "".join(
        f'<p class="Meeting"><a href="{_meeting_address(site, base, m)}">{m.time} '
        f"{html.escape(site.committees[m.committee])}</a></p>"
        for m in site.meetings
        if m.day == day
    )
    said = f"{day_name[day.weekday()]}, {day.day} {month_name[day.month]}"
    return f'<tr class="rgRow"><td class="SimpleCalendarDate">{said}</td><td>{meetings}</td></tr>\r\n'


def _meeting(site: Promised, base: str, meeting: Meeting) -> str:
    if "critical_error" in site.quirks:
        return CRITICAL
    held = [
        ("Committee", "Committee", site.committees[meeting.committee]),
        ("DateTime", "Date/Time", f"{_day(meeting)} - {meeting.time}"),
        ("Venue", "Status", meeting.status),
        ("Venue", "Venue", meeting.place),
    ]
    pairs = "".join(
        f'<div class="holder">{PAIR.format(name, label)}<div class="Value {name}">{html.escape(value)}</div></div>'
        for name, label, value in held
    )
    return f"<h1>Meeting Details</h1>{pairs}{''.join(_documents(site, base, meeting))}"


def _documents(site: Promised, base: str, meeting: Meeting) -> Iterator[str]:
    if "inline" in site.quirks:
        for item in meeting.items:
            papers = "".join(f"<li>pdf {_link(site, base, paper)} (42Kb)</li>" for paper in item.papers)
            yield f"<h3>{item.number} {html.escape(item.title)}</h3><ol>{papers}</ol>"
        return
    entries = "".join(
        f'<li class="DocumentListItem"><img class="FileTypeImage" src="/pdf.gif" alt="pdf" />'
        f'{_link(site, base, paper)} <span class="FileSize">(42Kb)</span></li>'
        for paper in _papers(meeting)
    )
    yield f'<div class="CmisDocumentList"><ol class="DocumentList">{entries}</ol></div>'


def _link(site: Promised, base: str, paper: Paper) -> str:
    title = html.escape(paper.title)
    if paper.restricted:
        return f'<a class="TitleLink aspNetDisabled" title="Click to view \'{title}\'">{title}</a>'
    href = html.escape(f"{_root(site, base)}/Document.ashx?{_opaque(paper)}")
    return f'<a class="TitleLink" title="Click to view \'{title}\'" href="{href}" target="_blank">{title}</a>'


def _meeting_address(site: Promised, base: str, meeting: Meeting) -> str:
    name, module = _calendar(site)
    where = f"Meeting/{meeting.id}/Committee/{meeting.committee}/SelectedTab/Documents/Default.aspx"
    return f"{_root(site, base)}/{name}/tabid/70/ctl/ViewMeetingPublic/mid/{module}/{where}"


def _root(site: Promised, base: str) -> str:
    return site.path if "relative_links" in site.quirks else base


def _day(meeting: Meeting) -> str:
    return f"{meeting.day.day} {month_name[meeting.day.month][:3]} {meeting.day.year}"


def _papers(meeting: Meeting) -> list[Paper]:
    return [paper for item in meeting.items for paper in item.papers]


def _opaque(paper: Paper) -> str:
    """A query in which nothing can be read: names and values in base64, escaped in lower case."""
    parts = [b64encode(sha256(f"{paper.id}/{n}".encode()).digest()).decode() for n in range(4)]
    name, value, other, last = (quote(p, safe="").replace("%2B", "%2b").replace("%3D", "%3d") for p in parts)
    return f"{name}={value}&{other}={last.replace('%2F', '%2f')}"
