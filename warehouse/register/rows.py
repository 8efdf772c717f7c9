"""Rows of a register's CSV with their place, and checks that collect faults instead of stopping at the first."""

import csv
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

Fault = str


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `where` is file:line."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell, without white space around it."""
        return self.cells[column]


def read_rows(
    path: Path, columns: tuple[str, ...], notes: tuple[str, ...], faults: list[Fault], must_exist: bool = True
) -> list[Row]:
    """The rows of a CSV that has these columns, in any order. What is wrong with its form is added to `faults`."""
    if not path.exists():
        if must_exist:
            faults.append(f"{path}: no such file; expected a CSV with the columns {', '.join(columns)}")
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if not _check_header(path, header, columns, notes, faults):
            return []
        rows = []
        line = reader.line_num + 1
        for cells in reader:
            where = f"{path}:{line}"
            line = reader.line_num + 1
            if len(cells) == len(header):
                rows.append(Row(where, {c: v.strip() for c, v in zip(header, cells, strict=True)}))
            elif cells:
                faults.append(
                    f"{where}: {len(cells)} cells; expected {len(header)} as in the header; quote cells with commas"
                )
        return rows


def _check_header(
    path: Path, header: list[str], columns: tuple[str, ...], notes: tuple[str, ...], faults: list[Fault]
) -> bool:
    missing = [c for c in columns if c not in header]
    for column in header:
        if column not in columns and column not in notes:
            faults.append(f"{path}:1 {column}: not a column of this file{nearest(column, missing or columns)}")
    faults.extend(f"{path}:1 {c}: this column is missing" for c in missing)
    return not missing


def nearest(word: str, valid: Iterable[str]) -> str:
    """A hint at the nearest valid name, or nothing.

    >>> nearest("distrct", ("county", "district"))
    "; did you mean 'district'?"
    >>> nearest("xyz", ("county", "district"))
    ''
    """
    close = get_close_matches(word, [v for v in valid if v], n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""


def check_choice(row: Row, column: str, valid: tuple[str, ...], faults: list[Fault]) -> None:
    """The cell is one of a closed list."""
    if row[column] not in valid:
        listed = ", ".join(v or "empty" for v in valid)
        faults.append(f"{row.where} {column}: {row[column]!r}; expected one of {listed}{nearest(row[column], valid)}")


def check_known(row: Row, column: str, valid: Collection[str], faults: list[Fault]) -> None:
    """The cell is a name that councils.csv has."""
    if row[column] not in valid:
        faults.append(
            f"{row.where} {column}: {row[column]!r} is no council of the register{nearest(row[column], valid)}"
        )


def check_pattern(row: Row, column: str, pattern: str, expected: str, faults: list[Fault]) -> None:
    """The whole cell has a form; `expected` says it in words."""
    if not re.fullmatch(pattern, row[column], re.DOTALL):
        faults.append(f"{row.where} {column}: {row[column]!r}; expected {expected}")


def check_url(row: Row, column: str, faults: list[Fault]) -> None:
    """The cell is empty or an http(s) address without a trailing slash."""
    url = row[column]
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or url.endswith("/")):
        faults.append(f"{row.where} {column}: {url!r}; expected http(s)://host[/folder] without a slash at the end")


def check_unique(rows: Iterable[Row], column: str, faults: list[Fault]) -> None:
    """No two rows have the same cell."""
    first: dict[str, Row] = {}
    for row in rows:
        other = first.setdefault(row[column], row)
        if other is not row:
            faults.append(f"{row.where} {column}: {row[column]!r} is also at {other.where}; expected one row for each")


def parse_day(row: Row, column: str, faults: list[Fault]) -> date | None:
    """A day, or the first of a month or a year where the register knows no more; None where the cell is empty."""
    said = row[column]
    if not said:
        return None
    try:
        return date.fromisoformat(said + {4: "-01-01", 7: "-01"}.get(len(said), ""))
    except ValueError:
        faults.append(
            f"{row.where} {column}: {said!r}; expected a day as 2024-05-21, a month as 2024-05, a year or nothing"
        )
        return None


def parse_whole(row: Row, column: str, faults: list[Fault]) -> int:
    """A whole number from 0; 0 beside a fault where it is none."""
    if row[column].isdecimal():
        return int(row[column])
    faults.append(f"{row.where} {column}: {row[column]!r}; expected a whole number from 0")
    return 0
