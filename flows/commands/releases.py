"""cleardays releases."""

from typing import Annotated

import typer

from flows.commands.show import Csv, Json, show
from flows.settings import load_settings
from warehouse.release_changes import all_changes
from warehouse.releases import describe_releases


def main(
    changes: Annotated[
        bool, typer.Option("--changes", help="What each changed against the one before: counts by table, no values.")
    ] = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """The releases that are kept, the newest first: when, data until, reader version, profile, reports, bytes.

    CLEARDAYS_KEEP_RELEASES says how many are kept (7); the current one always is, and one that was the newest until
    less than a day ago. Times in UTC.

    Example: cleardays releases --changes --json
    """
    home = load_settings().home
    show(*(all_changes if changes else describe_releases)(home), as_json=as_json, as_csv=as_csv)
