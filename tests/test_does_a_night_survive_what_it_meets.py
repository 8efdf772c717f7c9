"""One real night, in a process of its own, over a folder with everything that can be wrong with a paper or a row."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[1] / "demo"
GOOD = DEMO / "reports" / "thornmere-productivity-plan"
REGISTER = (
    "gss_code,slug,name,official_name,council_type,region,county_slug,website,democracy_platform,democracy_base_url,source_note\n"
    "E07900001,thornmere,Thornmere,Thornmere District Council,district,East of England,,,moderngov,https://thornmere.example,\n"
    "E07900002,saltmere,Saltmere,Saltmere District Council,district,East of England,,,other,,\n"
)
MANIFEST = """file,council,body,meeting_date,title,published_at,url
good.docx,thornmere,Cabinet,2024-06-11,Productivity Plan 2024/25,2024-06-03,
good.pdf,thornmere,Cabinet,2024-06-11,Productivity Plan 2024/25,2024-06-03,
empty.pdf,thornmere,Cabinet,2024-06-11,Empty,,
words.pdf,thornmere,Cabinet,2024-06-11,Words,,
half.docx,thornmere,Cabinet,2024-06-11,Half,,
locked.pdf,thornmere,Cabinet,2024-06-11,Locked,,
missing.pdf,thornmere,Cabinet,2024-06-11,Missing,,
good.docx,thornmer,Cabinet,2024-06-11,Whose?,,
good.docx,thornmere,Cabinet,11 June 2024,When?,,
../../secret.pdf,thornmere,Cabinet,2024-06-11,Where?,,
"""
LOCKED = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
4 0 obj <</Filter /Standard /V 1 /R 2 /P -4
/O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) /U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)>> endobj
trailer <</Root 1 0 R /Encrypt 4 0 R /ID [(0123456789abcdef) (0123456789abcdef)] /Size 5>>
%%EOF
"""


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """What the night printed, and a function that runs a further command on its home."""
    place = tmp_path_factory.mktemp("night")
    papers = place / "papers"
    papers.mkdir()
    for kind in ("docx", "pdf"):
        shutil.copy(GOOD / f"report.{kind}", papers / f"good.{kind}")
    (papers / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    (papers / "empty.pdf").write_bytes(b"")
    (papers / "words.pdf").write_bytes(b"These are only words.\n")
    (papers / "half.docx").write_bytes((papers / "good.docx").read_bytes()[:9000])
    (papers / "locked.pdf").write_bytes(LOCKED)
    (place / "councils.csv").write_text(REGISTER, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("CLEARDAYS_", "PREFECT_"))}

    def cleardays(*words):
        command = [sys.executable, "-m", "flows.cli", *words]
        settings = {"CLEARDAYS_HOME": str(place / "home")}
        return subprocess.run(command, env=environment | settings, capture_output=True, text=True, check=False)

    return cleardays("run", "--folder", str(papers), "--register", str(place / "councils.csv"), "--json"), cleardays


def asked(night, *words):
    shown = night[1](*words, "--json")
    assert shown.returncode == 0, shown.stderr
    return json.loads(shown.stdout)


def test_it_ends_well_and_says_what_came_of_it(night):
    ran, _ = night
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    counted = {"listed": 7, "fetched": 6, "read": 2, "not_read": 4, "not_found": 1, "malformed": 3, "searched": 1}
    assert {what: said[what] for what in counted} == counted
    assert Path(said["release"], "cleardays.duckdb").exists()
    assert "thornmere: " in ran.stderr
    assert "Traceback" not in ran.stderr


def test_each_evil_file_and_row_is_an_outcome_of_its_own(night):
    rows = asked(night, "query", "SELECT gss_code, stage, outcome, url, detail FROM crawl_outcomes")
    not_read = {row["url"]: row["detail"] for row in rows if row["outcome"] == "not_read"}
    assert set(not_read) == {f"file:{name}" for name in ("empty.pdf", "words.pdf", "half.docx", "locked.pdf")}
    assert all(not_read.values())
    assert not_read["file:locked.pdf"].startswith("encrypted")
    assert [row["url"] for row in rows if row["outcome"] == "not_found"] == ["file:missing.pdf"]
    malformed = " ".join(row["detail"] for row in rows if row["outcome"] == "malformed")
    for words in (
        "manifest.csv:9: council 'thornmer'",
        "did you mean 'thornmere'",
        "manifest.csv:10: ",
        "manifest.csv:11: ",
    ):
        assert words in malformed


def test_the_good_paper_is_one_report_and_covers_its_topic(night):
    rows = asked(night, "coverage", "--topic", "productivity_plans_2024")
    assert [(r["slug"], r["coverage"]) for r in rows] == [("saltmere", "not_tried"), ("thornmere", "covered")]
    assert rows[1]["considered_on"] == "2024-06-11"


def test_a_value_is_walked_back_to_its_file(night):
    (report,) = asked(night, "query", "SELECT report_id FROM reports WHERE kind = 'officer_report'")
    (value,) = asked(night, "explain", report["report_id"], "meeting_date")
    assert value["value"] == "2024-06-11"
    assert value["quote"]
    assert Path(value["file"]).read_bytes() == (GOOD / "report.docx").read_bytes()
    told = night[1]("explain", report["report_id"], "meeting_date").stdout
    assert value["quote"] in told
    assert value["file"] in told


def test_state_lies_at_home_and_nowhere_else(night):
    home = Path(json.loads(night[0].stdout)["release"]).parents[2]
    assert {"archive", "dbt", "logs", "prefect", "published", "warehouse.duckdb"} <= {p.name for p in home.iterdir()}
    assert (home / "dbt" / "target" / "manifest.json").exists()
    assert len(list((home / "logs").glob("*.log"))) == 1
