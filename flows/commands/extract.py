"""cleardays extract. Neither Prefect nor the warehouse is loaded here, so that it starts at once."""

import json
import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from extractors.as_json import as_json as reading_as_json
from extractors.model import Council, Listing, Reading, walk
from extractors.sandbox import read_all
from warehouse.register import read_register

Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help="Word, PDF or HTML.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per file and line, in the files' order.")]
OfCouncil = Annotated[str | None, typer.Option("--council", help="Whose papers they are: a slug of the register.")]
Ocr = Annotated[bool, typer.Option("--ocr", help="Recognise the text of scanned pages (extra `ocr`; slow).")]


def main(files: Files, as_json: AsJson = False, council: OfCouncil = None, ocr: Ocr = False) -> None:
    """Read files, without a warehouse, and print what they say.

    A file that cannot be read is told of as such, and is no error.

    Example: cleardays extract report.docx pack.pdf --json --council boston
    """
    if ocr:
        from extractors.read.pdf.ocr import missing

        if lacking := missing():
            raise typer.BadParameter(lacking, param_hint="--ocr")
    councils = read_register()
    if council is not None:
        _check(council, councils)
    for file, reading in zip(files, _read(files, council, councils, ocr), strict=True):
        if as_json:
            print(json.dumps({"file": str(file), **reading_as_json(reading)}, ensure_ascii=False), flush=True)
        else:
            _tell(file, reading)


def _read(files: list[Path], council: str | None, councils: tuple[Council, ...], ocr: bool) -> Iterator[Reading]:
    """A reading per file, in the files' order."""
    jobs = ((file.read_bytes(), _listing(file, council)) for file in files)
    return read_all(jobs, councils=councils, workers=min(os.cpu_count() or 1, len(files)), ocr=ocr)


def _listing(file: Path, council: str | None) -> Listing | None:
    return Listing(council, file.absolute().as_uri(), file.stem) if council else None


def _check(slug: str, councils: tuple[Council, ...]) -> None:
    slugs = [council.slug for council in councils]
    if slug not in slugs:
        near = get_close_matches(slug, slugs, 1)
        hint = f"did you mean {near[0]!r}?" if near else "expected a slug of the register"
        raise typer.BadParameter(f"no council {slug!r}; {hint}", param_hint="--council")


def _tell(file: Path, reading: Reading) -> None:
    document = reading.document
    print(f"{file}: {document.read_state}, {document.pages or '?'} pages, {document.words or 0} words")
    for report in reading.reports:
        print(f"    {report.kind}")
        for name, field in report.fields.items():
            said = "; ".join(dict.fromkeys(str(stated.value) for _, stated in walk(field)))
            print(f"        {name}: {said[:200] or field.state}")
        print(f"        {len(report.recommendations)} recommendations, {len(report.implications)} implications")
