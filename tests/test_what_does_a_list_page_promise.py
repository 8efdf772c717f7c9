from datetime import date

import pytest

from extractors.model import Council, Listing, ListPage, Window
from flows.fetch import make_fetch
from flows.platforms import find_reports
from tests.invented_pages import papers, promised, stand_in, told
from tests.invented_site import HTML, quick, site

SPRING = Window(date(2026, 3, 1), date(2026, 6, 30))
DAYS = {51: date(2026, 1, 8), 52: date(2026, 3, 10), 53: date(2026, 6, 9), 54: date(2026, 7, 1)}
SITE = {
    "platform": "web",
    "committees": {1: "Cabinet"},
    "meetings": [
        {
            "id": n,
            "committee": 1,
            "date": day,
            "items": [
                {
                    "number": "4",
                    "title": f"Harbour & Quay {n}",
                    "papers": [{"id": n * 10, "file": "a.pdf"}, {"id": n * 10 + 1, "file": "b.docx"}],
                }
            ],
        }
        for n, day in DAYS.items()
    ],
}
MEETINGS = r"/meeting/\d+$"


def listed_by(running, window=SPRING, **words):
    url = f"{running.addresses['saltmere']}/papers/cabinet"
    return promised(running, "web", window, ListPage(url, "Cabinet", **words))


def found_on(html, window=SPRING, **words):
    """What is found on one page of a site, which has nothing else."""
    with site({"/papers": (200, HTML, f"<html><body>{html}</body></html>".encode())}) as there:
        pages = (ListPage(f"{there.url}/papers", **words),)
        council = Council("E07900001", "saltmere", "Saltmere", "web", there.url, pages=pages)
        found = list(find_reports(council, window, make_fetch(quick(), True)))
    return [(p.title, p.meeting_date and p.meeting_date.isoformat()) for p in papers(found)], found


@pytest.mark.parametrize(("quirks", "words"), [([], {}), (["meeting_pages"], {"meetings": MEETINGS})])
def test_papers_of_the_window_are_found_and_no_other_page_is_asked(tmp_path, quirks, words):
    with stand_in(tmp_path, SITE | {"quirks": quirks}) as running:
        found = listed_by(running, **words)
        base = running.addresses["saltmere"]
    assert [(p.title, p.body, p.meeting_date) for p in papers(found)] == [
        (f"Harbour & Quay {n}", "Cabinet", DAYS[n]) for n in (52, 52, 53, 53)
    ]
    assert papers(found)[1].url == f"{base}/media/521/report.docx"
    assert papers(found)[0].meeting == (f"{base}/meeting/52" if words else None)
    assert told(found) == ["searched"]
    assert found[-1].window == SPRING
    pages = ["/meeting/52", "/meeting/53"] if words else []
    assert [a.path for a in running.asked] == ["/robots.txt", "/papers/cabinet", *pages]


def test_a_page_counts_as_searched_from_the_oldest_date_on_it(tmp_path):
    with stand_in(tmp_path, SITE) as running:
        early = listed_by(running, Window(date(2025, 1, 1), date(2026, 1, 31)))
        before = listed_by(running, Window(date(2025, 1, 1), date(2025, 12, 31)))
    assert (len(papers(early)), early[-1].window) == (2, Window(date(2026, 1, 8), date(2026, 1, 31)))
    assert (len(papers(before)), told(before), before[-1].window) == (0, ["searched"], None)


def test_a_paper_without_a_date_is_listed_and_its_page_proves_no_absence(tmp_path):
    with stand_in(tmp_path, SITE | {"quirks": ["no_dates"]}) as running:
        found = listed_by(running)
    assert len(papers(found)) == 8
    assert {p.meeting_date for p in papers(found)} == {None}
    assert (told(found), found[-1].window) == (["searched"], None)


