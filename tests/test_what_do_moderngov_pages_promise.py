"""Packs, minutes and decisions stand on pages only, and so does everything where the service is closed."""

from datetime import date

import pytest

from extractors.model import Council, Fetched, Kind, Listing, Outcome, Stage, Window
from extractors.reading import read
from flows.fetch import make_fetch
from flows.platforms import find_reports
from flows.platforms.moderngov.decisions import read_decision
from flows.platforms.moderngov.known import Meeting
from flows.platforms.moderngov.pages import read_papers
from flows.platforms.moderngov.shell import address
from flows.seen import ask_once
from tests.invented_moderngov import RECORDED, WINDOW, happened, needs_recorded, promised, recorded, saltmere
from tests.invented_site import HTML, quick, site

OF_THE_MEETING = ["Public reports pack", "Addendum to item 7", "Printed minutes"]


@needs_recorded
def test_a_recorded_decision_says_who_when_at_which_meeting_and_with_which_papers():
    decision = read_decision(recorded("ieDecisionDetails_kirklees.html"))
    assert (decision.title, decision.body, decision.meeting) == (
        "Minutes of Previous Meeting",
        "Policy Committee",
        "4832",
    )
    assert (decision.decided, decision.published) == (date(2015, 10, 19), date(2015, 10, 22))
    at = "https://saltmere.gov.uk/mg/documents/s7942/polc2%20-%2023.09.2015.pdf"
    assert decision.papers == (("polc2 - 23.09.2015", at),)


@needs_recorded
def test_a_recorded_decision_is_read_as_one():
    body = (RECORDED / "ieDecisionDetails_kirklees.html").read_bytes()
    (report,) = read(b"<html><body>" + body + b"</body></html>").reports
    assert report.kind is Kind.DECISION_NOTICE
    assert report.fields["meeting_date"].value.value == date(2015, 10, 19)


@needs_recorded
def test_a_recorded_meeting_has_a_frontsheet_a_choice_of_packs_and_a_supplement_by_the_number_of_the_agenda():
    meeting = Meeting("4747", "1", "Council", date(2012, 5, 10))
    papers = list(read_papers(recorded("ieListDocuments_head_northkesteven_2012.html"), "saltmere", meeting))
    assert [(p.title, p.url.partition("moderngov.co.uk/")[2].split("/%20")[0].split("/Agenda")[0]) for p in papers] == [
        ("Agenda frontsheet", "documents/g4779"),
        ("Agenda reports pack", "mgChooseDocPack.aspx?ID=4779"),
        ("Committee Membership List and Outside Body Addendum", "documents/b10920"),
    ]
    assert [p.url[-4:] for p in (papers[0], papers[2])] == ["?T=0", "?T=9"]


def test_an_open_service_is_asked_first_and_pages_only_add_what_it_lacks(tmp_path):
    papers, outcomes, paths = promised(tmp_path)
    assert [(p.title, p.item) for p in papers] == [
        ("Harbour: new wall", "Harbour: new wall"),
        ("Appendix A", "Harbour: new wall"),
        ("Land at Quay Street", "Land"),
        *((title, None) for title in OF_THE_MEETING),
        ("View the decision for item 7.", "Harbour: new wall"),
        ("Trees in Brook Street", "Trees in Brook Street"),
        ("Report on trees", "Trees in Brook Street"),
    ]
    assert happened(outcomes) == ["restricted", "searched"]
    assert [p.url.partition("?")[2] for p in papers[:3]] == ["ID=811", "ID=812", "ID=813"]
    assert {(p.body, p.meeting_date) for p in papers[-2:]} == {("Director of Place", date(2024, 4, 2))}
    assert "/mgWebService.asmx/GetMeeting?lMeetingId=300" not in paths
    assert not any("MId=312" in path for path in paths), "a cancelled meeting has published nothing"


