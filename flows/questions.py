"""The numbered questions of dbt_project/analyses, as SQL for the published copy, whose tables have the marts' names.

dbt compiles the same files for the warehouse. They use `ref` and `var` with a default and nothing else of dbt, so that
no dbt is needed here.
"""

import re
from pathlib import Path

from flows.build import PROJECT

ANALYSES = PROJECT / "analyses"
REF = re.compile(r"\{\{ ref\('(\w+)'\) \}\}")
VAR = re.compile(r"\{\{ var\('\w+', '(\w+)'\) \}\}")


class QuestionError(ValueError):
    """There is no question of that number."""


def questions() -> tuple[Path, ...]:
    """Files of the questions by number; the first has number 1."""
    return tuple(sorted(ANALYSES.glob("q[0-9]*.sql")))


def question_sql(number: int) -> str:
    """The SQL of a question, with the defaults of its vars. Raises QuestionError, naming the numbers there are."""
    files = questions()
    if not 1 <= number <= len(files):
        raise QuestionError(f"question {number}; expected 1 to {len(files)}, as in {ANALYSES.name}/")
    return VAR.sub(r"\1", REF.sub(r"\1", files[number - 1].read_text(encoding="utf-8")))
