"""What one version of the reader says that another does not, over the papers that both have read.

An item of a list is a statement of its own, so that an item too many is one gained and not a whole list changed.
Statements of both versions that are equal are the same; of the rest of a field in a paper, as many as both have are
changed, and what is over is gained or lost.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path
from typing import Any

import duckdb

from extractors.model import FIELD_NAMES
from warehouse.connect import reader
from warehouse.statements import SAID

COMPARED = 200
"""Characters by which two texts are found to be like each other."""
Statement = tuple[str, str | None]
"""A text and its quote."""
BOTH = """
    CREATE TEMP TABLE both_read AS
    SELECT document_sha256 FROM readings WHERE reader_version = $old
    INTERSECT SELECT document_sha256 FROM readings WHERE reader_version = $new
"""
COUNTED = """
    CREATE TEMP TABLE counted AS
    WITH texts AS (
        SELECT
            document_sha256, part, field,
            count(*) FILTER (reader_version = $old) AS was, count(*) FILTER (reader_version = $new) AS now
        FROM said SEMI JOIN both_read USING (document_sha256)
        WHERE reader_version IN ($old, $new) GROUP BY document_sha256, part, field, text
    )
    SELECT
        document_sha256, part, field, sum(least(was, now))::BIGINT AS same,
        least(sum(was), sum(now))::BIGINT - same AS changed,
        sum(now)::BIGINT - same - changed AS gained, sum(was)::BIGINT - same - changed AS lost
    FROM texts GROUP BY document_sha256, part, field
"""
BY_FIELD = """
    SELECT field, sum(same)::BIGINT, sum(gained)::BIGINT, sum(lost)::BIGINT, sum(changed)::BIGINT
    FROM counted GROUP BY field ORDER BY field
"""
DIFFERING = """
    WITH places AS (
        SELECT document_sha256, min(slug) AS council, min(url) AS url
        FROM sightings JOIN listings USING (listing_id) LEFT JOIN councils USING (gss_code) GROUP BY document_sha256
    ), differing AS (
        SELECT
            document_sha256, part, list(DISTINCT field) AS fields,
            sum(lost) AS losses, sum(changed) AS changes, sum(gained) AS gains
        FROM counted
        WHERE lost + changed + gained > 0
            AND ($field IS NULL OR field = $field OR starts_with(field, $field || '.'))
        GROUP BY document_sha256, part
    )
    SELECT document_sha256, part, fields, council, url FROM differing LEFT JOIN places USING (document_sha256)
    ORDER BY losses DESC, changes DESC, gains DESC, document_sha256, part LIMIT $most
"""
STATEMENTS = """
    SELECT
        said.reader_version, said.text, (
            SELECT string_agg(DISTINCT quote, ' … ') FROM evidence
            WHERE evidence.document_sha256 = $sha256 AND evidence.part = $part
                AND evidence.reader_version = said.reader_version
                AND (evidence.path = said.path OR starts_with(evidence.path, said.path || '/'))
        )
    FROM said WHERE document_sha256 = $sha256 AND part = $part AND field = $field AND reader_version IN ($old, $new)
    ORDER BY said.path, said.text
