"""What dbt's own documentation and a release show of each model and column, from the manifest of the demo's night."""

import json
from functools import cache
from typing import Any

import duckdb

from tests.demo_night import demo_home
from warehouse.connect import warehouse_path


@cache
def manifest() -> dict[str, Any]:
    return json.loads((demo_home() / "dbt" / "target" / "manifest.json").read_text(encoding="utf-8"))


def nodes(kind: str) -> list[dict[str, Any]]:
    return [n for n in manifest()["nodes"].values() if n["resource_type"] == kind]


def marts() -> list[dict[str, Any]]:
    return [n for n in nodes("model") if n["schema"] == "marts"]


def test_every_model_seed_source_and_question_says_what_it_is():
    all_of_them = [*nodes("model"), *nodes("seed"), *nodes("analysis"), *manifest()["sources"].values()]
    assert len(all_of_them) > 150
    assert [n["name"] for n in all_of_them if not n["description"].strip()] == []


def test_every_column_of_a_mart_is_described_and_under_contract():
    assert len(marts()) > 30
    bare = [f"{n['name']}.{c['name']}" for n in marts() for c in n["columns"].values() if not c["description"]]
    assert bare == []
    assert [n["name"] for n in marts() if not n["contract"]["enforced"]] == []


def test_the_descriptions_lie_in_the_warehouse_beside_the_columns():
    with duckdb.connect(warehouse_path(demo_home()), read_only=True) as connection:
        rows = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'marts' AND comment IS NULL"
        ).fetchall()
    assert rows == []


def test_every_mart_is_in_the_analysts_copy():
    (copy,) = [e for e in manifest()["exposures"].values() if e["name"] == "analysts_copy"]
    assert set(copy["depends_on"]["nodes"]) == {n["unique_id"] for n in marts()}


def test_questions_ask_marts_alone():
    ids = {n["unique_id"] for n in marts()}
    asked = {n["name"]: set(n["depends_on"]["nodes"]) for n in nodes("analysis") if n["name"][1:3].isdigit()}
    assert len(asked) == 25
    assert {name: refs - ids for name, refs in asked.items() if refs - ids} == {}
    (exposed,) = [e for e in manifest()["exposures"].values() if e["name"] == "questions"]
    assert set(exposed["depends_on"]["nodes"]) == set().union(*asked.values())
