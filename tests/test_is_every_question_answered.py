"""The 25 questions of dbt_project/analyses against the demo's release; what each must answer stands in tests/answers/.

The answers are read off demo/papers and demo/sites.yml. A cell `*` is any value: a day of the night itself.
"""

import csv
from io import StringIO
from pathlib import Path

import duckdb
import pytest

from flows.questions import QuestionError, question_sql, questions
from tests.demo_night import demo_home
from tests.invented_warehouse import compile_analyses
from tests.test_what_does_the_command_line_say import cleardays
from warehouse.connect import warehouse_path
from warehouse.read import query

ANSWERS = Path(__file__).parent / "answers"
NUMBERS = range(1, 26)


def expected(number: int) -> list[list[str]]:
    (path,) = ANSWERS.glob(f"q{number:02}_*.csv")
    return list(csv.reader(StringIO(path.read_text(encoding="utf-8"))))


def answered(columns, rows) -> list[list[str]]:
    return [list(columns), *(["" if value is None else str(value) for value in row] for row in rows)]


def test_there_are_twenty_five_each_with_its_answer():
    names = [path.stem for path in questions()]
    assert [name[:4] for name in names] == [f"q{n:02}_" for n in NUMBERS]
    assert sorted(path.stem for path in ANSWERS.glob("*.csv")) == names


@pytest.mark.parametrize("number", NUMBERS)
def test_the_demo_answers(number):
    got = answered(*query(demo_home(), question_sql(number)))
    wanted = expected(number)
    shown = [[w if w == "*" else g for g, w in zip(*rows, strict=True)] for rows in zip(got, wanted, strict=False)]
    assert (shown, len(got)) == (wanted, len(wanted))


def test_dbt_compiles_the_same_questions():
    folder = compile_analyses(demo_home())
    with duckdb.connect(warehouse_path(demo_home()), read_only=True) as connection:
        for number, path in enumerate(questions(), 1):
            sql = (folder / path.name).read_text(encoding="utf-8")
            rows = connection.execute(sql).fetchall()
            assert rows == query(demo_home(), question_sql(number))[1], path.name


def test_a_question_is_asked_by_its_number():
    shown = cleardays("query", "--question", "14", "--csv", home=demo_home())
    assert list(csv.reader(StringIO(shown.stdout))) == expected(14)
    for words in (["--question", "26"], ["SELECT 1", "--question", "1"], []):
        assert cleardays("query", *words, home=demo_home()).returncode == 2
    with pytest.raises(QuestionError, match="expected 1 to 25"):
        question_sql(0)
