import json
import subprocess
import sys
from pathlib import Path

REPORT = Path(__file__).parents[1] / "demo" / "reports" / "thornmere-productivity-plan" / "report.docx"
HEAVY = ("prefect", "sqlalchemy", "duckdb", "pyarrow", "httpx", "pydantic_settings", "dbt", "yaml")


def run(code, *words):
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True).stdout


def test_it_loads_neither_prefect_nor_the_warehouse(tmp_path):
    code = "import sys, atexit; atexit.register(lambda: print(*sys.modules)); from flows.cli import main; main()"
    said, modules = run(code, "extract", str(REPORT), "--json").splitlines()
    assert json.loads(said)["document"]["read_state"] == "read"
    assert not [name for name in HEAVY if name in modules.split()]


def test_a_line_a_file_in_their_order_whatever_they_are(tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "words.pdf").write_bytes(b"only words")
    files = [REPORT, tmp_path / "empty.pdf", tmp_path / "words.pdf", REPORT]
    lines = run("from flows.cli import main; main()", "extract", *map(str, files), "--json").splitlines()
    told = [json.loads(line) for line in lines]
    assert [t["file"] for t in told] == [str(f) for f in files]
    assert [t["document"]["bytes"] for t in told] == [f.stat().st_size for f in files]
    assert [t["document"]["read_state"] == "read" for t in told] == [True, False, False, True]
    assert told[0]["reports"][0]["report"]["kind"] == "officer_report"


def test_a_file_that_is_not_there_or_a_council_that_is_none_is_wrong_usage(tmp_path):
    for words in (["nowhere.pdf"], [str(REPORT), "--council", "bostom"], [str(tmp_path)]):
        command = [sys.executable, "-m", "flows.cli", "extract", "--json", *words]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 2
