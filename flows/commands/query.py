"""cleardays query."""

from typing import Annotated

import typer

from flows.commands.show import Csv, Json, show
from flows.questions import question_sql
from flows.settings import load_settings
from warehouse import read


def main(
    sql: Annotated[str | None, typer.Argument(help="One SELECT over the published tables.")] = None,
    question: Annotated[
        int | None, typer.Option(help="Instead of SQL: the number of a question of dbt_project/analyses.")
    ] = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Ask the published copy in SQL; nothing outside of it is within reach, and nothing can be changed.

    Example: cleardays query "SELECT coverage, count(*) FROM national_coverage GROUP BY ALL" --csv
    """
    show(*read.query(load_settings().home, _asked(sql, question)), as_json=as_json, as_csv=as_csv)


def _asked(sql: str | None, question: int | None) -> str:
    if (sql is None) == (question is None):
        raise typer.BadParameter("expected one SELECT, or --question and a number")
    if question is None:
        return str(sql)
    return question_sql(question)
