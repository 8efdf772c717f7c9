from datetime import date
from pathlib import Path

import duckdb

from tests.invented_night import report, words
from tests.invented_warehouse import Part, Warehouse, council, dbt_build, listing, reading, topic

PLACES = {"ashby": "E07900001", "blythe": "E07900002", "corley": "E07900003"}
COPIED = words("copied")
CHANGED = COPIED.replace("copiedka", "ours").replace("copiedpc", "ours")


def paper(w: Warehouse, slug: str, text: str) -> None:
    listing(w, PLACES[slug], f"Plan of {slug}", date(2024, 7, 10), file=slug)
    said = report(slug, "2024-07-10", title=f"Plan of {slug}")
    reading(w, slug, [Part(text, said.fields)])


def shared(home: Path) -> list[tuple[str, bool, int]]:
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute(
            "SELECT title, is_exact, councils "
            "FROM marts.shared_text JOIN intermediate.int_reports USING (report_id) ORDER BY 1"
        ).fetchall()


def test_a_later_night_finds_what_an_earlier_one_had(tmp_path: Path) -> None:
    first = Warehouse()
    topic(first)
    for slug, code in PLACES.items():
        council(first, code, slug)
    paper(first, "ashby", COPIED)
    home = tmp_path
    first.write(home / "warehouse.duckdb")
    built = (
        "--select",
        "+shared_text",
        "--exclude-resource-type",
        "unit_test",
        "--exclude-resource-type",
        "test",
    )
    dbt_build(home, *built)
    assert shared(home) == []

    second = Warehouse()
    paper(second, "blythe", COPIED)
    paper(second, "corley", CHANGED)
    second.write(home / "warehouse.duckdb")
    dbt_build(home, *built)
    found = shared(home)
    assert found == [("Plan of ashby", True, 3), ("Plan of blythe", True, 3), ("Plan of corley", False, 3)]

    dbt_build(home, *built, "--full-refresh")
    assert shared(home) == found, "as if all had been read in one night"
