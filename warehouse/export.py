"""Tables of the published copy as CSV or as an Excel workbook.

A text that a spreadsheet would take for a formula gets an apostrophe before it, unless that is not wanted in CSV. What
Excel cannot hold is counted: longer texts are cut, characters that XML forbids are replaced, further rows go on in
further sheets.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from warehouse.read import check_name, database

FORMULA = "=+-@\t\r"
"""First characters that make a spreadsheet calculate what it should show (OWASP, CSV injection)."""
MOST_ROWS = 1_048_576
LONGEST = 32_767
"""Excel's limits: rows of a sheet, its heading among them, and characters of a cell, as UTF-16 counts them."""
LONGEST_NAME = 31
EXACT = 10**15
"""Excel keeps 15 digits of a number; a longer one is written as text."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REPLACED = "\ufffd"
CUT = " […]"
PIECE = 10_000
"""Rows that are in memory at a time."""


class ExportError(ValueError):
    """A table, a format or a place that an export cannot be made of."""


@dataclass(slots=True)
class Exported:
    """What became of a table: rows written, files or sheets that hold them, and cells that are not as they were."""

    table: str
    where: str
    rows: int = 0
    parts: int = 1
    neutralised: int = 0
    cut: int = 0
    replaced: int = 0


def tables(home: Path) -> tuple[str, ...]:
    """Every table of the published copy."""
    with duckdb.connect(database(home), read_only=True) as connection:
        return tuple(t for (t,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall())


def export_csv(home: Path, wanted: Sequence[str], to: Path, *, raw: bool = False) -> list[Exported]:
    """A CSV file per table in the folder `to`: UTF-8, lists and records in JSON. `raw` leaves cells as they are.

    Raises ExportError where `to` is a file, QueryError for a table that is not there.
    """
    if to.exists() and not to.is_dir():
        raise ExportError(f"{to} is a file; CSV is written to a folder, one file a table")
    to.mkdir(parents=True, exist_ok=True)
    with _opened(home, wanted) as connection:
        return [_csv(connection, table, to / f"{table}.csv", raw=raw) for table in wanted]


def export_xlsx(home: Path, wanted: Sequence[str], to: Path, *, most_rows: int = MOST_ROWS) -> list[Exported]:
    """One workbook with a sheet per table, and further sheets where a table has more rows than one holds.

    Raises ExportError where `to` does not end with .xlsx, QueryError for a table that is not there.
    """
    if to.suffix != ".xlsx":
        raise ExportError(f"{to}: a workbook's name ends with .xlsx")
    to.parent.mkdir(parents=True, exist_ok=True)
    with (
        _opened(home, wanted) as connection,
        closing(xlsxwriter.Workbook(str(to), {"constant_memory": True, "use_zip64": True})) as book,
    ):
        formats = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        return [_sheets(connection, table, to, book, formats, most_rows) for table in wanted]


def _opened(home: Path, wanted: Sequence[str]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(database(home), read_only=True)
    have = [t for (t,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()]
    for table in wanted:
        check_name("table", table, have)
    return connection


def _csv(connection: duckdb.DuckDBPyConnection, table: str, to: Path, *, raw: bool) -> Exported:
    shown, risky = [], []
    for name, kind, *_ in connection.execute(f'DESCRIBE "{table}"').fetchall():
        text = f'"{name}"' if kind == "VARCHAR" else f'CAST(to_json("{name}") AS VARCHAR)' if _is_nested(kind) else None
        at_risk = f"{text}[1] IN ({', '.join(f'chr({ord(c)})' for c in FORMULA)})"
        risky += [f"count(*) FILTER ({at_risk})"] if text and not raw else []
        safe = f"CASE WHEN {at_risk} THEN '''' || {text} ELSE {text} END" if text and not raw else text or f'"{name}"'
        shown.append(f'{safe} AS "{name}"')
    target = str(to).replace("'", "''")
    rows = connection.execute(
        f"COPY (SELECT {', '.join(shown)} FROM \"{table}\") TO '{target}' (FORMAT csv, HEADER)"
    ).fetchone()
    counts = connection.execute(f'SELECT {" + ".join(risky) or "0"} FROM "{table}"').fetchone()
    return Exported(table, to.name, int(rows[0]) if rows else 0, neutralised=int(counts[0]) if counts else 0)


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.startswith(("STRUCT", "MAP"))


def _sheets(
    connection: duckdb.DuckDBPyConnection, table: str, to: Path, book: Any, formats: dict[type, Any], most_rows: int
) -> Exported:
    told = Exported(table, to.name, parts=0)
    result = connection.execute(f'FROM "{table}"')
    names = [str(c[0]) for c in result.description or ()]
    sheet: Any = None
    at = most_rows
    for row in _rows(result):
        if at >= most_rows:
            sheet, at = _sheet(book, told, names), 1
        for column, value in enumerate(row):
            _write(sheet, at, column, value, told, formats)
        at += 1
        told.rows += 1
    if sheet is None:
        _sheet(book, told, names)
    return told


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(PIECE):
        yield from rows


def _sheet(book: Any, told: Exported, names: Iterable[str]) -> Any:
    told.parts += 1
    number = f" ({told.parts})" if told.parts > 1 else ""
    sheet = book.add_worksheet(told.table[: LONGEST_NAME - len(number)] + number)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name)
    return sheet


def _write(sheet: Any, row: int, column: int, value: Any, told: Exported, formats: dict[type, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal) and -EXACT < value < EXACT:
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(row, column, value, formats[type(value)])
    else:
        text = json.dumps(value, default=str, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
        sheet.write_string(row, column, _cell(text, told))


def _cell(text: str, told: Exported) -> str:
    """A text as a cell may hold it."""
    if text[:1] in FORMULA and text:
        text = f"'{text}"
        told.neutralised += 1
    if FORBIDDEN.search(text):
        text = FORBIDDEN.sub(REPLACED, text)
        told.replaced += 1
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) > 2 * LONGEST:
        text = units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT
        told.cut += 1
    return text
