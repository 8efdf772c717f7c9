"""The folder of releases: which there are, which is current, and which may go.

`published/releases/<release_id>/` never changes once it is there; `published/current` is a symlink to one of them. What
begins with a dot is somebody's work, or what a publisher that died left.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb

from warehouse.read import Answer

DATABASE = "cleardays.duckdb"
GRACE = timedelta(days=1)
"""How long a release is kept after the next one came, however many there are: a reader may have just opened it."""
COLUMNS = ("release_id", "published_at", "data_until", "reader_version", "profile", "reports", "bytes", "is_current")
PUBLISHED = """
    SELECT published_at, data_until, reader_version, profile, (SELECT count(*) FROM reports) FROM publication
"""
UNFINISHED = ("releases/.building-*", "releases/.removing-*", ".current.*")


class ReleaseError(RuntimeError):
    """A folder among the releases is none."""


@dataclass(frozen=True, slots=True)
class Release:
    """A published folder; `at` is when its database was written, in UTC."""

    release_id: str
    path: Path
    at: datetime
    is_current: bool


def list_releases(home: Path) -> tuple[Release, ...]:
    """Every release of a home, oldest first."""
    published = Path(home) / "published"
    current = (published / "current").resolve()
    databases = [(d.stat().st_mtime_ns, d) for d in (published / "releases").glob(f"[!.]*/{DATABASE}")]
    return tuple(
        Release(d.parent.name, d.parent, datetime.fromtimestamp(ns / 1e9, UTC), d.parent.resolve() == current)
        for ns, d in sorted(databases)
    )


def describe_releases(home: Path) -> Answer:
    """Every release of a home with what it says of itself, the newest first. Times in UTC, sizes in bytes.

    Raises ReleaseError for one that cannot be opened.
    """
    rows: list[tuple[Any, ...]] = []
    for release in reversed(list_releases(home)):
        try:
            with duckdb.connect(release.path / DATABASE, read_only=True) as connection:
                (said,) = connection.execute(PUBLISHED).fetchall()
        except duckdb.Error as error:
            raise ReleaseError(f"{release.path}: {str(error).splitlines()[0]}; take that folder away") from error
        size = sum(path.stat().st_size for path in release.path.iterdir())
        rows.append((release.release_id, *said, size, release.is_current))
    return COLUMNS, rows


@contextmanager
def publishing(home: Path) -> Iterator[Path]:
    """A new folder to build a release in, for one publisher at a time: another waits. What is not made a release goes.

    So does, before anything else, whatever a publisher left that was killed.
    """
    releases = Path(home) / "published" / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    with _alone(home):
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=releases))
        try:
            yield building
        finally:
            shutil.rmtree(building, ignore_errors=True)


def keep(home: Path, building: Path, release_id: str) -> Path:
    """Make a built folder the release of that id, read-only and on the disk for good, and point `current` to it."""
    published = Path(home) / "published"
    release = published / "releases" / release_id
    if not release.exists():
        for path in building.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o444)
            _sync(path)
        building.chmod(0o755)
        _sync(building)
        building.rename(release)
        _sync(release.parent)
    beside = published / f".current.{os.getpid()}"
    beside.symlink_to(Path("releases") / release_id)
    beside.replace(published / "current")
    _sync(published)
    return release


def prune(home: Path, most: int, *, now: datetime | None = None) -> tuple[str, ...]:
    """Remove all but the newest `most` releases; the ids of those that went, oldest first.

    The current one stays, and so does one that was the newest until less than GRACE ago.
    """
    before = (now or datetime.now(UTC)) - GRACE
    with _alone(home):
        listed = list_releases(home)
        many = pairwise(listed[: max(0, len(listed) - most) + 1])
        going = [one for one, later in many if later.at < before and not one.is_current]
        for one in going:
            remove(one)
    return tuple(one.release_id for one in going)


def sweep_unfinished(home: Path) -> None:
    """Remove what publishers that were killed left."""
    if (Path(home) / "published").exists():
        with _alone(home):
            pass


def remove(release: Release) -> None:
    """Take a release away; nobody sees half of it. Whoever has a file of it open keeps that."""
    beside = release.path.with_name(f".removing-{release.release_id}")
    release.path.rename(beside)
    shutil.rmtree(beside)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """The publisher's lock, which the system releases when its holder dies; what a dead one left is swept away."""
    published = Path(home) / "published"
    descriptor = os.open(published / "publish.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        for left in (path for pattern in UNFINISHED for path in published.glob(pattern)):
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
        yield
    finally:
        os.close(descriptor)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
