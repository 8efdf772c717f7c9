"""What dbt knows of the marts: descriptions and keys, from the manifest that its last build left in the home."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Described:
    """A mart's description, its columns' and the columns that make its grain; empty where dbt does not say."""

    description: str
    columns: Mapping[str, str]
    key: tuple[str, ...]


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


def described(home: Path) -> Mapping[str, Described]:
    """Mart name to description; of `publication` only, where dbt has left no manifest."""
    path = Path(home) / "dbt" / "target" / "manifest.json"
    if not path.exists():
        return {"publication": PUBLICATION}
    manifest = json.loads(path.read_text(encoding="utf-8"))
    nodes: dict[str, Any] = manifest["nodes"]
    keys = {
        n["attached_node"]: _key(n) for n in nodes.values() if (n.get("test_metadata") or {}).get("name") == "grain"
    }
    marts = {i: n for i, n in nodes.items() if n["resource_type"] == "model" and n["schema"] == "marts"}
    found = {n["name"]: _described(n, keys.get(i, tuple(n.get("primary_key") or ()))) for i, n in marts.items()}
    return {**found, "publication": PUBLICATION}


def _key(test: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(test["test_metadata"]["kwargs"]["columns"])


def _described(node: Mapping[str, Any], key: tuple[str, ...]) -> Described:
    columns = {name: _folded(c.get("description")) for name, c in node["columns"].items()}
    return Described(_folded(node.get("description")), columns, key)


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())
