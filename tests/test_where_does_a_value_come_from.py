from datetime import datetime, timedelta

import duckdb
import invented_paper as invented
import pytest
from invented_marts import build_marts

from extractors.model import Happened, Outcome, Stage
from warehouse import read
from warehouse.archive import Sighting
from warehouse.connect import warehouse_path, writer
from warehouse.load import load, load_register
from warehouse.publish import publish
from warehouse.read import QueryError
from warehouse.status import status


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    build_marts(home)
    publish(home, at=datetime(2024, 7, 1, 5, 0))
    return home


def test_a_value_leads_to_its_quote_page_rule_and_file(home):
    columns, rows = read.explain(home / "published" / "current", "r1", "title")
    (row,) = rows
    said = dict(zip(columns, row, strict=True))
    assert (said["state"], said["value"], said["quote"], said["page"]) == ("found", "Harbour Plan", "Harbour Plan", 1)
    assert (said["rule"], said["document_sha256"], said["url"]) == ("by hand", "ab12", "http://127.0.0.1:9001/doc1.pdf")


def test_a_report_leads_to_all_its_fields_also_those_that_it_does_not_state(home):
    columns, rows = read.explain(home, "r1")
    paths = [row[columns.index("path")] for row in rows]
    assert paths == ["/authors/0/email", "/authors/0/name", "/summary", "/title", None]
    assert rows[-1][:5] == ("wards_affected", None, "absent", None, None)


def test_a_report_leads_to_the_minutes_that_decided_on_it(tmp_path):
    build_marts(tmp_path)
    decided = "SELECT 'r1' AS report_id, 'r9' AS source_report_id, 3 AS seq"
    quoted = "SELECT 'r9' AS report_id, unnest(['/decisions/3/text', '/decisions/30/text']) AS path, 'agreed' AS quote"
    with duckdb.connect(warehouse_path(tmp_path)) as connection:
        connection.execute(f"INSERT INTO marts.decisions BY NAME {decided}")
        connection.execute(f"INSERT INTO marts.evidence BY NAME {quoted}")
        connection.execute("INSERT INTO marts.report_fields VALUES ('r1', 'decisions', 'absent', NULL)")
    publish(tmp_path, at=datetime(2024, 7, 1, 5, 0))
    columns, rows = read.explain(tmp_path, "r1", "decisions")
    assert [(row[columns.index("path")], row[columns.index("quote")]) for row in rows] == [
        ("/decisions/3/text", "agreed")
    ]


def test_a_field_or_a_report_that_is_not_there_is_told(home):
    with pytest.raises(QueryError, match="did you mean 'title'"):
        read.explain(home, "r1", "titel")
    with pytest.raises(QueryError, match="no such report"):
        read.explain(home, "r2")
    with pytest.raises(QueryError, match="did you mean 'harbours'"):
        read.coverage(home, "harbour")


def test_coverage_and_compliance_are_the_marts_counted(home):
    columns, rows = read.coverage(home, "harbours")
    assert dict(zip(columns, rows[0], strict=True))["considered_on"].isoformat() == "2024-07-11"
    assert read.coverage(home) == (columns, rows)
    columns, rows = read.compliance(home)
    said = dict(zip(columns, rows[0], strict=True))
    assert (said["rule_id"], said["title"], said["met"], said["not_met"], said["cannot_tell"]) == (
        *("B01", "Background papers are listed"),
        *(2, 1, 1),
    )
    assert (said["denominator"], said["share_met"]) == (3, 0.667)


def test_status_tells_the_nights_and_what_needs_a_person(tmp_path):
    blocked = Outcome("saltmere", Stage.FIND, Happened.BLOCKED, detail="403")
    scan = invented.unread(b"scan")
    with writer(tmp_path) as engine:
        load_register(engine, invented.write_register(tmp_path / "register"))
        load(
            engine,
            run_id="night 1",
            at=invented.NIGHT,
            sightings=[Sighting(invented.listing(), scan.document.sha256)],
            readings=[invented.reading(), scan],
            outcomes=[blocked],
        )
        assert status(tmp_path)[1][0][:2] == ("now", "writing")
    columns, rows = status(tmp_path)
    assert columns == ("about", "what", "count", "latest", "detail")
    at = invented.NIGHT.replace(tzinfo=None)
    assert rows == [
        ("night", "night 1", 1, at, "blocked 1"),
        ("council", "saltmere", 1, at, "blocked: 403"),
        ("document not read", "scanned", 1, at, "http://127.0.0.1:9001/doc1.pdf"),
        ("issue", "odd_date", 1, at, "the date stands alone"),
    ]
    with writer(tmp_path) as engine:
        load(engine, run_id="night 2", at=invented.NIGHT + timedelta(days=1), outcomes=[invented.searched()])
    rows = status(tmp_path)[1]
    assert [r[1] for r in rows if r[0] == "night"] == ["night 2", "night 1"]
    assert not [r for r in rows if r[0] == "council"]  # its last search went to the end


def test_status_of_a_new_home_is_empty(tmp_path):
    assert status(tmp_path)[1] == []
