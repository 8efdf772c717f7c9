"""What `release_changes`, CHANGES.md and `cleardays releases --changes` say of two releases."""

from datetime import datetime, timedelta

import duckdb
import pytest
from invented_marts import build_marts

from warehouse.connect import warehouse_path
from warehouse.publish import publish
from warehouse.release_changes import all_changes

AT = datetime(2024, 7, 1, 5, 0)


@pytest.fixture
def home(tmp_path):
    build_marts(tmp_path)
    return tmp_path


def change(home, *statements):
    with duckdb.connect(warehouse_path(home)) as connection:
        for statement in statements:
            connection.execute(statement)


def changes(home):
    """Of the newest release, by table."""
    columns, rows = all_changes(home)
    newest = (home / "published" / "current").resolve().name
    return {row[1]: dict(zip(columns[2:], row[2:], strict=True)) for row in rows if row[0] == newest}


def test_a_first_release_changes_nothing(home):
    release = publish(home, at=AT)
    assert changes(home) == {}
    assert "no release of this profile before it" in (release / "CHANGES.md").read_text()


def test_rows_and_columns_are_counted_by_key(home):
    first = publish(home, at=AT)
    change(
        home,
        "UPDATE marts.evidence SET quote = 'another' WHERE path = '/title'",
        "DELETE FROM marts.evidence WHERE path = '/summary'",
        "INSERT INTO marts.evidence SELECT * REPLACE ('/new' AS path) FROM marts.evidence WHERE path = '/title'",
        "ALTER TABLE marts.evidence ADD COLUMN seen DATE",
        "ALTER TABLE marts.evidence DROP COLUMN url",
        "ALTER TABLE marts.evidence ALTER COLUMN page TYPE BIGINT",
        "CREATE TABLE marts.brought AS SELECT 1 AS n",
    )
    second = publish(home, at=AT + timedelta(days=1))
    found = changes(home)
    assert set(found) == {"evidence", "brought"}
    assert found["evidence"] == {
        "since": first.name,
        "rows_before": 4,
        "rows_now": 4,
        "added": 1,
        "removed": 1,
        "changed": 1,
        "columns_added": ["seen"],
        "columns_removed": ["url"],
        "columns_retyped": ["page INTEGER -> BIGINT"],
    }
    assert (found["brought"]["rows_before"], found["brought"]["added"]) == (None, 1)
    page = (second / "CHANGES.md").read_text()
    assert "| evidence | 4 | 1 | 1 | 1 | + seen, - url, page INTEGER -> BIGINT |" in page
    change(home, "DROP TABLE marts.brought")
    publish(home, at=AT + timedelta(days=2))
    assert (changes(home)["brought"]["rows_now"], changes(home)["brought"]["removed"]) == (None, 1)


def test_rows_of_a_table_without_a_key_come_and_go(home):
    publish(home, at=AT)
    change(home, "UPDATE marts.rule_results SET status = 'met' WHERE status = 'not_met'")  # two met become three
    publish(home, at=AT + timedelta(days=1))
    found = changes(home)["rule_results"]
    assert (found["added"], found["removed"], found["changed"]) == (1, 1, None)


def test_rows_that_share_a_key_are_counted_as_if_there_were_none(home):
    change(home, "INSERT INTO marts.evidence SELECT * REPLACE ('twice' AS quote) FROM marts.evidence")
    publish(home, at=AT)
    change(home, "DELETE FROM marts.evidence WHERE quote = 'twice' AND path = '/title'")
    publish(home, at=AT + timedelta(days=1))
    found = changes(home)["evidence"]
    assert (found["rows_before"], found["rows_now"], found["removed"], found["changed"]) == (8, 7, 1, None)


def test_it_holds_no_value_of_a_row(home):
    publish(home, at=AT)
    change(home, "DELETE FROM marts.report_people", "UPDATE marts.reports SET title = 'Pier Plan'")
    release = publish(home, at=AT + timedelta(days=1))
    page = (release / "CHANGES.md").read_text()
    rows = str(all_changes(home))
    for value in ("Ann Brook", "Harbour", "Pier", "r1", "saltmere"):
        assert value not in page and value not in rows


def test_a_release_is_compared_with_the_last_of_its_own_profile(home):
    first = publish(home, "internal", at=AT)
    publish(home, "open", at=AT + timedelta(days=1))
    assert changes(home) == {}
    change(home, "UPDATE marts.reports SET title = 'Pier Plan'")
    publish(home, "internal", at=AT + timedelta(days=2))
    assert {table: one["since"] for table, one in changes(home).items()} == {"reports": first.name}
