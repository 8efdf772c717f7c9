"""A release for analysts: built beside the last one, then pointed to at once.

A release is a folder that never changes: `cleardays.duckdb`, a Parquet file per table and `datapackage.json`. A reader
who holds an older one keeps it; the next who connects through `published/current` sees the new one.
"""

import shutil
from collections.abc import Mapping
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
from warehouse.release_changes import Changed, compare, previous, write_changes, write_page
from warehouse.releases import DATABASE, keep, publishing
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

SPILL = "spill"
"""What does not fit into memory lies here while a release is built."""
STORAGE_VERSION = "v1.2.0"  # every DuckDB from 1.2 on opens it; the contract promises 1.4


class PublishError(RuntimeError):
    """There is nothing to publish, or it cannot be published now."""


def publish(home: Path, profile: str = "internal", *, at: datetime | None = None, with_site: bool = False) -> Path:
    """Copy the marts into a new release and point `published/current` to it. The path is the release's folder.

    `with_site` puts pages for people into its folder `site`, always of the open profile. Publishing the same rows twice
    in a second gives the same release. Raises PublishError, naming what is missing, where dbt has not built every mart;
    ProfileError where there is no such profile.
    """
    if profile not in PROFILES:
        raise ProfileError(f"profile {profile!r}; expected one of {', '.join(PROFILES)}")
    if not warehouse_path(home).exists():
        raise PublishError(f"{warehouse_path(home)}: no warehouse; `cleardays run` makes one")
    moment = to_utc(at or datetime.now(UTC)).replace(microsecond=0)
    with publishing(home) as building:
        release_id = _build(Path(home), building, profile, moment)
        if with_site:
            _add_site(Path(home), building / "site", moment)
        return keep(home, building, release_id)


def _add_site(home: Path, site: Path, at: datetime) -> None:
    """Pages, and beside them the open copy that they show: the folder can be put on any web host as it is."""
    data = site / "data"
    data.mkdir(parents=True)
    _build(home, data, "open", at)
    write_site(data, site)


def _build(home: Path, building: Path, profile: str, at: datetime) -> str:
    described_by = described(home)
    connection = duckdb.connect(config={"temp_directory": str(building / SPILL)})
    try:
        since = previous(home, profile)
        _attach(connection, home, building / DATABASE, since)
        connection.execute("BEGIN")  # one commit, and so one wait for the disk, instead of one for each table
        tables = _copy(connection, home, profile)
        release_id = _release_id(connection, tables, profile, at)
        _write_publication(connection, release_id, at, profile)
        changes = _changes(connection, since, described_by)
        write_changes(connection, changes)
        columns = _columns(connection, "release", "main")
        _comment(connection, columns, described_by)
        connection.execute("COMMIT")
        for table in columns:
            target = _quoted(building / f"{table}.parquet")
            connection.execute(f'COPY release.main."{table}" TO {target} (FORMAT parquet, COMPRESSION zstd)')
        sources = _sources(connection)
        connection.execute("DETACH release")
    finally:
        connection.close()
    shutil.rmtree(building / SPILL, ignore_errors=True)
    write_page(building, release_id, changes)
    write_datapackage(building, Heading(release_id, at, profile, sources), columns, described_by)
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


def _changes(
    connection: duckdb.DuckDBPyConnection, since: Path | None, described_by: Mapping[str, Described]
) -> list[Changed]:
    if since is None:
        return []
    before, now = _columns(connection, "before", "main"), _columns(connection, "release", "main")
    return compare(connection, since.name, before, now, {table: said.key for table, said in described_by.items()})


def _attach(connection: duckdb.DuckDBPyConnection, home: Path, target: Path, since: Path | None) -> None:
    source = warehouse_path(home)
    try:
        connection.execute(f"ATTACH {_quoted(source)} AS warehouse (READ_ONLY)")
    except (duckdb.IOException, duckdb.BinderException, duckdb.ConnectionException) as error:
        raise PublishError(
            f"{source} cannot be read now ({str(error).splitlines()[0]}); publish when the writer is done"
        ) from error
    connection.execute(f"ATTACH {_quoted(target)} AS release (STORAGE_VERSION '{STORAGE_VERSION}')")
    if since:
        connection.execute(f"ATTACH {_quoted(since / DATABASE)} AS before (READ_ONLY)")


def _copy(connection: duckdb.DuckDBPyConnection, home: Path, profile: str) -> list[str]:
    built = _columns(connection, "warehouse", "marts")  # of tables, and of views whose table is made here
    missing = [m for m in MARTS if m not in built]
    if missing:
        raise PublishError(
            f"{warehouse_path(home)} lacks marts.{', marts.'.join(missing)}; `cleardays run` builds them with dbt"
        )
    hide = hidden(connection, read_suppressions(home))
    for table, columns in built.items():
        query = without(selection(profile, "warehouse.marts", table, columns), columns, hide)
        connection.execute(f'CREATE TABLE release.main."{table}" AS {query}')
    return list(built)


def _columns(connection: duckdb.DuckDBPyConnection, database: str, schema: str) -> dict[str, list[tuple[str, str]]]:
    """(name, DuckDB type) of the columns of each table and view, by name."""
    rows = connection.execute(
        "SELECT table_name, list((column_name, data_type) ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = ? AND schema_name = ? GROUP BY table_name ORDER BY table_name",
        [database, schema],
    ).fetchall()
    return {table: [(name, kind) for name, kind in columns] for table, columns in rows}


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


def _comment(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, list[tuple[str, str]]],
    described_by: Mapping[str, Described],
) -> None:
    for table in tables.keys() & described_by.keys():
        said = described_by[table]
        connection.execute(f'COMMENT ON TABLE release.main."{table}" IS {_quoted(said.description)}')
        for column, _ in tables[table]:
            if said.columns.get(column):
                connection.execute(
                    f'COMMENT ON COLUMN release.main."{table}"."{column}" IS {_quoted(said.columns[column])}'
                )


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
