"""Papers drawn by lot from those that nights brought, so that no council dominates; the same again by the same seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import duckdb

from warehouse.connect import reader, warehouse_path
from warehouse.suppressions import read_suppressions

FRAME = """
    CREATE TEMP TABLE frame AS
    WITH parts AS (SELECT document_sha256, reader_version, count(*) AS parts FROM main.reports GROUP BY ALL)
    SELECT
        reports.report_id, councils.slug, reports.kind, reports.title, reports.meeting_date, reports.url,
        reports.document_sha256, reports.media_type
    FROM marts.reports AS reports
    JOIN marts.councils AS councils USING (gss_code)
    JOIN parts USING (document_sha256, reader_version)
    WHERE parts.parts = 1
    QUALIFY row_number() OVER (PARTITION BY document_sha256 ORDER BY report_id) = 1
"""
DRAWN = """
    WITH lots AS (SELECT *, sha256($seed || ' ' || report_id) AS lot FROM frame
        WHERE ($council IS NULL OR slug = $council) AND ($kind IS NULL OR kind = $kind)),
    turns AS (SELECT *, row_number() OVER (PARTITION BY slug ORDER BY lot) AS turn FROM lots)
    SELECT report_id, slug, kind, title, meeting_date, url, document_sha256, media_type
    FROM turns ORDER BY turn, lot LIMIT $number
"""


class SampleError(ValueError):
    """There is nothing to draw from, or nothing of the kind that was asked for."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report and the document that speaks for it; what is said of it is as the warehouse has it."""

    report_id: str
    council: str
    kind: str
    title: str | None
    meeting_date: date | None
    url: str
    document_sha256: str
    media_type: str


def draw(
    home: Path, number: int, *, council: str | None = None, kind: str | None = None, seed: int = 0
) -> tuple[Drawn, ...]:
    """As many reports, or all where there are fewer: each council's first lot before any council's second.

    A lot depends on the seed and the report only, so that new papers change little in a draw. Files that hold several
    reports are left out: a label speaks of one. Raises SampleError, naming what there is, where nothing can be drawn.
    """
    with reader(home) as connection:
        try:
            connection.execute(FRAME)
        except duckdb.CatalogException as error:
            raise SampleError(
                f"{warehouse_path(home)}: its models are not built; `cleardays reread` does it"
            ) from error
        withheld = sorted(read_suppressions(home).documents)  # nobody can check a paper that is not kept
        connection.execute("DELETE FROM frame WHERE document_sha256 IN (SELECT unnest(?))", [withheld])
        asked = {"seed": str(seed), "council": council, "kind": kind, "number": number}
        drawn = tuple(Drawn(*row) for row in connection.execute(DRAWN, asked).fetchall())
        if not drawn:
            raise SampleError(_nothing(connection, council, kind))
        return drawn


def _nothing(connection: duckdb.DuckDBPyConnection, council: str | None, kind: str | None) -> str:
    slugs, kinds = (
        [row[0] for row in connection.execute(f"SELECT DISTINCT {column} FROM frame ORDER BY 1").fetchall()]
        for column in ("slug", "kind")
    )
    if not slugs:
        return "no report of a file of its own to draw from; `cleardays run` brings papers"
    if council is not None and council not in slugs:
        return f"no report of council {council!r} to draw from; {_hint(council, slugs)}"
    if kind is not None and kind not in kinds:
        return f"no report of kind {kind!r} to draw from; {_hint(kind, kinds)}"
    return f"no report of council {council!r} and kind {kind!r} to draw from; leave out one of the two"


def _hint(name: str, there: Sequence[str]) -> str:
    near = get_close_matches(name, there, 1)
    return f"did you mean {near[0]!r}?" if near else f"there is {', '.join(there)}"
