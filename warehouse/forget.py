"""A person out of all that is kept. What cannot be mended in place is made again without them, or goes.

The suppression list comes first: a purge that is killed is begun again, and no night brings back what it took.
"""

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from warehouse.archive import document_path
from warehouse.connect import create_tables, engine, lock, reader, warehouse_path
from warehouse.releases import list_releases, remove, sweep_unfinished
from warehouse.sought import PYTHON, WITHHELD, ForgetError, Sought, pattern, phone, words
from warehouse.suppressions import suppress
from warehouse.tables import metadata
from warehouse.traces import Trace, columns_of, conceal_sql, condition

REMADE = ("prefect", "dbt", "published/search")
"""Folders that go whole: the state of past runs, and what the next build and the next search make again."""


class StillThereError(RuntimeError):
    """Something is left under the home."""


def standing_at(home: Path, document_sha256: str, path: str) -> list[Sought]:
    """The names, mails and phones that were read at a path of a document, or below it ("/contacts/0").

    Raises ForgetError where nothing of the kind was read there.
    """
    with reader(home) as connection:
        rows = connection.execute(
            "SELECT DISTINCT path, value FROM main.evidence WHERE document_sha256 = $sha AND value IS NOT NULL "
            "AND (path = $path OR starts_with(path, $path || '/')) AND regexp_matches(path, '/(name|email|phone)$')",
            {"sha": document_sha256, "path": path.rstrip("/")},
        ).fetchall()
    if not rows:
        raise ForgetError(
            f"{document_sha256[:12]} {path}: no name, mail or phone was read there; `cleardays explain` shows the "
            "paths. Any other value is withheld by a row of suppressions.csv: the document's sha256 and the path"
        )
    return [(phone if where.endswith("/phone") else words)(str(value)) for where, value in rows]


def purge(home: Path, on: date, sought: Sequence[Sought], traces: Sequence[Trace]) -> None:
    """Take what is sought out of list, archive, journal, warehouse and logs; releases stay until `drop_releases`.

    The warehouse has no marts afterwards: dbt builds them. Raises BusyError while another writes.
    """
    home = Path(home)
    archive = home / "archive" / "documents"
    with lock(home):
        papers = {t.path for t in traces if archive in t.path.parents}
        said = _documents_that_say(home, sought) if warehouse_path(home).exists() else set()
        shas = {p.name for p in papers if re.fullmatch(r"[0-9a-f]{64}", p.name)} | said
        suppress(home, on, documents=sorted(shas), values=sought)
        for path in papers | {document_path(home, sha256) for sha256 in said}:
            path.unlink(missing_ok=True)
        for folder in {home / name for name in REMADE} & {p for t in traces for p in t.path.parents}:
            shutil.rmtree(folder)
        for path in sorted({t.path for t in traces} - papers):
            if path.exists() and path.suffix not in (".duckdb", ".parquet") and home / "published" not in path.parents:
                _mend_text(path, sought)
        if warehouse_path(home).exists():
            _remake_warehouse(home, sought)


def drop_releases(home: Path, traces: Iterable[Trace]) -> list[str]:
    """Remove the releases in which something was found, by their release_id; the current one must be another by now."""
    sweep_unfinished(home)
    held = {path for trace in traces for path in trace.path.parents}
    dropped = [r for r in list_releases(home) if r.path in held]
    for release in dropped:
        if release.is_current:
            raise StillThereError(f"{release.path}: the current release holds it; `cleardays publish` makes another")
        remove(release)
    return [release.release_id for release in dropped]


def _documents_that_say(home: Path, sought: Sequence[Sought]) -> set[str]:
    """Documents in whose rows it stands, also where their bytes do not show it: what was recognised in pictures."""
    found: set[str] = set()
    with reader(home) as connection:
        for table in metadata.sorted_tables:
            if "reader_version" in table.columns:
                where = condition(columns_of(connection, f'main."{table.name}"'), sought)
                sql = f'SELECT DISTINCT document_sha256 FROM main."{table.name}" WHERE {where}'
                found |= {str(sha256) for (sha256,) in connection.execute(sql).fetchall()}
    return found


def _remake_warehouse(home: Path, sought: Sequence[Sought]) -> None:
    """The warehouse's own tables in a new file: deleted rows would stay in the old one's free blocks."""
    place = warehouse_path(home)
    beside = home / "warehouse.forget.duckdb"
    beside.unlink(missing_ok=True)
    opened = engine(beside)
    create_tables(opened)
    opened.dispose()
    with duckdb.connect(place) as connection:
        connection.execute(f"ATTACH '{str(beside).replace(chr(39), chr(39) * 2)}' AS remade")
        for table in metadata.sorted_tables:
            columns = columns_of(connection, f'main."{table.name}"')
            shown = ", ".join(f'{_concealed(name, kind, sought)} AS "{name}"' for name, kind in columns)
            connection.execute(
                f'INSERT INTO remade.main."{table.name}" BY NAME SELECT {shown} FROM main."{table.name}" '
                "ON CONFLICT DO NOTHING"
            )
        connection.execute("DETACH remade")
    place.with_name(place.name + ".wal").unlink(missing_ok=True)
    beside.replace(place)


def _concealed(name: str, kind: str, sought: Sequence[Sought]) -> str:
    column = f'"{name}"'
    if kind == "VARCHAR":
        return conceal_sql(column, sought)
    if kind == "VARCHAR[]":
        return f"list_transform({column}, lambda x: {conceal_sql('x', sought)})"
    return column


def _mend_text(path: Path, sought: Sequence[Sought]) -> None:
    """A journal's month, a log, a list: the same lines without what is sought. Raises StillThereError for no text."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        raise StillThereError(f"{path}: no text, and no file of ours; take it away and begin again") from None
    beside = path.with_name(f".{path.name}.mended")
    beside.write_text("".join(_mended(line, sought) for line in lines), encoding="utf-8")
    shutil.copymode(path, beside)
    beside.replace(path)


def _mended(line: str, sought: Sequence[Sought]) -> str:
    try:
        row = json.loads(line)
    except ValueError:
        return _conceal(line, sought)
    return json.dumps(_each(row, sought)) + "\n" if isinstance(row, dict) else _conceal(line, sought)


def _each(value: Any, sought: Sequence[Sought]) -> Any:
    if isinstance(value, str):
        return _conceal(value, sought)
    if isinstance(value, list):
        return [_each(one, sought) for one in value]
    return {key: _each(one, sought) for key, one in value.items()} if isinstance(value, dict) else value


def _conceal(text: str, sought: Sequence[Sought]) -> str:
    for one in sought:
        for _ in range(2):
            text = re.sub(pattern(one, PYTHON), rf"\g<1>{WITHHELD}\g<2>", text)
    return text
