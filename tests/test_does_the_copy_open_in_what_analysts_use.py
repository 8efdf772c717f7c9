"""Each page of docs/bi, run as it stands in its tool's environment, while releases are published."""

import json
import shutil
import subprocess

import pytest
from recipes import BI, blocks, copy_of_demo, environment, free_port, notebook, publishing, run, served

from warehouse.read import query

pytestmark = pytest.mark.bi

COVERAGE = """
    SELECT coverage, count(*) AS councils FROM national_coverage
    WHERE topic = 'productivity_plans_2024' GROUP BY 1 ORDER BY 2 DESC, 1
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return copy_of_demo(tmp_path_factory.mktemp("bi"))


@pytest.fixture
def ask(home):
    return lambda sql: [list(row) for row in query(home, sql)[1]]


def test_pandas(home, ask):
    connect, coverage, by_region, parquet, reconnect, by_deadline = blocks("pandas", "python")
    with notebook("pandas", home) as notes:
        for cell in (connect, coverage, by_region, parquet):
            notes.cell(cell)
        assert notes.value("coverage.values.tolist()") == [[*row, 16] for row in ask(COVERAGE)]
        assert notes.value("by_region['denominator'].sum()") == "10" and notes.value("len(by_region)") == 9
        assert notes.value("int(reports.shape[0])") == ask("SELECT count(*) FROM reports")[0][0]
        held = "copy.sql('SELECT release_id FROM publication').fetchone()[0]"
        before = notes.value(held)
        release = publishing(home, lambda: notes.cell(coverage))
        assert notes.value(held) == before != release
        assert release in notes.cell(reconnect)
        notes.cell(by_deadline)
        told = "{str(answer): int(councils) for answer, councils in by_deadline.items()}"
        assert notes.value(told) == {"True": 8, "False": 2, "<NA>": 6}


def test_polars(home, ask):
    scan, by_region, rules, follow, by_deadline = blocks("polars", "python")
    with notebook("polars", home) as notes:
        for cell in (scan, by_region, rules):
            notes.cell(cell)
        assert notes.value("by_region.select('region', 'councils', 'covered').rows()") == ask(
            "SELECT region, count(*), count(*) FILTER (coverage = 'covered') FROM national_coverage "
            "JOIN councils USING (gss_code) WHERE topic = 'productivity_plans_2024' GROUP BY 1 ORDER BY 1"
        )
        assert notes.value("rules.filter(rule_id='P02').select('met', 'not_met', 'cannot_tell').rows()") == [[8, 2, 6]]
        release = publishing(home, lambda: notes.cell(by_region))
        assert release in notes.cell(follow + "pl.Config.set_fmt_str_lengths(50)\n" + follow)
        notes.cell(by_deadline)
        assert notes.value("by_deadline.rows()") == [[0.8, 10, 6]]


def test_duckdb_shell(home, ask, tmp_path):
    _, start, to_csv = blocks("duckdb-shell", "sh")
    coverage, rules, meanings, reopen = blocks("duckdb-shell", "sql")
    programs = {"PATH": f"{environment('duckdb-shell')}:/usr/bin:/bin", "HOME": str(tmp_path)}
    shell = ["bash", "-c", f"exec {start.strip()} -json"]

    def told(sql):
        return json.loads(run(shell, home, sql, programs))

    assert [(row["coverage"], row["councils"], row["of_all"]) for row in told(coverage)] == [
        (*row, "16") for row in ask(COVERAGE)
    ]
    assert [row["rule_id"] for row in told(rules) if row["denominator"]] == ["A04", "B01", "C08"]
    assert all(row["comment"] for row in told(meanings))
    run(["bash", "-c", to_csv], home, settings=programs)
    assert (home / "publication.csv").read_text().splitlines()[1].startswith(ask("FROM publication")[0][0])
    with subprocess.Popen(
        shell, cwd=home, env=programs, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as opened:

        def held(sql):
            opened.stdin.write(sql + "\n")
            opened.stdin.flush()
            return json.loads(opened.stdout.readline())[0]["release_id"]

        before = held("SELECT release_id FROM publication;")
        release = publishing(home, lambda: held("SELECT release_id FROM publication;"))
        assert held("SELECT release_id FROM publication;") == before != release
        assert held(reopen.replace("SELECT release_id, published_at, data_until", "SELECT release_id")) == release
        opened.stdin.close()


APP = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file({path!r}, default_timeout=120)

def rerun(**choices):
    app.run()
    assert not app.exception, app.exception

def table(n):
    return app.dataframe[n].value
"""


def test_streamlit(home, ask):
    with notebook("streamlit", home) as notes:
        notes.cell(APP.format(path=str(BI / "streamlit_app.py")))
        notes.cell("rerun()")
        assert notes.value("app.metric[0].value") == "10 of 16"
        assert notes.value("int(table(0)['covered'].sum())") == 10
        notes.cell("app.selectbox[1].select('Thornmere')\nrerun()")
        assert ["Did members consider it by 19 July 2024?", "answered"] in notes.value(
            "table(1)[['question', 'status']].values.tolist()"
        )
        notes.cell("app.radio[0].set_value('indicator')\nrerun()")
        rule = "table(2).set_index('rule_id').loc[{!r}, ['met', 'not_met', 'cannot_tell', 'denominator', 'share_met']]"
        assert notes.value(rule.format("P02") + ".astype(float).tolist()") == [8, 2, 6, 10, 0.8]
        assert notes.value(rule.format("P03") + ".isna().tolist()") == [False, False, False, False, True]  # too few
        release = publishing(home, lambda: notes.cell("rerun()"))
        assert release in notes.value("app.caption[-1].value")


def test_streamlit_starts_as_its_page_says(home):
    _, start = blocks("streamlit", "sh")
    shutil.copy(BI / "streamlit_app.py", home)
    port = free_port()
    settings = {"PATH": f"{environment('streamlit')}:/usr/bin:/bin", "HOME": str(home)}
    command = f"exec {start.strip()} --server.port {port}"
    with served(command, home, f"http://127.0.0.1:{port}/_stcore/health", settings):
        pass
