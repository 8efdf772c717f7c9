from functools import partial
from pathlib import Path

from extractors.model import Happened, Listing, Outcome
from extractors.sandbox import read_all
from flows.fetch import make_fetch
from flows.papers import fetch_papers, read_papers
from tests.invented_site import quick, site
from warehouse import archive
from warehouse.archive import Sighting

REPORT = Path(__file__).parents[1] / "demo" / "reports" / "thornmere-productivity-plan" / "report.docx"
PAGE = (200, {"Content-Type": "application/octet-stream"}, REPORT.read_bytes())
READ = partial(read_all, workers=1)


def fetched(*given):
    found = list(fetch_papers(*given))
    return [f for f in found if isinstance(f, Sighting)], [f for f in found if isinstance(f, Outcome)]


def happened(outcomes):
    return [o.happened for o in outcomes]


def test_a_paper_is_filed_read_and_the_next_night_not_read_again(tmp_path):
    with site({"/a": PAGE}) as there:
        listings = [Listing("saltmere", f"{there.url}/a", "Harbour Plan")]
        fetch, known = make_fetch(quick(), True), set()
        sightings, told = fetched(quick(home=tmp_path), listings, fetch, {}, {})
        assert happened(told) == [Happened.FETCHED]
        assert archive.get(tmp_path, sightings[0].document_sha256) == PAGE[2]
        readings, told = read_papers(tmp_path, sightings, known, READ)
        assert [r.document.sha256 for r in readings] == [sightings[0].document_sha256]
        assert happened(told) == [Happened.READ]
        again, told = fetched(quick(home=tmp_path), listings, fetch, {}, {})
        assert (again, happened(told)) == (sightings, [Happened.UNCHANGED])
        assert read_papers(tmp_path, again, known, READ) == ([], [])


def test_a_url_promised_twice_is_asked_once_and_both_places_kept(tmp_path):
    with site({"/a": PAGE, "/b": PAGE}) as there:
        listings = [
            Listing("saltmere", f"{there.url}/{p}", "Plan", meeting=m) for p, m in (("a", "1"), ("a", "2"), ("b", "3"))
        ]
        sightings, told = fetched(quick(home=tmp_path), listings, make_fetch(quick(), True), {}, {})
        readings, _ = read_papers(tmp_path, sightings, set(), READ)
    assert there.paths == ["/robots.txt", "/a", "/b"]
    assert [s.listing.meeting for s in sightings] == ["1", "2", "3"]
    assert len({s.document_sha256 for s in sightings}) == len(readings) == 1
    assert happened(told) == [Happened.FETCHED, Happened.UNCHANGED]


def test_what_could_not_be_had_stays_a_promise(tmp_path):
    with site({}) as there:
        listings = [
            Listing("saltmere", f"{there.url}/gone", "Plan"),
            Listing("saltmere", f"{there.url}/secret", "Land", restricted=True),
        ]
        sightings, told = fetched(quick(home=tmp_path), listings, make_fetch(quick(), True), {}, {})
    assert [s.document_sha256 for s in sightings] == [None, None]
    assert happened(told) == [Happened.NOT_FOUND]
    assert there.paths == ["/robots.txt", "/gone"]
    assert read_papers(tmp_path, sightings, set(), READ) == ([], [])


def test_a_paper_without_text_is_told_with_the_reason(tmp_path):
    with site({"/a": (200, {}, b"")}) as there:
        sightings, _ = fetched(
            quick(home=tmp_path), [Listing("saltmere", f"{there.url}/a", "Plan")], make_fetch(quick(), True), {}, {}
        )
        readings, told = read_papers(tmp_path, sightings, set(), READ)
    assert happened(told) == [Happened.NOT_READ]
    assert told[0].detail.startswith(readings[0].document.read_state)
