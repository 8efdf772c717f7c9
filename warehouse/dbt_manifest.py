"""What dbt knows of the marts: descriptions and keys, from the manifest that its last build left in the home."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REF = re.compile(r"""ref\(['"](\w+)['"]\)""")


@dataclass(frozen=True, slots=True)
class Described:
    """A mart's description, its columns' and the columns that make its grain; empty where dbt does not say.

    `references` are (column, mart, its column): a value that is there stands in that mart too.
    """

    description: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    references: tuple[tuple[str, str, str], ...] = ()


PUBLICATION = Described(
    "Which release this is. One row.",
    {
        "release_id": "When it was published, in UTC, and a hash of its rows.",
        "published_at": "When it was published, in UTC.",
        "data_until": "The newest attempt to find, fetch or read a paper, in UTC.",
        "reader_version": "The version of the reader whose readings are the newest.",
        "profile": "internal: all; open: without contact details and body text.",
    },
    ("release_id",),
)
RELEASE_CHANGES = Described(
    "What this release changed against the one before it of the same profile. One row per table; none in a first one. "
    "Rows are told apart by the key of their table, and only columns that both releases have are compared.",
    {
        "table_name": "The table.",
        "since": "The release_id of the one before.",
        "rows_before": "Rows that it had then; null where it was not there.",
        "rows_now": "Rows that it has; null where it is no longer there.",
        "added": "Rows whose key is new.",
        "removed": "Rows whose key is gone.",
        "changed": "Rows of the same key with another value in a column of both; null where the table has no key.",
        "columns_added": "Names of columns that are new.",
        "columns_removed": "Names of columns that are gone.",
        "columns_retyped": "Columns of another type, with both types.",
    },
    ("table_name",),
)
MADE_HERE = {"publication": PUBLICATION, "release_changes": RELEASE_CHANGES}
"""Tables that are made with the release."""


def described(home: Path) -> Mapping[str, Described]:
    """Table name to description; of what is made with the release only, where dbt has left no manifest."""
    path = Path(home) / "dbt" / "target" / "manifest.json"
    if not path.exists():
        return MADE_HERE
    manifest = json.loads(path.read_text(encoding="utf-8"))
    nodes: dict[str, Any] = manifest["nodes"]
    keys = {i: tuple((n.get("config") or {}).get("meta", {}).get("grain") or ()) for i, n in nodes.items()}
    keys |= {
        n["attached_node"]: _key(n) for n in nodes.values() if (n.get("test_metadata") or {}).get("name") == "grain"
    }
    marts = {i: n for i, n in nodes.items() if n["resource_type"] == "model" and n["schema"] == "marts"}
    references = _references(nodes.values())
    found = {
        n["name"]: _described(n, keys[i] or tuple(n.get("primary_key") or ()), references.get(i, ()))
        for i, n in marts.items()
    }
    return {**found, **MADE_HERE}


def _key(test: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(test["test_metadata"]["kwargs"]["columns"])


def _references(nodes: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """What dbt tests of relationships, by the node whose column refers."""
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for node in nodes:
        if said := _reference(node.get("test_metadata") or {}):
            found[node["attached_node"]] = tuple(sorted({*found.get(node["attached_node"], ()), said}))
    return found


def _reference(test: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Column, mart and its column, of dbt's own test and of the project's `of_a_report`."""
    if test.get("name") == "of_a_report":
        return test["kwargs"]["column_name"], "reports", "report_id"
    to = REF.fullmatch(test["kwargs"]["to"]) if test.get("name") == "relationships" else None
    return (test["kwargs"]["column_name"], to[1], test["kwargs"]["field"]) if to else None


def _described(
    node: Mapping[str, Any], key: tuple[str, ...], references: tuple[tuple[str, str, str], ...]
) -> Described:
    columns = {name: _folded(c.get("description")) for name, c in node["columns"].items()}
    return Described(_folded(node.get("description")), columns, key, references)


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())
