"""Two real reports whose answers are known, through a whole run from a folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
PAPERS = ("reports/boston-productivity-plan.docx", "reports/newark-and-sherwood-productivity-plan.docx")

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not here")


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Questions to the release of a run over the papers of two councils."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("papers")
    header, *rows = (CORPUS / "manifest.csv").read_text(encoding="utf-8").splitlines()
    wanted = [row for row in rows if row.startswith(PAPERS)]
    (folder / "manifest.csv").write_text("\n".join([header, *wanted]) + "\n", encoding="utf-8")
    (folder / "reports").mkdir()
    for name in PAPERS:
        shutil.copy(CORPUS / name, folder / name)
    command = [sys.executable, "-m", "flows.cli", "run", "--folder", str(folder)]
    subprocess.run(command, env={**os.environ, "CLEARDAYS_HOME": str(home)}, check=True, capture_output=True)
    with duckdb.connect(str(home / "published" / "current" / "cleardays.duckdb"), read_only=True) as release:
        yield lambda sql: release.execute(sql).fetchall()


def found(ask, slug, rule_id):
    sql = "select amount, qualifier, status from rule_results join councils using (gss_code)"
    return ask(f"{sql} where slug = '{slug}' and rule_id = '{rule_id}'")


def test_nine_implications_of_newark_are_considered_without_comment(ask):
    assert found(ask, "newark-and-sherwood", "D10") == [(9.0, None, "not_applicable")]
    assert found(ask, "newark-and-sherwood", "D01") == [(1.0, "considered_without_comment", "cannot_tell")]


def test_fourteen_of_sixteen_headings_of_boston_declare_none(ask):
    assert ask(
        "select count(distinct seq) from implications join reports using (report_id) where title = 'Productivity Plan' "
        "and stance = 'none_declared'"
    ) == [(14,)]
    assert found(ask, "boston", "D09") == [(14 / 16, "mostly_none", "not_applicable")]
    assert found(ask, "boston", "D03") == [(2.0, "none_declared", "cannot_tell")]


def test_every_report_and_every_council_faces_every_rule(ask):
    assert ask(
        "select judged_about, count(*), count(distinct judged_id) from rule_results join compliance_rules "
        "using (rule_id) group by 1 order by 1"
    ) == [("council", 10 * 317, 317), ("report", 29 * 2, 2)]
