"""What is done with promised papers: fetched into the archive, read unless they were, and told of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from extractors.model import Fetched, Happened, Listing, Outcome, Reading, ReadState, Stage
from flows.fetch import Fetch
from warehouse import archive
from warehouse.archive import Sighting

Read = Callable[[Iterable[tuple[bytes, Listing | None]]], Iterator[Reading]]
"""Reads documents, each with its listing; readings may come in any order."""


def fetch_papers(
    home: Path, listings: Iterable[Listing], fetch: Fetch, got: dict[str, str | None]
) -> tuple[list[Sighting], list[Outcome]]:
    """File each paper in the archive. A restricted one is not asked for, and a url once only: `got` is its document."""
    sightings, outcomes = [], []
    for listing in listings:
        if not listing.restricted and listing.url not in got:
            answer = fetch(listing.url, listing.council, Stage.FETCH)
            got[listing.url], outcome = _file(home, listing, answer)
            outcomes.append(outcome)
        sightings.append(Sighting(listing, None if listing.restricted else got[listing.url]))
    return sightings, outcomes


def _file(home: Path, listing: Listing, answer: Fetched | Outcome) -> tuple[str | None, Outcome]:
    if isinstance(answer, Outcome):
        return None, answer
    was_there = archive.document_path(home, answer.sha256).exists()
    happened = Happened.UNCHANGED if was_there else Happened.FETCHED
    moved = None if answer.url == listing.url else f"from {answer.url}"
    return archive.put(home, answer.body), Outcome(listing.council, Stage.FETCH, happened, listing.url, moved)


def read_papers(
    home: Path, sightings: Sequence[Sighting], known: set[str], read: Read
) -> tuple[list[Reading], list[Outcome]]:
    """Read the documents that are not `known` by their sha256, and add them to it."""
    new = {s.document_sha256: s.listing for s in reversed(sightings) if s.document_sha256}
    jobs = [(sha256, listing) for sha256, listing in reversed(new.items()) if sha256 not in known]
    readings = list(read((archive.get(home, sha256), listing) for sha256, listing in jobs)) if jobs else []
    known.update(reading.document.sha256 for reading in readings)
    return readings, [_told(new[reading.document.sha256], reading) for reading in readings]


def _told(listing: Listing, reading: Reading) -> Outcome:
    document = reading.document
    if document.read_state is ReadState.READ:
        return Outcome(listing.council, Stage.READ, Happened.READ, listing.url)
    detail = document.read_state + (f": {document.why}" if document.why else "")
    return Outcome(listing.council, Stage.READ, Happened.NOT_READ, listing.url, detail)
