"""dbt in a child process: inside ours it would keep DuckDB's lock, and two runs of it would disturb each other."""

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from warehouse.connect import engine, lock, warehouse_path
from warehouse.reviews import load_reviews
from warehouse.rules import check_rules

PROJECT = Path(__file__).parents[1] / "dbt_project"
TOPICS = PROJECT / "topics"
SECONDS = 7200
"""How long dbt may take; the whole country's reports took minutes."""
TASK = ("build", "--exclude-resource-type", "unit_test")
BAD = ("error", "fail", "runtime error")


class BuildError(RuntimeError):
    """Models that could not be built, or tests that failed; the message names each."""


def build(home: Path) -> None:
    """Build every model and test its data, in the home's warehouse, which must be closed here. Raises BuildError.

    What people decided since the last build is loaded before; raises ReviewError where reviews.csv has faults.

    Unit tests ask whether the models are right, not the data: they are the developer's, and not run at night. Raises
    RulesError where the rules have faults.
    """
    check_rules(PROJECT)
    folder = home / "dbt"
    results, made_by = folder / "target" / "run_results.json", folder / "made_by"
    results.unlink(missing_ok=True)
    project = _fingerprint()
    is_same = made_by.exists() and made_by.read_text() == project
    with lock(home):
        made_by.unlink(missing_ok=True)
        opened = engine(warehouse_path(home))
        try:
            load_reviews(opened)
        finally:
            opened.dispose()  # dbt opens the file next
        said = _run_dbt(home, folder, *([] if is_same else ["--full-refresh"]))
    if said.returncode == 0:
        made_by.write_text(project)
    else:
        raise BuildError("\n".join(_failures(results) or [f"dbt came to no result: {said.stdout[-2000:].strip()}"]))


def _fingerprint() -> str:
    """Of the models and their data, topics apart: rows that an earlier project made are not to be kept."""
    rooms = [PROJECT / room for room in ("models", "macros", "seeds")]
    files = [path for room in rooms for path in sorted(room.rglob("*.*"))]
    return sha256(b"\0".join(p.read_bytes() for p in files)).hexdigest()


def _run_dbt(home: Path, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    places = ["--project-dir", PROJECT, "--profiles-dir", PROJECT]
    state = ["--target-path", folder / "target", "--log-path", folder / "logs"]
    dbt = [sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--quiet", *TASK, *more]
    quiet = {"DO_NOT_TRACK": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "False", "NO_COLOR": "1"}
    try:
        return subprocess.run(
            [*map(str, [*dbt, *places, *state])],
            env={**os.environ, **quiet, "CLEARDAYS_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BuildError(f"dbt was not done after {SECONDS} s; its log is in {folder / 'logs'}") from None


def _failures(results: Path) -> list[str]:
    """One line per model or test that failed, with dbt's own words."""
    if not results.exists():
        return []
    nodes = json.loads(results.read_text(encoding="utf-8"))["results"]
    bad = [node for node in nodes if node["status"] in BAD]
    return [f"{node['unique_id']}: {node['status']}: {_plain(str(node['message']))}" for node in bad]


def _plain(text: str) -> str:
    """Text on one line, without a terminal's colours."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", text).split())
