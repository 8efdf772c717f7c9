"""What a person is to look at: decisions that were overtaken, what the reader was unsure of, values of low confidence.

It is asked of the warehouse as the last build left it; what was decided since is left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import duckdb

from warehouse.connect import reader, warehouse_path
from warehouse.reviews import FIELDS, Review, ReviewError, read_reviews

AROUND = 160
"""Characters of a passage that are shown on either side of a quote."""

READ = """
    SELECT
        r.report_id, c.slug, r.title, r.meeting_date, r.url, r.document_sha256, r.part, r.reader_version, f.field,
        f.state AS reader_state,
        coalesce(f.value, (
            SELECT CAST(to_json(list(e.value ORDER BY e.path, e.seq)) AS VARCHAR) FROM main.evidence AS e
            WHERE e.document_sha256 = f.document_sha256 AND e.part = f.part AND e.reader_version = f.reader_version
                AND (e.path = '/' || f.field OR starts_with(e.path, '/' || f.field || '/'))
            HAVING count(*) > 0
        )) AS reader_value
    FROM marts.reports AS r
    JOIN marts.councils AS c USING (gss_code)
    JOIN main.report_fields AS f
        ON f.document_sha256 = r.document_sha256 AND f.part = r.part AND f.reader_version = r.reader_version
"""
"""How the reader itself reads each field, as stg_reviewed_fields compares it."""

QUEUE = f"""
    WITH unsure AS (
        SELECT report_id, split_part(path, '/', 2) AS field, code, message, page, NULL::DOUBLE AS confidence,
            CASE code WHEN 'review_outdated' THEN 0 ELSE 1 END AS turn
        FROM marts.issues WHERE path IS NOT NULL
        UNION ALL
        SELECT report_id, split_part(path, '/', 2), 'low_confidence',
            'the least sure of its values is right in about ' || round(100 * min(confidence)) || ' of 100 papers',
            arg_min(page, confidence), min(confidence), 2
        FROM marts.evidence GROUP BY report_id, split_part(path, '/', 2) HAVING min(confidence) < $below
    ),
    first AS (
        SELECT * FROM unsure
        QUALIFY row_number() OVER (PARTITION BY report_id, field ORDER BY turn, confidence, code, message) = 1
    ),
    read AS ({READ} SEMI JOIN first ON first.report_id = r.report_id AND first.field = f.field)
    SELECT read.*, first.code, first.message, first.page, first.confidence
    FROM first JOIN read USING (report_id, field)
    WHERE ($council IS NULL OR slug = $council) AND ($field IS NULL OR field = $field)
    ORDER BY turn, confidence, report_id, field
"""
QUOTED = """
    SELECT quote, page FROM marts.evidence
    WHERE report_id = $report_id AND (path = '/' || $field OR starts_with(path, '/' || $field || '/'))
    ORDER BY confidence, path, seq LIMIT 1
"""
PASSAGE = """
    SELECT heading, text, first_page FROM marts.passages
    WHERE report_id = $report_id AND contains(text, $quote) ORDER BY seq LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Read:
    """A field of a report as the reader itself has it."""

    report_id: str
    council: str
    title: str | None
    meeting_date: date | None
    url: str | None
    document_sha256: str
    part: int
    reader_version: str
    field: str
    reader_state: str
    reader_value: str | None

    def decided(self, decision: str, on: date, **said: str | None) -> Review:
        """A decision about it: `value`, `quote`, `who` and `note` where given."""
        return Review(
            document_sha256=self.document_sha256,
            part=self.part,
            field=self.field,
            decision=decision,
            value=said.get("value"),
            quote=said.get("quote"),
            reader_state=self.reader_state,
            reader_value=self.reader_value,
            who=said.get("who"),
            decided_on=on,
            note=said.get("note"),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A field to decide: why, and the quote in its place; `before` and `after` are the passage's words around it."""

    read: Read
    code: str
    message: str
    page: int | None
    confidence: float | None
    heading: str | None
    before: str
    quote: str | None
    after: str


def to_review(
    home: Path, *, below: float, council: str | None = None, field: str | None = None, limit: int | None = None
) -> list[Question]:
    """What is to be decided, the overtaken first, then what is unsure, then the least confidence; at most `limit`.

    Raises ReviewError for an unknown council or field, or where the models are not built; NoWarehouseError, BusyError.
    """
    done = {(*one.about, one.reader_state, one.reader_value) for one in read_reviews(home)}
    with _opened(home) as connection:
        if council is not None:
            slugs = [slug for (slug,) in connection.execute("SELECT slug FROM marts.councils ORDER BY 1").fetchall()]
            _check("council", council, slugs)
        if field is not None:
            _check("field", field, FIELDS)
        asked = {"below": below, "council": council, "field": field}
        found = []
        for *said, code, message, page, confidence in connection.execute(QUEUE, asked).fetchall():
            read = Read(*said)
            about = (read.document_sha256, read.part, read.field, read.reader_state, read.reader_value)
            if read.field in FIELDS and about not in done:
                found.append((read, code, message, page, confidence))
        return [_question(connection, *one) for one in found[:limit]]


def read_fields(home: Path, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Read]:
    """How the reader has fields, by (report_id, field); those that no report has are left out.

    Raises ReviewError where the models are not built; NoWarehouseError, BusyError.
    """
    names = [{"report_id": report_id, "field": field} for report_id, field in wanted]
    sql = (
        f"{READ} WHERE {{'report_id': r.report_id, 'field': f.field}} IN "
        "(SELECT unnest($names::STRUCT(report_id VARCHAR, field VARCHAR)[]))"
    )
    with _opened(home) as connection:
        rows = connection.execute(sql, {"names": names}).fetchall()
        return {(read.report_id, read.field): read for read in (Read(*row) for row in rows)}


def report_ids(home: Path) -> list[str]:
    """Every report that is held."""
    with _opened(home) as connection:
        return [str(one) for (one,) in connection.execute("SELECT report_id FROM marts.reports ORDER BY 1").fetchall()]


def _opened(home: Path) -> duckdb.DuckDBPyConnection:
    connection = reader(home)
    try:
        connection.execute("SELECT 1 FROM marts.review_shares LIMIT 0")
    except duckdb.CatalogException as error:
        connection.close()
        raise ReviewError(f"{warehouse_path(home)}: its models are not built; `cleardays run` does it") from error
    return connection


def _question(
    connection: duckdb.DuckDBPyConnection, read: Read, code: str, message: str, page: int | None, confidence: float
) -> Question:
    asked = {"report_id": read.report_id, "field": read.field}
    quote, quoted_on = connection.execute(QUOTED, asked).fetchone() or (None, None)
    place = {"report_id": read.report_id, "quote": quote}
    heading, text, first_page = (quote and connection.execute(PASSAGE, place).fetchone()) or (None, "", None)
    before, _, after = text.partition(quote or "\0")
    before = re.sub(r"^\S*\s", "…", before[-AROUND:]) if len(before) > AROUND else before
    after = re.sub(r"\s\S*$", "…", after[:AROUND]) if len(after) > AROUND else after
    return Question(read, code, message, quoted_on or page or first_page, confidence, heading, before, quote, after)


def _check(what: str, name: str, valid: Iterable[str]) -> None:
    valid = list(valid)
    if name not in valid:
        close = get_close_matches(name, valid, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"there is {', '.join(valid)}"
        raise ReviewError(f"no {what} {name!r}; {hint}")
