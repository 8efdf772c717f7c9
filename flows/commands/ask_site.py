"""cleardays ask-site."""

import sys
from difflib import get_close_matches
from typing import Annotated

import typer

from extractors.model import Council, Listing
from flows.commands.run import AllowPrivate, Register
from flows.commands.show import Csv, Json, show
from flows.fetch import make_fetch
from flows.platforms.moderngov.search import find_about
from flows.settings import load_settings
from warehouse.register import REGISTER, read_register

COLUMNS = ("meeting_date", "body", "item", "title", "url", "restricted")

Slug = Annotated[str, typer.Argument(metavar="COUNCIL", help="The council, by its slug.", show_default=False)]
Said = Annotated[str, typer.Argument(metavar="WORDS", help="What to search for.", show_default=False)]


def main(
    council: Slug,
    said: Said,
    register: Register = REGISTER,
    allow_private: AllowPrivate = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Papers and decisions that a council's own search finds for words, whenever its meetings were.

    Only ModernGov sites can be asked. Nothing is kept: `cleardays run` with the days shown brings the papers in.
    What went wrong on the way is told on the second output.

    Example: cleardays ask-site kent "productivity plan"
    """
    found = list(
        find_about(_council(council, read_register(register)), said, make_fetch(load_settings(), allow_private))
    )
    show(
        COLUMNS,
        [[getattr(f, column) for column in COLUMNS] for f in found if isinstance(f, Listing)],
        as_json=as_json,
        as_csv=as_csv,
    )
    for outcome in found:
        if not isinstance(outcome, Listing):
            print(f"{outcome.happened}: {outcome.url}: {outcome.detail}", file=sys.stderr)


def _council(slug: str, known: tuple[Council, ...]) -> Council:
    found = next((c for c in known if c.slug == slug), None)
    if found is None:
        near = get_close_matches(slug, [c.slug for c in known], 1)
        hint = f"did you mean {near[0]!r}?" if near else "the slugs are in the register"
        raise typer.BadParameter(f"no council {slug!r}; {hint}", param_hint="COUNCIL")
    if found.platform != "moderngov" or not found.base_url:
        raise typer.BadParameter(f"{slug} has no ModernGov site in the register", param_hint="COUNCIL")
    return found
