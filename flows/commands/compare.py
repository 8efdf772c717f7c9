"""cleardays compare."""

import json
import shutil
from dataclasses import asdict, astuple
from textwrap import indent, shorten, wrap
from typing import Annotated

import typer

from flows.commands.show import show
from flows.settings import load_settings
from warehouse.compare import Comparison, Difference, compare

COLUMNS = ("field", "same", "gained", "lost", "changed")
USUALLY = 10
"""Papers shown when a field is named and no number is given."""
MOST = 400
"""Characters of a text that are shown; --json has all."""


def main(
    old: Annotated[str, typer.Argument(help="A reader version, as in the column reader_version.")],
    new: Annotated[str, typer.Argument(help="Another.")],
    field: Annotated[str | None, typer.Option(help="Show papers whose statements of this field differ.")] = None,
    how_many: Annotated[
        int | None, typer.Option("--show", min=0, help="How many papers to show; 10 where a field is named, else none.")
    ] = None,
    fail_on_loss: Annotated[bool, typer.Option("--fail-on-loss", help="Exit 1 if any field lost a statement.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as one JSON object.")] = False,
) -> None:
    """What one version of the reader says that another does not, by field, over the archive's papers.

    gained: the old said nothing, the new states something; lost: the other way round; changed: both state something,
    and not the same. A list (people, recommendations, implications, appendices …) counts item by item. Only papers
    that both versions have read are compared; `cleardays reread` adds the installed version's readings. Recognised text
    has a version of its own, as 1+ocr.

    Example: cleardays compare 1 2 --fail-on-loss

    Example: cleardays compare 1 2 --field authors --show 5
    """
    if how_many is None:
        how_many = USUALLY if field else 0
    found = compare(load_settings().home, old, new, field=field, show=how_many)
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        _tell(found)
    if fail_on_loss and any(count.lost for count in found.fields):
        raise typer.Exit(1)


def _tell(found: Comparison) -> None:
    show(COLUMNS, [astuple(count) for count in found.fields])
    print(f"{found.papers} papers read by both {found.old} and {found.new}", end="")
    print(f"; {found.only_old} by {found.old} only, {found.only_new} by {found.new} only")
    for difference in found.differences:
        _show(found, difference)


def _show(found: Comparison, one: Difference) -> None:
    part = f" part {one.part}" if one.part else ""
    print(f"\n{one.change} {one.field}: {one.council or 'no council'} {one.document_sha256}{part}\n    {one.url}")
    for version, text, quote in ((found.old, one.old, one.old_quote), (found.new, one.new, one.new_quote)):
        print(_folded(f"{version}: {text if text is not None else '—'}", "    "))
        if quote:
            print(_folded(f"“{quote}”", "        "))


def _folded(text: str, margin: str) -> str:
    width = min(shutil.get_terminal_size().columns, 120) - len(margin)
    return indent("\n".join(wrap(shorten(text, MOST, placeholder=" …"), width)), margin)
