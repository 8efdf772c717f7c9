"""The page of what a person should look at, with what people have looked at so far."""

from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from warehouse.site import rows
from warehouse.site.pages import write_page

MOST = 200
"""Values that the page shows; `cleardays review` has them all."""
BELOW = 0.8
"""Confidence under which a value is shown; the command's default."""

SHARES = "FROM review_shares WHERE fields_read > 0 ORDER BY field"
TO_REVIEW = f"""
    WITH unsure AS (
        SELECT report_id, path, code, message, NULL AS value, NULL AS quote, page, NULL AS confidence,
            CASE code WHEN 'review_outdated' THEN 0 ELSE 1 END AS turn
        FROM issues WHERE path IS NOT NULL
        UNION ALL
        SELECT report_id, path, 'low_confidence', NULL, value, quote, page, confidence, 2
        FROM evidence WHERE confidence < {BELOW}
    )
    SELECT unsure.*, split_part(path, '/', 2) AS field, slug, name, title, url, count(*) OVER () AS of_all
    FROM unsure JOIN reports USING (report_id) JOIN councils USING (gss_code)
    QUALIFY row_number() OVER (PARTITION BY report_id, split_part(path, '/', 2) ORDER BY turn, confidence, path) = 1
    ORDER BY turn, confidence, slug, report_id, path LIMIT {MOST}
"""


def write_review(connection: DuckDBPyConnection, to: Path, frame: dict[str, Any]) -> None:
    """`review.html`: each value with its quote and a link to the paper, the overtaken decisions first."""
    asked = rows.ask(connection, TO_REVIEW)
    shares = rows.ask(connection, SHARES)
    write_page(to / "review.html", "review.html", root="", **frame, asked=asked, shares=shares, most=MOST)
