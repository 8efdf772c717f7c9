import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from demo.run import DEMO, write_register
from demo.site import serve
from flows.cli import app
from flows.fetch import make_fetch
from flows.probe import CMIS, MODERNGOV, MODULE, probe
from tests.invented_site import HTML, quick, site

TODAY = date(2026, 11, 25)
RECORDED = Path(__file__).parents[2] / "shared" / "platforms" / "fixtures"


def page(body):
    return (200, HTML, f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def look(address):
    found = probe("saltmere", address, make_fetch(quick(), True), TODAY)
    return found, {fact.about: fact.says for fact in found.facts}


@pytest.fixture(scope="module")
def running():
    with serve(DEMO) as sites:
        yield sites


def test_an_open_service_is_told_with_its_dates(running):
    found, facts = look(running.addresses["thornmere"])
    assert (found.platform, found.base_url) == ("moderngov", running.addresses["thornmere"])
    assert facts["service"] == "open: GetCommittees answers with 3 committees"
    assert facts["dates"] == "heeded: 2 meetings for 60 days, 3 for ten years"


def test_a_service_that_ignores_dates_is_told():
    with serve(DEMO) as sites:
        sites.sites["thornmere"] = replace(sites.sites["thornmere"], quirks=frozenset({"dates_ignored"}))
        _, facts = look(sites.addresses["thornmere"])
    assert facts["dates"] == "ignored: 1 of 3 meetings are before the first day asked for"


def test_a_closed_service_is_told_by_the_pages_with_the_packs():
    packs = (
        "<a href='documents/g7/Public reports pack 09th-Jul-2026 Cabinet.pdf?T=10'>all</a>"
        "<a href='documents/b9/Late paper.pdf?T=9'>late</a>"
    )
    pages = {
        "/mg/ieDocHome.aspx?bcr=1": page(
            '<div id="modgov"><a href="ieListMeetings.aspx?CommitteeId=5">Cabinet</a></div>'
        ),
        "/mg/ieListMeetings.aspx?CommitteeId=5&Year=0": page(
            '<a href="ieListDocuments.aspx?CId=5&amp;MId=7&amp;Ver=4">9</a>'
        ),
        "/mg/ieListDocuments.aspx?CId=5&MId=7&Ver=4": page(packs),
    }
    with site(pages) as council:
        found, facts = look(f"{council.url}/mg/mgWhatsNew.aspx?bcr=1")
    assert (found.platform, found.base_url) == ("moderngov", f"{council.url}/mg")
    assert facts["service"].startswith("not_found")
    assert facts["packs"] == "supplement (T=9), reports pack (T=10)"
    assert len(council.paths) < 12


def test_cmis_and_a_page_of_links_and_something_else_are_told_apart():
    calendar = page("<input name='dnn$ctr397$MeetingCalendarPublic$go'>")
    with site({"/cmis/": page("<div id='dnn_ctr397_x'>"), "/cmis/MeetingsCalendar.aspx": calendar}) as council:
        found, facts = look(f"{council.url}/cmis")
        assert (found.platform, found.base_url) == ("cmis", f"{council.url}/cmis")
        assert facts["calendar"] == "MeetingsCalendar.aspx, module 397"
    with site({"/": page("".join(f"<a href='p{n}.pdf'>Report {n}</a>" for n in range(4)))}) as council:
        assert look(council.url)[0].platform == "web"
    with site({"/": page("Welcome")}) as council:
        assert look(council.url)[0].platform == "other"


@pytest.mark.parametrize(
    ("council", "about", "says"),
    [
        ("challenge", "service", "blocked"),
        ("robots_disallow", "robots", "disallows"),
        ("down", "host", "unreachable"),
    ],
)
def test_a_site_that_does_not_answer_is_told_and_nothing_is_guessed(running, council, about, says):
    slug = next(slug for slug, promised in running.sites.items() if council in promised.quirks)
    found, facts = look(running.addresses[slug])
    assert (found.platform, found.base_url) == (None, None)
    assert facts[about].startswith(says)


def test_a_row_for_the_register_is_printed_with_the_evidence(tmp_path, monkeypatch, running):
    monkeypatch.setenv("CLEARDAYS_PAUSE", "0")
    register = write_register(tmp_path, running.addresses)
    asks = ["probe", "thornmere", "--url", running.addresses["thornmere"], "--register", str(register)]
    said = CliRunner().invoke(app("probe"), [*asks, "--allow-private", "--csv"], catch_exceptions=False)
    (row,) = csv.DictReader(StringIO(said.stdout))
    assert (row["slug"], row["democracy_platform"], row["democracy_base_url"]) == (
        "thornmere",
        "moderngov",
        running.addresses["thornmere"],
    )
    told = CliRunner().invoke(app("probe"), [*asks, "--allow-private"], catch_exceptions=False).stdout
    assert "dates: heeded" in told
    assert "what to write in the register:" in told
    refused = json.loads(CliRunner().invoke(app("probe"), [*asks, "--json"], catch_exceptions=False).stdout)
    assert refused["platform"] is None
    assert "--allow-private" in refused["facts"][0]["says"]


HEADER = (
    "gss_code,slug,name,official_name,council_type,region,county_slug,website,democracy_platform,democracy_base_url,"
    "source_note\n"
)
ROWS = """E07900001,ashby,Ashby,,district,East,,,moderngov,https://both.example,
E07900002,blythe,Blythe,,district,East,,,moderngov,https://both.example,
E07900003,corley,Corley,,district,East,,,moderngov,http://corley.example,
E07900004,derwen,Derwen,,district,East,,,other,,
"""


def test_the_registers_doubtful_rows_are_listed(tmp_path):
    register = tmp_path / "councils.csv"
    register.write_text(HEADER + ROWS, encoding="utf-8")
    said = CliRunner().invoke(app("councils"), ["councils", "--check", "--register", str(register), "--json"])
    found = {(row["slug"], row["finding"]) for row in json.loads(said.stdout)}
    assert found == {
        ("ashby", "shared_install"),
        ("blythe", "shared_install"),
        ("corley", "http_only"),
        ("derwen", "no_platform"),
    }


def test_what_moved_is_told_by_asking(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEARDAYS_PAUSE", "0")
    committees = (200, {"Content-Type": "text/xml"}, b"<committees><committeescount> 0</committeescount></committees>")
    with site({"/new/mgWebService.asmx/GetCommittees" + end: committees for end in ("", "?")}) as council:
        leads = (301, {"Location": f"{council.url}/new/mgWebService.asmx/GetCommittees?"}, b"")
        with site({"/mgWebService.asmx/GetCommittees?": leads}) as old:
            register = tmp_path / "councils.csv"
            register.write_text(HEADER + f"E07900001,ashby,Ashby,,district,East,,,moderngov,{old.url},\n")
            words = ["councils", "--check", "--probe", "--allow-private", "--register", str(register), "--csv"]
            said = CliRunner().invoke(app("councils"), words, catch_exceptions=False)
    assert f"ashby,moved,{old.url} leads to {council.url}/new" in said.stdout


@pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded answers are not here")
def test_recorded_pages_are_known_by_their_marks():
    made = {path.name: path.read_bytes() for path in RECORDED.rglob("*.html")}
    assert all(CMIS.search(made[name]) for name in ("cmis_base_birmingham.html", "cmis_listview_birmingham.html"))
    assert MODULE.search(made["cmis_base_birmingham.html"])
    assert MODERNGOV.search(made["ieDecisionDetails_kirklees.html"])
    assert not any(MODERNGOV.search(body) for name, body in made.items() if name.startswith("cmis"))
