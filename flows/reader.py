"""The reader with the settings in force, for commands that read papers which are already here."""

from functools import partial
from pathlib import Path

from extractors.sandbox import read_all
from flows.settings import Settings
from warehouse.register import read_register
from warehouse.reread import ReadAll


def reader(settings: Settings, register: Path) -> ReadAll:
    """Reads documents in their order, as a night does; the register says what councils are called."""
    return partial(
        read_all,
        councils=read_register(register),
        workers=settings.workers,
        seconds=settings.read_seconds,
        ocr=settings.ocr,
    )
