"""The page of docs/bi for Superset, as it stands: set up, connected read-only, its dashboard imported and asked."""

import json
import os

import pytest
from recipes import BI, blocks, copy_of_demo, environment, free_port, notebook, publishing, run, served

from warehouse.read import query

pytestmark = pytest.mark.bi

CHARTS = {
    "Councils by what is held": """
        SELECT coverage, count(*) AS councils FROM national_coverage
        WHERE topic = 'productivity_plans_2024' GROUP BY ALL
    """,
    "Coverage by region": """
        SELECT region, coverage, count(*) AS councils FROM national_coverage JOIN councils USING (gss_code)
        WHERE topic = 'productivity_plans_2024' GROUP BY ALL
    """,
    "Considered by members by the deadline": """
        SELECT CASE WHEN considered_by_deadline THEN 'yes' WHEN NOT considered_by_deadline THEN 'no'
            ELSE 'not known' END AS by_deadline, count(*) AS councils
        FROM national_coverage WHERE topic = 'productivity_plans_2024' GROUP BY ALL
    """,
    "Rules: met, not met, cannot tell": """
        SELECT rule_id, met AS results_met, not_met AS results_not_met, cannot_tell AS results_cannot_tell
        FROM compliance_by_group JOIN compliance_rules USING (rule_id)
        WHERE grouping = 'england' AND quarter = 'all' AND class <> 'attribute'
    """,
    "Rules and what each share is of": """
        SELECT class, rule_id || ' ' || title AS rule, met AS results_met, not_met AS results_not_met,
            cannot_tell AS results_cannot_tell, not_applicable AS results_not_applicable, denominator,
            CASE WHEN NOT is_small THEN met / denominator END AS share_met
        FROM compliance_by_group JOIN compliance_rules USING (rule_id)
        WHERE grouping = 'england' AND quarter = 'all' AND class <> 'attribute'
    """,
    "Were reports open five clear working days before": """
        SELECT timeliness, if(is_late_paper, 'supplement or late paper', 'with its agenda') AS came, count(*) AS reports
        FROM publication_timeliness GROUP BY ALL
    """,
}
"""What each chart must show, asked of the copy itself."""

ASKED = """
def chart(name):
    (found,) = [c for c in superset.get(f"{address}/api/v1/chart/").json()["result"] if c["slice_name"] == name]
    told = superset.get(f"{address}/api/v1/chart/{found['id']}/data/")
    assert told.status_code == 200, told.text
    return told.json()["result"][0]["data"]

def sql_lab(sql):
    (found,) = superset.get(f"{address}/api/v1/database/").json()["result"]
    told = superset.post(f"{address}/api/v1/sqllab/execute/", json={"database_id": found["id"], "sql": sql})
    return told.json().get("data") or told.text
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = copy_of_demo(tmp_path_factory.mktemp("bi"))
    run(["cp", "-r", str(BI / "superset"), str(home)], home)
    return home


@pytest.fixture(scope="module")
def superset(home):
    """A notebook in which the page's blocks have connected and imported."""
    _, set_up, start = blocks("superset", "sh")
    port = free_port()
    settings = {
        "PATH": f"{environment('superset')}:{os.environ['PATH']}",
        "HOME": str(home),
        "SUPERSET_PORT": str(port),
        "SUPERSET_PASSWORD": "five clear days",
    }
    health = f"http://127.0.0.1:{port}/health"
    with served(f"{set_up}exec {start}", home, health, settings), notebook("superset", home, settings) as notes:
        for cell in blocks("superset", "python"):
            notes.cell(cell)
        notes.cell(ASKED)
        yield notes


def rows(table):
    """Rows without order, figures as figures."""
    return sorted(json.dumps(row, sort_keys=True) for row in table)


@pytest.mark.parametrize("name", CHARTS)
def test_each_chart_shows_what_the_copy_says(home, superset, name):
    columns, expected = query(home, CHARTS[name])
    assert rows(superset.value(f"chart({name!r})")) == rows(dict(zip(columns, row, strict=True)) for row in expected)


def test_the_dashboard_has_every_chart(superset):
    shown = 'superset.get(f"{address}/api/v1/dashboard/cleardays/charts").json()["result"]'
    assert set(superset.value(f"[c['slice_name'] for c in {shown}]")) == {*CHARTS, "Release"}


def test_sql_lab_answers_and_cannot_write(home, superset):
    (question,) = blocks("superset", "sql")
    columns, expected = query(home, question)
    assert superset.value(f"sql_lab({question!r})") == [dict(zip(columns, row, strict=True)) for row in expected]
    refused = superset.value("sql_lab('CREATE TABLE mine AS SELECT 1 AS one')")
    assert isinstance(refused, str) and "error" in refused
    assert "access_mode=read_only" in superset.value(
        "superset.get(f'{address}/api/v1/database/1/connection').json()['result']['sqlalchemy_uri']"
    )


def test_charts_answer_while_a_release_is_published_and_then_from_it(home, superset):
    before = superset.value("chart('Release')[0]['release_id']")
    release = publishing(home, lambda: superset.cell("chart('Coverage by region')"))
    assert superset.value("chart('Release')[0]['release_id']") == release != before
