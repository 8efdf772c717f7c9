from datetime import date, timedelta

import duckdb

from tests.invented_changes import ONE, TWO, changed_home
from tests.invented_warehouse import compiled, sha
from warehouse.connect import warehouse_path
from warehouse.read import query


def fields_as_known_on(day: date) -> dict[tuple[str, str], str]:
    sql = compiled(changed_home(), "report_fields_as_known_on", as_known_on=str(day))
    with duckdb.connect(warehouse_path(changed_home()), read_only=True) as connection:
        rows = connection.execute(sql).fetchall()
        titles = dict(connection.execute("SELECT report_id, title FROM marts.reports").fetchall())
    assert len({(r, f) for r, f, *_ in rows}) == len(rows), "a field of a report is known once"
    return {(titles[report_id], field): value for report_id, field, _, value in rows}


def test_a_replaced_paper_has_two_versions_that_follow_each_other():
    sql = """
        SELECT version, document_sha256, change, known_from, known_until FROM report_versions
        WHERE report_id = (SELECT report_id FROM reports WHERE title = 'Plan') ORDER BY version
    """
    assert query(changed_home(), sql)[1] == [
        (1, sha("plan-1"), "first", ONE, TWO),
        (2, sha("plan-2"), "file", TWO, None),
    ]


def test_what_changed_is_told_field_by_field():
    sql = "SELECT field, change, value_before, value_after FROM report_changes"
    ((field, change, before, after),) = query(changed_home(), sql)[1]
    assert (field, change) == ("summary", "file")
    assert before != after


def test_a_field_is_known_as_it_was_on_a_day():
    before, after = fields_as_known_on(ONE.date()), fields_as_known_on(TWO.date())
    assert fields_as_known_on(ONE.date() - timedelta(days=1)) == {}
    assert before.keys() == after.keys()
    changed = {key for key in after if before[key] != after[key]}
    assert changed == {("Plan", "summary")}
