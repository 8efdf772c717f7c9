"""The answers of a meeting web service, to the byte.

CRLF and a two-space indent, white space inside empty elements, counts with a leading space, True and False, dd/mm/yyyy,
and titles escaped for HTML inside XML where the site does so.
"""

import html
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from demo.promised import Item, Meeting, Paper, Promised

Node = tuple[str, "str | list[Node]"]
NEEDED = {
    "getcommittees": (),
    "getmeetings": ("lCommitteeId", "sFromDate", "sToDate"),
    "getallmeetingsbydate": ("lCommitteeId", "sFromDate", "sToDate", "bIsAscendingDateOrder"),
    "getmeeting": ("lMeetingId",),
}


TOLD = '<div class="WordSection1">\r\n<p class="MsoNormal">Report attached.</p>\r\n</div>\r\n'
ITEM_FLAGS = ("iscallin", "iscomment", "isdecision", "isdecisionpublished", "isminutepublished")


class RefusedError(ValueError):
    """What the service says with status 500."""


def answer(site: Promised, base: str, method: str, asked: Mapping[str, str]) -> bytes:
    """The XML for one call. `base` is the site's own address; keys of `asked` are matched whatever their letter case.

    Raises RefusedError for an unknown method, a missing parameter, or a number that is none.
    """
    answers: dict[str, Callable[[Promised, str, Mapping[str, str]], Node]] = {
        "getcommittees": _committees,
        "getmeetings": _meetings,
        "getallmeetingsbydate": _all_meetings,
        "getmeeting": _meeting,
    }
    name = method.casefold()
    if name not in answers or (name == "getallmeetingsbydate" and "no_all" in site.quirks):
        raise RefusedError(f"System.InvalidOperationException: {method} Web Service method name is not valid.")
    given = {key.casefold(): value for key, value in asked.items()}
    for key in NEEDED[name]:
        if key.casefold() not in given:
            raise RefusedError(f"System.InvalidOperationException: Missing parameter: {key}.")
    if "service_empty" in site.quirks:
        site = replace(site, committees={}, meetings=())
    lines = ['<?xml version="1.0" encoding="utf-8"?>', *_lines(answers[name](site, base, given), 0)]
    return "\r\n".join(lines).encode()


def paper_url(base: str, paper: Paper) -> str:
    """Where a paper is: converted to PDF by number, or, for a Word file, at an address with a name."""
    if _is_link(paper):
        return f"{base}/documents/s{paper.id}/Report.docx"
    return f"{base}/mgConvert2PDF.aspx?ID={paper.id}"


def _lines(node: Node, depth: int) -> list[str]:
    name, inside = node
    pad = "  " * depth
    if isinstance(inside, list) and inside:
        return [f"{pad}<{name}>", *(line for child in inside for line in _lines(child, depth + 1)), f"{pad}</{name}>"]
    if inside:
        return [f"{pad}<{name}>{html.escape(str(inside), quote=False)}</{name}>"]
    return [f"{pad}<{name}>", f"{pad}</{name}>"]


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise RefusedError(f"System.ArgumentException: Cannot convert {text} to System.Int32.") from None


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _title(site: Promised, text: str) -> str:
    return html.escape(text) if "double_escape" in site.quirks else text


def _is_link(paper: Paper) -> bool:
    return paper.file is not None and paper.file.suffix == ".docx"


def _committees(site: Promised, _base: str, _asked: Mapping[str, str]) -> Node:
    rows: list[Node] = [
        (
            "committee",
            [
                ("committeeid", str(number)),
                ("committeetitle", _title(site, title)),
                ("committeedeleted", "False"),
                ("committeeexpired", "False"),
                ("committeecategory", "Council and Committees"),
            ],
        )
        for number, title in site.committees.items()
    ]
    return "committees", [("committeescount", f" {len(rows)}"), *rows]


