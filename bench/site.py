"""`python -m bench.site [REPORTS]`: how long the pages of 317 councils and so many reports take, and how big they are.

Makes a warehouse of invented reports, or uses that under --home; prints seconds and bytes. With --look, also how long
Chromium takes from asking for the map on this machine until its list stands there.
"""

import argparse
import shutil
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb

from bench.million.make import make
from flows.build import build
from warehouse.publish import publish
from warehouse.site import write_site

MOST_SECONDS = 120
LOOKS = 5


def main() -> int:
    """Write the pages once; 1 where they took longer than they may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=int, nargs="?", default=20_000, metavar="REPORTS")
    parser.add_argument("--home", type=Path, default=None, help="keep the warehouse here, and use one that is there")
    parser.add_argument("--look", action="store_true", help="needs Chromium and the development group")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cleardays-site-") as space:
        home = given.home or Path(space)
        site = Path(space) / "site"
        shutil.copytree(_release(home, given.reports), site / "data", copy_function=shutil.copyfile)
        seconds = _write(site)
        _tell(site, seconds)
        if given.look:
            _look(site)
    return 1 if seconds > MOST_SECONDS else 0


def _release(home: Path, reports: int) -> Path:
    """The open copy to make pages of."""
    if not (home / "warehouse.duckdb").exists():
        make(home, reports)
        build(home)
    current = home / "published" / "current"
    return current.resolve() if current.exists() else publish(home, "open")


def _write(site: Path) -> float:
    began = time.perf_counter()
    write_site(site / "data", site, engine=site / "none")
    return time.perf_counter() - began


def _tell(site: Path, seconds: float) -> None:
    with duckdb.connect(site / "data" / "cleardays.duckdb", read_only=True) as db:
        told = {table: (db.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,))[0] for table in COUNTED}
    print(", ".join(f"{count:,} {table}" for table, count in told.items()))
    files = [p for p in site.rglob("*") if p.is_file() and "data" not in p.relative_to(site).parts[:1]]
    bundles = sorted(p.stat().st_size for p in (site / "council").glob("*.js"))
    pieces = sorted(p.stat().st_size for p in (site / "search").rglob("*.js"))
    print(f"{seconds:.1f} s for {len(files):,} files of {sum(p.stat().st_size for p in files) / 1e6:.0f} MB")
    for what, sizes in (("council's bundle", bundles), ("piece of the search", pieces)):
        print(f"{what}: half are below {sizes[len(sizes) // 2] / 1e3:.0f} kB, the largest has {sizes[-1] / 1e3:.0f} kB")


COUNTED = ("councils", "reports", "evidence", "rule_results")


def _look(site: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is asked for

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    took = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(LOOKS):
            page = browser.new_context().new_page()  # nothing is remembered from look to look
            began = time.perf_counter()
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            page.wait_for_selector("#list tbody tr")
            took.append(time.perf_counter() - began)
    server.shutdown()
    print(f"the first view of the map: {', '.join(f'{seconds:.2f}' for seconds in took)} s")


if __name__ == "__main__":
    sys.exit(main())
