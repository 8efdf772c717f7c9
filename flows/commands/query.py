"""cleardays query."""

from typing import Annotated

import typer

from flows.commands.show import Csv, Json, show
from flows.settings import load_settings
from warehouse import read


def main(
    sql: Annotated[str, typer.Argument(help="One SELECT over the published tables.")],
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Ask the published copy in SQL; nothing outside of it is within reach, and nothing can be changed.

    Example: cleardays query "SELECT coverage, count(*) FROM national_coverage GROUP BY ALL" --csv
    """
    show(*read.query(load_settings().home, sql), as_json=as_json, as_csv=as_csv)
