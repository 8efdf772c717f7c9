"""cleardays probe."""

import csv
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.asking import check_contact, check_slug
from flows.commands.show import Json
from flows.days import today
from flows.fetch import make_fetch
from flows.probe import Site, probe
from flows.settings import load_settings
from warehouse.register import REGISTER, read_rows_of


def main(
    council: Annotated[str, typer.Argument(help="The council, by its slug.")],
    url: Annotated[str | None, typer.Option(help="Look here, not at the register's address.")] = None,
    register: Annotated[
        Path, typer.Option(exists=True, help="The register of councils.", show_default="the one within")
    ] = REGISTER,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let loopback and private addresses through.")
    ] = False,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the register's header and row only.")] = False,
) -> None:
    """Ask a council's site what it is: its software, base address, web service, robots.txt, dates and packs.

    About a dozen requests, as polite as a night's. Prints what was answered, and the row to write into the register;
    where nothing could be told, the row stays as it is.

    Example: cleardays probe boston

    Example: cleardays probe stafford --url https://www.staffordbc.gov.uk/meetings
    """
    settings = load_settings()
    rows = {row["slug"]: row for row in read_rows_of(register)}
    check_slug(council, list(rows), "COUNCIL")
    address = url or rows[council]["democracy_base_url"] or rows[council]["website"]
    if not address.startswith(("http://", "https://")):
        said = f"the register has no address of {council}" if not address else f"{address!r} is no http(s) address"
        raise typer.BadParameter(f"{said}; give one with --url https://…", param_hint="--url")
    check_contact(settings, [(council, address)])
    day = today(datetime.now(UTC))
    site = probe(council, address, make_fetch(settings, allow_private), day)
    row = row_of(rows[council], site, f"{day:%Y-%m-%d}")
    if as_json:
        print(json.dumps({"council": council, **asdict(site), "row": row}, ensure_ascii=False))
        return
    if not as_csv:
        for fact in site.facts:
            print(f"{fact.about}: {fact.says}\n    {fact.url}")
        print("\nwhat to write in the register:" if site.platform else "\nnothing to write; the row as it is:")
    writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)


def row_of(row: dict[str, str], site: Site, day: str) -> dict[str, str]:
    """A register's row after a look at its site, with what was seen in its note; unchanged where nothing was told."""
    if site.platform is None:
        return row
    seen = "; ".join(f"{fact.about} {fact.says}" for fact in site.facts)
    base = (site.base_url or "") if site.platform != "other" else ""
    new = {"democracy_platform": site.platform, "democracy_base_url": base, "source_note": f"probed {day}: {seen}"}
    return {**row, **{column: value for column, value in new.items() if column in row}}
