"""cleardays coverage."""

from typing import Annotated

import typer

from flows.commands.show import Csv, Json, show
from flows.settings import load_settings
from warehouse import read


def main(
    topic: Annotated[str | None, typer.Option(help="One topic (a file of dbt_project/topics), not all.")] = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Every council of the register in use: was its report on the topic found, who considered it when, or why not.

    covered: found. found_unread: promised, but its text could not be had. nothing_found: the site was searched to the
    end of the topic's window. blocked, robots_disallowed, failing, no_platform, not_tried: we cannot tell.

    Example: cleardays coverage --topic productivity_plans_2024 --json
    """
    show(*read.coverage(load_settings().home, topic), as_json=as_json, as_csv=as_csv)
