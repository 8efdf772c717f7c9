"""cleardays export."""

from dataclasses import astuple, fields
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.show import Json, show
from flows.settings import load_settings


def main(
    tables: Annotated[list[str] | None, typer.Argument(metavar="[TABLE]...", help="Which; all unless named.")] = None,
    to: Annotated[Path, typer.Option(help="The folder of the CSV files, or the workbook.")] = Path("export"),
    form: Annotated[str, typer.Option("--format", metavar="csv|xlsx", help="csv, or xlsx for Excel.")] = "csv",
    raw: Annotated[bool, typer.Option("--raw", help="With csv: every cell as it is, for programs.")] = False,
    as_json: Json = False,
) -> None:
    """Write tables of the published copy as CSV files or as an Excel workbook, and say what had to be changed for it.

    A text that begins with = + - @, a tab or a carriage return is a formula to a spreadsheet, and papers come from
    anybody: such a cell gets an apostrophe before it (neutralised). --raw leaves them in CSV; do not open that in a
    spreadsheet. In a workbook a text of more than 32,767 characters is cut and ends with […] (cut), characters that
    Excel forbids become � (replaced), and a table of more than 1,048,575 rows goes on in further sheets (parts).

    Example: cleardays export reports recommendations --format xlsx --to reports.xlsx
    """
    from warehouse import export

    if form not in ("csv", "xlsx"):
        raise typer.BadParameter(f"{form!r}; expected csv or xlsx", param_hint="--format")
    if raw and form == "xlsx":
        raise typer.BadParameter("a workbook has no raw cells; use it with --format csv", param_hint="--raw")
    home = load_settings().home
    wanted = list(dict.fromkeys(tables or ())) or export.tables(home)
    made = export.export_csv(home, wanted, to, raw=raw) if form == "csv" else export.export_xlsx(home, wanted, to)
    show([field.name for field in fields(export.Exported)], [astuple(one) for one in made], as_json=as_json)
