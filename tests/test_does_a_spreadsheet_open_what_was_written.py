"""The page of docs/bi for Excel: a workbook and CSV, opened by programs that are not those that wrote them."""

import csv
import re

import pytest
from recipes import blocks, copy_of_demo, notebook, run

from warehouse.read import query

pytestmark = pytest.mark.bi


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The home in which the page's blocks wrote cleardays.xlsx and csv/."""
    home = copy_of_demo(tmp_path_factory.mktemp("bi"))
    with notebook("excel", home) as notes:
        for cell in blocks("excel", "python"):
            notes.cell(cell)
    return home


def names(written):
    return [name for (name,) in query(written, "SELECT name FROM councils ORDER BY 1")[1]]


def test_a_workbook_has_a_sheet_a_question_and_empty_cells_where_nothing_is_known(written):
    with notebook("excel", written) as notes:
        notes.cell("import openpyxl\nbook = openpyxl.load_workbook('cleardays.xlsx')")
        assert notes.value("book.sheetnames") == ["Release", "Coverage", "Compliance"]
        header, *rows = notes.value("[list(row) for row in book['Coverage'].values]")
        assert [row[0] for row in rows] == names(written)
        answers = [row[header.index("by_deadline")] for row in rows]
        assert [answers.count(said) for said in ("yes", "no", "not known")] == [8, 2, 6]
        days = [row[header.index("days_after_deadline")] for row in rows]
        assert [d is None for d in days] == [a == "not known" for a in answers]
        assert notes.value("book['Coverage'].tables.items()[0][1]") == f"A1:{chr(64 + len(header))}17"


@pytest.mark.needs_calc
def test_libreoffice_shows_the_same_rows(written, tmp_path):
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"  # as shown, UTF-8, sheet 2
    run(
        ["soffice", profile, "--headless", "--convert-to", sheet, "--outdir", str(tmp_path), "cleardays.xlsx"],
        written,
    )
    (shown,) = tmp_path.glob("*.csv")
    with shown.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == names(written)
    assert {row["by_deadline"] for row in rows} == {"yes", "no", "not known"}


def test_the_files_and_columns_that_power_query_is_told_of_are_there(written):
    for code in blocks("excel", "powerquery"):
        for path in re.findall(r'"C:\\cleardays\\(.*?)"', code):
            assert (written / path.replace("\\", "/")).is_file()
    with (written / "csv" / "national_coverage.csv").open(encoding="utf8", newline="") as file:
        assert file.read(1) == "\ufeff"
        header = next(csv.reader(file))
    assert set(re.findall(r'\{"(\w+)", type', blocks("excel", "powerquery")[0])) <= set(header)
