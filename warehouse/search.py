"""Full text over a release: titles, recommendations, implications and passages, one answer a report.

With DuckDB's extension `fts` words are matched by their stems and answers ranked; its index is a file of its own, made
of a release when it is first searched. Without it words are matched as they are written. Nothing is downloaded.
"""

import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb

from warehouse.read import QueryError, check_name, database

AROUND = 90
"""Characters of a quote on either side of the first word that was looked for."""
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
WITHOUT = (
    "DuckDB's extension fts is not installed: words are found as they are written, without their stems, and the newest "
    "report stands first; `pip install 'cleardays[search]'` brings it"
)
ENTRIES = """
    SELECT report_id, 1 AS place, 'title' AS found_in, first_page AS page, title AS text FROM release.reports
    UNION ALL
    SELECT report_id, 2, 'recommendation', NULL, text FROM release.recommendations
    UNION ALL
    SELECT DISTINCT report_id, 3, 'implication', NULL, concat_ws(': ', heading, text) FROM release.implications
    UNION ALL
    SELECT report_id, 4, 'passage', first_page, concat_ws(': ', heading, text) FROM release.passages
"""


@dataclass(frozen=True, slots=True)
class Only:
    """Which reports to look in; None is all. `kind` is a value of reports.kind."""

    council: str | None = None
    since: date | None = None
    until: date | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that says the words, and where it says them best. `quote` has some words on either side."""

    report_id: str
    council: str
    meeting_date: date | None
    title: str | None
    kind: str
    found_in: str
    page: int | None
    quote: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and what the person should know of how; None where there is nothing to say."""

    hits: tuple[Hit, ...]
    note: str | None


def search(home: Path, said: str, only: Only, limit: int | None = None, *, fts: Path | None = None) -> Found:
    """The reports in which one title, recommendation, implication or passage has all the words; "in quotes" a phrase.

    `fts` is the extension's file. Raises QueryError where no word is given, or a filter names what the copy has not.
    """
    terms = [words for _, words in _terms(said)]
    if not terms:
        raise QueryError(f"{said!r} has no word; expected words to look for, and a phrase in double quotes")
    release = database(home)
    note = None if fts else WITHOUT
    index = None
    if fts:
        try:
            index = make_index(release, fts)
        except OSError as error:
            note = f"{error}: no index can be written; words are found as they are written"
    with duckdb.connect(index or ":memory:", read_only=index is not None, config=OFFLINE) as connection:
        connection.execute(f"ATTACH '{_escaped(release)}' AS release (READ_ONLY)")
        _check(connection, only)
        if index:
            connection.execute(f"LOAD '{_escaped(fts)}'")
        rows = _ask(connection, said, only, limit, ranked=index is not None)
    return Found(tuple(_hit(row, said) for row in rows), note)


def extension() -> Path | None:
    """The file of the extension `fts` that the Python package brings, for this DuckDB; None where it is missing."""
    spec = find_spec("duckdb_extension_fts")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(folder) / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
        if file.exists():
            return file
    return None


def make_index(release: Path, fts: Path) -> Path:
    """The index of a release (its DuckDB file): `published/search/<release_id>.duckdb`, made where it is not there.

    Those of older releases go. Raises OSError where the folder cannot be written.
    """
    folder = release.parents[2] / "search"
    index = folder / f"{release.parent.name}.duckdb"
    if index.exists():
        return index
    folder.mkdir(exist_ok=True)
    beside = folder / f".{index.name}.{os.getpid()}.{secrets.token_hex(2)}"
    try:
        with duckdb.connect(beside, config=OFFLINE) as connection:
            connection.execute(f"LOAD '{_escaped(fts)}'")
            connection.execute(f"ATTACH '{_escaped(release)}' AS release (READ_ONLY)")
            connection.execute(
                f"CREATE TABLE entries AS SELECT row_number() OVER () AS entry, * FROM ({ENTRIES}) WHERE text <> ''"
            )
            connection.execute("PRAGMA create_fts_index('entries', 'entry', 'text', ignore = '[^a-z0-9]+')")
        beside.replace(index)
    finally:
        beside.unlink(missing_ok=True)
    for old in folder.glob("[!.]*.duckdb"):
        if old != index:
            with suppress(OSError):
                old.unlink()
    return index


