"""What the suppression list withholds of a release, should it stand in the warehouse all the same.

Loading keeps it out; a row that was added to the list by hand since, or a warehouse from a backup, is met here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.sought import WITHHELD, ForgetError, Sought, phone, words
from warehouse.suppressions import Suppressed
from warehouse.traces import conceal_sql

NORMAL = {
    "words": r"array_to_string(regexp_extract_all(lower(value), '[\pL\pN]+'), ' ')",
    "digits": "regexp_replace(regexp_replace(value, '[^0-9]', '', 'g'), '^(00)?(44)?0*', '')",
}
CONTACTS = """
    SELECT DISTINCT unnest([name, email, phone]) AS value FROM warehouse.marts.report_people
    UNION SELECT value FROM warehouse.marts.evidence WHERE regexp_matches(path, '/(name|email|phone)$')
"""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Values that no row may show, and those that no row of one report may."""

    everywhere: tuple[Sought, ...] = ()
    of_report: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.of_report)


def hidden(connection: duckdb.DuckDBPyConnection, suppressed: Suppressed) -> Hidden:
    """What stands in the marts of the attached `warehouse` and is on the list."""
    clear: list[Sought] = []
    for (kind, _), digests in suppressed.digests.items():
        digest = f"sha256($key || '|{kind}|' || {NORMAL[kind]})"
        sql = f"SELECT value FROM ({CONTACTS}) WHERE {digest} IN (SELECT unnest($digests))"
        for (value,) in connection.execute(sql, {"key": suppressed.key, "digests": list(digests)}).fetchall():
            clear.append((words if kind == "words" else phone)(value))
    of_report: list[tuple[str, str]] = []
    for sha256, path in sorted(suppressed.paths):
        sql = (
            "SELECT DISTINCT report_id, value FROM warehouse.marts.evidence WHERE document_sha256 = $sha "
            "AND value IS NOT NULL AND (path = $path OR starts_with(path, $path || '/'))"
        )
        of_report += connection.execute(sql, {"sha": sha256, "path": path}).fetchall()
    return Hidden(tuple(dict.fromkeys(clear)), tuple(of_report))


def without(query: str, columns: Sequence[tuple[str, str]], hide: Hidden) -> str:
    """A SELECT without what is hidden; `columns` are its (name, DuckDB type)."""
    shown = ", ".join(f'{_shown(name, kind, columns, hide)} AS "{name}"' for name, kind in columns)
    return f"SELECT {shown} FROM ({query})" if hide else query


def _shown(name: str, kind: str, columns: Iterable[tuple[str, str]], hide: Hidden) -> str:
    column = f'"{name}"'
    if kind not in ("VARCHAR", "VARCHAR[]") or name.endswith("_id"):
        return column
    if kind == "VARCHAR[]":
        return f"list_transform({column}, lambda x: {conceal_sql('x', hide.everywhere)})"
    text = conceal_sql(column, hide.everywhere)
    for report_id, value in hide.of_report if ("report_id", "VARCHAR") in columns else ():
        text = f"CASE WHEN report_id = {_quoted(report_id)} THEN {_of_report(text, value)} ELSE {text} END"
    return text


def _of_report(text: str, value: str) -> str:
    """A value of several words is hidden wherever it stands in its report; a single one where it is all there is."""
    try:
        return conceal_sql(text, [words(value)])
    except ForgetError:
        return f"CASE WHEN {text} = {_quoted(value)} THEN '{WITHHELD}' ELSE {text} END"


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