@pytest.mark.parametrize("quirk", ["service_closed", "service_refused", "service_html", "service_empty"])
def test_a_closed_or_empty_service_is_stood_in_for_by_its_pages(tmp_path, quirk):
    papers, outcomes, paths = promised(tmp_path, quirk)
    assert [p.title for p in papers] == [
        *OF_THE_MEETING,
        "Harbour: new wall",
        "Appendix A",
        "View the decision for item 7.",
        "Land at Quay Street",
        "Trees in Brook Street",
        "Report on trees",
    ]
    assert {p.body for p in papers[:-2]} == {"Policy & Resources Committee"}
    assert {p.meeting_date for p in papers[:-2]} == {date(2024, 3, 18)}
    assert [p.title for p in papers if p.restricted] == ["Land at Quay Street"]
    assert happened(outcomes) == ["restricted", "searched"]
    assert "found by its pages" in outcomes[-1].detail
    assert {path.partition("Year=")[2] for path in paths if "ieListMeetings" in path} == {"2023", "2024"}


def test_pages_that_know_of_no_meeting_at_all_are_not_believed(tmp_path):
    raw = 'committees: {5: "Council"}'
    papers, outcomes, _ = promised(tmp_path, "service_closed", raw=raw)
    assert (papers, happened(outcomes)) == ([], ["malformed"])
    assert outcomes[0].detail.startswith("its service: service_closed: ")
    assert outcomes[0].detail.endswith("malformed: expected meetings of 1 committees from 2023 to 2024, found none")


@pytest.mark.parametrize("quirk", ["pages_challenge", "pages_error"])
def test_where_pages_are_refused_the_service_gives_its_papers_and_the_search_is_incomplete(tmp_path, quirk):
    papers, outcomes, _ = promised(tmp_path, quirk)
    assert [p.url.partition("?")[2] for p in papers] == ["ID=811", "ID=812", "ID=813"]
    expected = {"pages_challenge": ["restricted", "blocked", "blocked"], "pages_error": ["restricted", "not_found"]}
    assert happened(outcomes) == [*expected[quirk], "incomplete"]


def test_pages_that_come_to_nothing_are_not_asked_for_ever(tmp_path):
    meetings = "".join(f"  - {{id: {n}, committee: 5, date: 2024-06-0{n}, pack: pack.pdf}}\n" for n in range(1, 8))
    raw = f'committees: {{5: "Council"}}\nmeetings:\n{meetings}'
    papers, outcomes, paths = promised(tmp_path, "pages_challenge", raw=raw)
    assert (papers, happened(outcomes)) == ([], ["blocked"] * 3 + ["incomplete"])
    assert len([path for path in paths if ".aspx" in path]) == 3
    assert outcomes[-1].detail == "8 of the questions asked came to nothing"


def test_a_pack_behind_a_page_between_is_found(tmp_path):
    papers, outcomes, _ = promised(tmp_path, "choose_pack")
    assert [p.url.rpartition("/")[2] for p in papers if "pack" in p.title] == ["Agenda%20reports%20pack.pdf?T=10"]
    assert happened(outcomes)[-1] == "searched"


def test_every_address_of_a_pack_leads_to_its_file_and_none_without_its_letter(tmp_path):
    with saltmere(tmp_path) as (council, _):
        fetch = make_fetch(quick(), True)
        found = [f for f in find_reports(council, WINDOW, fetch) if isinstance(f, Listing) and "?T=" in f.url]
        answers = [fetch(f.url, "saltmere", Stage.FETCH) for f in found]
        assert [a.body for a in answers] == [b"%PDF-1.7 pack", b"%PDF-1.7 late", b"%PDF-1.7 minutes"]
        assert isinstance(fetch(found[0].url.partition("?")[0], "saltmere", Stage.FETCH), Outcome)


def test_decisions_of_other_days_are_left_out_and_long_windows_asked_in_parts(tmp_path):
    short = Window(date(2024, 4, 1), date(2024, 4, 30))
    papers, _, paths = promised(tmp_path, "register_leaks", window=short)
    assert [p.title for p in papers] == ["Trees in Brook Street", "Report on trees"]
    assert not any("ID=41" in path for path in paths)
    _, _, paths = promised(tmp_path, window=Window(date(2023, 1, 1), date(2024, 12, 31)))
    asked = [path.partition("DR=")[2].partition("&")[0] for path in paths if "mgDelegatedDecisions" in path]
    assert asked == ["01%2f01%2f2023-01%2f01%2f2024", "02%2f01%2f2024-31%2f12%2f2024"]


