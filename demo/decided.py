"""The pages of a meeting site that tell of decisions: the register, a decision, an issue's history, and the search."""

import re
from collections.abc import Iterator
from datetime import date

from demo.page import Asked, address, entities, link, page
from demo.promised import Decision, Promised

HITS = 10


def register(site: Promised, asked: Asked) -> str | None:
    """Decisions by day of publication; one of another day comes through, as it does. None has no register."""
    if not site.decisions:
        return None
    bounds = [date(int(y), int(m), int(d)) for d, m, y in re.findall(r"(\d\d)/(\d\d)/(\d{4})", asked.get("dr", ""))]
    rows = [
        d
        for d in site.decisions
        if len(bounds) < 2 or bounds[0] <= d.published <= bounds[1] or "register_leaks" in site.quirks
    ]
    made = "".join(
        f'<tr><td><a  href="ieDecisionDetails.aspx?ID={d.id}"  >{entities(d.title)}'
        f'<span  class="mgHide" > ref: {d.id}</span></a></td><td>'
        f"{entities(f'{d.published:%d/%m/%Y}')}</td></tr>"
        for d in rows
    )
    return page("Decisions", f'<div class="mgContent" ><table  class="mgTabTable" >{made}</table></div>')


def decision(site: Promised, asked: Asked) -> str | None:
    items = {str(m.id * 100 + n): (m.id, item.title) for m in site.meetings for n, item in enumerate(m.items, 1)}
    at = items.get(asked.get("aiid", ""))
    found = next((d for d in site.decisions if str(d.id) == asked.get("id") or (d.meeting, d.item) == at), None)
    return page("Decision details", _decided(site, found)) if found else None


def _decided(site: Promised, decision: Decision) -> str:
    meeting = next((m for m in site.meetings if m.id == decision.meeting), None)
    day = entities(f"{decision.decided:%d/%m/%Y}")
    before = {
        "Decision status: ": "Recommendations Approved",
        "Is Key decision?: ": "Yes" if decision.key else "No",
        "Is subject to call in?: ": "Yes" if decision.key else "No",
    }
    after = {
        "Publication date: ": entities(f"{decision.published:%d/%m/%Y}"),
        "Date of decision: ": day,
    }
    if meeting:
        at = f'<a  href="ieListDocuments.aspx?CId={meeting.committee}&amp;MID={meeting.id}"  >'
        after["Decided at meeting: "] = f"{at}{day} - {entities(site.committees[meeting.committee])}</a>"
    else:
        after["Decision Maker: "] = entities(decision.maker)
    papers = "".join(link(address(paper), paper.title) for paper in decision.papers)
    return (
        f'<div class="mgSubTitle" >\n<h2 class="mgSubTitleTxt">{entities(decision.title)}</h2></div>\n'
        f'<div class="mgLinks" ><ul  class="mgActionList" ><li>'
        f'<a  href="mgIssueHistoryHome.aspx?IId={decision.id}&amp;Opt=0"  >Find out more</a></li></ul></div>\n'
        f'<div class="mgContent" >\n{_labelled(before)}'
        f'<h3 class="mgSubSubTitleTxt">Decision:</h3>\n<div class="mgWordPara"><div class="WordSection1">\n'
        f'<p class="MsoNormal">{entities(decision.text)}</p></div></div>\n'
        f"{_labelled(after)}"
        f'<p class="mgLabel" >Accompanying Documents:</p>\n<ul  class="mgBulletList" >{papers}</ul></div>'
    )


def _labelled(said: dict[str, str]) -> str:
    return "".join(f'<p><span  class="mgLabel" >{label}</span>{value}</p>\n' for label, value in said.items())


def issue(site: Promised, asked: Asked) -> str | None:
    found = next((d for d in site.decisions if str(d.id) == asked.get("iid")), None)
    if found is None:
        return None
    meeting = next((m for m in site.meetings if m.id == found.meeting), None)
    met = (
        f'<li>Meeting: <a  href="ieListDocuments.aspx?CId={meeting.committee}&amp;MID={meeting.id}"  >'
        f"{meeting.day:%d/%m/%Y} - {entities(site.committees[meeting.committee])} (Item 1)</a></li>"
        if meeting
        else ""
    )
    decided = f'<li>Decision: <a  href="ieDecisionDetails.aspx?ID={found.id}"  >{entities(found.title)}</a></li>'
    return page("Issue details", f'<div class="mgContent" ><ul>{met}{decided}</ul></div>')


def results(site: Promised, asked: Asked) -> str:
    """Items whose title has the words, and decisions as issues; ten to a page."""
    wanted, number = asked.get("ss", ""), int(asked.get("pg", "1"))
    hits = [*_issues_found(site, wanted), *_items_found(site, wanted)]
    shown = hits[(number - 1) * HITS : number * HITS]
    if not shown:
        said = f'<p class="mgErrorTxt" >No results found for your query {entities(wanted)}. Try generalising.</p>'
        return page("Search results", f'<div class="mgContent" >{said}</div>')
    onward = (
        f'<p><a  href="ieSearchResults2.aspx?SS={wanted.replace(" ", "%20")}&amp;DT=3&amp;PG={number + 1}"  '
        f'title="Next page of search results">Next<span class="mgHide">Page</span></a></p>'
        if len(hits) > number * HITS
        else ""
    )
    return page("Search results", f'<div class="mgContent" >{"<hr />".join(shown)}{onward}</div>')


def _issues_found(site: Promised, wanted: str) -> Iterator[str]:
    for n, d in enumerate((d for d in site.decisions if wanted.casefold() in d.title.casefold()), 1):
        yield (
            f'<p  class="mgAiTitleTxt" >Issue&#58; <a  class="mgAiTitleLnk"   href="mgIssueHistoryHome.aspx?IId={d.id}'
            f'&amp;optionId=0"  >{entities(d.title)} ({n})</a></p>'
        )


def _items_found(site: Promised, wanted: str) -> Iterator[str]:
    for meeting in site.meetings:
        for order, item in enumerate(meeting.items, 1):
            if wanted.casefold() in item.title.casefold():
                meeting_at = f"ieListDocuments.aspx?CId={meeting.committee}&amp;MID={meeting.id}"
                said = f"{meeting.day:%d/%m/%Y} - {site.committees[meeting.committee]}"
                item_at = f"{meeting_at}#AI{meeting.id * 100 + order}"
                yield (
                    f'<p  class="mgAiTitleTxt" >Meeting: <a  class="mgAiTitleLnk"   href="{meeting_at}"  >'
                    f'{entities(said)} (9)</a></p><p  class="mgAiTitleTxt" >{item.number} '
                    f'<a  class="mgAiTitleLnk"   href="{item_at}"  >{entities(item.title)}</a></p>'
                )
