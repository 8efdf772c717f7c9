"""A release for analysts: built beside the last one, then pointed to at once.

A release is a folder that never changes: `cleardays.duckdb`, a Parquet file per table and `datapackage.json`. A reader
who holds an older one keeps it; the next who connects through `published/current` sees the new one.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from warehouse.archive import to_utc
from warehouse.connect import warehouse_path
from warehouse.datapackage import Heading, write_datapackage
from warehouse.dbt_manifest import Described, described
from warehouse.hidden import hidden, without
from warehouse.profiles import PROFILES, ProfileError, selection
from warehouse.register import SOURCES, read_register
from warehouse.site import write_site
from warehouse.suppressions import read_suppressions

MARTS = (
    *("councils", "documents", "reports", "report_places", "report_fields", "report_people", "recommendations"),
    *("implications", "background_papers", "appendices", "passages", "evidence", "issues", "decisions"),
    *(
        "national_coverage",
        "compliance_rules",
        "rule_results",
        "council_compliance",
        "crawl_outcomes",
        "reconciliation",
        "unread_papers",
    ),
)
"""The tables that a release must have; it also takes any other that dbt built."""

DATABASE = "cleardays.duckdb"
STORAGE_VERSION = "v1.2.0"  # every DuckDB from 1.2 on opens it; the contract promises 1.4


class PublishError(RuntimeError):
    """There is nothing to publish, or it cannot be published now."""


@dataclass(frozen=True, slots=True)
class Release:
    """A published folder. Times in UTC."""

    release_id: str
    path: Path
    is_current: bool


def publish(home: Path, profile: str = "internal", *, at: datetime | None = None, with_site: bool = False) -> Path:
    """Copy the marts into a new release and point `published/current` to it. The path is the release's folder.

    `with_site` puts pages for people into its folder `site`, always of the open profile. Publishing the same rows twice
    in a second gives the same release. Raises PublishError, naming what is missing, where dbt has not built every mart;
    ProfileError where there is no such profile.
    """
    if profile not in PROFILES:
        raise ProfileError(f"profile {profile!r}; expected one of {', '.join(PROFILES)}")
    published = Path(home) / "published"
    releases = published / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    _sweep(releases)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=releases))
    moment = to_utc(at or datetime.now(UTC)).replace(microsecond=0)
    try:
        release_id = _build(Path(home), building, profile, moment)
        if with_site:
            _add_site(Path(home), building / "site", moment)
        release = releases / release_id
        if not release.exists():
            building.chmod(0o755)
            building.rename(release)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    _point(published / "current", Path("releases") / release_id)
    return release


def _add_site(home: Path, site: Path, at: datetime) -> None:
    """Pages, and beside them the open copy that they show: the folder can be put on any web host as it is."""
    data = site / "data"
    data.mkdir(parents=True)
    _build(home, data, "open", at)
    write_site(data, site)


def list_releases(home: Path) -> tuple[Release, ...]:
    """Every release of a home, oldest first."""
    published = Path(home) / "published"
    current = (published / "current").resolve()
    databases = (published / "releases").glob(f"[!.]*/{DATABASE}")
    paths = [d.parent for d in sorted(databases, key=lambda d: (d.stat().st_mtime_ns, d))]
    return tuple(Release(p.name, p, p.resolve() == current) for p in paths)


def _build(home: Path, building: Path, profile: str, at: datetime) -> str:
    connection = duckdb.connect()
    try:
        _attach(connection, home, building / DATABASE)
        described_by = described(home)
        tables = _copy(connection, home, profile)
        release_id = _release_id(connection, tables, profile, at)
        _write_publication(connection, release_id, at, profile)
        tables = [*tables, "publication"]
        _comment(connection, tables, described_by)
        for table in tables:
            target = _quoted(building / f"{table}.parquet")
            connection.execute(f'COPY release.main."{table}" TO {target} (FORMAT parquet, COMPRESSION zstd)')
        columns = {t: _columns(connection, "release", "main", t) for t in tables}
        sources = _sources(connection)
        connection.execute("DETACH release")
    finally:
        connection.close()
    write_datapackage(building, Heading(release_id, at, profile, sources), columns, described_by)
    _finish(building)
    return release_id


def _sources(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The councils whose papers these are, and the sources of the built-in register, where it is the one in use."""
    councils = connection.execute(
        "SELECT DISTINCT c.name, c.website FROM release.main.councils c "
        "JOIN release.main.report_places USING (gss_code) WHERE c.website IS NOT NULL ORDER BY ALL"
    ).fetchall()
    codes = {code for (code,) in connection.execute("SELECT gss_code FROM release.main.councils").fetchall()}
    is_built_in = not codes.isdisjoint(c.gss_code for c in read_register())
    return [*(SOURCES if is_built_in else ()), *((str(name), str(website)) for name, website in councils)]


