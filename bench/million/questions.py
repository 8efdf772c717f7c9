"""How long each of the 25 questions takes on a published release."""

import time
from collections.abc import Iterator
from pathlib import Path

from flows.questions import question_sql, questions
from warehouse.read import query


def seconds(home: Path) -> Iterator[float]:
    """Of each question, in the order of their numbers; every row is fetched, as `cleardays query` does."""
    for number in range(1, len(questions()) + 1):
        began = time.perf_counter()
        query(home, question_sql(number))
        yield time.perf_counter() - began
