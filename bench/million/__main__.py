"""`python -m bench.million REPORTS…`: what the models cost for so many reports, and for a night that adds 1% to them.

For each number a warehouse is made, built and tested as a night does it, published, and asked the 25 questions; then 1%
more reports are added and it is built again. Prints a table; with --write it is put into docs/scale.md.
"""

import argparse
import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench.million.make import make
from bench.million.questions import seconds
from flows.build import build
from warehouse.publish import publish

PAGE = Path(__file__).parents[2] / "docs" / "scale.md"
COLUMNS = (
    "reports",
    "full build, s",
    "most memory, GB",
    "night of 1%, s",
    "share",
    "publish, s",
    "slowest question, s",
)


def main() -> int:
    """All sizes asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=int, nargs="+", metavar="REPORTS", help="how many, as 10000 100000")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    parser.add_argument(
        "--home", type=Path, default=None, help="keep the warehouses here, and use those that are there"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cleardays-million-") as space:
        rows = [_row(Path(given.home or space) / str(size), size) for size in given.reports]
    table = "\n".join("| " + " | ".join(row) + " |" for row in (COLUMNS, ["---:"] * len(COLUMNS), *rows))
    print(table)
    if given.write:
        text = PAGE.read_text(encoding="utf8")
        PAGE.write_text(re.sub(r"\| reports \|(.*\n)+?(?=\n|\Z)", table + "\n", text), encoding="utf8")
    return 0


def _row(home: Path, reports: int) -> list[str]:
    if not (home / "warehouse.duckdb").exists():
        make(home, reports)
    full = _timed(lambda: build(home))
    released = _timed(lambda: publish(home, "internal"))
    slowest = max(seconds(home))
    make(home, reports + reports // 100, first=reports)
    night = _timed(lambda: build(home))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    _told(home)
    figures = (full, peak, night, night / full, released, slowest)
    return [f"{reports:,}", *(f"{figure:.2f}" if figure < 10 else f"{figure:.0f}" for figure in figures)]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _told(home: Path) -> None:
    """The dearest models and tests of the last build, for a person who wants to make it cheaper."""
    results = json.loads((home / "dbt" / "target" / "run_results.json").read_text())["results"]
    for node in sorted(results, key=lambda node: -node["execution_time"])[:12]:
        print(f"  {node['execution_time']:6.1f} s  {node['unique_id']}", file=sys.stderr)
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as db:
        for table in ("reports", "implications", "recommendations", "evidence", "passages", "rule_results"):
            (count,) = db.execute(f"SELECT count(*) FROM marts.{table}").fetchone() or (0,)
            print(f"  {count:>12,} {table}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