def test_a_decision_page_is_asked_for_once_although_it_is_looked_at_first(tmp_path):
    with saltmere(tmp_path) as (council, running):
        fetch, _ = ask_once(make_fetch(quick(), True), 25)
        for found in find_reports(council, WINDOW, fetch):
            if isinstance(found, Listing) and "ieDecisionDetails" in found.url:
                assert isinstance(fetch(found.url, "saltmere", Stage.FETCH), Fetched)
        assert [a.path for a in running.asked].count("/ieDecisionDetails.aspx?ID=42") == 1


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            b"<html><head><title>Our new site</title></head><body></body></html>",
            "a web page 'Our new site' without #modgov",
        ),
        (b"<html><body><div id='modgov'></div></body></html>", "got a page without any"),
        (b'{"committees": []}', "18 bytes that begin with"),
        (b"", "0 bytes"),
    ],
)
def test_a_page_that_is_something_else_is_malformed_with_its_address_and_what_was_expected(page, said):
    answers = dict.fromkeys(("/ieDocHome.aspx?bcr=1", "/mgListCommittees.aspx?bcr=1"), (200, HTML, page))
    with site(answers) as there:
        council = Council("E07900001", "saltmere", "Saltmere", "moderngov", there.url)
        found = list(find_reports(council, WINDOW, make_fetch(quick(), True)))
    assert happened(found) == ["malformed"]
    assert found[0].url == f"{there.url}/ieDocHome.aspx?bcr=1"
    assert "expected a page with links to ielistmeetings.aspx" in found[0].detail
    assert said in found[0].detail


def test_a_site_that_refuses_its_service_and_its_pages_is_one_outcome_with_both(tmp_path):
    for quirks, name in (
        (("service_refused", "pages_challenge"), "blocked"),
        (("service_closed", "challenge"), "blocked"),
    ):
        papers, outcomes, _ = promised(tmp_path, *quirks)
        assert (papers, happened(outcomes)) == ([], [name])
        assert "its service: " in outcomes[0].detail
        assert "; its pages: blocked: HTTP 403: a challenge" in outcomes[0].detail


def test_a_page_of_another_meeting_and_one_that_hides_its_papers_are_malformed(tmp_path):
    lists = b"<div id='modgov'><a href='ieListMeetings.aspx?CId=5'>Council</a></div>"
    both = b"".join(b"<a href='ieListDocuments.aspx?CId=5&MID=%d'>26 May 2024</a>" % n for n in (1, 2))
    other = b"<div id='modgov'><h1>Agenda</h1><h2>Council - Monday, 27 May 2024</h2></div>"
    bare = b"<div id='modgov'><h1>Agenda</h1><h2>Council - Sunday, 26 May 2024</h2></div>"
    odd = b"<a href='ieListDocuments.aspx?CId=5&MID=9'>Spring 2024</a><a href='ieListDocuments.aspx?MID=7'>Rules</a>"
    pages = {
        "/ieDocHome.aspx?bcr=1": lists,
        "/ieListMeetings.aspx?CommitteeId=5&Year=2023": b"<div id='modgov'></div>",
        "/ieListMeetings.aspx?CommitteeId=5&Year=2024": b"<div id='modgov'>" + both + odd + b"</div>",
        "/ieListDocuments.aspx?CId=5&MId=1&Ver=4": other,
        "/ieListDocuments.aspx?CId=5&MId=2&Ver=4": bare,
    }
    with site({path: (200, HTML, b"<html><body>" + page) for path, page in pages.items()}) as there:
        council = Council("E07900001", "saltmere", "Saltmere", "moderngov", there.url)
        found = list(find_reports(council, WINDOW, make_fetch(quick(), True)))
    assert happened(found) == ["malformed"] * 3 + ["incomplete"]
    assert [f.detail for f in found[:3]] == [
        "a meeting 'Spring 2024'; expected a day as 26 May 2026",
        "expected the meeting of 2024-05-26, got one of 2024-05-27",
        "the page says 'Agenda'; expected items or links to papers",
    ]


def test_addresses_of_people_are_never_asked_for(tmp_path):
    for quirk in ("double_escape", "service_closed"):
        _, _, paths = promised(tmp_path, quirk)
        assert not [path for path in paths if "Councillor" in path or "mgUserInfo" in path or "mgMember" in path]


def test_a_session_in_an_address_is_left_out():
    assert address("https://x.gov.uk/(X(1)S(fkn0))/mg/a.aspx", "b.aspx?ID=1#AI5") == "https://x.gov.uk/mg/b.aspx?ID=1"
