"""A release's `datapackage.json`: what each file holds, in which types and by which key.

Source: the Data Package standard, version 2 (datapackage.org).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from warehouse.dbt_manifest import Described

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "DOUBLE": "number",
    "FLOAT": "number",
    "DECIMAL": "number",
    "VARCHAR": "string",
    "TINYINT": "integer",
    "SMALLINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
}
LICENCES = {
    "internal": {"name": "other-closed", "title": "For internal use; the papers' words are their councils' own"},
    "open": {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0 for the compilation; quotations are their councils' own",
    },
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What is said of a release as a whole. `sources` are (title, address)."""

    release_id: str
    at: datetime
    profile: str
    sources: Sequence[tuple[str, str]]


def write_datapackage(
    folder: Path,
    heading: Heading,
    columns: Mapping[str, Sequence[tuple[str, str]]],
    described: Mapping[str, Described],
) -> None:
    """Write the description of a folder's Parquet files; `columns` are (name, DuckDB type) per table."""
    package = {
        "$schema": SCHEMA,
        "name": "cleardays",
        "id": heading.release_id,
        "version": heading.release_id,
        "created": f"{heading.at.isoformat(timespec='seconds')}Z",
        "title": "What English councils' committee reports say, and where",
        "description": f"Profile {heading.profile}. The same tables lie in cleardays.duckdb.",
        "licenses": [LICENCES[heading.profile]],
        "sources": [{"title": title, "path": path} for title, path in heading.sources],
        "resources": [_resource(folder, table, columns, described.get(table)) for table in columns],
    }
    (folder / "datapackage.json").write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _resource(
    folder: Path, table: str, columns: Mapping[str, Sequence[tuple[str, str]]], said: Described | None
) -> dict[str, Any]:
    path = folder / f"{table}.parquet"
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    schema: dict[str, Any] = {"fields": [_field(name, kind, said) for name, kind in columns[table]]}
    if said and said.key:
        schema["primaryKey"] = list(said.key)
    if keys := [_foreign(*one) for one in said.references if one[1] in columns] if said else []:
        schema["foreignKeys"] = keys
    described = {"description": said.description} if said and said.description else {}
    return {
        "name": table,
        "type": "table",
        "path": path.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256}",
        **described,
        "schema": schema,
    }


def _foreign(column: str, table: str, field: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": table, "fields": [field]}}


def _field(name: str, kind: str, said: Described | None) -> dict[str, str]:
    kind = "array" if kind.endswith("[]") else TYPES.get(kind.partition("(")[0], "any")
    description = said.columns.get(name) if said else None
    return {"name": name, "type": kind} | ({"description": description} if description else {})
