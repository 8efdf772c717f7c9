"""A home with four papers as an older reader read them: archive, journal and rows.

The older reader, version 0, knew no authors; of one paper it took the title for purpose and reasons and missed a
recommendation.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import duckdb

from extractors.model import Field, Listing, Reading, State
from extractors.reading import read
from flows.build import TOPICS
from warehouse import archive
from warehouse.archive import Sighting
from warehouse.connect import warehouse_path, writer
from warehouse.load import load, load_register, load_topics
from warehouse.register import read_register
from warehouse.tables import metadata

DEMO = Path(__file__).parents[1] / "demo"
REGISTER = DEMO / "register" / "councils.csv"
WRONG = "wexcombe-flexible-working"
PAPERS = (WRONG, "wexcombe-budget-monitoring", "larkhythe-licensing-policy", "thornmere-productivity-plan")
NIGHT = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
OLDER = "0"

Rows = dict[str, list[tuple[object, ...]]]


def older(reading: Reading, name: str) -> Reading:
    """What the older reader made of a paper."""
    (report,) = reading.reports
    title, authors = report.fields["title"], Field("authors", State.ABSENT)
    report = replace(report, fields={**report.fields, "authors": authors})
    if name == WRONG:  # it has a purpose, no reasons, and two recommendations
        wrong = {field: Field(field, State.FOUND, title.value) for field in ("purpose", "reasons")}
        report = replace(report, fields={**report.fields, **wrong}, recommendations=report.recommendations[:-1])
    return replace(reading, reports=(report,), reader_version=OLDER)


def build_home(home: Path) -> None:
    """As a night leaves it before its models are built. The addresses of its listings lead nowhere."""
    sightings, readings = [], []
    councils = read_register(REGISTER)
    for name in PAPERS:
        body = (DEMO / "reports" / name / "report.docx").read_bytes()
        council = name.split("-")[0]
        url = f"http://127.0.0.1:1/{name}.docx"
        listing = Listing(council, url, name, body="Cabinet", meeting_date=date(2025, 3, 4))
        sightings.append(Sighting(listing, archive.put(home, body)))
        readings.append(older(read(body, councils=councils), name))
    archive.journal(home, "night 1", NIGHT, sightings)
    with writer(home) as engine:
        load_register(engine, REGISTER)
        load_topics(engine, TOPICS)
        load(engine, run_id="night 1", at=NIGHT, sightings=sightings, readings=readings)


@cache
def reread_home() -> tuple[Path, Rows, subprocess.CompletedProcess[str]]:
    """A home that `cleardays reread` has read with today's reader and built, its rows before that, and what it told."""
    home = Path(tempfile.mkdtemp(prefix="cleardays-reread-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    build_home(home)
    return home, rows(home), cleardays(home, "reread", "--register", str(REGISTER), "--json")


def rows(home: Path) -> Rows:
    """Every row of the warehouse, by table."""
    with duckdb.connect(warehouse_path(home), read_only=True) as connection:
        return {t: connection.execute(f"FROM {t} ORDER BY ALL").fetchall() for t in metadata.tables}


def cleardays(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a person runs it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CLEARDAYS_")}
    command = [sys.executable, "-m", "flows.cli", *words]
    settings = {"CLEARDAYS_HOME": str(home), "CLEARDAYS_WORKERS": "2"}
    return subprocess.run(command, env=environment | settings, capture_output=True, text=True, check=False)
