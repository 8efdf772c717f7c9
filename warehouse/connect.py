"""One engine from one path, and the writer's lock.

DuckDB allows one process that writes or many that read, never both. The lock says who writes before DuckDB refuses.
"""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from warehouse.tables import metadata

_held: set[int] = set()


class BusyError(RuntimeError):
    """Somebody else has the warehouse open."""


class NoWarehouseError(RuntimeError):
    """There is no warehouse to read from."""


class SchemaError(RuntimeError):
    """The warehouse file was made by another version of the schema."""


def warehouse_path(home: Path) -> Path:
    """Where the warehouse of a home lies."""
    return Path(home) / "warehouse.duckdb"


def engine(path: Path, read_only: bool = False, threads: int | None = None) -> Engine:
    """An engine on a DuckDB file; nothing is opened yet. Times go in and come out naive, in UTC."""
    config = {"threads": threads} if threads else {}
    return create_engine(f"duckdb:///{path}", connect_args={"read_only": read_only, "config": config})


@contextmanager
def writer(home: Path, threads: int | None = None) -> Iterator[Engine]:
    """The only engine that may write to the home's warehouse, its tables made; the file is closed at the end. It uses
    so many threads; where not said, as many as there are cores.

    Raises BusyError, naming the holder, while another writer or reader has the file; SchemaError where its tables are
    not those of tables.py.
    """
    Path(home).mkdir(parents=True, exist_ok=True)
    with lock(home):
        opened = engine(warehouse_path(home), threads=threads)
        try:
            create_tables(opened)
            yield opened
        finally:
            opened.dispose()


def reader(home: Path) -> duckdb.DuckDBPyConnection:
    """A connection that only reads the warehouse, for what no release has. Raises NoWarehouseError and BusyError."""
    path = warehouse_path(home)
    if not path.exists():
        raise NoWarehouseError(f"{path}: no warehouse; `cleardays run` makes one, and `rebuild` from an archive")
    try:
        return duckdb.connect(path, read_only=True)
    except duckdb.IOException as error:
        by = holder(home) or str(error).splitlines()[0]
        raise BusyError(f"{path}: the warehouse is being written by {by}; ask again when that is done") from error


@contextmanager
def lock(home: Path) -> Iterator[None]:
    """The writer's lock: `writer.lock` names pid, host and since when. The system releases it when the holder dies."""
    path = Path(home) / "writer.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                f"{path}: the warehouse is being written by {_named(path)}; wait for it or stop it"
            ) from None
        _held.add(descriptor)
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


def holder(home: Path) -> str | None:
    """Who is writing now ("process 4711 on host since …"), or None."""
    path = Path(home) / "writer.lock"
    if not path.exists():
        return None
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _named(path)
    return None


def _named(path: Path) -> str:
    try:
        said = json.loads(path.read_text())
    except ValueError:  # the holder has the lock and has not written its name yet
        return "a process that just started"
    return f"process {said['pid']} on {said['host']} since {said['since']}"


def _let_go() -> None:
    """A forked child must not keep its parent's lock alive."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)


def create_tables(opened: Engine) -> None:
    """Make the tables that are missing.

    Raises SchemaError where one has other columns, BusyError where another process has the file open.
    """
    try:
        with opened.begin() as connection:
            for table in metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
            _compare(connection, opened.url.database or "")
    except (DBAPIError, duckdb.IOException) as error:
        if "lock" not in str(error):
            raise
        raise BusyError(f"{opened.url.database} is open in another process: {_first_line(error)}") from error


def _compare(connection: Connection, path: str) -> None:
    sql = "select table_name, column_name from information_schema.columns where table_schema = 'main'"
    there = {(str(t), str(c)) for t, c in connection.exec_driver_sql(sql)}
    wanted = {(t.name, c.name) for t in metadata.sorted_tables for c in t.columns}
    ours = {t.name for t in metadata.sorted_tables}
    odd = sorted(f"{t}.{c}" for t, c in wanted ^ {x for x in there if x[0] in ours})
    if odd:
        raise SchemaError(
            f"{path}: the columns {', '.join(odd)} are in the file or in the schema, not in both; "
            "`cleardays rebuild` makes the file again"
        )


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]
