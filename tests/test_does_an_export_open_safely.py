"""Tables of the published copy as CSV and as a workbook: what a spreadsheet would do with them."""

import csv
import json
import os
import subprocess
import sys
from datetime import datetime

import duckdb
import openpyxl
import pytest
from invented_marts import build_marts

from warehouse.connect import warehouse_path
from warehouse.export import ExportError, export_csv, export_xlsx
from warehouse.publish import publish
from warehouse.read import QueryError

AT = datetime(2024, 7, 1, 5, 0)
RISKY = ["=1+1", "+44 1632", "-8", "@SUM(A1)", "\tx", "\rx"]
SAFE = ["5 = 5", "a-b", "", "'quoted"]
LONG = "é" * 40_000
ODD = "bell\x07 and \x0b, \U0001f3db"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    build_marts(home)
    with duckdb.connect(warehouse_path(home)) as connection:
        connection.execute(
            "CREATE OR REPLACE TABLE marts.issues AS SELECT n, text, ['=x'] AS list, -5 AS number, "
            "DATE '2024-07-01' AS day, TIMESTAMP '2024-07-01 05:00:00' AS at, true AS is_so, NULL::VARCHAR AS nothing "
            "FROM (SELECT unnest(range(len($texts))) AS n, unnest($texts) AS text)",
            {"texts": [*RISKY, *SAFE, LONG, ODD]},
        )
    publish(home, at=AT)
    return home


def rows_of(path, sheet):
    return list(openpyxl.load_workbook(path, read_only=True)[sheet].iter_rows(values_only=True))


def test_no_cell_of_csv_is_a_formula(home, tmp_path):
    (told,) = export_csv(home, ["issues"], tmp_path / "out")
    with (tmp_path / "out" / "issues.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [*(f"'{text}" for text in RISKY), *SAFE, LONG, ODD]
    assert (told.rows, told.neutralised, told.cut, told.replaced) == (12, 6, 0, 0)
    assert rows[0] | {"text": ""} == {
        "n": "0",
        "text": "",
        "list": '["=x"]',
        "number": "-5",
        "day": "2024-07-01",
        "at": "2024-07-01 05:00:00",
        "is_so": "true",
        "nothing": "",
    }


def test_raw_csv_is_what_is_held(home, tmp_path):
    (told,) = export_csv(home, ["issues"], tmp_path, raw=True)
    with (tmp_path / "issues.csv").open(encoding="utf-8", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == [*RISKY, *SAFE, LONG, ODD]
    assert told.neutralised == 0


def test_a_workbook_has_no_formula_and_says_what_excel_cannot_hold(home, tmp_path):
    told, _ = export_xlsx(home, ["issues", "reports"], tmp_path / "a.xlsx")
    assert (told.rows, told.parts, told.neutralised, told.cut, told.replaced) == (12, 1, 6, 1, 1)
    heading, *rows = rows_of(tmp_path / "a.xlsx", "issues")
    texts = [row[1] for row in rows]
    assert heading == ("n", "text", "list", "number", "day", "at", "is_so", "nothing")
    assert [t.replace("_x000D_", "\r") for t in texts[:6]] == [f"'{text}" for text in RISKY]
    assert len(texts[10]) == 32_767 and texts[10].endswith("é […]")
    assert texts[11] == "bell\ufffd and \ufffd, \U0001f3db"
    assert rows[0][2:] == ('["=x"]', -5, datetime(2024, 7, 1), datetime(2024, 7, 1, 5), True, None)
    assert rows_of(tmp_path / "a.xlsx", "reports")[1][0] == "r1"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(home, tmp_path):
    (told,) = export_xlsx(home, ["issues"], tmp_path / "a.xlsx", most_rows=6)
    assert (told.rows, told.parts) == (12, 3)
    sheets = [rows_of(tmp_path / "a.xlsx", name) for name in ("issues", "issues (2)", "issues (3)")]
    assert [len(sheet) for sheet in sheets] == [6, 6, 3]
    assert [row[0] for sheet in sheets for row in sheet[1:]] == list(range(12))
    assert {sheet[0] for sheet in sheets} == {sheets[0][0]}


def test_what_cannot_be_exported_is_told(home, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="is a file"):
        export_csv(home, ["issues"], tmp_path / "file")
    with pytest.raises(ExportError, match=r"ends with \.xlsx"):
        export_xlsx(home, ["issues"], tmp_path / "a.xls")
    with pytest.raises(QueryError, match="reports"):
        export_csv(home, ["report"], tmp_path / "out")


def test_the_command_says_what_it_wrote(home, tmp_path):
    command = [sys.executable, "-m", "flows.cli", "export", "reports", "issues", "--to", str(tmp_path), "--json"]
    environment = os.environ | {"CLEARDAYS_HOME": str(home)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert [(row["table"], row["where"], row["neutralised"]) for row in json.loads(ran.stdout)] == [
        ("reports", "reports.csv", 0),
        ("issues", "issues.csv", 6),
    ]
    assert "2024-07-11" in (tmp_path / "reports.csv").read_text()