def _attach(connection: duckdb.DuckDBPyConnection, home: Path, target: Path) -> None:
    source = warehouse_path(home)
    if not source.exists():
        raise PublishError(f"{source}: no warehouse; `cleardays run` makes one")
    try:
        connection.execute(f"ATTACH {_quoted(source)} AS warehouse (READ_ONLY)")
    except (duckdb.IOException, duckdb.BinderException, duckdb.ConnectionException) as error:
        raise PublishError(
            f"{source} cannot be read now ({str(error).splitlines()[0]}); publish when the writer is done"
        ) from error
    connection.execute(f"ATTACH {_quoted(target)} AS release (STORAGE_VERSION '{STORAGE_VERSION}')")


def _copy(connection: duckdb.DuckDBPyConnection, home: Path, profile: str) -> list[str]:
    built = connection.execute(
        "SELECT table_name FROM information_schema.tables "  # tables, and views whose table is made here
        "WHERE table_catalog = 'warehouse' AND table_schema = 'marts' ORDER BY ALL"
    ).fetchall()
    tables = [name for (name,) in built]
    missing = [m for m in MARTS if m not in tables]
    if missing:
        raise PublishError(
            f"{warehouse_path(home)} lacks marts.{', marts.'.join(missing)}; `cleardays run` builds them with dbt"
        )
    hide = hidden(connection, read_suppressions(home))
    for table in tables:
        columns = _columns(connection, "warehouse", "marts", table)
        query = without(selection(profile, "warehouse.marts", table, columns), columns, hide)
        connection.execute(f'CREATE TABLE release.main."{table}" AS {query}')
    return tables


def _columns(connection: duckdb.DuckDBPyConnection, database: str, schema: str, table: str) -> list[tuple[str, str]]:
    rows = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = ? AND schema_name = ? AND table_name = ? ORDER BY column_index",
        [database, schema, table],
    ).fetchall()
    return [(str(name), str(kind)) for name, kind in rows]


def _release_id(connection: duckdb.DuckDBPyConnection, tables: list[str], profile: str, at: datetime) -> str:
    """When, and a hash of what: two releases of the same rows end alike."""
    content = [profile]
    for table in tables:
        row = connection.execute(f'SELECT count(*), bit_xor(hash(t)) FROM release.main."{table}" t').fetchone()
        content.append(f"{table} {row}")
    return f"{at:%Y%m%dT%H%M%SZ}-{sha256('|'.join(content).encode()).hexdigest()[:8]}"


def _write_publication(connection: duckdb.DuckDBPyConnection, release_id: str, at: datetime, profile: str) -> None:
    connection.execute(
        """
        CREATE TABLE release.main.publication AS SELECT
            ?::VARCHAR AS release_id,
            ?::TIMESTAMP AS published_at,
            (SELECT max("at") FROM warehouse.main.crawl_outcomes)::TIMESTAMP AS data_until,
            (
                SELECT reader_version FROM warehouse.main.readings ORDER BY read_at DESC, reader_version DESC LIMIT 1
            ) AS reader_version,
            ?::VARCHAR AS profile
        """,
        [release_id, at, profile],
    )


def _comment(connection: duckdb.DuckDBPyConnection, tables: list[str], described_by: Mapping[str, Described]) -> None:
    for table in tables:
        if table in described_by:
            said = described_by[table]
            connection.execute(f'COMMENT ON TABLE release.main."{table}" IS {_quoted(said.description)}')
            for column, _ in _columns(connection, "release", "main", table):
                if said.columns.get(column):
                    connection.execute(
                        f'COMMENT ON COLUMN release.main."{table}"."{column}" IS {_quoted(said.columns[column])}'
                    )


def _finish(building: Path) -> None:
    """On the disk for good, and read-only."""
    for path in building.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.chmod(0o444)


def _sweep(releases: Path) -> None:
    """Remove what a publisher that died left; one that is at work is younger than a day."""
    for left in releases.glob(".building-*"):
        if time.time() - left.stat().st_mtime > 86400:
            shutil.rmtree(left, ignore_errors=True)


def _point(link: Path, target: Path) -> None:
    beside = link.with_name(f".{link.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    beside.replace(link)


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
