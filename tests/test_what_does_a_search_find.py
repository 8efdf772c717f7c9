"""Full text over the published copy, with the extension and without; saved searches and their feed."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from xml.etree import ElementTree as ET

import duckdb
import pytest
from invented_marts import build_marts

from warehouse.connect import warehouse_path
from warehouse.publish import publish
from warehouse.read import QueryError
from warehouse.search import Only, extension, search

AT = datetime(2024, 7, 1, 5, 0)
MORE = """
    INSERT INTO marts.reports BY NAME SELECT 'r2' AS report_id, 'E99000001' AS gss_code, 'Beaches' AS title,
        DATE '2024-09-12' AS meeting_date, 'minutes' AS kind, 'http://127.0.0.1:9001/doc2.pdf' AS url, 4 AS first_page;
    INSERT INTO marts.passages BY NAME SELECT 'r2' AS report_id, 0 AS seq, 'Dredging' AS heading, 3 AS first_page,
        'The sand bar moves. Dredged sand was to be spread over the beach, and no wall built there, as the harbour
        master advised in his letter; what it costs is told in the budget, and who pays for it will be settled
        before the winter comes.' AS text;
"""


@pytest.fixture
def home(tmp_path):
    build_marts(tmp_path)
    with duckdb.connect(warehouse_path(tmp_path)) as connection:
        connection.execute(MORE)
    publish(tmp_path, at=AT)
    return tmp_path


@pytest.fixture(params=["with fts", "without"])
def fts(request):
    if request.param == "without":
        return None
    assert extension(), "duckdb-extension-fts is in the development group; `make setup` installs it"
    return extension()


def found(home, said, fts, only=Only()):  # noqa: B008 - frozen
    return [(hit.report_id, hit.found_in) for hit in search(home, said, only, fts=fts).hits]


def test_every_word_has_to_stand_in_one_place_and_the_best_place_is_told(home, fts):
    assert found(home, "harbour plan", fts) == [("r1", "title")]
    assert {r for r, _ in found(home, "harbour wall", fts)} == {"r1", "r2"}
    assert found(home, "dredged budget", fts) == [("r2", "passage")]
    assert found(home, "plan wall", fts) == []
    assert found(home, "HARBOUR letter", fts) == [("r2", "passage")]


def test_a_phrase_stands_word_for_word(home, fts):
    assert {r for r, _ in found(home, '"harbour wall"', fts)} == {"r1"}
    assert found(home, '"harbour master" sand', fts) == [("r2", "passage")]


def test_stems_are_found_with_the_extension_only_and_it_is_said(home, fts):
    assert found(home, "dredges", fts) == ([("r2", "passage")] if fts else [])
    note = search(home, "dredges", Only(), fts=fts).note
    assert note is None if fts else "fts is not installed" in note


def test_a_hit_has_the_words_around_it_council_day_title_and_link(home, fts):
    (hit,) = search(home, "letter advised", Only(), fts=fts).hits
    assert (hit.council, hit.meeting_date, hit.title, hit.page) == ("saltmere", date(2024, 9, 12), "Beaches", 3)
    assert hit.url == "http://127.0.0.1:9001/doc2.pdf"
    assert hit.quote.startswith("… ") and hit.quote.endswith(" …") and len(hit.quote) < 200
    assert "the harbour master advised in his letter" in hit.quote


def test_council_days_and_type_narrow_it_and_a_wrong_name_is_told(home, fts):
    assert found(home, "harbour", fts, Only(since=date(2024, 8, 1))) == [("r2", "passage")]
    assert [r for r, _ in found(home, "harbour", fts, Only(until=date(2024, 8, 1)))] == ["r1"]
    assert found(home, "harbour", fts, Only(kind="minutes", council="saltmere")) == [("r2", "passage")]
    with pytest.raises(QueryError, match="did you mean 'saltmere'"):
        search(home, "harbour", Only(council="saltmer"), fts=fts)
    with pytest.raises(QueryError, match="has no word"):
        search(home, "–", Only(), fts=fts)


def test_the_index_lies_beside_the_release_and_goes_with_it(home):
    search(home, "harbour", Only(), fts=extension())
    (old,) = (home / "published" / "search").iterdir()
    newer = publish(home, at=datetime(2024, 7, 2, 5, 0))
    search(home, "harbour", Only(), fts=extension())
    assert [p.name for p in (home / "published" / "search").iterdir()] == [f"{newer.name}.duckdb"] != [old.name]


def cleardays(home, *words):
    environment = os.environ | {"CLEARDAYS_HOME": str(home)}
    command = [sys.executable, "-m", "flows.cli", "search", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_saved_search_prints_only_what_is_new_and_feeds_all_it_found(home, tmp_path):
    feed = tmp_path / "sand.xml"
    first = cleardays(home, "sand", "--save", "sand", "--json", "--atom", str(feed))
    assert [row["report_id"] for row in json.loads(first.stdout)] == ["r2"], first.stderr
    assert json.loads(cleardays(home, "--saved", "sand", "--json").stdout) == []
    with duckdb.connect(warehouse_path(home)) as connection:
        connection.execute("UPDATE marts.recommendations SET text = 'That sand & gravel be bought'")
    publish(home, at=datetime(2024, 7, 2, 5, 0))
    before = entries(feed)
    again = cleardays(home, "--saved", "sand", "--json", "--atom", str(feed))
    assert [row["report_id"] for row in json.loads(again.stdout)] == ["r1"]
    ids, titles, links = zip(*entries(feed), strict=True)
    assert set(entries(feed)) > set(before)
    assert sorted(titles) == ["Beaches (saltmere, 12 September 2024)", "Harbour Plan (saltmere, 11 July 2024)"]
    assert set(links) == {"http://127.0.0.1:9001/doc1.pdf", "http://127.0.0.1:9001/doc2.pdf"}
    assert all(i.startswith("urn:uuid:") for i in ids)


def entries(path):
    """(id, title, link) of each entry; what RFC 4287 asks of a feed and of an entry has to be there."""
    name = {"a": "http://www.w3.org/2005/Atom"}
    root = ET.parse(path).getroot()
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findtext("a:author/a:name", namespaces=name)
    for one in (root, *root.findall("a:entry", name)):
        assert one.findtext("a:id", namespaces=name) and one.findtext("a:title", namespaces=name)
        assert datetime.fromisoformat(one.findtext("a:updated", namespaces=name)).tzinfo
    found = root.findall("a:entry", name)
    return [
        (e.findtext("a:id", None, name), e.findtext("a:title", None, name), e.find("a:link", name).get("href"))
        for e in found
    ]


def test_options_that_do_not_go_together_are_wrong_usage(home):
    for words, told in (
        ([], "expected words"),
        (["sand", "--saved", "sand"], "its own words"),
        (["sand", "--atom", "x.xml"], "--save"),
        (["--saved", "gravel"], "no search is kept"),
        (["sand", "--save", "../x"], "no name for a search"),
    ):
        shown = cleardays(home, *words)
        assert (shown.returncode, told in " ".join(shown.stderr.split())) == (2, True), shown.stderr
