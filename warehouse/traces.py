"""Where something still stands under a home: every file's bytes, what is packed in papers, every row of every table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.contents import contents
from warehouse.sought import BETWEEN_DIGITS, DUCKDB, WITHHELD, Sought, found_in, pattern

PIECE = 32_000_000
LONGEST = 2_000
"""Bytes that are read at a time, and of each piece those that are read again with the next."""
APART = "\n|x|\n"
"""What parts the columns of a row, so that no name stands in two."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A file, and where in it: a table, or empty for its bytes. `rows` is how many rows of the table, else 1."""

    path: Path
    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked through, and what was found."""

    files: int
    size: int
    tables: int
    traces: tuple[Trace, ...]


def look(home: Path, sought: Sequence[Sought]) -> Searched:
    """Look through every file of a home for any of what is sought; the warehouse must be closed.

    DuckDB and Parquet files are also asked table by table, since they pack text; papers are unpacked.
    """
    files = size = tables = 0
    traces: list[Trace] = []
    for path in sorted(Path(home).rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        files += 1
        size += path.stat().st_size
        named = any(found_in(str(path.relative_to(home)).encode(), one) for one in sought)
        if named or _in_bytes(path, sought, is_paper="documents" in path.parts):
            traces.append(Trace(path, "", 1))
        for table, rows in _in_tables(path, sought):
            tables += 1
            if rows:
                traces.append(Trace(path, table, rows))
    return Searched(files, size, tables, tuple(traces))


def condition(columns: Iterable[tuple[str, str]], sought: Iterable[Sought]) -> str:
    """SQL that is true of a row which holds any of what is sought; `columns` are (name, DuckDB type)."""
    texts = [f'"{name}"::VARCHAR' for name, kind in columns if "VARCHAR" in kind or kind == "JSON"]
    if not texts:
        return "false"
    row = f"concat_ws('{APART}', {', '.join(texts)})"  # one text a row: a pattern takes longer to make than to use
    return " OR ".join(_is_in(row, one) for one in sought)


def conceal_sql(text: str, sought: Sequence[Sought]) -> str:
    """SQL for a text without what is sought; twice, since two in a row share what stands between them."""
    made = text
    for one in sought:
        by = pattern(one, DUCKDB).replace("'", "''")
        for _ in range(2):
            made = f"regexp_replace({made}, '{by}', '\\1{WITHHELD}\\2', 'g')"
    return (
        f"CASE WHEN {' OR '.join(_is_in(text, one) for one in sought)} THEN {made} ELSE {text} END" if sought else text
    )


def _is_in(text: str, one: Sought) -> str:
    """SQL: a plain search first, since most texts hold nothing of the kind and the pattern is slow."""
    if one.kind == "digits":
        return f"regexp_matches({text}, '{BETWEEN_DIGITS.join(one.normal)}')"
    first = one.normal.split()[0].replace("'", "''")
    by = pattern(one, DUCKDB).replace("'", "''")
    return f"contains(lower({text}), '{first}') AND regexp_matches({text}, '{by}')"


def columns_of(connection: duckdb.DuckDBPyConnection, relation: str) -> list[tuple[str, str]]:
    """(name, DuckDB type) of whatever can stand behind FROM."""
    return [(str(name), str(kind)) for name, kind, *_ in connection.execute(f"DESCRIBE FROM {relation}").fetchall()]


def _in_bytes(path: Path, sought: Sequence[Sought], *, is_paper: bool) -> bool:
    if is_paper:
        return any(found_in(part, one) for part in contents(path.read_bytes()) for one in sought)
    return any(found_in(part, one) for part in _parts(path) for one in sought)


def _parts(path: Path) -> Iterator[bytes]:
    """A file's bytes piece by piece, each with the end of the one before."""
    before = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield before + piece
            before = piece[-LONGEST:]


def _in_tables(path: Path, sought: Sequence[Sought]) -> Iterator[tuple[str, int]]:
    """Each table of a DuckDB or Parquet file, and how many of its rows hold it."""
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            yield _count(connection, "'" + str(path).replace("'", "''") + "'", path.stem, sought)
    elif path.suffix == ".duckdb":
        try:
            connection = duckdb.connect(path, read_only=True)
        except duckdb.Error as error:  # nobody can say what is in it: not to be passed over
            yield f"cannot be opened: {str(error).splitlines()[0]}", 1
            return
        with connection:
            names = connection.execute("SELECT schema_name, table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
            for schema, table in names:
                yield _count(connection, f'"{schema}"."{table}"', f"{schema}.{table}", sought)


def _count(
    connection: duckdb.DuckDBPyConnection, relation: str, name: str, sought: Sequence[Sought]
) -> tuple[str, int]:
    where = condition(columns_of(connection, relation), sought)
    found = connection.execute(f"SELECT count(*) FROM {relation} WHERE {where}").fetchone()
    return name, int(found[0]) if found else 0
