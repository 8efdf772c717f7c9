"""Full text of titles and recommendations for the page of search: an index in pieces, of which a search loads a few.

Reports are numbered with the newest first. A piece of `search/words/` has the words that begin with the same two
letters, each with the numbers of its reports as steps from one to the next; a piece of `search/reports/` has so many
reports. Search engines for static pages fetch what they need, which a page that is opened as a file may not.
"""

from itertools import groupby, pairwise
from pathlib import Path

from duckdb import DuckDBPyConnection

from warehouse.site.bundles import write_bundle

PIECE = 250
"""Reports in a piece."""
WORDS = """
    WITH texts AS (
        SELECT report_id, title AS text FROM reports
        UNION ALL SELECT report_id, text FROM recommendations
    ),
    words AS (
        SELECT DISTINCT n, unnest(regexp_extract_all(lower(strip_accents(text)), '[a-z0-9]{2,}')) AS word
        FROM texts JOIN numbered USING (report_id)
    )
    SELECT left(word, 2) AS piece, word, list(n ORDER BY n) FROM words GROUP BY word ORDER BY ALL
"""
NUMBERED = """
    CREATE TEMP TABLE numbered AS
    SELECT row_number() OVER (ORDER BY meeting_date DESC NULLS LAST, report_id) - 1 AS n,
        report_id, slug, title, body, meeting_date, kind
    FROM reports JOIN councils USING (gss_code)
"""


def write_index(connection: DuckDBPyConnection, to: Path) -> None:
    """Write `search/`: what is in it is told by `search/index.js`."""
    connection.execute(NUMBERED)
    reports = connection.execute(
        "SELECT slug, report_id, title, body, meeting_date, kind FROM numbered ORDER BY n"
    ).fetchall()
    for first in range(0, len(reports), PIECE):
        piece = first // PIECE
        write_bundle(to / "search" / "reports" / f"{piece}.js", f"reports.{piece}", reports[first : first + PIECE])
    pieces = []
    for letters, rows in groupby(connection.execute(WORDS).fetchall(), key=lambda row: str(row[0])):
        pieces.append(letters)
        words = {word: _steps(numbers) for _, word, numbers in rows}
        write_bundle(to / "search" / "words" / f"{letters}.js", f"words.{letters}", words)
    write_bundle(to / "search" / "index.js", "index", {"pieces": pieces, "reports": len(reports), "piece": PIECE})


def _steps(numbers: list[int]) -> list[int]:
    """The first number, and from each the step to the next: small numbers pack well."""
    return numbers[:1] + [b - a for a, b in pairwise(numbers)]
