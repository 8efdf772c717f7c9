"""The bytes, filed by their sha256, and an append-only journal of what was listed and what came of asking.

The warehouse can be made again from these two. Nothing here is ever changed or deleted but by `cleardays forget` and
the suppression list.
"""

import fcntl
import hashlib
import json
import logging
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from extractors.model import Happened, Listing, Outcome, Stage, Validators, Window

log = logging.getLogger(__name__)

TORN = b'{"kind": "torn"}\n'


class ArchiveError(RuntimeError):
    """A file of the archive is missing or is not what its name says, or a line of the journal cannot be read."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A listing as a site offered it, and the document behind it; None where no bytes were got.

    `validators` are what the host gave with the document on being asked for it; None where it was not asked, and the
    document is the one that was held.
    """

    listing: Listing
    document_sha256: str | None
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. `at` is in UTC, naive."""

    run_id: str
    at: datetime
    what: Sighting | Outcome


def document_path(home: Path, sha256: str) -> Path:
    """Where a document lies, whether it is there or not."""
    return Path(home) / "archive" / "documents" / sha256[:2] / sha256


def put(home: Path, body: bytes) -> str:
    """File bytes under their sha256, once; on return they are on the disk for good."""
    sha256 = hashlib.sha256(body).hexdigest()
    path = document_path(home, sha256)
    if path.exists() and path.stat().st_size == len(body):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{sha256}.{secrets.token_hex(4)}.part")  # two councils may file the same at once
    with beside.open("xb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(0o444)
    beside.replace(path)
    _sync_directory(path.parent)
    return sha256


def get(home: Path, sha256: str) -> bytes:
    """The bytes of a document. Raises ArchiveError where they are missing or damaged."""
    path = document_path(home, sha256)
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        raise ArchiveError(
            f"{path}: not in the archive; put it back from a backup, or fetch its listing again"
        ) from None
    if hashlib.sha256(body).hexdigest() != sha256:
        raise ArchiveError(f"{path}: {len(body)} bytes whose sha256 is not the file's name; replace it from a backup")
    return body


def journal(home: Path, run_id: str, at: datetime, entries: Iterable[Sighting | Outcome]) -> None:
    """Append entries, one JSON line each, to the month's file; on return they are on the disk for good.

    A last line that an earlier crash left torn stays as it is and is marked as such by a line of its own.
    """
    at = to_utc(at)
    lines = [json.dumps(_as_json(run_id, at, e)) + "\n" for e in entries]
    if not lines:
        return
    folder = Path(home) / "archive" / "journal"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{at:%Y-%m}.jsonl"
    is_new = not path.exists()
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                lines.insert(0, "\n" + TORN.decode())
        file.write("".join(lines).encode())
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _sync_directory(folder)


def read_journal(home: Path) -> Iterator[Entry]:
    """Every entry in the order of writing. A line torn by a crash is skipped with a warning.

    Raises ArchiveError, naming file:line, for any other bad line.
    """
    for path in sorted((Path(home) / "archive" / "journal").glob("*.jsonl")):
        with path.open("rb") as file:
            line = file.readline()
            for number in count(1):
                following = file.readline()
                if line and line != TORN:
                    yield from _entries(line, f"{path}:{number}", following == TORN or not line.endswith(b"\n"))
                if not following:
                    break
                line = following


def _entries(line: bytes, where: str, may_be_torn: bool) -> Iterator[Entry]:
    try:
        yield _entry(line, where)
    except ArchiveError:
        if not may_be_torn:
            raise
        log.warning("%s: a line torn by a crash, skipped: %r", where, line[:80])


def to_utc(at: datetime) -> datetime:
    """A time as the database keeps it: UTC, naive. A naive time is taken to be UTC already."""
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def _as_json(run_id: str, at: datetime, entry: Sighting | Outcome) -> dict[str, Any]:
    row: dict[str, Any] = {"run_id": run_id, "at": at.isoformat()}
    if isinstance(entry, Sighting):
        listing = asdict(entry.listing)
        listing["meeting_date"] = _iso(entry.listing.meeting_date)
        published_at = entry.listing.published_at
        listing["published_at"] = _iso(to_utc(published_at) if published_at else None)
        given = {"validators": asdict(entry.validators)} if entry.validators else {}
        return {**row, "kind": "sighting", "document_sha256": entry.document_sha256, "listing": listing, **given}
    window = entry.window and [entry.window.since.isoformat(), entry.window.until.isoformat()]
    outcome = {"council": entry.council, "stage": entry.stage, "happened": entry.happened, "url": entry.url}
    return {**row, "kind": "outcome", **outcome, "detail": entry.detail, "window": window}


def _entry(line: bytes, where: str) -> Entry:
    try:
        row = json.loads(line)
        kind = row["kind"]
        if kind not in ("sighting", "outcome"):
            raise ValueError(f"kind {kind!r} is neither sighting nor outcome")
        what = _sighting(row) if kind == "sighting" else _outcome(row)
        return Entry(row["run_id"], datetime.fromisoformat(row["at"]), what)
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{where}: not a line of the journal ({error}); restore the file from a backup") from error


def _sighting(row: dict[str, Any]) -> Sighting:
    said = dict(row["listing"])
    said["meeting_date"] = said["meeting_date"] and date.fromisoformat(said["meeting_date"])
    said["published_at"] = said["published_at"] and datetime.fromisoformat(said["published_at"])
    given = row.get("validators")
    return Sighting(Listing(**said), row["document_sha256"], Validators(**given) if given else None)


def _outcome(row: dict[str, Any]) -> Outcome:
    window = row["window"] and Window(*map(date.fromisoformat, row["window"]))
    return Outcome(row["council"], Stage(row["stage"]), Happened(row["happened"]), row["url"], row["detail"], window)


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def _sync_directory(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
