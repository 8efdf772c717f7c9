"""The archive's papers, read and loaded: all of them into a new warehouse, or those that today's reader has not read.

Rows are only ever added. What a newer reader made of a paper speaks for it from then on; the older stays to compare.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice
from pathlib import Path

from sqlalchemy import Engine

from extractors.model import Listing, Reading
from warehouse import archive
from warehouse.archive import ArchiveError, Sighting
from warehouse.connect import NoWarehouseError, warehouse_path, writer
from warehouse.load import known, load, recognised
from warehouse.suppressions import read_suppressions

ReadAll = Callable[[Iterable[tuple[bytes, Listing | None]]], Iterator[Reading]]
"""Reads documents, each with the listing under which it was first seen; the readings may come in any order."""
Told = Callable[[int, int], None]
"""Called after each paper: how many are read, of how many."""

BATCH = 200  # documents read and loaded at a time


@dataclass(frozen=True, slots=True)
class Reread:
    """Papers read, papers left since this reader had read them, and papers whose recognised text was left."""

    read: int
    known: int
    recognised: int


def untold(done: int, total: int) -> None:
    """Tell nobody."""


def reread(
    home: Path, read_all: ReadAll, *, at: datetime, reader_version: str, ocr_version: str | None, told: Told = untold
) -> Reread:
    """Read the archive's papers that this version has not read, and add the rows; a second time adds none.

    Without an `ocr_version`, papers whose text was recognised keep it: they would only be scans again. Raises
    NoWarehouseError, ArchiveError, before anything is read, where documents are lost, and BusyError.
    """
    if not warehouse_path(home).exists():
        raise NoWarehouseError(f"{warehouse_path(home)}: no warehouse; `cleardays rebuild` makes one from the archive")
    with writer(home) as opened:
        papers = archived(home)
        done = known(opened, reader_version, ocr_version) & papers.keys()
        kept = frozenset() if ocr_version else recognised(opened) & papers.keys() - done
        new = {sha256: listing for sha256, listing in papers.items() if sha256 not in done | kept}
        read_into(opened, home, counted(read_all, told, len(new)), new, at)
    return Reread(len(new), len(done), len(kept))


def archived(home: Path) -> dict[str, Listing]:
    """Every document of the journal by its sha256, with the listing under which it was first seen.

    Raises ArchiveError, naming them, where the archive lacks some.
    """
    found: dict[str, Listing] = {}
    for entry in archive.read_journal(home):
        if isinstance(entry.what, Sighting) and entry.what.document_sha256:
            found.setdefault(entry.what.document_sha256, entry.what.listing)
    withheld = read_suppressions(home).documents  # their bytes are not kept
    found = {sha256: listing for sha256, listing in found.items() if sha256 not in withheld}
    lost = sorted(s for s in found if not archive.document_path(home, s).exists())
    if lost:
        listed = "\n".join(str(archive.document_path(home, s)) for s in lost)
        raise ArchiveError(
            f"{len(lost)} of {len(found)} documents of the journal are missing; put them back from a backup:\n{listed}"
        )
    return found


def read_into(opened: Engine, home: Path, read_all: ReadAll, papers: Mapping[str, Listing], at: datetime) -> None:
    """Read papers and load the readings, batch by batch, as read `at`."""
    waiting = iter(papers.items())
    while batch := dict(islice(waiting, BATCH)):
        jobs = ((archive.get(home, sha256), listing) for sha256, listing in batch.items())
        readings = list(read_all(jobs))
        silent = batch.keys() - {r.document.sha256 for r in readings}
        if silent:
            raise RuntimeError(
                f"the reader gave no reading for {', '.join(sorted(silent))}; it must give one for every document"
            )
        load(opened, run_id="reread", at=at, readings=readings)


def counted(read_all: ReadAll, told: Told, total: int) -> ReadAll:
    """The same reader, telling of each paper that it has read."""
    number = count(1)

    def read(jobs: Iterable[tuple[bytes, Listing | None]]) -> Iterator[Reading]:
        for reading in read_all(jobs):
            yield reading
            told(next(number), total)

    return read
