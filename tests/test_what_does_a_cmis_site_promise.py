from datetime import date
from pathlib import Path

import pytest

from extractors.model import Council, Fetched, Happened, Listing, Outcome, Stage, Window
from flows.fetch import make_fetch
from flows.platforms import find_reports
from tests.invented_pages import papers, promised, stand_in, told
from tests.invented_site import HTML, quick, site

RECORDED = Path(__file__).parents[2] / "shared" / "platforms" / "fixtures" / "cmis"
SPRING = Window(date(2026, 4, 15), date(2026, 6, 30))
CABINET = {
    "id": 15042,
    "committee": 4,
    "date": date(2026, 6, 9),
    "time": "18:30",
    "items": [
        {"number": "5", "title": "Harbour & Quay Plan", "papers": [{"id": 2, "file": "a.pdf"}]},
        {"number": "6", "title": "Dredging", "papers": [{"id": 3, "title": "Dredging report", "file": "b.docx"}]},
        {"number": "7", "title": "Land", "papers": [{"id": n, "title": "Exempt", "restricted": True} for n in (8, 9)]},
    ],
}
FEES = {"number": "3", "title": "Fees", "papers": [{"id": 1, "file": "a.pdf"}]}
EARLIER = {"id": 15001, "committee": 6, "date": date(2026, 4, 14), "items": [FEES]}
CANCELLED = {"id": 15050, "committee": 6, "date": date(2026, 6, 30), "status": "Cancelled"}
SITE = {
    "platform": "cmis",
    "path": "/cmis5",
    "committees": {4: "Cabinet", 6: "Licensing Sub-Committee A"},
    "meetings": [EARLIER, CABINET, CANCELLED],
}


def asked_of(answers, window):
    """What is found at a site of given answers, and the site that was asked."""
    with site(answers) as there:
        council = Council("E07900001", "saltmere", "Saltmere", "cmis", there.url)
        return list(find_reports(council, window, make_fetch(quick(), True))), there


