"""Where readers put their temporary files, so that those of a reader which was killed go as well."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "cleardays-reading-"
HELD = ".held"
"""A file that whoever uses the folder keeps locked; the lock ends with the process, however that ends."""


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for temporary files, gone at the end. Folders of processes that were killed themselves go first."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        _remove_if_left(left)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    lock = _lock(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """The descriptor by which a folder is held; None where somebody else holds it, or it is not ours."""
    try:
        file = os.open(folder / HELD, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file


def _remove_if_left(folder: Path) -> None:
    """Remove a folder that nobody holds. One that was made just now may not be held yet: it has no such file."""
    if folder.is_symlink() or not (folder / HELD).exists():
        return
    lock = _lock(folder)
    if lock is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)
