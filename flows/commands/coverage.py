"""cleardays coverage."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from flows.commands.show import Csv, Json, show
from flows.settings import load_settings
from warehouse import read

SHOWN = (
    "topic", "slug", "coverage", "reports", "considered_on", "considered_by", "action_proposed",
    "considered_by_deadline", "days_after_deadline", "decided_on", "decided_by_deadline",
)  # fmt: skip
"""Columns of the table; --json and --csv give all."""


def main(
    topic: Annotated[str | None, typer.Option(help="One topic (a file of dbt_project/topics), not all.")] = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Every council of the register in use: was its report on the topic found, who considered and decided it when, or
    why not.

    covered: found. found_unread: promised, but its text could not be had. nothing_found: the site was searched to the
    end of the topic's window. blocked, robots_disallowed, failing, no_platform, not_tried: we cannot tell.

    Example: cleardays coverage --topic productivity_plans_2024 --json
    """
    columns, rows = read.coverage(load_settings().home, topic)
    if as_json or as_csv:
        return show(columns, rows, as_json=as_json, as_csv=as_csv)
    show(SHOWN, [[row[columns.index(name)] for name in SHOWN] for row in rows])
    for name, states in _counted(columns, rows).items():
        told = ", ".join(f"{count} {state}" for state, count in states.most_common())
        print(f"{name}: {states.total()} councils: {told}")
    return None


def _counted(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Counter[str]]:
    """How many councils of each topic stand how."""
    topic, coverage = columns.index("topic"), columns.index("coverage")
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row[topic], Counter())[row[coverage]] += 1
    return found
