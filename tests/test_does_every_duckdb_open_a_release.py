"""A release opened by the DuckDB of other years, each installed beside and run in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from invented_marts import build_marts

from warehouse.publish import publish

ROOT = Path(__file__).parents[1]
VERSIONS = ("1.4.0", "1.4.5", "2.0.1")
"""The oldest that is promised, the last of its line, and the newest."""
ASK = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
counts = [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("reports", "evidence", "publication")]
print(duckdb.__version__, *counts)
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    build_marts(home)
    return publish(home)


@pytest.mark.parametrize("version", VERSIONS)
def test_it_opens_and_counts(release, version):
    beside = ROOT / "var" / "duckdb" / version
    if not (beside / "duckdb").exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]
        subprocess.run([*pip, "--target", str(beside), f"duckdb=={version}"], check=True)
    ran = subprocess.run(
        [sys.executable, "-c", ASK, str(release / "cleardays.duckdb")],
        env=os.environ | {"PYTHONPATH": str(beside)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.split() == [version, "1", "4", "1"], ran.stderr