def _hit(row: tuple[Any, ...], said: str) -> Hit:
    report_id, council, meeting_date, title, kind, found_in, page, text, url = row
    return Hit(report_id, council, meeting_date, title, kind, found_in, page, _quote(text, said), url)


def _check(connection: duckdb.DuckDBPyConnection, only: Only) -> None:
    for what, name, column in (("council", only.council, "councils.slug"), ("type", only.kind, "reports.kind")):
        table, field = column.split(".")
        valid = {str(v) for (v,) in connection.execute(f"SELECT DISTINCT {field} FROM release.{table}").fetchall()}
        if name is not None:
            check_name(what, name, sorted(valid))


def _ask(
    connection: duckdb.DuckDBPyConnection, said: str, only: Only, limit: int | None, *, ranked: bool
) -> list[tuple[Any, ...]]:
    terms = _terms(said)
    literal = [words for is_phrase, words in terms if is_phrase or not ranked]
    names = {
        "patterns": [_as_written(words) for words in literal],
        "council": only.council,
        "since": only.since,
        "until": only.until,
        "kind": only.kind,
        "limit": limit,
    }
    score = "fts_main_entries.match_bm25(entry, $said, conjunctive := 1)" if ranked else "1.0"
    entries = "entries" if ranked else f"({ENTRIES})"
    if ranked:
        names["said"] = " ".join(words for _, words in terms)
    return connection.execute(
        f"""
        WITH scored AS (
            SELECT *, {score} AS score FROM {entries}
        ), best AS (
            SELECT
                report_id, max(score) AS score,
                arg_max({{'found_in': found_in, 'page': page, 'text': text}}, (score, -place)) AS best_entry
            FROM scored
            WHERE score IS NOT NULL AND len(list_filter($patterns, lambda p: NOT regexp_matches(text, p))) = 0
            GROUP BY report_id
        )
        SELECT
            r.report_id, c.slug, r.meeting_date, r.title, r.kind, best_entry.found_in, best_entry.page, best_entry.text,
            r.url
        FROM best JOIN release.reports r USING (report_id) JOIN release.councils c USING (gss_code)
        WHERE ($council IS NULL OR c.slug = $council) AND ($kind IS NULL OR r.kind = $kind)
            AND ($since IS NULL OR r.meeting_date >= $since) AND ($until IS NULL OR r.meeting_date <= $until)
        ORDER BY score DESC, r.meeting_date DESC, r.report_id
        LIMIT $limit
        """,
        names,
    ).fetchall()


def _terms(said: str) -> list[tuple[bool, str]]:
    """The words, and phrases that stand in double quotes, each with whether it is one.

    >>> _terms('plan "net zero" 2024')
    [(False, 'plan'), (True, 'net zero'), (False, '2024')]
    """
    found = re.findall(r'"([^"]*)"|([^\W_]+)', said)
    folded = [(bool(phrase), " ".join(re.findall(r"[^\W_]+", phrase or word))) for phrase, word in found]
    return [(is_phrase, words) for is_phrase, words in folded if words]


def _as_written(words: str) -> str:
    """A pattern of DuckDB for words in a row, whatever stands between them; the last may go on."""
    return r"(?i)(^|[^\pL\pN])" + r"[^\pL\pN]+".join(re.escape(word) for word in words.split())


def _quote(text: object, said: str) -> str:
    """The words around the first of those that were looked for; a stem is found by how it begins."""
    folded = " ".join(str(text).split())
    begins = [r"[\W_]+".join(w[: max(4, len(w) - 3)] + r"\w*" for w in words.split()) for _, words in _terms(said)]
    at = min((m.start() for b in begins if (m := re.search(rf"(?i)\b{b}", folded))), default=0)
    start, end = max(0, at - AROUND), at + AROUND
    start = folded.find(" ", start, at) + 1 if start else 0
    cut = folded.rfind(" ", at + 1, end)
    end = len(folded) if end >= len(folded) else cut if cut > at else end
    return ("… " if start else "") + folded[start:end] + (" …" if end < len(folded) else "")


def _escaped(path: object) -> str:
    return str(path).replace("'", "''")
