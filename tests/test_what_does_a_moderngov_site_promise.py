from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.model import Council, Happened, Listing, Outcome, Stage, Window
from flows.fetch import make_fetch
from flows.platforms import find_reports
from flows.platforms.moderngov.service import parse
from tests.invented_site import HTML, quick, site

RECORDED = Path(__file__).parents[2] / "shared" / "platforms" / "fixtures" / "moderngov_ws"
WINDOW = Window(date(2026, 1, 1), date(2026, 3, 31))
ASK = "/mgWebService.asmx"
DAYS = "sFromDate=02/07/2025&sToDate=30/09/2026"  # half a year more than the window at either end
EVERYONE = f"{ASK}/GetAllMeetingsByDate?lCommitteeId=%s&{DAYS}&bIsAscendingDateOrder=true"
UNKNOWN = (500, {}, b"System.InvalidOperationException: GetAllMeetingsByDate Web Service method name is not valid.")
XML = {"Content-Type": "text/xml; charset=utf-8"}


def xml(text):
    return (200, XML, f'<?xml version="1.0" encoding="utf-8"?>\r\n{text}'.encode())


def committees(*numbers, count=None):
    inside = "".join(
        f"<committee>\r\n  <committeeid>{n}</committeeid>\r\n  <committeetitle>Committee {n}</committeetitle>"
        "<committeedeleted>True</committeedeleted></committee>"
        for n in numbers
    )
    stated = len(numbers) if count is None else count
    return xml(f"<committees><committeescount> {stated}</committeescount>{inside}</committees>")


def meetings(committee, *days, first=1):
    inside = "".join(
        f"<meeting><meetingid>{committee}{i}</meetingid><meetingdate>{day}</meetingdate></meeting>"
        for i, day in enumerate(days, first)
    )
    title = "<committeetitle>Planning &amp;amp; Licensing</committeetitle>"
    head = f"<committee><committeeid>{committee}</committeeid>{title}"
    body = f"{head}<committeemeetings>{inside}</committeemeetings></committee>" if days else ""
    return xml(f"<getmeetings><meetingscount> {len(days)}</meetingscount>{body}</getmeetings>")


def document(number, title="Report", url=None, restricted="False", published="02/02/2026"):
    url = url or f"mgConvert2PDF.aspx?ID={number}"
    return (
        f"<linkeddoc><attachmentid>{number}</attachmentid><title>{title}</title><url>{url}</url>"
        f"<isrestricted>{restricted}</isrestricted><restrictionsRef>\r\n  </restrictionsRef>"
        f"<publicationdate>{published}</publicationdate><meetingdate>01/01/1999</meetingdate></linkeddoc>"
    )


def meeting(number, *items):
    inside = "".join(
        f"<agendaitem><agendaitemtitle>{title}</agendaitemtitle><linkeddocuments>{papers}</linkeddocuments></agendaitem>"
        for title, papers in items
    )
    return xml(f"<meeting><meetingid>{number}</meetingid><agendaitems>\r\n{inside}</agendaitems></meeting>")


def bare(committee, number):
    """A meeting's page that offers nothing more."""
    path = f"/ieListDocuments.aspx?CId={committee}&MId={number}&Ver=4"
    return {path: (200, HTML, b"<html><body><div id='modgov'><h1>Meeting details</h1></div></body></html>")}


def promised(answers, window=WINDOW):
    """What is found, and the site that was asked; it lists all meetings at once only if that is among the answers."""
    with site({EVERYONE % 0: UNKNOWN} | answers) as there:
        council = Council("E07900001", "saltmere", "Saltmere", "moderngov", there.url)
        return list(find_reports(council, window, make_fetch(quick(), True))), there


