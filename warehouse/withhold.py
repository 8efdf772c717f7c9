"""Papers whose bytes are not kept: what they say stays in the warehouse, without the values on the suppression list."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from extractors.model import Outcome, Reading
from warehouse.archive import ArchiveError, Sighting, document_path, get
from warehouse.contents import texts
from warehouse.suppressions import Suppressed, concealed, concealed_listing, holds, read_suppressions, suppress


def withhold(
    home: Path, on: date, sightings: Sequence[Sighting], readings: Iterable[Reading], outcomes: Sequence[Outcome]
) -> tuple[list[Sighting], list[Outcome]]:
    """After papers were read: those that hold a value on the list leave the archive and come on the list themselves.

    The sightings and outcomes as the journal may keep them.
    """
    suppressed = read_suppressions(home)
    if not suppressed:
        return list(sightings), list(outcomes)
    new = [r.document.sha256 for r in readings if suppressed.digests and _holds(home, r, suppressed)]
    if new:
        suppress(home, on, documents=new)
    for sha256 in {s.document_sha256 for s in sightings if s.document_sha256} & {*suppressed.documents, *new}:
        document_path(home, sha256).unlink(missing_ok=True)
    seen = [Sighting(concealed_listing(s.listing, suppressed), s.document_sha256, s.validators) for s in sightings]
    return seen, [_concealed_outcome(o, suppressed) for o in outcomes]


def sweep(home: Path) -> None:
    """Remove what a night that died had fetched and not yet read, of papers whose bytes are not kept."""
    for sha256 in read_suppressions(home).documents:
        document_path(home, sha256).unlink(missing_ok=True)


def _holds(home: Path, reading: Reading, suppressed: Suppressed) -> bool:
    if holds("\n".join(block.text for block in reading.document.blocks), suppressed):
        return True
    try:
        body = get(home, reading.document.sha256)
    except ArchiveError:
        return False
    return any(holds(text, suppressed) for text in texts(body))


def _concealed_outcome(outcome: Outcome, suppressed: Suppressed) -> Outcome:
    if not suppressed.digests:
        return outcome
    url, detail = (concealed(text, suppressed) if text else text for text in (outcome.url, outcome.detail))
    return Outcome(outcome.council, outcome.stage, outcome.happened, url, detail, outcome.window)