"""


class CompareError(ValueError):
    """A version of the reader that has read nothing here, or a field that no report has."""


@dataclass(frozen=True, slots=True)
class FieldCount:
    """Statements of one field, over all papers that both versions read."""

    field: str
    same: int
    gained: int
    lost: int
    changed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One statement that was gained, lost or changed; the quotes are those of its evidence."""

    document_sha256: str
    part: int
    council: str | None
    url: str | None
    field: str
    change: str
    old: str | None
    new: str | None
    old_quote: str | None
    new_quote: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Papers read by both versions, and by one only; what they say of them by field, and some of the differences."""

    old: str
    new: str
    papers: int
    only_old: int
    only_new: int
    fields: tuple[FieldCount, ...]
    differences: tuple[Difference, ...]


def compare(home: Path, old: str, new: str, *, field: str | None = None, show: int = 0) -> Comparison:
    """Two versions over the papers that both have read. `show` papers that differ most, losses first, are told in full.

    A `field` narrows what is shown, not what is counted. Raises CompareError for a version or field that is not there,
    NoWarehouseError, and BusyError while somebody writes.
    """
    with reader(home) as connection:
        _check_versions(connection, old, new)
        versions = {"old": old, "new": new}
        connection.execute(SAID)
        connection.execute(BOTH, versions)
        connection.execute(COUNTED, versions)
        counts = tuple(FieldCount(*row) for row in connection.execute(BY_FIELD).fetchall())
        _check_field(field, counts)
        shown = connection.execute(DIFFERING, {"field": field, "most": show}).fetchall() if show else []
        differences = [d for row in shown for d in _differences(connection, versions, field, row)]
        return Comparison(old, new, *_papers(connection, versions), counts, tuple(differences))


def _check_versions(connection: duckdb.DuckDBPyConnection, *asked: str) -> None:
    counted = "SELECT reader_version, count(*) FROM readings GROUP BY ALL ORDER BY max(read_at), reader_version"
    there = dict(connection.execute(counted).fetchall())
    for version in asked:
        if version not in there:
            told = ", ".join(f"{name} ({papers} papers)" for name, papers in there.items()) or "none at all"
            raise CompareError(
                f"reader version {version!r} has read nothing in this warehouse; those here: {told}."
                " `cleardays reread` adds the readings of the version that is installed"
            )


def _check_field(field: str | None, counts: Sequence[FieldCount]) -> None:
    names = sorted({*FIELD_NAMES, *(count.field for count in counts)})
    if field is not None and field not in names and not any(name.startswith(f"{field}.") for name in names):
        near = get_close_matches(field, names, 1)
        raise CompareError(f"no field {field!r}; " + (f"did you mean {near[0]!r}?" if near else f"there is {names}"))


def _papers(connection: duckdb.DuckDBPyConnection, versions: dict[str, str]) -> tuple[int, int, int]:
    """Papers that both versions read, only the old and only the new."""
    found = connection.execute(
        """
        SELECT count(*) FILTER (was AND now), count(*) FILTER (NOT now), count(*) FILTER (NOT was) FROM (
            SELECT bool_or(reader_version = $old) AS was, bool_or(reader_version = $new) AS now
            FROM readings WHERE reader_version IN ($old, $new) GROUP BY document_sha256
        )
        """,
        versions,
    ).fetchall()
    both, only_old, only_new = found[0]
    return both, only_old, only_new


def _differences(
    connection: duckdb.DuckDBPyConnection, versions: dict[str, str], field: str | None, row: tuple[Any, ...]
) -> Iterator[Difference]:
    """All that differs in one part of one paper, in the fields that were asked for."""
    sha256, part, fields, council, url = row
    for name in sorted(fields):
        asked = {"sha256": sha256, "part": part, "field": name, **versions}
        said = connection.execute(STATEMENTS, asked).fetchall()
        was, now = ([(text, quote) for v, text, quote in said if v == version] for version in versions.values())
        for change, old, new in _paired(was, now):
            texts = (old and old[0], new and new[0], old and old[1], new and new[1])
            yield Difference(sha256, part, council, url, name, change, *texts)


def _paired(
    was: Sequence[Statement], now: Sequence[Statement]
) -> Iterator[tuple[str, Statement | None, Statement | None]]:
    """The statements that only one side makes; the changed ones beside those they are most like."""
    old, new = _without(was, now), _without(now, was)
    alike = ((_likeness(a[0], b[0]), i, j) for i, a in enumerate(old) for j, b in enumerate(new))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(alike, key=lambda found: -found[0]):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    for i, one in enumerate(old):
        yield ("changed", one, new[pairs[i]]) if i in pairs else ("lost", one, None)
    yield from (("gained", None, one) for j, one in enumerate(new) if j not in pairs.values())


def _without(some: Sequence[Statement], others: Sequence[Statement]) -> list[Statement]:
    left = Counter(text for text, _ in others)
    over = []
    for statement in some:
        if left[statement[0]]:
            left[statement[0]] -= 1
        else:
            over.append(statement)
    return over


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:COMPARED], other[:COMPARED], autojunk=False).ratio()
