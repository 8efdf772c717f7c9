"""Copies of releases at another address (s3://, file://, memory://), by way of fsspec.

An object store has no symlink, so `current.json` says which release is current, and each of its files with size and
SHA-256. It is replaced when every file was read back and found whole, and `manifest.json`, the same, lies in each
release: what has none was not finished. Secrets come from the environment, as the store's own library reads them.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from warehouse.releases import GRACE

T = TypeVar("T")

POINTER = "current.json"
MANIFEST = "manifest.json"
RELEASE_ID = re.compile(r"(\d{8}T\d{6}Z)-[0-9a-f]{8}")
LAST = "copy.json"
"""Under `published/`: how the last copying went."""


class CopyError(RuntimeError):
    """A copy could not be made, read or removed; the release on this machine is as it was."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A release at the address; one that is not whole is what a failed copying left."""

    release_id: str
    is_whole: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Last:
    """The last copying: where to, of which release, when (UTC), and why it failed or None."""

    address: str
    release_id: str
    at: str
    fault: str | None


def copy_release(release: Path, address: str) -> str:
    """Copy a release's folder and then name it in `current.json`; the address of its copy.

    Raises CopyError; the pointer then names what it named before.
    """

    def copied(store: AbstractFileSystem, root: str) -> str:
        there = f"{root}/releases/{release.name}"
        names = sorted(path.relative_to(release) for path in release.rglob("*") if path.is_file())
        files = [{"name": str(name), **_put(store, release / name, f"{there}/{name}")} for name in names]
        said = json.dumps({"release_id": release.name, "path": f"releases/{release.name}", "files": files}, indent=2)
        _replace(store, f"{there}/{MANIFEST}", said)
        _replace(store, f"{root}/{POINTER}", said)
        return f"{address.rstrip('/')}/releases/{release.name}"

    return _at(address, copied)


def list_copies(address: str) -> tuple[Copy, ...]:
    """Every release at an address, oldest first. Raises CopyError."""

    def listed(store: AbstractFileSystem, root: str) -> tuple[Copy, ...]:
        store.invalidate_cache()
        current = _current(store, root)
        folder = f"{root}/releases"
        if not store.exists(folder):
            return ()
        names = sorted(path.rstrip("/").rpartition("/")[2] for path in store.ls(folder, detail=False))
        ours = filter(RELEASE_ID.fullmatch, names)
        return tuple(Copy(name, store.exists(f"{folder}/{name}/{MANIFEST}"), name == current) for name in ours)

    return _at(address, listed)


def prune_copies(address: str, most: int, *, now: datetime | None = None) -> tuple[str, ...]:
    """Remove what was not finished, and all but the newest `most` releases; the ids of those that went.

    The current one stays, and so does one whose successor is younger than GRACE. Raises CopyError.
    """
    before = (now or datetime.now(UTC)) - GRACE
    copies = list_copies(address)
    whole = [copy for copy in copies if copy.is_whole]
    many = pairwise(whole[: max(0, len(whole) - most) + 1])
    old = [one for one, later in many if _published(later) < before]
    return _remove(address, [c for c in copies if not c.is_current and (c in old or not c.is_whole)])


def drop_copies(address: str) -> tuple[str, ...]:
    """Remove every release but the current one; the ids of those that went. Raises CopyError if one is still there."""
    dropped = _remove(address, [copy for copy in list_copies(address) if not copy.is_current])
    if left := [copy.release_id for copy in list_copies(address) if not copy.is_current]:
        raise CopyError(f"{address}: {', '.join(left)} are still there")
    return dropped


def keeps_versions(address: str) -> bool:
    """Whether the store keeps what is removed: a bucket with versions does, whoever removes it. Raises CopyError."""

    def asked(store: AbstractFileSystem, root: str) -> bool:
        if "s3" not in (store.protocol if isinstance(store.protocol, tuple) else (store.protocol,)):
            return False
        said = store.call_s3("get_bucket_versioning", Bucket=root.partition("/")[0])
        return said.get("Status") in ("Enabled", "Suspended")

    return _at(address, asked)


def write_last(home: Path, address: str, release_id: str, fault: str | None) -> None:
    """Keep how a copying went, for `cleardays status`."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    said = {"address": address, "release_id": release_id, "at": at, "fault": fault}
    (Path(home) / "published" / LAST).write_text(json.dumps(said), encoding="utf-8")


def read_last(home: Path) -> Last | None:
    """How the last copying went; None where there was none."""
    path = Path(home) / "published" / LAST
    return Last(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _put(store: AbstractFileSystem, path: Path, there: str) -> dict[str, Any]:
    """Copy a file and read it back."""
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    store.put_file(str(path), there)
    with store.open(there, "rb") as file:
        arrived = file_digest(file, "sha256").hexdigest()
    if arrived != sha256:
        raise CopyError(f"{there}: what was read back is not what was sent (sha256 {arrived}, expected {sha256})")
    return {"bytes": path.stat().st_size, "sha256": sha256}


def _replace(store: AbstractFileSystem, path: str, text: str) -> None:
    """At once: also on a disk, where a file is written bit by bit."""
    beside = f"{path}.new"
    store.pipe_file(beside, text.encode())
    store.mv(beside, path)


def _current(store: AbstractFileSystem, root: str) -> str | None:
    pointer = f"{root}/{POINTER}"
    return str(json.loads(store.cat_file(pointer))["release_id"]) if store.exists(pointer) else None


def _published(copy: Copy) -> datetime:
    return datetime.strptime(copy.release_id.partition("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _remove(address: str, going: list[Copy]) -> tuple[str, ...]:
    def removed(store: AbstractFileSystem, root: str) -> tuple[str, ...]:
        for copy in going:
            manifest = f"{root}/releases/{copy.release_id}/{MANIFEST}"
            if store.exists(manifest):  # first, so that what is half removed is told from what is whole
                store.rm_file(manifest)
            store.rm(f"{root}/releases/{copy.release_id}", recursive=True)
        return tuple(copy.release_id for copy in going)

    return _at(address, removed)


def _at(address: str, work: Callable[[AbstractFileSystem, str], T]) -> T:
    """Do something at an address; whatever its store raises is a CopyError that names it."""
    try:
        store, root = url_to_fs(address, **({"auto_mkdir": True} if address.startswith("file:") else {}))
        return work(store, root.rstrip("/"))
    except CopyError:
        raise
    except ImportError as error:
        raise CopyError(f"{address}: {error}; `pip install 'cleardays[s3]'` brings what s3:// needs") from error
    except Exception as error:  # each store has faults of its own
        raise CopyError(f"{address}: {type(error).__name__}: {error}") from error
