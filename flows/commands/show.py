"""Tables for people and for programs."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Print a JSON list with one object per row.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]


def show(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, as_json: bool = False, as_csv: bool = False) -> None:
    """Print a table: JSON, CSV, drawn on a terminal, in plain columns elsewhere."""
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv cannot both be had")
    if as_json:
        print(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], default=_plain, ensure_ascii=False))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)
    elif sys.stdout.isatty():
        _draw(columns, rows)
    else:
        _line_up(columns, [[_cell(value) for value in row] for row in rows])


def _draw(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns)
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    Console(markup=False, highlight=False).print(table)


def _line_up(columns: Sequence[str], rows: list[list[str]]) -> None:
    lines = [list(columns), *([cell.replace("\n", " ") for cell in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, default=_plain, ensure_ascii=False)
    return str(_plain(value)) if isinstance(value, date) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else str(value)
