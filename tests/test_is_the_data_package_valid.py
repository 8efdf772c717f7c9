"""The demo's data package by the Frictionless validator: its metadata, and every Parquet row by types and keys."""

import json
from functools import cache

import pyarrow.parquet
import pytest
from demo_night import demo_home
from frictionless import Checklist, Package, Resource


@cache
def release():
    return (demo_home() / "published" / "current").resolve()


@cache
def descriptor():
    return json.loads((release() / "datapackage.json").read_text())


def test_the_metadata_is_valid_and_whole():
    assert not list(Package.metadata_validate(descriptor()))
    package = descriptor()
    assert package["licenses"][0]["name"] and all(source["path"] for source in package["sources"])
    for resource in package["resources"]:
        assert resource["description"], resource["name"]
        assert resource["schema"]["primaryKey"], resource["name"]
        assert all(f["type"] != "any" and f["description"] for f in resource["schema"]["fields"]), resource["name"]
    references = {r["name"]: r["schema"].get("foreignKeys", []) for r in package["resources"]}
    assert {"fields": ["report_id"], "reference": {"resource": "reports", "fields": ["report_id"]}} in references[
        "evidence"
    ]
    assert sum(map(len, references.values())) > 30


@pytest.fixture(scope="module")
def rows():
    """The package with the rows of its Parquet files in the place of the files."""
    held = []
    for resource in descriptor()["resources"]:
        table = pyarrow.parquet.read_table(release() / resource["path"])
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == table.column_names
        listed = [names, *(list(row.values()) for row in table.to_pylist())]
        held.append({"name": resource["name"], "data": listed, "schema": resource["schema"]})
    return Package.from_descriptor({"name": "cleardays", "resources": held})


def test_every_row_is_of_its_types_and_every_key_leads_somewhere(rows):
    report = rows.validate(Checklist(skip_errors=["blank-row"]))
    faults = [(task.name, error.message) for task in report.tasks for error in task.errors]
    assert faults[:5] == []
    files = [release() / resource["path"] for resource in descriptor()["resources"]]
    held = sum(pyarrow.parquet.read_metadata(file).num_rows for file in files)
    assert sum(task.stats.get("rows", 0) for task in report.tasks) == held > 3000


def test_the_validator_would_say_so():
    schema = next(r["schema"] for r in descriptor()["resources"] if r["name"] == "councils")
    names = [field["name"] for field in schema["fields"]]
    row = ["E1", *[None] * (len(names) - 1)]
    twice = Resource.from_descriptor({"name": "councils", "data": [names, row, row], "schema": schema})
    assert not twice.validate().valid
