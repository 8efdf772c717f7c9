"""cleardays explain."""

from typing import Annotated, Any

import typer

from flows.commands.show import Json, show
from flows.settings import load_settings
from warehouse import read
from warehouse.archive import document_path
from warehouse.sought import WITHHELD
from warehouse.suppressions import read_suppressions


def main(
    report_id: Annotated[str, typer.Argument(help="As in the column report_id of the table reports.")],
    field: Annotated[str | None, typer.Argument(help="One field, not all.")] = None,
    as_json: Json = False,
) -> None:
    """Where a report's values stand: the quote, its page, the rule that read it, the file in the archive and the url.

    Example: cleardays explain 1f0c9a3be2d47761 meeting_date
    """
    home = load_settings().home
    columns, rows = read.explain(home, report_id, field)
    withheld = read_suppressions(home).documents
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    for value in found:
        sha256 = value["document_sha256"]
        value["file"] = (WITHHELD if sha256 in withheld else str(document_path(home, sha256))) if sha256 else None
    if as_json:
        show([*columns, "file"], [list(value.values()) for value in found], as_json=True)
        return
    for value in found:
        _tell(value)


def _tell(value: dict[str, Any]) -> None:
    """One value as a person would be told of it."""
    print(
        f"{value['path'] or '/' + value['field']}: {value['value'] if value['value'] is not None else value['state']}"
    )
    if value["quote"] is None:
        return
    page = f"page {value['page']}" if value["page"] else "no page number"
    print(f"    “{value['quote']}”")
    print(f"    {page}; rule {value['rule']}, confidence {value['confidence']:g}")
    print(f"    {value['file']}\n    {value['url']}")
