"""Marts whose every row carries one number, so that a release in which two numbers stand would be seen to be mixed."""

from pathlib import Path

import duckdb

from warehouse.connect import warehouse_path
from warehouse.publish import MARTS

ROWS = 50
SHOWN = {
    "councils": "'Saltmere' AS name, 'https://www.saltmere.example' AS website",
    "national_coverage": "'saltmere' AS slug, 'harbours' AS topic",
}


def number_marts(home: Path, number: int) -> None:
    """Every mart with ROWS rows of `number`, in place of what it held."""
    with duckdb.connect(warehouse_path(home)) as connection:
        connection.execute("BEGIN")
        for table in MARTS:
            more = f", {SHOWN[table]}" if table in SHOWN else ""
            connection.execute(
                f"CREATE OR REPLACE TABLE marts.{table} AS "
                f"SELECT 'E' || k AS gss_code, 'r' || k AS report_id, {number} AS number{more} FROM range({ROWS}) t(k)"
            )
        connection.execute("COMMIT")
