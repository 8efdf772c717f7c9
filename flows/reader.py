"""The reader with the settings in force."""

from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

from extractors.sandbox import Readers, read_all, readers
from flows.settings import Settings
from warehouse.register import read_register
from warehouse.reread import ReadAll


def reader(settings: Settings, register: Path) -> ReadAll:
    """For commands that read papers which are already here: documents in their order, as a night does. The register
    says what councils are called."""
    return partial(read_all, **_how(settings, register))


def night_readers(settings: Settings, register: Path) -> AbstractContextManager[Readers]:
    """For a night, whose councils share the processes."""
    return readers(**_how(settings, register))


def _how(settings: Settings, register: Path) -> dict[str, Any]:
    return {
        "councils": read_register(register),
        "workers": settings.workers,
        "seconds": settings.read_seconds,
        "ocr": settings.ocr,
    }