def page(inside, title="Meetings"):
    return (200, HTML, f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{inside}</body></html>".encode())


CALENDAR = page('<input name="dnn$ctr397$MeetingCalendarPublic$btnButtonListView" />')
LIST = "/Meetings.aspx?ctl=MeetingCalendarListView&mid=397"
JUNE = "/Meetings.aspx?ctl=MeetingCalendarPublicNoJava&mid=397&Date=2026-06-01"
ONLY_JUNE = Window(date(2026, 6, 1), date(2026, 6, 30))
NO_MEETING = page('<div class="MeetingCalendarListView"></div>')


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded answers are not part of this repository")
def test_recorded_answers_give_their_papers():
    def recorded(name):
        body = (RECORDED / f"cmis_{name}_birmingham.html").read_bytes()
        return (200, HTML, body.replace(b"https://birmingham.cmis.uk.com/birmingham/", b"/"))

    months, meetings = "/Meetings/tabid/70/ctl/MeetingCalendarPublicNoJava/mid/397", "/Meetings/tabid/70/ctl"
    meeting = f"{meetings}/ViewMeetingPublic/mid/397/Meeting/{{}}/Committee/{{}}/SelectedTab/Documents/Default.aspx"
    answers = {
        "/Meetings.aspx": recorded("base"),
        LIST: recorded("listview"),
        meeting.format(15042, 4): recorded("meeting_documents"),
        meeting.format(15115, 38): page('<ol class="DocumentList"></ol>'),
        f"{months}/Date/2026-06-01/Default.aspx": recorded("calendar_month_nojava"),
        f"{months}/Date/2026-07-01/Default.aspx": page('<td class="SimpleCalendarDate">Wednesday, 1 July</td>'),
        meeting.format(15028, 6): recorded("meeting_summary"),
    }
    found, there = asked_of(answers, Window(date(2026, 6, 1), date(2026, 7, 31)))
    assert set(there.paths) == {"/robots.txt", *answers}
    assert told(found) == ["searched"]
    planning, licensing = ("Planning Committee", date(2026, 7, 9), "15042"), ("Licensing Sub-Committee A",)
    assert papers(found) == [
        Listing(
            "saltmere", f"{there.url}/Birmingham/Document.ashx?id=abc123", "Final Planning Minutes 16042026", *planning
        ),
        Listing(
            "saltmere",
            f"{there.url}/Birmingham/Document.ashx?id=def456",
            "Final Agenda Reports - 9th July 2026",
            *planning,
        ),
        Listing(
            "saltmere",
            f"{there.url}/birmingham/Document.ashx?czJKcaeAi5tUFL1DTL2UE4sOqCLHzE2A",
            "Minutes of the previous meeting",
            *licensing,
            date(2026, 8, 3),  # the meeting's own page says so
            "15028",
        ),
    ]


@pytest.mark.parametrize("quirks", [[], ["other_page"], ["relative_links"], ["recess"], ["inline"]])
def test_papers_are_found_however_the_site_is_made(tmp_path, quirks):
    with stand_in(tmp_path, SITE | {"quirks": quirks}) as running:
        found = promised(running, "cmis", SPRING)
    assert told(found) == ["restricted", "restricted", "searched"]
    assert (found[-1].happened, found[-1].window) == (Happened.SEARCHED, SPRING)
    listed = papers(found)
    assert [p.title for p in listed] == ["Harbour & Quay Plan", "Dredging report", "Exempt", "Exempt"]
    assert {(p.body, p.meeting_date, p.meeting) for p in listed} == {("Cabinet", date(2026, 6, 9), "15042")}
    assert len({p.url for p in listed}) == 4


def test_an_address_is_asked_for_to_the_byte_and_a_closed_paper_never(tmp_path):
    with stand_in(tmp_path, SITE) as running:
        found = promised(running, "cmis", SPRING)
        fetch = make_fetch(quick(), True)
        got = [fetch(p.url, "saltmere", Stage.FETCH) for p in papers(found) if not p.restricted]
    assert [g.body for g in got if isinstance(g, Fetched)] == [b"%PDF-1.4 a.pdf", b"%PDF-1.4 b.docx"]
    documents = [a.path for a in running.asked if "Document.ashx" in a.path]
    assert len(documents) == 2
    assert all("%3d" in path and "%3D" not in path for path in documents)
    closed = [p.url for p in papers(found) if p.restricted]
    assert [url.partition("#")[2] for url in closed] == ["Exempt", "Exempt%202"]
    assert {url.partition("#")[0] for url in closed} <= {
        running.addresses["saltmere"] + a.path[6:] for a in running.asked
    }


def test_a_month_that_is_not_the_one_asked_for_is_told(tmp_path):
    with stand_in(tmp_path, SITE | {"quirks": ["month_ignored"]}) as running:
        found = promised(running, "cmis", SPRING)
    assert told(found) == ["restricted", "restricted", "malformed", "malformed", "incomplete"]
    assert len(papers(found)) == 4
    april = next(f for f in found if isinstance(f, Outcome) and f.happened is Happened.MALFORMED)
    assert april.detail == "expected the days of April 2026, got days as 'Monday, 1 June'"
    assert "Date/2026-04-01" in april.url


def test_the_days_of_another_year_are_told():
    year_before = page('<tr><td class="SimpleCalendarDate">Sunday, 1 June</td></tr>')
    found, _ = asked_of({"/Meetings.aspx": CALENDAR, LIST: NO_MEETING, JUNE: year_before}, ONLY_JUNE)
    assert told(found) == ["malformed", "incomplete"]


def test_a_page_that_is_no_meeting_is_told_with_what_was_expected(tmp_path):
    with stand_in(tmp_path, SITE | {"quirks": ["critical_error"]}) as running:
        found = promised(running, "cmis", SPRING)
    assert told(found) == ["malformed", "malformed", "incomplete"]
    assert "Meeting/15042/" in found[0].url
    assert "DNNLabel" in found[0].detail


@pytest.mark.parametrize(("quirk", "happened"), [("challenge", "blocked"), ("robots_disallow", "robots_disallowed")])
def test_a_site_that_refuses_is_one_outcome(tmp_path, quirk, happened):
    with stand_in(tmp_path, SITE | {"quirks": [quirk]}) as running:
        assert told(promised(running, "cmis", SPRING)) == [happened]


def test_a_site_without_a_calendar_is_one_outcome_that_says_what_was_sought():
    found, there = asked_of({}, SPRING)
    assert told(found) == ["not_found"]
    assert all(path.strip("/") in found[0].detail for path in there.paths if path != "/robots.txt")
    found, there = asked_of({"/MeetingsCalendar.aspx": page("Welcome", "Our new site")}, SPRING)
    assert told(found) == ["malformed"]
    assert found[0].url == f"{there.url}/MeetingsCalendar.aspx"
    assert "expected a calendar" in found[0].detail
    assert "'Our new site'" in found[0].detail


def test_a_list_or_a_month_that_is_none_is_told_and_the_rest_found():
    where = "/m/tabid/1/ctl/ViewMeetingPublic/mid/9/Meeting/7/Committee/2/SelectedTab/Documents/Default.aspx"
    day = '<td class="SimpleCalendarDate">Monday, 8 June</td>'
    rows = (
        f'<tr>{day}<td><p class="Meeting"><a href="{where}">10:00 Audit</a></p><p class="Meeting">Closed</p></td></tr>'
    )
    entries = (
        '<li class="DocumentListItem"><a href="Document.ashx?x%2bY"><img alt="pdf" /></a>'
        '<a class="TitleLink" href="Document.ashx?x%2bY">Plan (1.5 Mb)</a></li>'
        '<li class="DocumentListItem">Kept back</li><li class="DocumentListItem"><a href="Document.ashx?z"></a></li>'
    )
    answers = {
        "/Meetings.aspx": CALENDAR,
        LIST: page("Welcome"),
        JUNE: page(f"<table>{rows}</table>"),
        where: page(f'<ol class="DocumentList">{entries}</ol>'),
    }
    found, there = asked_of(answers, ONLY_JUNE)
    folder = f"{there.url}/m/tabid/1/ctl/ViewMeetingPublic/mid/9/Meeting/7/Committee/2/SelectedTab/Documents"
    assert [(p.title, p.url, p.restricted, p.body) for p in papers(found)] == [
        ("Plan", f"{folder}/Document.ashx?x%2bY", False, "Audit"),
        ("Kept back", f"{folder}/Default.aspx#Kept%20back", True, "Audit"),
    ]
    assert told(found) == ["malformed", "restricted", "malformed", "malformed", "incomplete"]
    assert any("'Closed' on 2026-06-08" in (f.detail or "") for f in found if not isinstance(f, Listing))