def told(found):
    return [f.happened.value for f in found if isinstance(f, Outcome)]


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded answers are not part of this repository")
def test_recorded_answers_give_their_papers():
    def recorded(name):
        return (200, XML, (RECORDED / f"{name}_manchester.xml").read_bytes().replace(b"\n", b"\r\n"))

    none = meetings("0")
    answers = {
        f"{ASK}/GetCommittees?": recorded("GetCommittees"),
        f"{ASK}/GetMeetings?lCommitteeId=312&{DAYS}": none,
        f"{ASK}/GetMeetings?lCommitteeId=163&{DAYS}": none,
        f"{ASK}/GetMeetings?lCommitteeId=144&{DAYS}": recorded("GetMeetings"),
        f"{ASK}/GetMeeting?lMeetingId=4966": recorded("GetMeeting_no_minutes"),
        f"{ASK}/GetMeeting?lMeetingId=4967": recorded("GetMeeting_with_minutes"),
        **bare(144, 4967),
    }
    found, there = promised(answers)
    asked = [path for path in there.paths if "mgDelegatedDecisions" not in path]
    assert set(asked) == {"/robots.txt", EVERYONE % 0, *answers}
    assert told(found) == ["searched"]
    minutes, *papers = [f for f in found if isinstance(f, Listing)]
    assert (minutes.url, minutes.body) == (f"{there.url}{ASK}/GetMeeting?lMeetingId=4967", "Audit Committee")
    assert (minutes.meeting, minutes.meeting_date, minutes.item) == ("4967", date(2026, 2, 10), None)
    assert papers == [
        Listing(
            council="saltmere",
            url=f"https://democracy.manchester.gov.uk/mgConvert2PDF.aspx?ID={number}",
            title=title,
            body="Audit Committee",
            meeting_date=date(2026, 2, 10),
            meeting="4967",
            item=item,
            published_at=datetime(2026, 2, 2, tzinfo=UTC),
        )
        for number, title, item in (
            (60860, "6 - CHAIR APPROVED Minutes Audit Committee 25 Nov 2025", "Minutes"),
            (60909, "DRAFT WP FEBRUARY 2026", "Work Programme"),
        )
    ]


def test_titles_are_unescaped_twice_days_compared_here_and_a_file_told_once_a_meeting():
    plan = document(
        7,
        "Fees &amp;amp; Charges&#13;\n &amp;#39;26",
        url="documents/s7/Fees and\r\ncharges.pdf",
        published="19/06/2026",
    )
    answers = {
        f"{ASK}/GetCommittees?": committees(5),
        f"{ASK}/GetMeetings?lCommitteeId=5&{DAYS}": meetings(5, "31/12/2025", "01/01/2026", "31/03/2026", "01/04/2026"),
        f"{ASK}/GetMeeting?lMeetingId=52": meeting(52, ("Fees", plan), ("Again", plan)),
        f"{ASK}/GetMeeting?lMeetingId=53": meeting(53, ("Fees", plan)),
        **bare(5, 52),
        **bare(5, 53),
    }
    found, there = promised(answers)
    papers = [f for f in found if isinstance(f, Listing)]
    assert [p.meeting for p in papers] == ["52", "53"]
    assert {p.title for p in papers} == {"Fees & Charges '26"}
    assert {p.body for p in papers} == {"Planning & Licensing"}
    assert {p.url for p in papers} == {f"{there.url}/documents/s7/Fees%20and%20charges.pdf"}
    assert {p.published_at for p in papers} == {datetime(2026, 6, 18, 23, tzinfo=UTC)}
    assert (found[-1].happened, found[-1].window) == (Happened.SEARCHED, WINDOW)


def test_a_restricted_paper_is_told_and_not_asked_for():
    answers = {
        f"{ASK}/GetCommittees?": committees(5),
        f"{ASK}/GetMeetings?lCommitteeId=5&{DAYS}": meetings(5, "10/02/2026"),
        f"{ASK}/GetMeeting?lMeetingId=51": meeting(51, ("Land", document(8, "Land at Saltmere", restricted="True"))),
        **bare(5, 51),
    }
    found, there = promised(answers)
    assert found[0].restricted
    assert told(found) == ["restricted", "searched"]
    assert found[1].stage is Stage.FETCH
    assert not any("mgConvert2PDF" in path for path in there.paths)


@pytest.mark.parametrize(
    ("answer", "happened"),
    [
        ((404, HTML, b""), "service_closed"),
        (
            (500, {}, b"Request format is unrecognized for URL unexpectedly ending in '/GetCommittees'."),
            "service_closed",
        ),
        ((500, {}, b"oops"), "server_error"),
        ((403, HTML, b"<title>Just a moment...</title>"), "blocked"),
        ((200, HTML, b"<html><title>Our new site</title></html>"), "malformed"),
        ((200, HTML, b"<html><script>location.href='https://x/'</script></html>"), "bad_redirect"),
        ((200, HTML, b"<html><title>Sign in</title><input type='password'></html>"), "login_page"),
        ((200, XML, b""), "malformed"),
        ((200, XML, b'{"committees": []}'), "malformed"),
        (xml("<wards/>"), "malformed"),
        (xml('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><committees>&e;</committees>'), "malformed"),
        (
            xml('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><committees>&b;</committees>'),
            "malformed",
        ),
    ],
)
def test_a_service_that_does_not_answer_as_it_should_is_one_outcome(answer, happened):
    found, there = promised({f"{ASK}/GetCommittees?": answer})
    assert told(found) == [happened]
    asked_pages = happened != "bad_redirect"  # in its place, and they are not there
    assert ("; its pages: not_found" in found[0].detail) is asked_pages
    assert found[0].detail.startswith(f"its service: {happened}: ") is asked_pages
    assert not any("Councillor" in path for path in there.paths)


