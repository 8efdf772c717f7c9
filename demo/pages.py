"""The pages of a meeting site: its committees, their meetings by year, and a meeting with its packs and items."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from demo import decided
from demo.page import SIZE, Asked, address, entities, link, page
from demo.promised import Item, Meeting, Paper, Promised

MINUTES, SUPPLEMENT, PACK = "1", "9", "10"


def answer(site: Promised, path: str, asked: Asked) -> str | Path | None:
    """A page, or the file behind a pack's address; None where there is neither. Letter case does not matter."""
    given = {key.casefold(): value for key, value in asked.items()}
    made: dict[str, Callable[[Promised, Asked], str | None]] = {
        "/iedochome.aspx": _home,
        "/ielistmeetings.aspx": _list,
        "/ielistdocuments.aspx": _meeting,
        "/mgchoosedocpack.aspx": _choice,
        "/mgdelegateddecisions.aspx": decided.register,
        "/iedecisiondetails.aspx": decided.decision,
        "/mgissuehistoryhome.aspx": decided.issue,
        "/iesearchresults2.aspx": decided.results,
    }
    if path.casefold() in made:
        return made[path.casefold()](site, given)
    found = re.match(r"/documents/([gb])(\d+)/", path, re.I)
    return _pack(site, found.group(1).lower(), int(found.group(2)), given.get("t", "")) if found else None


def _pack(site: Promised, kind: str, number: int, code: str) -> Path | None:
    """The number is the agenda's, and without the right T there is nothing."""
    if kind == "b" and code == SUPPLEMENT:
        return next((p.file for m in site.meetings for p in m.supplements if p.id == number), None)
    meeting = next((m for m in site.meetings if m.agenda == number and kind == "g"), None)
    return {PACK: meeting.pack, MINUTES: meeting.minutes}.get(code) if meeting else None


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _home(site: Promised, _asked: Asked) -> str:
    rows = (
        f'<li><a  href="ieListMeetings.aspx?CommitteeId={number}"  title="Link&#32;to&#32;{entities(title)}">'
        f"{entities(title)}</a></li>"
        for number, title in site.committees.items()
    )
    return page("Browse meetings", f'<div class="mgContent" ><ul  class="mgBulletList" >{"".join(rows)}</ul></div>')


def _list(site: Promised, asked: Asked) -> str | None:
    """Meetings of one calendar year; 0 is all there are."""
    number, year = int(asked.get("committeeid", asked.get("cid", "0"))), int(asked.get("year", "0"))
    if number not in site.committees:
        return None
    rows = [
        f'<li><a  class="mgMeetingTableLnk"   href="ieListDocuments.aspx?CId={number}&amp;MId={m.id}&amp;Ver=4"  '
        f'title="Link&#32;to">{_long(m.day)}&nbsp;{m.time}</a> - '
        f"{'CANCELLED' if m.status == 'Cancelled' else 'Agenda'}</li>"
        for m in site.meetings
        if m.committee == number and year in (0, m.day.year)
    ]
    always = '<li><a href="ieListDocuments.aspx?CId=0&amp;MId=1&amp;Ver=4">Constitution</a></li>'
    title = f"Browse meetings - {site.committees[number]}"
    return page(title, f'<div class="mgContent" ><ul>{"".join(rows)}{always}</ul></div>')


def _meeting(site: Promised, asked: Asked) -> str | None:
    found = next((m for m in site.meetings if str(m.id) == asked.get("mid")), None)
    if found is None:
        return None
    title = "Agenda and minutes" if found.minutes else "Agenda" if found.items else "Meeting details"
    head = f"{site.committees[found.committee]} - {found.day:%A}, {_long(found.day)} {found.time}"
    cancelled = "<p>CANCELLED</p>" if found.status == "Cancelled" else ""
    rows = "".join(_item(site, found, n, item) for n, item in enumerate(found.items, 1))
    body = (
        f'<div class="mgSubTitle" >\n<h2 class="mgSubTitleTxt">{entities(head)}</h2></div>\n<div class="mgLinks" >\n'
        f'<ul  class="mgActionList" >{"".join(_heads(site, found))}</ul></div>\n<div class="mgContent" >{cancelled}'
        f'<p><span  class="mgLabel" >Venue: </span>{entities(found.place)}</p>'
        f'<table  class="mgItemTable"  id="mgItemTable" >{rows}</table></div>'
    )
    return page(title, body)


def _heads(site: Promised, meeting: Meeting) -> Iterator[str]:
    """What belongs to the whole meeting."""
    yield f'<li><a  href="mgMeetingAttendance.aspx?ID={meeting.id}"  >Attendance details</a></li>'
    named = f"{meeting.day:%d}th-{meeting.day:%b-%Y} 10.00 {site.committees[meeting.committee]}.pdf"
    if meeting.pack and "choose_pack" in site.quirks:
        yield f'<li><a  href="mgChooseDocPack.aspx?ID={meeting.agenda}"  >Agenda reports pack</a></li>'
    elif meeting.pack:
        yield link(f"documents/g{meeting.agenda}/Public reports pack {named}?T={PACK}", "Public reports pack")
    for paper in meeting.supplements:
        yield link(f"documents/b{paper.id}/ {paper.title}, {named}?T={SUPPLEMENT}", paper.title)
    if meeting.minutes:
        yield link(f"documents/g{meeting.agenda}/Printed minutes\r\n{named}?T={MINUTES}", "Printed minutes")


def _choice(site: Promised, asked: Asked) -> str | None:
    found = next((m for m in site.meetings if str(m.agenda) == asked.get("id") and m.pack), None)
    if found is None:
        return None
    pack = link(f"documents/g{found.agenda}/Agenda reports pack.pdf?T={PACK}", "Agenda reports pack")
    return page("Choose agenda document pack", f'<div class="mgContent" ><ul>{pack}</ul></div>')


def _item(site: Promised, meeting: Meeting, order: int, item: Item) -> str:
    """A row: the number, then the title, which leads to the first paper if that is the item's own report."""
    first = next((p for p in item.papers[:1] if p.title == item.title and not p.restricted), None)
    title = entities(item.title)
    if first:
        title = f'<a  class="mgAiTitleLnk"   href="{address(first)}"  title="Link">{title}\n{SIZE}</a>'
    others = "".join(_beneath(p, meeting.id * 100 + order) for p in item.papers if p is not first)
    decision = next((d for d in site.decisions if (d.meeting, d.item) == (meeting.id, item.title)), None)
    decided = (
        f'<ul  class="mgActionList" ><li><a  href="ieDecisionDetails.aspx?AIId={meeting.id * 100 + order}"  >'
        f"View the decision for item {item.number}</a></li></ul>"
        if decision
        else ""
    )
    return (
        f'<tr><td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" ><a  name="AI{meeting.id * 100 + order}"></a>'
        f'{item.number}</p></td><td><p  class="mgAiTitleTxt" >{title}</p><div class="mgWordPara"><p>Attached.</p></div>'
        f'<p  class="mgSubItemTitleTxt" >Additional documents:</p><ul  class="mgBulletList" >'
        f"{others}</ul>{decided}</td></tr>\n"
    )


def _beneath(paper: Paper, item: int) -> str:
    if paper.restricted:
        reasons = f'<a  href="mgReasonsRestricted.aspx?OID={item}&amp;OT=I"  >View reasons restricted</a>'
        return f"<li>{entities(paper.title)} {reasons}</li>"
    return link(address(paper), paper.title)
