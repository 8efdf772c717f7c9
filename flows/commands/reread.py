"""cleardays reread."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from extractors.reading import OCR_VERSION, READER_VERSION
from flows.build import build
from flows.commands.progress import papers_read
from flows.reader import reader
from flows.settings import load_settings
from warehouse.register import REGISTER
from warehouse.reread import reread


def main(
    register: Annotated[
        Path,
        typer.Option(exists=True, help="The register of councils.", show_default="the one within"),
    ] = REGISTER,
    as_json: Annotated[bool, typer.Option("--json", help="Print what came of it as one JSON object.")] = False,
) -> None:
    """Read the archive's papers with today's reader, those that it has not read yet, then build and test the models.

    Nothing is asked of any council. What older readers made of a paper stays, for `cleardays compare`; the newest
    speaks for it. A second reread changes no row. It may be stopped: what is read is kept, and the next goes on.
    Recognised text is read again only with CLEARDAYS_OCR=1. `cleardays publish` then makes a release.

    Example: cleardays reread && cleardays compare 1 2 && cleardays publish
    """
    settings = load_settings()
    with papers_read() as told:
        came = reread(
            settings.home,
            reader(settings, register),
            at=datetime.now(UTC),
            reader_version=READER_VERSION,
            ocr_version=OCR_VERSION if settings.ocr else None,
            told=told,
        )
    if as_json:
        print(json.dumps({"reader_version": READER_VERSION, **asdict(came)}), flush=True)
    else:
        print(f"reader version {READER_VERSION}: {came.read} papers read, {came.known} had been", flush=True)
        if came.recognised:
            print(f"{came.recognised} papers of recognised text were left; CLEARDAYS_OCR=1 reads them again")
    build(settings.home)
