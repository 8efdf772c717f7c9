"""The warehouse again, from the archive and the journal: what makes migrations needless and a lost file harmless."""

from itertools import groupby
from pathlib import Path

from sqlalchemy import Engine, text

from extractors.model import Listing, Outcome
from warehouse import archive
from warehouse.archive import Sighting
from warehouse.connect import create_tables, engine, lock, warehouse_path
from warehouse.load import load, load_register, load_topics
from warehouse.reread import ReadAll, Told, archived, counted, read_into, untold
from warehouse.suppressions import read_suppressions
from warehouse.tables import metadata


def rebuild(home: Path, read_all: ReadAll, *, register: Path, topics: Path, told: Told = untold) -> Path:
    """Make `warehouse.duckdb` again beside the old one and put it in its place; dbt builds its marts afterwards.

    The rows are those that the nights loaded, with documents read by today's reader. Raises ArchiveError, before
    anything is read, where the journal names documents that the archive lacks. The old file stays until all is done.
    """
    home = Path(home)
    papers = archived(home)
    beside = home / "warehouse.rebuild.duckdb"
    with lock(home):
        _remove(beside)
        opened = engine(beside)
        try:
            create_tables(opened)
            load_register(opened, register)
            load_topics(opened, topics)
            _carry_over(home, opened)
            _replay(home, opened, counted(read_all, told, len(papers)), papers)
        except BaseException:
            opened.dispose()
            _remove(beside)
            raise
        opened.dispose()
        place = warehouse_path(home)
        place.with_name(place.name + ".wal").unlink(missing_ok=True)  # it belongs to the old file
        beside.replace(place)
    return place


def _replay(home: Path, opened: Engine, read_all: ReadAll, papers: dict[str, Listing]) -> None:
    for (run_id, at), entries in groupby(archive.read_journal(home), key=lambda e: (e.run_id, e.at)):
        together = [e.what for e in entries]
        sightings = [what for what in together if isinstance(what, Sighting)]
        outcomes = [what for what in together if isinstance(what, Outcome)]
        seen = dict.fromkeys(s.document_sha256 for s in sightings if s.document_sha256)
        read_into(opened, home, read_all, {s: papers.pop(s) for s in seen if s in papers}, at)
        load(opened, run_id=run_id, at=at, sightings=sightings, outcomes=outcomes)


def _carry_over(home: Path, opened: Engine) -> None:
    """What was read of papers whose bytes are not kept: nothing else has it."""
    withheld = sorted(read_suppressions(home).documents)
    if not withheld or not warehouse_path(home).exists():
        return
    with opened.begin() as connection:
        connection.exec_driver_sql(
            f"ATTACH '{str(warehouse_path(home)).replace(chr(39), chr(39) * 2)}' AS old (READ_ONLY)"
        )
    with opened.begin() as connection:
        for table in metadata.sorted_tables:
            if "reader_version" in table.columns:
                connection.execute(
                    text(
                        f'INSERT INTO "{table.name}" BY NAME FROM old.main."{table.name}" '
                        "WHERE document_sha256 IN (SELECT unnest(:withheld))"
                    ),
                    {"withheld": withheld},
                )
    with opened.begin() as connection:
        connection.exec_driver_sql("DETACH old")


def _remove(path: Path) -> None:
    for old in (path, path.with_name(path.name + ".wal")):
        old.unlink(missing_ok=True)
