"""Fill a warehouse with as many invented reports as asked for, each with all that belongs to it.

The project's own papers are read once; every further report is one of them with other words in its passages, another
council, day, title and sketch. One in a hundred keeps what makes it a report on a productivity plan.
"""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import duckdb
from sqlalchemy import Engine

from bench.accuracy import OWN
from extractors.model import Council, Happened, Listing, Outcome, Stage, Window
from extractors.sandbox import read_all
from flows.build import TOPICS
from warehouse.archive import Sighting
from warehouse.connect import warehouse_path, writer
from warehouse.load import load, load_register, load_topics
from warehouse.register import read_register

WORDS = 3000
"""Different words of the passages."""
LONGEST = 40
"""Words of a passage, at most."""
KEPT = 100
"""One report in so many is on the topic that its pattern is on."""
SHA = "md5(p.document_sha256 || '/' || k) || md5(k || '/' || p.document_sha256)"
OFF_TOPIC = "CASE WHEN k % {kept} = 0 THEN {what} ELSE replace({what}, 'roductivity', 'rocurement') END"
LEFT_OUT = {
    "evidence": "p.path LIKE '/amounts/%' OR p.path LIKE '/contacts/%'",
    "passages": "p.seq >= 10",
}
"""Rows of the patterns that are left out, so that a report has about thirty values with evidence and ten passages."""
COPIED = ("report_people", "delegations", "papers", "evidence", "issues")
"""Tables whose rows are the pattern's."""


def make(home: Path, reports: int, first: int = 0) -> None:
    """Add reports `first` to `reports` (their numbers) to the warehouse of a home, or to a new one."""
    pattern = home / "pattern"
    if not warehouse_path(pattern).exists():
        read_pattern(pattern)
    with writer(home) as engine:
        if first == 0:
            load_register(engine)
            load_topics(engine, TOPICS)
            _searched(engine)
    with duckdb.connect(warehouse_path(home)) as db:
        db.execute(f"ATTACH '{warehouse_path(pattern)}' AS pattern (READ_ONLY)")
        db.execute("SET preserve_insertion_order = false")
        _number(db, reports, first)
        for table, columns in _changed().items():
            _fill(db, table, columns)
        _listings(db)


def read_pattern(home: Path) -> None:
    """The project's own Word papers, read into a warehouse of their own."""
    files = [path for folder in OWN for path in sorted(folder.rglob("report.docx"))]
    councils = read_register()
    at = datetime(2024, 7, 1, tzinfo=UTC)
    readings = list(read_all(((file.read_bytes(), None) for file in files), councils=councils))
    with writer(home) as engine:
        load_register(engine)
        day = date(2024, 6, 1)
        seen = [
            Sighting(Listing(councils[0].slug, f"https://a.example/{n}", str(n), meeting_date=day), r.document.sha256)
            for n, r in zip(count(), readings, strict=False)
        ]
        load(engine, run_id="pattern", at=at, sightings=seen, readings=readings)


def _searched(engine: Engine) -> None:
    def told(council: Council) -> Outcome:
        window = Window(date(2015, 1, 1), date(2024, 12, 31))
        return Outcome(council.slug, Stage.FIND, Happened.SEARCHED, council.base_url, None, window)

    load(engine, run_id="million", at=datetime(2025, 3, 1, tzinfo=UTC), outcomes=[told(c) for c in read_register()])


def _number(db: duckdb.DuckDBPyConnection, reports: int, first: int) -> None:
    """`made`: a row for each new report with its pattern, its number, its council and its meeting's day, a weekday."""
    db.execute(
        f"""
        CREATE TEMP TABLE made AS
        WITH p AS (
            SELECT document_sha256, row_number() OVER (ORDER BY document_sha256) - 1 AS n, count(*) OVER () AS every
            FROM pattern.reports WHERE part = 0 AND kind = 'officer_report'
        ),
        c AS (
            SELECT gss_code, slug, row_number() OVER (ORDER BY gss_code) - 1 AS n, count(*) OVER () AS every
            FROM councils
        )
        SELECT
            p.document_sha256 AS pattern_sha256, k, {SHA} AS document_sha256, c.gss_code, c.slug,
            DATE '2015-01-05' + CAST(7 * (hash(k, p.n) % 520) + hash(p.n, k) % 5 AS INTEGER) AS meeting_date
        FROM range({reports}) AS numbers (k)
        JOIN p ON p.n = k % p.every
        JOIN c ON c.n = hash(k) % c.every
        WHERE k >= {first}
        """
    )
    db.execute(
        f"CREATE TEMP TABLE words AS SELECT list(md5('w' || i)[: 3 + CAST(hash(i) % 7 AS INTEGER)]) AS w "
        f"FROM range({WORDS}) AS r (i)"
    )