def _bound(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None  # as the real service: another form of date is taken and ignored


def _meetings(site: Promised, _base: str, asked: Mapping[str, str]) -> Node:
    chosen = _chosen(site, asked, 0)
    held = [number for number in site.committees if any(m.committee == number for m in chosen)]
    rows = [_committee_meetings(site, number, [m for m in chosen if m.committee == number]) for number in held]
    return "getmeetings", [("meetingscount", f" {len(chosen)}"), ("committeescount", f" {len(held)}"), *rows]


def _chosen(site: Promised, asked: Mapping[str, str], everyone: int) -> list[Meeting]:
    """The meetings asked for; `everyone` is the number that stands for all committees."""
    wanted = _number(asked["lcommitteeid"])
    since, until = _bound(asked["sfromdate"]), _bound(asked["stodate"])
    if "dates_ignored" in site.quirks:
        since = until = None
    return [
        m
        for m in site.meetings
        if wanted in (everyone, m.committee) and (since is None or m.day >= since) and (until is None or m.day <= until)
    ]


def _all_meetings(site: Promised, _base: str, asked: Mapping[str, str]) -> Node:
    """Another root, and a flat list."""
    chosen = _chosen(site, asked, -1 if "all_is_minus_one" in site.quirks else 0)
    rows: list[Node] = []
    for m in sorted(chosen, key=lambda m: m.day):
        whose = [("committeeid", str(m.committee)), ("committeetitle", _title(site, site.committees[m.committee]))]
        rows.append(("meeting", [*_row(m), *whose]))
    return "getmeetingsbydate", [("meetingscount", str(len(rows))), ("meetings", rows)]


def _row(meeting: Meeting) -> list[Node]:
    return [
        ("meetingid", str(meeting.id)),
        ("meetingdate", _day(meeting.day)),
        ("meetingstatus", meeting.status),
        ("meetingtime", meeting.time),
        ("iswebcast", "False"),
    ]


def _committee_meetings(site: Promised, number: int, chosen: list[Meeting]) -> Node:
    rows: list[Node] = [("meeting", _row(m)) for m in chosen]
    return "committee", [
        ("committeeid", str(number)),
        ("committeetitle", _title(site, site.committees[number])),
        ("committeemeetingcount", f" {len(chosen)}"),
        ("committeemeetings", rows),
    ]


def _meeting(site: Promised, base: str, asked: Mapping[str, str]) -> Node:
    number = _number(asked["lmeetingid"])
    found = next((m for m in site.meetings if m.id == number), None)
    if found is None:
        raise RefusedError(f"System.ArgumentException: There is no meeting {number}.")
    items = [_item(site, base, found, n, item) for n, item in enumerate(found.items, 1)]
    return "meeting", [
        ("meetingid", str(found.id)),
        ("meetingdate", _day(found.day)),
        ("meetingstatus", found.status),
        ("isdisplayallowed", "True"),
        ("meetingtime", found.time),
        ("meetingactualstarttime", ""),
        ("meetingplannedfinishtime", ""),
        ("meetingactualfinishtime", ""),
        ("meetinglocation", found.place),
        ("iswebcast", "False"),
        ("agendaid", str(found.agenda)),
        ("agendapublished", str(bool(found.items or found.pack))),
        ("decisionpublished", str(any(item.decided for item in found.items))),
        ("minutepublished", str(bool(found.minutes or any(item.minuted for item in found.items)))),
        ("meetingroom", ""),
        ("agendaitems", items),
        ("attendees", ""),
    ]


def _item(site: Promised, base: str, meeting: Meeting, order: int, item: Item) -> Node:
    return "agendaitem", [
        ("agendaitemid", str(meeting.id * 100 + order)),
        ("agendaitemtitle", _title(site, item.title)),
        ("agendatext", TOLD if item.papers else ""),
        ("actualmeetingdate", _day(meeting.day)),
        ("agendaitemnumber", str(order * 4)),
        ("agendaitemsubnumber", ""),
        ("fulldisplaynumberformat", item.number),
        ("authorusername", ""),
        ("commentlabel1", "Presented By"),
        ("commenttext1", ""),
        ("commentlabel2", "Actions"),
        ("commenttext2", ""),
        *([("decisionnonemptyhtmlbody", _word(item.decided))] if item.decided else []),
        ("minutesnonemptyhtmlbody", _word(item.minuted)),
        ("declarationcount", "0"),
        *[(flag, str(_is_set(item, flag))) for flag in ITEM_FLAGS],
        ("ispubliccanspeak", "False"),
        ("isrestricted", str(item.restricted)),
        ("isdisplayallowed", "True"),
        ("meetingdate", _day(meeting.day)),
        ("meetingtime", meeting.time),
        ("minutesitemnumber", str(order)),
        ("minutesitemsubnumber", ""),
        ("preferreddate", _day(meeting.day)),
        ("refertocommittee", _title(site, site.committees[meeting.committee])),
        ("linkeddocuments", [_paper(site, base, meeting, item, paper) for paper in item.papers]),
    ]


def _is_set(item: Item, flag: str) -> bool:
    """Whether a flag of an item is True, by what is told of it."""
    return bool(item.minuted) if flag == "isminutepublished" else "decision" in flag and bool(item.decided)


def _word(text: str) -> str:
    """A text as Word makes a page of it, each line a paragraph; nothing of no text."""
    paragraphs = "".join(f'<p class="MsoNormal">{html.escape(line)}</p>\r\n' for line in text.splitlines())
    return f'<div class="WordSection1">\r\n{paragraphs}</div>\r\n' if text else ""


def _paper(site: Promised, base: str, meeting: Meeting, item: Item, paper: Paper) -> Node:
    return "linkeddoc", [
        ("attachmentid", str(paper.id)),
        ("title", _title(site, paper.title)),
        ("isurl", str(_is_link(paper))),
        ("url", paper_url(base, paper)),
        ("isrestricted", str(paper.restricted)),
        ("restrictionsRef", "3" if paper.restricted else ""),
        ("itemnum", item.number.strip(".")),
        ("publicationdate", _day(paper.published)),
        ("meetingdate", _day(meeting.day)),
        ("decisiondate", _day(meeting.day)),
        ("committeetitle", _title(site, site.committees[meeting.committee])),
        ("isdecisionattachment", "False"),
        ("ownertitle", _title(site, item.title)),
    ]
