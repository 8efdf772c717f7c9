"""Two nights at two councils: papers replaced, taken back, missing, and papers that could not be read. One dbt run."""

import atexit
import shutil
import tempfile
from datetime import date, datetime
from functools import cache
from pathlib import Path

from tests.invented_night import report, words
from tests.invented_warehouse import Part, Warehouse, council, dbt_build, listing, outcome, reading, sha, topic
from warehouse.publish import publish

ONE, TWO = datetime(2024, 7, 1, 2), datetime(2024, 7, 2, 2)
ASHBY, BLYTHE = "E07900001", "E07900002"
BASE = "https://ashby.example"
MET = date(2024, 7, 10)


def paper(w: Warehouse, name: str, *files: str, **more: object) -> str:
    """A listing of Ashby's with the files that stood behind it, one a night; its address."""
    url = f"{BASE}/{name}"
    before = len(w.rows["listings"])
    listing(w, ASHBY, name.title(), MET, url=url, body="Cabinet", **more)
    key = w.rows["listings"][before]["listing_id"]
    for file, at in zip(files, (ONE, TWO), strict=False):
        last = TWO if len(files) == 1 else at
        w.add("sightings", listing_id=key, document_sha256=sha(file), first_seen_at=at, last_seen_at=last)
    return url


def fetched(w: Warehouse, url: str, happened: str, code: str = ASHBY, detail: str | None = None) -> None:
    outcome(w, code, happened, "fetch", run="night-2", at=TWO, url=url, detail=detail)


def two_nights() -> Warehouse:
    w = Warehouse()
    topic(w)
    council(w, ASHBY, "ashby")
    council(w, BLYTHE, "blythe")
    fetched(w, paper(w, "plan", "plan-1", "plan-2"), "fetched")
    reading(
        w,
        "plan-1",
        [report("first", "2024-07-10", title="Plan", fields={"summary": "A first draft."}, actions=[["approve"]])],
    )
    reading(
        w,
        "plan-2",
        [
            report(
                "second", "2024-07-10", title="Plan", fields={"summary": "The plan as it stands."}, actions=[["note"]]
            )
        ],
        kind="pdf",
    )
    for name, happened in (("recalled", "withdrawn"), ("missing", "not_found"), ("kept", "held")):
        url = paper(w, name, name)
        reading(w, name, [Part(words(name), {"title": name.title()})])
        if happened == "withdrawn":
            outcome(w, ASHBY, "withdrawn", run="night-2", at=TWO, url=url, detail="no longer listed")
        else:
            fetched(w, url, happened)
    _not_read(w)
    outcome(w, ASHBY, "searched", run="night-2", at=TWO, searched_from=date(2024, 7, 1), searched_until=MET)
    outcome(w, BLYTHE, "blocked", run="night-2", at=TWO, url="https://blythe.example")
    return w


def _not_read(w: Warehouse) -> None:
    reading(w, "scan", read_state="scanned", kind="pdf")
    paper(w, "scan", "scan")
    reading(w, "slow", read_state="timed_out", kind="pdf")
    paper(w, "slow", "slow")
    fetched(w, paper(w, "nowhere"), "not_found")
    fetched(w, paper(w, "behind a login"), "login_page")
    fetched(w, paper(w, "unlucky"), "server_error", detail="HTTP 502")
    fetched(w, paper(w, "no room"), "no_space")
    paper(w, "exempt", restricted=True)


@cache
def changed_home() -> Path:
    """A home whose models are built and tested, with a release."""
    home = Path(tempfile.mkdtemp(prefix="cleardays-changes-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    two_nights().write(home / "warehouse.duckdb")
    dbt_build(home, "--exclude-resource-type", "unit_test")
    publish(home, at=datetime(2024, 7, 2, 5))
    return home
