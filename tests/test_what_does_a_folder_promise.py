from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.model import Council, Fetched, Happened, Listing, Outcome, Stage, Window
from flows.platforms.folder import ManifestError, councils_of, find_reports, make_fetch

REGISTER = (Council("E07900001", "saltmere", "Saltmere", "moderngov", "https://saltmere.example"),)
ALWAYS = Window(date.min, date.max)
HEADER = "file,council,body,meeting_date,title,published_at,url"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def folder(path, *rows, header=HEADER):
    (path / "manifest.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def found_in(path, window=ALWAYS):
    (council,), beforehand = councils_of(path, REGISTER)
    return [*find_reports(council, window, make_fetch(path, 1000)), *beforehand]


def test_a_row_is_a_listing_and_its_url_gives_the_file(tmp_path):
    (tmp_path / "a plan.docx").write_bytes(b"words")
    folder(
        tmp_path,
        "a plan.docx,saltmere,Cabinet,2024-07-11,Plan,2024-07-01,",
        'a plan.docx,saltmere,Council,2024-07-17,"Plan, again",2024-07-01T09:00:00+01:00,https://saltmere.example/7',
    )
    found = found_in(tmp_path)
    assert found == [
        Listing(
            "saltmere",
            "file:a%20plan.docx",
            "Plan",
            "Cabinet",
            date(2024, 7, 11),
            published_at=datetime(2024, 6, 30, 23, tzinfo=UTC),
        ),
        Listing(
            "saltmere",
            "https://saltmere.example/7",
            "Plan, again",
            "Council",
            date(2024, 7, 17),
            published_at=datetime(2024, 7, 1, 8, tzinfo=UTC),
        ),
        Outcome(
            "saltmere",
            Stage.FIND,
            Happened.SEARCHED,
            "file:manifest.csv",
            None,
            Window(date(2024, 7, 11), date(2024, 7, 17)),
        ),
    ]
    fetch = make_fetch(tmp_path, 1000)
    for listing in found[:2]:
        got = fetch(listing.url, "saltmere", Stage.FETCH)
        assert isinstance(got, Fetched)
        assert got.body == b"words"


def test_files_that_share_a_page_are_told_apart(tmp_path):
    for name in ("a.docx", "a.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    page = "https://saltmere.example/meeting"
    folder(tmp_path, *(f"{n},saltmere,Cabinet,2024-07-11,Plan,,{page}" for n in ("a.docx", "a.pdf")))
    fetch = make_fetch(tmp_path, 1000)
    listings = [f for f in found_in(tmp_path) if isinstance(f, Listing)]
    assert [listing.url for listing in listings] == [f"{page}#a.docx", f"{page}#a.pdf"]
    assert [fetch(listing.url, "saltmere", Stage.FETCH).body for listing in listings] == [b"a.docx", b"a.pdf"]


def test_a_window_takes_its_meetings_and_papers_without_a_date(tmp_path):
    days = ("2024-06-30", "2024-07-01", "2024-07-31", "2024-08-01", "")
    folder(tmp_path, *(f"{i}.pdf,saltmere,Cabinet,{day},Plan,," for i, day in enumerate(days)))
    found = found_in(tmp_path, Window(date(2024, 7, 1), date(2024, 7, 31)))
    assert [f.url for f in found if isinstance(f, Listing)] == ["file:1.pdf", "file:2.pdf", "file:4.pdf"]
    assert found[-1].window == Window(date(2024, 7, 1), date(2024, 7, 31))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a.pdf,saltmer,Cabinet,2024-07-11,Plan,,", "did you mean 'saltmere'?"),
        ("a.pdf,,Cabinet,2024-07-11,Plan,,", "expected a slug"),
        ("a.pdf,saltmere,Cabinet,11/07/2024,Plan,,", "meeting_date '11/07/2024'; expected a day as 2024-07-19"),
        ("a.pdf,saltmere,Cabinet,2024-07-11,Plan,yesterday morning,", "published_at 'yesterday morning'"),
        ("a.pdf,saltmere,Cabinet,2024-07-11", "4 cells, but the header has 7"),
        ("a.pdf,saltmere,Cabinet,2024-07-11,Plan, again,,", "8 cells"),
        ("../a.pdf,saltmere,Cabinet,2024-07-11,Plan,,", "expected a path inside"),
        ("/etc/passwd,saltmere,Cabinet,2024-07-11,Plan,,", "expected a path inside"),
        ("out/passwd,saltmere,Cabinet,2024-07-11,Plan,,", "expected a path inside"),
        (",saltmere,Cabinet,2024-07-11,Plan,,", "expected a path inside"),
        ('"a.pdf,saltmere,Cabinet,2024-07-11,Plan,,', "1 cells"),
    ],
)
def test_a_malformed_row_is_told_by_its_line_and_the_others_stand(tmp_path, row, told):
    (tmp_path / "out").symlink_to("/etc")
    good = "good.pdf,saltmere,Cabinet,2024-07-11,Plan,,"
    found = found_in(folder(tmp_path, good, row, good.replace("11", "12")))
    assert len([f for f in found if isinstance(f, Listing)]) == 2
    faults = [f for f in found if isinstance(f, Outcome) and f.happened is Happened.MALFORMED]
    assert len(faults) == 1
    assert faults[0].detail.startswith("manifest.csv:3: ")
    assert told in faults[0].detail


def test_what_cannot_be_had_is_an_outcome(tmp_path):
    (tmp_path / "big.pdf").write_bytes(b"x" * 1001)
    (tmp_path / "dir.pdf").mkdir()
    names = ("missing.pdf", "dir.pdf", "big.pdf")
    folder(tmp_path, *(f"{n},saltmere,Cabinet,2024-07-11,Plan,," for n in names))
    fetch = make_fetch(tmp_path, 1000)
    told = [fetch(f"file:{n}", "saltmere", Stage.FETCH) for n in names]
    assert [t.happened for t in told if isinstance(t, Outcome)] == [
        Happened.NOT_FOUND,
        Happened.NOT_FOUND,
        Happened.TOO_LARGE,
    ]


def test_a_manifest_of_no_use_says_what_is_wrong(tmp_path):
    with pytest.raises(ManifestError, match="no such file; expected a CSV with the columns file, council"):
        councils_of(tmp_path, REGISTER)
    folder(tmp_path, header="file,council,body,title,published_at,url")
    with pytest.raises(ManifestError, match=r"manifest\.csv:1: no column meeting_date"):
        councils_of(tmp_path, REGISTER)
    (tmp_path / "manifest.csv").write_bytes(HEADER.encode() + b"\n\xff\xfe,,,,,,\n")
    with pytest.raises(ManifestError, match="UTF-8"):
        councils_of(tmp_path, REGISTER)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not part of this repository")
def test_every_row_of_the_corpus_is_a_listing_whose_file_is_there():
    from warehouse.register import read_register  # noqa: PLC0415

    councils, beforehand = councils_of(CORPUS, read_register())
    fetch = make_fetch(CORPUS, 100_000_000)
    found = [f for c in councils for f in find_reports(c, ALWAYS, fetch)]
    listings = [f for f in found if isinstance(f, Listing)]
    assert (len(councils), len(listings), beforehand) == (6, 31, ())
    assert all(isinstance(fetch(listing.url, listing.council, Stage.FETCH), Fetched) for listing in listings)