def _changed() -> dict[str, dict[str, str]]:
    """By table, the columns that are not the pattern's, as SQL over `p` (the pattern's row) and `made`."""

    def about(column: str) -> dict[str, str]:
        return {column: OFF_TOPIC.format(kept=KEPT, what=f"p.{column}")}

    value = (
        "CASE p.field WHEN 'meeting_date' THEN CAST(meeting_date AS VARCHAR) WHEN 'title' THEN "
        f"{OFF_TOPIC.format(kept=KEPT, what='p.value')} || ' ' || k "
        f"ELSE {OFF_TOPIC.format(kept=KEPT, what='p.value')} END"
    )
    passage = (
        f"array_to_string(list_transform(range(least({LONGEST}, 1 + CAST(length(p.text) / 6 AS INTEGER))), "
        f"lambda j: w[1 + CAST(hash(k, p.seq, j) % {WORDS} AS INTEGER)]), ' ')"
    )
    return {
        "readings": {},
        "reports": {"sketch": "list_transform(p.sketch, lambda s: CAST(hash(s, k) % 2147483647 AS INTEGER))"},
        "report_fields": {"value": value},
        "recommendations": about("text"),
        "implications": about("text"),
        "passages": {"text": passage},
        **{table: {} for table in COPIED},
    }


def _fill(db: duckdb.DuckDBPyConnection, table: str, changed: dict[str, str]) -> None:
    columns = [name for name, *_ in db.execute(f"DESCRIBE pattern.{table}").fetchall()]
    given = {"document_sha256": "made.document_sha256"} | changed
    picked = ", ".join(given.get(column, f'p."{column}"') for column in columns)
    words = "CROSS JOIN words" if table == "passages" else ""
    named = ", ".join(f'"{column}"' for column in columns)
    db.execute(
        f"INSERT INTO {table} ({named}) SELECT {picked} FROM made {words} "
        f"JOIN pattern.{table} AS p ON p.document_sha256 = made.pattern_sha256 "
        f"WHERE NOT coalesce({LEFT_OUT.get(table, 'false')}, false)"
    )


def _listings(db: duckdb.DuckDBPyConnection) -> None:
    """Each report at one place, fetched and read once, published some days before its meeting."""
    at = "CAST(meeting_date AS TIMESTAMP) - INTERVAL 3 DAY"
    db.execute(
        f"""
        CREATE TEMP TABLE placed AS
        SELECT *, md5(document_sha256) AS listing_id, 'https://' || slug || '.example/' || k AS url,
            CAST(meeting_date AS TIMESTAMP) - INTERVAL 1 DAY * CAST(4 + hash(k) % 10 AS INTEGER) AS published_at
        FROM made;
        INSERT INTO listings
            (listing_id, gss_code, url, title, body, body_type, meeting_date, published_at, restricted)
        SELECT
            listing_id, gss_code, url, 'Item ' || k, 'Cabinet', 'cabinet_executive', meeting_date, published_at, false
        FROM placed;
        INSERT INTO sightings SELECT listing_id, document_sha256, {at}, {at} FROM placed;
        INSERT INTO answers (url, document_sha256, asked_at) SELECT url, document_sha256, {at} FROM placed;
        INSERT INTO crawl_outcomes (outcome_id, run_id, "at", gss_code, stage, outcome, url)
        SELECT md5(listing_id || stage), 'million', {at}, gss_code, stage, outcome, url
        FROM placed CROSS JOIN (VALUES ('fetch', 'fetched'), ('read', 'read')) AS s (stage, outcome)
        """
    )
