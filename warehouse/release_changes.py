"""What a release changed against the one before it: counts by table, and names of columns; never a value.

Rows are matched by hashes of their keys, and are the same where a hash of all columns that both releases have is.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Any

import duckdb

from warehouse.dbt_manifest import MADE_HERE
from warehouse.read import Answer
from warehouse.releases import DATABASE, list_releases

log = logging.getLogger(__name__)

Columns = Sequence[tuple[str, str]]
"""(name, DuckDB type)"""
TABLE = """
    CREATE TABLE release.main.release_changes (
        table_name VARCHAR, since VARCHAR, rows_before BIGINT, rows_now BIGINT, added BIGINT, removed BIGINT,
        changed BIGINT, columns_added VARCHAR[], columns_removed VARCHAR[], columns_retyped VARCHAR[]
    )
"""
DIFFERS = """
    added + removed + coalesce(changed, 0) + len(columns_added) + len(columns_removed) + len(columns_retyped) > 0
    ORDER BY table_name
"""
ABOUT = (
    "Rows are told apart by the key of their table, and only columns that both releases have are compared. "
    "The same figures are the table `release_changes`."
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A table of two releases. `rows_before` or `rows_now` is None where one of them has no such table; `changed` where
    rows cannot be told apart by a key."""

    table_name: str
    since: str
    rows_before: int | None
    rows_now: int | None
    added: int
    removed: int
    changed: int | None
    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)
    columns_retyped: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        columns = self.columns_added or self.columns_removed or self.columns_retyped
        return bool(self.added or self.removed or self.changed or columns)


def previous(home: Path, profile: str) -> Path | None:
    """The folder of the release that another of its profile is compared with: the current one, else the newest."""
    listed = list_releases(home)
    for release in [*(r for r in listed if r.is_current), *reversed(listed)]:
        try:
            with duckdb.connect(release.path / DATABASE, read_only=True) as connection:
                if connection.execute("SELECT profile FROM publication").fetchone() == (profile,):
                    return release.path
        except duckdb.Error as error:
            log.warning("%s: cannot be opened (%s); take it away", release.path, str(error).splitlines()[0])
    return None


def compare(
    connection: duckdb.DuckDBPyConnection,
    since: str,
    before: Mapping[str, Columns],
    now: Mapping[str, Columns],
    keys: Mapping[str, Sequence[str]],
) -> list[Changed]:
    """Every table of the attached databases `before` and `release`, by name; `since` is the release_id of `before`."""
    return [
        _compared(connection, table, since, before.get(table), now.get(table), keys.get(table, ()))
        for table in sorted({*before, *now} - {*MADE_HERE})
    ]


def write_changes(connection: duckdb.DuckDBPyConnection, changes: Iterable[Changed]) -> None:
    """The table `release_changes` of the attached `release`: no row where there was no release before it."""
    connection.execute(TABLE)
    for change in changes:
        connection.execute(
            "INSERT INTO release.main.release_changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(change)
        )


def write_page(folder: Path, release_id: str, changes: Sequence[Changed]) -> None:
    """CHANGES.md of a release: the tables in which something changed."""
    lines = [f"# What changed in {release_id}", ""]
    if changes:
        lines += [f"Against {changes[0].since}. {ABOUT}", ""]
        lines += ["| table | rows | added | removed | changed | columns |", "| --- | ---: | ---: | ---: | ---: | --- |"]
        lines += [_line(change) for change in changes if change] or ["", "Nothing."]
    else:
        lines += ["There was no release of this profile before it."]
    (folder / "CHANGES.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def all_changes(home: Path) -> Answer:
    """Of every release, the newest first, the rows of `release_changes` in which something changed.

    Of one that was made before there was such a table there are none.
    """
    rows: list[tuple[Any, ...]] = []
    for release in reversed(list_releases(home)):
        with duckdb.connect(release.path / DATABASE, read_only=True) as connection:
            if connection.execute("FROM duckdb_tables() WHERE table_name = 'release_changes'").fetchall():
                rows += connection.execute(
                    f"SELECT ?, * FROM release_changes WHERE {DIFFERS}", [release.path.name]
                ).fetchall()
    return ("release_id", *(column.name for column in fields(Changed))), rows


def _compared(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    since: str,
    before: Columns | None,
    now: Columns | None,
    key: Sequence[str],
) -> Changed:
    if before is None or now is None:
        rows = _rows(connection, "before" if now is None else "release", table)
        return (
            Changed(table, since, rows, None, 0, rows, 0)
            if now is None
            else Changed(table, since, None, rows, rows, 0, 0)
        )
    was, here = dict(before), dict(now)
    same = [name for name, kind in now if was.get(name) == kind]
    counts = _counts(connection, table, key if {*key} <= {*same} else (), same)
    rows_before, rows_now, added, removed, changed = counts
    return Changed(
        table,
        since,
        rows_before,
        rows_now,
        added or 0,
        removed or 0,
        changed,
        [name for name in here if name not in was],
        [name for name in was if name not in here],
        [f"{name} {was[name]} -> {kind}" for name, kind in now if was.get(name, kind) != kind],
    )


def _counts(
    connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str], same: Sequence[str]
) -> tuple[int, int, int, int, int | None]:
    """Rows before and now, and those that came, went and changed. A key that several rows share tells none apart."""
    if key:
        counts = connection.execute(_by_key(table, key, same)).fetchone() or ()
        if counts[:2] == (_rows(connection, "before", table), _rows(connection, "release", table)):
            before, now, added, removed, changed = counts
            return before, now, added, removed, changed
    before, now, added, removed = map(int, connection.execute(_by_row(table, same)).fetchone() or ())
    return before, now, added, removed, None


def _by_key(table: str, key: Sequence[str], same: Sequence[str]) -> str:
    def hashed(database: str, name: str) -> str:
        return f'SELECT {_hash(key)} AS k, {_hash(same)} AS {name} FROM {database}.main."{table}"'

    return (
        "SELECT count(was), count(here), count(*) FILTER (was IS NULL), count(*) FILTER (here IS NULL), "
        "count(*) FILTER (was <> here) "
        f"FROM ({hashed('before', 'was')}) FULL JOIN ({hashed('release', 'here')}) USING (k)"
    )


def _by_row(table: str, same: Sequence[str]) -> str:
    def counted(database: str, name: str) -> str:
        return f'SELECT {_hash(same)} AS k, count(*) AS {name} FROM {database}.main."{table}" GROUP BY ALL'

    return (
        "SELECT coalesce(sum(was), 0), coalesce(sum(here), 0), "
        "coalesce(sum(greatest(coalesce(here, 0) - coalesce(was, 0), 0)), 0), "
        "coalesce(sum(greatest(coalesce(was, 0) - coalesce(here, 0), 0)), 0) "
        f"FROM ({counted('before', 'was')}) FULL JOIN ({counted('release', 'here')}) USING (k)"
    )


def _hash(columns: Sequence[str]) -> str:
    return "hash(" + (", ".join(f'"{name}"' for name in columns) or "0") + ")"


def _rows(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> int:
    row = connection.execute(f'SELECT count(*) FROM {database}.main."{table}"').fetchone()
    return int(row[0]) if row else 0


def _line(change: Changed) -> str:
    columns = [f"+ {name}" for name in change.columns_added] + [f"- {name}" for name in change.columns_removed]
    counts = (change.rows_now, change.added, change.removed, change.changed)
    cells = [f"{n:,}" if n is not None else "" for n in counts]
    return f"| {change.table_name} | {' | '.join(cells)} | {', '.join([*columns, *change.columns_retyped])} |"