def test_an_empty_list_counts_as_searched_only_where_the_service_counts_none():
    before = {f"{ASK}/GetMeetings?lCommitteeId=5&{DAYS}": meetings(5, "31/12/2025")}
    found, _ = promised({f"{ASK}/GetCommittees?": committees(5), **before})
    assert told(found) == ["searched"]
    found, _ = promised({f"{ASK}/GetCommittees?": committees(5, count=12), **before})
    assert told(found) == ["malformed", "incomplete"]
    found, _ = promised({f"{ASK}/GetCommittees?": committees()})
    assert told(found) == ["not_found"]  # a service that knows of nothing is not believed before the pages are seen
    found, _ = promised({f"{ASK}/GetCommittees?": xml("<committees>\r\n</committees>")})
    assert told(found) == ["malformed"]


@pytest.mark.parametrize(("number", "asked"), [("0", ["0"]), ("-1", ["0", "-1"])])
def test_all_committees_are_asked_at_once_by_the_number_that_the_site_knows(number, asked):
    def all_meetings(inside="", count=0):
        counted = f"<meetingscount> {count}</meetingscount>"
        return xml(f"<getmeetingsbydate>{counted}<meetings>{inside}</meetings></getmeetingsbydate>")

    row = (
        "<meeting><meetingid>%s</meetingid><meetingdate>%s</meetingdate><committeeid>5</committeeid>"
        "<committeetitle>Planning &amp;amp; Licensing</committeetitle></meeting>"
    )
    both = row % ("51", "10/02/2026") + row % ("52", "10/05/2026")
    answers = {
        EVERYONE % 0: all_meetings(),
        EVERYONE % number: all_meetings(both, 2),
        f"{ASK}/GetMeeting?lMeetingId=51": meeting(51, ("Fees", document(7))),
        **bare(5, 51),
    }
    found, there = promised(answers)
    assert [(f.body, f.meeting) for f in found if isinstance(f, Listing)] == [("Planning & Licensing", "51")]
    assert told(found) == ["searched"]
    assert [p for p in there.paths if "GetAll" in p or "Committees" in p] == [EVERYONE % n for n in asked]


def test_a_meeting_without_anything_published_has_no_page_that_is_asked_for():
    states = "".join(f"<{n}>False</{n}>" for n in ("agendapublished", "decisionpublished", "minutepublished"))
    answers = {
        f"{ASK}/GetCommittees?": committees(5),
        f"{ASK}/GetMeetings?lCommitteeId=5&{DAYS}": meetings(5, "10/02/2026"),
        f"{ASK}/GetMeeting?lMeetingId=51": xml(f"<meeting><meetingid>51</meetingid>{states}</meeting>"),
    }
    found, there = promised(answers)
    assert told(found) == ["searched"]
    assert not any("ieListDocuments" in path for path in there.paths)


def test_what_fails_on_the_way_is_told_and_the_rest_is_found():
    answers = {
        f"{ASK}/GetCommittees?": committees(5, 6),
        f"{ASK}/GetMeetings?lCommitteeId=5&{DAYS}": (500, {}, b"System.InvalidOperationException"),
        f"{ASK}/GetMeetings?lCommitteeId=6&{DAYS}": meetings(6, "10/02/2026", "2026-02-11", "12/02/2026"),
        f"{ASK}/GetMeeting?lMeetingId=61": meeting(61, ("One", document(9)), ("Two", document(10, url="\r\n "))),
        f"{ASK}/GetMeeting?lMeetingId=63": meeting("\r\n"),
        **bare(6, 61),
    }
    found, _ = promised(answers)
    assert [p.title for p in found if isinstance(p, Listing)] == ["Report"]
    assert told(found) == ["server_error", "malformed", "malformed", "malformed", "not_found", "incomplete"]
    assert found[-1].window == WINDOW
    assert any("'2026-02-11'" in (f.detail or "") for f in found if isinstance(f, Outcome))


def test_a_council_without_software_that_we_read_has_an_outcome():
    for platform in (None, "committee_box"):
        council = Council("E07900001", "saltmere", "Saltmere", platform, None)
        found = list(find_reports(council, WINDOW, make_fetch(quick())))
        assert told(found) == ["no_platform"]


def test_parsing_never_opens_what_a_document_points_to(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    with pytest.raises(ValueError, match="document type"):
        parse(f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><x>&e;</x>'.encode())
