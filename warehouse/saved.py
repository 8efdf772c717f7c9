"""Searches that are kept: what was looked for, and which reports it has found, each since when."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path

from warehouse.read import QueryError
from warehouse.search import Hit, Only


@dataclass(frozen=True, slots=True)
class Saved:
    """`found` is report_id to when it was first found, in UTC, ISO form."""

    name: str
    said: str
    only: Only
    found: Mapping[str, str] = field(default_factory=dict)


def save(home: Path, saved: Saved) -> None:
    """Keep a search, in place of the one that had its name."""
    only = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(saved.only).items()}
    path = _path(home, saved.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}")
    text = json.dumps({"said": saved.said, "only": only, "found": dict(saved.found)}, indent=1, ensure_ascii=False)
    beside.write_text(text + "\n", encoding="utf-8")
    beside.replace(path)


def read_saved(home: Path, name: str) -> Saved:
    """A search that was kept. Raises QueryError where there is none of that name."""
    path = _path(home, name)
    if not path.exists():
        kept = ", ".join(sorted(p.stem for p in path.parent.glob("*.json"))) or "none"
        raise QueryError(f"no search is kept as {name!r}; there is {kept}: `cleardays search WORDS --save {name}`")
    said = json.loads(path.read_text(encoding="utf-8"))
    days = {key: date.fromisoformat(said["only"][key]) for key in ("since", "until") if said["only"][key]}
    return Saved(name, said["said"], Only(**said["only"] | days), said["found"])


def news(saved: Saved, hits: tuple[Hit, ...], at: datetime) -> tuple[tuple[Hit, ...], Saved]:
    """The hits that it had not found before, and the search with them, found `at` (UTC)."""
    new = tuple(hit for hit in hits if hit.report_id not in saved.found)
    now = at.isoformat(timespec="seconds")
    return new, Saved(saved.name, saved.said, saved.only, {**saved.found, **{hit.report_id: now for hit in new}})


def _path(home: Path, name: str) -> Path:
    if not re.fullmatch(r"[\w-]{1,80}", name):
        raise QueryError(f"{name!r} is no name for a search; expected letters, digits, - and _, up to 80")
    return Path(home) / "searches" / f"{name}.json"
