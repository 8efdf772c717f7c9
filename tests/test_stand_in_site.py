"""Does the stand-in answer as a council's meeting service does, to the byte, over real HTTP?"""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from lxml import etree

from demo.run import DEMO, write_register
from demo.site import Running, serve
from warehouse.register import read_register

YEAR = "sFromDate=01/01/2024&sToDate=31/12/2024"


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with serve(DEMO) as sites:
        yield sites


def get(address: str) -> tuple[int, str, bytes]:
    try:
        with urlopen(address, timeout=5) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


def ask(running: Running, council: str, call: str) -> tuple[int, str, bytes]:
    return get(f"{running.addresses[council]}/mgWebService.asmx/{call}")


def test_committees_come_with_crlf_two_spaces_and_a_count_with_a_leading_space(running: Running) -> None:
    status, media_type, body = ask(running, "penhallow-vale", "GetCommittees?")
    assert (status, media_type) == (200, "text/xml; charset=utf-8")
    assert body == (
        b'<?xml version="1.0" encoding="utf-8"?>\r\n'
        b"<committees>\r\n"
        b"  <committeescount> 1</committeescount>\r\n"
        b"  <committee>\r\n"
        b"    <committeeid>5</committeeid>\r\n"
        b"    <committeetitle>Policy and Resources Committee</committeetitle>\r\n"
        b"    <committeedeleted>False</committeedeleted>\r\n"
        b"    <committeeexpired>False</committeeexpired>\r\n"
        b"    <committeecategory>Council and Committees</committeecategory>\r\n"
        b"  </committee>\r\n"
        b"</committees>"
    )


def test_an_empty_element_holds_white_space(running: Running) -> None:
    body = ask(running, "penhallow-vale", "GetMeeting?lMeetingId=311")[2]
    assert b"  <meetingroom>\r\n  </meetingroom>\r\n" in body
    assert b"          <restrictionsRef>\r\n          </restrictionsRef>\r\n" in body


def test_the_day_of_a_meeting_is_day_month_year_and_the_window_is_kept(running: Running) -> None:
    body = ask(running, "thornmere", f"GetMeetings?lCommitteeId=101&{YEAR}")[2]
    assert etree.fromstring(body).xpath("//meetingdate/text()") == ["11/06/2024", "09/07/2024", "03/09/2024"]
    june = ask(running, "thornmere", "GetMeetings?lCommitteeId=101&sFromDate=01/06/2024&sToDate=30/06/2024")[2]
    assert etree.fromstring(june).findtext("meetingscount") == " 1"


def test_iso_dates_are_taken_and_ignored(running: Running) -> None:
    body = ask(running, "thornmere", "GetMeetings?lCommitteeId=101&sFromDate=2024-06-01&sToDate=2024-06-30")[2]
    assert etree.fromstring(body).findtext("meetingscount") == " 3"


def test_a_site_may_ignore_dates(running: Running) -> None:
    body = ask(running, "aldermoss", f"GetMeetings?lCommitteeId=11&{YEAR}")[2]
    assert "06/03/2019" in etree.fromstring(body).xpath("//meetingdate/text()")


def test_an_empty_window_has_a_count_and_no_committee(running: Running) -> None:
    root = etree.fromstring(ask(running, "brackenhoe", f"GetMeetings?lCommitteeId=1&{YEAR}")[2])
    assert (root.findtext("meetingscount"), root.find("committee")) == (" 0", None)


def test_titles_are_escaped_twice_where_the_site_does_so(running: Running) -> None:
    assert b"Revenue &amp;amp; capital" in ask(running, "wexcombe", "GetMeeting?lMeetingId=893")[2]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("GetMeetings?lCommitteeId=101&sFromDate=01/01/2024", b"Missing parameter: sToDate."),
        ("GetMeeting?", b"Missing parameter: lMeetingId."),
        ("GetMeeting?lMeetingId=x", b"Cannot convert x to System.Int32."),
        ("GetDecisions?", b"GetDecisions Web Service method name is not valid."),
    ],
)
def test_a_wrong_call_is_a_500_that_says_why(running: Running, call: str, said: bytes) -> None:
    status, media_type, body = ask(running, "thornmere", call)
    assert status == 500
    assert media_type.startswith("text/plain")
    assert said in body


def test_letter_case_of_method_and_parameter_does_not_matter(running: Running) -> None:
    assert ask(running, "tarnside", "getmeeting?LMEETINGID=1201")[0] == 200


def test_a_paper_comes_as_pdf_without_a_name(running: Running) -> None:
    meeting = etree.fromstring(ask(running, "thornmere", "GetMeeting?lMeetingId=2101")[2])
    address = meeting.findtext(".//linkeddoc[attachmentid='5101']/url")
    assert address == f"{running.addresses['thornmere']}/mgConvert2PDF.aspx?ID=5101"
    with urlopen(address, timeout=5) as answer:
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] is None
        assert answer.read() == (DEMO / "reports/thornmere-productivity-plan/report.pdf").read_bytes()


def test_a_word_file_is_a_link_of_its_own(running: Running) -> None:
    meeting = etree.fromstring(ask(running, "ivelbourne", "GetMeeting?lMeetingId=5520")[2])
    assert meeting.findtext(".//isurl") == "True"
    assert get(meeting.findtext(".//linkeddoc/url"))[2].startswith(b"PK")


def test_a_restricted_paper_is_a_login_page_with_200(running: Running) -> None:
    meeting = etree.fromstring(ask(running, "thornmere", "GetMeeting?lMeetingId=2131")[2])
    assert meeting.xpath("//linkeddoc[isrestricted='True']/attachmentid/text()") == ["5132"]
    status, media_type, body = get(f"{running.addresses['thornmere']}/mgConvert2PDF.aspx?ID=5132")
    assert (status, media_type) == (200, "text/html; charset=utf-8")
    assert b"Login" in body


def test_refusals_are_what_they_say(running: Running) -> None:
    assert get(f"{running.addresses['great-wending']}/robots.txt")[2] == b"User-agent: *\r\nDisallow: /\r\n"
    status, _, body = ask(running, "quernford", "GetCommittees?")
    assert status == 403
    assert b"Just a moment..." in body
    with pytest.raises(URLError, match="refused"):
        ask(running, "fenwold", "GetCommittees?")


def test_requests_are_noted_with_who_asked(running: Running) -> None:
    get(f"{running.addresses['marrick-sands']}/nowhere")
    noted = [asked for asked in running.asked if asked.council == "marrick-sands"][-1]
    assert (noted.path, noted.status) == ("/nowhere", 404)
    assert noted.agent.startswith("Python-urllib")


def test_the_register_in_use_has_the_addresses(running: Running, tmp_path: Path) -> None:
    councils = {council.slug: council for council in read_register(write_register(tmp_path, running.addresses))}
    assert len(councils) == 16
    assert councils["thornmere"].base_url == running.addresses["thornmere"]
    assert councils["westermarch"].base_url is None
    assert councils["morrowick"].base_url.endswith("/cmis5")
    assert [p.url for p in councils["selden-moor"].pages] == [f"{running.addresses['selden-moor']}/papers/executive"]


def test_every_paper_on_a_site_has_a_label(running: Running) -> None:
    kinds = [json.loads(path.read_text())["kind"] for path in sorted(DEMO.glob("reports/*/expected.json"))]
    assert kinds.count("officer_report") >= 18
    assert {"agenda", "minutes", "appendix"} < set(kinds)
