"""What is done with promised papers: fetched into the archive, read unless they were, and told of."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractors.model import Fetched, Happened, Listing, Outcome, Reading, ReadState, Stage, Validators
from flows.again import not_yet, still_shut, validators_of
from flows.fetch import Fetch
from flows.hosts import NOT_ASKED
from flows.settings import Settings
from warehouse import archive
from warehouse.archive import Sighting
from warehouse.held import Held, Shut
from warehouse.suppressions import read_suppressions

Read = Callable[[Iterable[tuple[bytes, Listing | None]]], Iterator[Reading]]
"""Reads documents, each with its listing; readings may come in any order."""


@dataclass(frozen=True, slots=True)
class Got:
    """The document behind a url tonight, if there is one; `validators` only where its host was asked and gave it."""

    document_sha256: str | None = None
    validators: Validators | None = None


def fetch_papers(
    settings: Settings, listings: Iterable[Listing], fetch: Fetch, got: dict[str, Got], held: Mapping[str, Held | Shut]
) -> Iterator[Sighting | Outcome]:
    """File each paper in the archive. A restricted one is not asked for, and a url once only: `got` is what it gave.

    `held` is what urls gave on earlier nights: such a paper is asked for only if it may have changed, and where the
    host gave validators, only if it has. A link that led to a login page rests as well.
    """
    for listing in listings:
        if not listing.restricted and listing.url not in got:
            got[listing.url], outcome = _get(settings, listing, fetch, held.get(listing.url))
            yield outcome
        mine = Got() if listing.restricted else got[listing.url]
        yield Sighting(listing, mine.document_sha256, mine.validators)


def _get(settings: Settings, listing: Listing, fetch: Fetch, held: Held | Shut | None) -> tuple[Got, Outcome]:
    if isinstance(held, Shut):
        if why := still_shut(listing, held, settings):
            return Got(), Outcome(listing.council, Stage.FETCH, held.happened, listing.url, NOT_ASKED + why)
        held = None
    if held and not archive.document_path(settings.home, held.document_sha256).exists():
        is_withheld = held.document_sha256 in read_suppressions(settings.home).documents
        held = held if is_withheld and held.is_read else None  # else it was lost, and has to come again
    was = Got(held.document_sha256) if held else Got()
    if held and (why := not_yet(listing, held, settings, datetime.now(UTC))):
        return was, Outcome(listing.council, Stage.FETCH, Happened.HELD, listing.url, NOT_ASKED + why)
    if why := _lack_of_space(settings):
        return was, Outcome(listing.council, Stage.FETCH, Happened.NO_SPACE, listing.url, NOT_ASKED + why)
    answer = fetch(listing.url, listing.council, Stage.FETCH, held.validators if held else None)
    if isinstance(answer, Fetched):
        return _file(settings.home, listing, answer)
    if held and answer.happened is Happened.UNCHANGED:
        return Got(held.document_sha256, held.validators), answer
    return Got(), answer


def _lack_of_space(settings: Settings) -> str | None:
    free = shutil.disk_usage(settings.home).free
    if free >= settings.disk_reserve:
        return None
    return (
        f"{free / 1e9:.1f} GB are free under {settings.home}, and {settings.disk_reserve / 1e9:.1f} GB are to stay so; "
        "make room, or set CLEARDAYS_DISK_RESERVE"
    )


def _file(home: Path, listing: Listing, answer: Fetched) -> tuple[Got, Outcome]:
    was_there = archive.document_path(home, answer.sha256).exists()
    happened = Happened.UNCHANGED if was_there else Happened.FETCHED
    moved = None if answer.url == listing.url else f"from {answer.url}"
    given = validators_of(answer.headers) if answer.headers else None  # a file of a folder has none
    got = Got(archive.put(home, answer.body), given)
    return got, Outcome(listing.council, Stage.FETCH, happened, listing.url, moved)


def read_papers(
    home: Path, sightings: Iterable[Sighting], known: set[str], read: Read
) -> tuple[list[Reading], list[Outcome]]:
    """Read the documents that are not `known` by their sha256, and add them to it. The first are read while sightings
    still come."""
    new: dict[str, Listing] = {}

    def jobs() -> Iterator[tuple[bytes, Listing]]:
        for sighting in sightings:
            sha256 = sighting.document_sha256
            if sha256 and sha256 not in known and sha256 not in new:
                new[sha256] = sighting.listing
                yield archive.get(home, sha256), sighting.listing

    readings = list(read(jobs()))
    known.update(reading.document.sha256 for reading in readings)
    return readings, [_told(new[reading.document.sha256], reading) for reading in readings]


def _told(listing: Listing, reading: Reading) -> Outcome:
    document = reading.document
    if document.read_state is ReadState.READ:
        return Outcome(listing.council, Stage.READ, Happened.READ, listing.url)
    detail = document.read_state + (f": {document.why}" if document.why else "")
    return Outcome(listing.council, Stage.READ, Happened.NOT_READ, listing.url, detail)
