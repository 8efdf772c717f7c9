"""The warehouse again, from the archive and the journal: what makes migrations needless and a lost file harmless."""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path

from sqlalchemy import Engine

from extractors.model import Listing, Outcome, Reading
from warehouse import archive
from warehouse.archive import ArchiveError, Entry, Sighting
from warehouse.connect import create_tables, engine, lock, warehouse_path
from warehouse.load import load, load_register, load_topics

log = logging.getLogger(__name__)

ReadAll = Callable[[Iterable[tuple[bytes, Listing | None]]], Iterator[Reading]]
"""Reads documents, each with the listing under which it was first seen; the readings may come in any order."""

BATCH = 200  # documents read and loaded at a time


def rebuild(home: Path, read_all: ReadAll, *, register: Path, topics: Path) -> Path:
    """Make `warehouse.duckdb` again beside the old one and put it in its place; dbt builds its marts afterwards.

    The rows are those that the nights loaded, with documents read by today's reader. Raises ArchiveError, before
    anything is read, where the journal names documents that the archive lacks. The old file stays until all is done.
    """
    home = Path(home)
    _check_archive(home)
    beside = home / "warehouse.rebuild.duckdb"
    with lock(home):
        _remove(beside)
        opened = engine(beside)
        try:
            create_tables(opened)
            load_register(opened, register)
            load_topics(opened, topics)
            _replay(home, opened, read_all)
        except BaseException:
            opened.dispose()
            _remove(beside)
            raise
        opened.dispose()
        place = warehouse_path(home)
        place.with_name(place.name + ".wal").unlink(missing_ok=True)  # it belongs to the old file
        beside.replace(place)
    return place


def _check_archive(home: Path) -> None:
    sightings = (e.what for e in archive.read_journal(home) if isinstance(e.what, Sighting))
    named = {s.document_sha256 for s in sightings if s.document_sha256}
    lost = sorted(s for s in named if not archive.document_path(home, s).exists())
    if lost:
        listed = "\n".join(str(archive.document_path(home, s)) for s in lost)
        raise ArchiveError(
            f"{len(lost)} of {len(named)} documents of the journal are missing; put them back from a backup:\n{listed}"
        )


def _replay(home: Path, opened: Engine, read_all: ReadAll) -> None:
    done: set[str] = set()
    for (run_id, at), entries in groupby(archive.read_journal(home), key=lambda e: (e.run_id, e.at)):
        together = list(entries)
        _read_new(home, opened, read_all, together, done)
        sightings = [e.what for e in together if isinstance(e.what, Sighting)]
        outcomes = [e.what for e in together if isinstance(e.what, Outcome)]
        load(opened, run_id=run_id, at=at, sightings=sightings, outcomes=outcomes)
    log.info("%s: %d documents read again", home, len(done))


def _read_new(home: Path, opened: Engine, read_all: ReadAll, entries: list[Entry], done: set[str]) -> None:
    first: dict[str, Listing] = {}
    for sighting in (e.what for e in entries if isinstance(e.what, Sighting)):
        if sighting.document_sha256 and sighting.document_sha256 not in done:
            first.setdefault(sighting.document_sha256, sighting.listing)
    at = entries[0].at
    waiting = iter(first.items())
    while batch := list(islice(waiting, BATCH)):
        jobs = ((archive.get(home, sha256), listing) for sha256, listing in batch)
        _load_all(opened, list(read_all(jobs)), {sha256 for sha256, _ in batch}, entries[0].run_id, at)
    done.update(first)


def _load_all(opened: Engine, readings: list[Reading], asked: set[str], run_id: str, at: datetime) -> None:
    silent = asked - {r.document.sha256 for r in readings}
    if silent:
        raise RuntimeError(
            f"the reader gave no reading for {', '.join(sorted(silent))}; it must give one for every document"
        )
    load(opened, run_id=run_id, at=at, readings=readings)


def _remove(path: Path) -> None:
    for old in (path, path.with_name(path.name + ".wal")):
        old.unlink(missing_ok=True)