def test_a_date_is_the_one_nearest_to_the_link_and_never_a_guess():
    html = """<h1>Papers, changed 1 April 2026</h1>
      <h2>Meeting of 5 May 2026</h2><h3>Late papers</h3>
      <p><a href="a.pdf">Plan</a></p>
      <p><a href="b.pdf">Minutes of 3 March 2026</a></p>
      <table><tr><td><a href="c.pdf">Budget</a></td><td>9 June 2026</td></tr></table>
      <h2>Other</h2>
      <ul><li>Tuesday 9 June 2026 <ul><li><a href="d.pdf">Nested</a></li></ul></li>
      <li><a href="e.docx">Two</a> meeting 9 June 2026, published 1 June 2026</li></ul>"""
    listed, found = found_on(html)
    assert listed == [
        ("Plan", "2026-05-05"),
        ("Minutes of 3 March 2026", "2026-03-03"),
        ("Budget", "2026-06-09"),
        ("Nested", "2026-06-09"),
        ("Two", None),
    ]
    listed, _ = found_on(html, date=r"meeting (?:of )?(\d+ \w+ \d+)")
    assert listed == [
        ("Plan", "2026-05-05"),
        ("Minutes of 3 March 2026", "2026-05-05"),
        ("Budget", "2026-05-05"),
        ("Nested", None),
        ("Two", "2026-06-09"),
    ]
    assert told(found) == ["searched"]


def test_words_say_which_links_are_papers_and_what_they_are_called():
    html = """<nav><a href="/privacy.pdf">Privacy</a><a href="javascript:void(0)">x</a><a>y</a></nav>
      <ul><li><a href="/download/17/"><img alt="" /></a> Item 4: Harbour plan
        <a href="/download/17/">Download (PDF, 1.2 MB)</a> 9 June 2026</li>
      <li>Item 5: Quays <a href="/download/18/#page=2" title="Word">Download</a> 9 June 2026</li></ul>"""
    listed, _ = found_on(html, papers=r"/download/\d+", title=r"Item \d+: (\w+)")
    assert listed == [("Harbour", "2026-06-09"), ("Quays", "2026-06-09")]
    listed, found = found_on(html, papers=r"/download/\d+")
    assert [title for title, _ in listed] == ["Download", "Download"]
    assert [p.url.rsplit("/", 3)[1:] for p in found if isinstance(p, Listing)] == [
        ["download", "17", ""],
        ["download", "18", ""],
    ]


def test_a_paper_of_two_meetings_is_listed_for_both():
    html = """<h2>5 May 2026</h2><a href="a.pdf">Plan</a> <a href="a.pdf">Plan again</a>
      <h2>9 June 2026</h2><a href="a.pdf"><img alt="" /></a><a href="a.pdf">Plan</a>"""
    assert found_on(html)[0] == [("Plan", "2026-05-05"), ("Plan", "2026-06-09")]


def test_a_page_without_papers_is_told_with_what_was_expected():
    _, found = found_on("<title>Our new site</title><a href='/home'>Home</a>", papers="/download/")
    assert told(found) == ["malformed", "incomplete"]
    assert found[0].detail == "expected a link whose address matches '/download/', got 'Our new site' without one"


def test_what_is_no_page_or_cannot_be_had_is_told_and_the_rest_found():
    page = (200, HTML, b"<html><body><a href='/m/1'>9 June 2026</a> <a href='/m/2'>10 June 2026</a></body></html>")
    meeting = (200, HTML, b"<html><head><title>Cabinet</title></head><body><a href='/x.pdf'>Plan</a></body></html>")
    with site(
        {"/papers": page, "/m/2": meeting, "/feed": (200, {"Content-Type": "text/xml"}, b"<?xml?><r/>")}
    ) as there:
        pages = tuple(ListPage(f"{there.url}/{name}", meetings="/m/") for name in ("feed", "papers"))
        council = Council("E07900001", "saltmere", "Saltmere", "web", there.url, pages=pages)
        found = list(find_reports(council, SPRING, make_fetch(quick(), True)))
    assert told(found) == ["malformed", "not_found", "incomplete"]
    assert [(p.title, p.meeting_date) for p in papers(found)] == [("Plan", date(2026, 6, 10))]
    assert found[0].detail.startswith("expected a web page, got 11 bytes that begin with b'<?xml?><r/>', of text/xml")


def test_a_page_is_read_in_the_encoding_that_it_has():
    for charset, said in (("utf-8", None), ("windows-1252", None), ("iso-8859-1", "iso-8859-1")):
        kind = f"text/html; charset={said}" if said else "text/html"
        body = "<html><body><a href='a.pdf'>Café – 9 June 2026</a></body></html>"
        body = body.replace("–", "-") if said else body
        with site({"/papers": (200, {"Content-Type": kind}, body.encode(charset))}) as there:
            council = Council("E1", "s", "S", "web", there.url, pages=(ListPage(f"{there.url}/papers"),))
            found = list(find_reports(council, SPRING, make_fetch(quick(), True)))
        assert papers(found)[0].title.startswith("Café")
