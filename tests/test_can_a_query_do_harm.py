from datetime import datetime

import pytest
from invented_marts import build_marts

from warehouse import read
from warehouse.publish import publish
from warehouse.read import NothingPublishedError, QueryError


@pytest.fixture(scope="module")
def current(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    build_marts(home)
    publish(home, at=datetime(2024, 7, 1, 5, 0))
    return home / "published" / "current"


def test_a_question_is_answered_with_columns_and_rows(current):
    question = "SELECT slug, coverage FROM national_coverage"
    assert read.query(current, question) == (("slug", "coverage"), [("saltmere", "covered")])
    assert read.query(current, "FROM reports SELECT title -- with a remark\n;") == (("title",), [("Harbour Plan",)])
    assert ("evidence",) in read.query(current, "SHOW TABLES")[1]
    pivot = "PIVOT rule_results ON status USING count(*) GROUP BY rule_id"
    assert read.query(current, pivot) == (("rule_id", "cannot_tell", "met", "not_met"), [("B01", 1, 2, 1)])


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DROP TABLE reports", "a DROP statement; the published copy only answers SELECT"),
        ("SELECT 1; DELETE FROM reports", r"2 statements \(SELECT, DELETE\); expected one SELECT"),
        ("INSERT INTO reports SELECT * FROM reports", "an? INSERT statement"),
        ("COPY reports TO '/tmp/stolen.csv'", "a COPY statement"),
        ("ATTACH '/tmp/other.duckdb'", "an? ATTACH statement"),
        ("SET enable_external_access = true", "a SET statement"),
        ("SELECT * FROM read_text('/etc/hostname')", "only the published tables can be asked"),
        ("SELECT * FROM '/etc/hostname.csv'", "only the published tables can be asked|does not exist"),
        ("SELECT * FROM glob('/*')", "only the published tables can be asked"),
        ("SELECT * FROM sql", "Table with name sql does not exist"),  # a variable of our own process
        ("SELEKT 1", "syntax error"),
        ("SELECT tittle FROM reports", 'Candidate bindings: "title"'),
        ("  -- nothing", "no question"),
    ],
)
def test_anything_else_is_refused_and_told_why(current, sql, told):
    with pytest.raises(QueryError, match=told):
        read.query(current, sql)
    assert read.query(current, "SELECT count(*) FROM reports")[1] == [(1,)]


def test_where_nothing_is_published_the_command_that_publishes_is_named(tmp_path):
    with pytest.raises(NothingPublishedError, match="`cleardays run`"):
        read.query(tmp_path / "published" / "current", "SELECT 1")
