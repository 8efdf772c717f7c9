"""A folder of papers with a manifest.csv: file, council, body, meeting_date, title, published_at, url.

The council's `base_url` is the folder. A paper's url is the manifest's, else `file:` and its path in the folder;
`make_fetch` gives a fetch that answers both from the files.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from difflib import get_close_matches
from functools import lru_cache
from io import StringIO
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from extractors.model import Council, Fetched, Happened, Listing, Outcome, Stage, Validators, Window
from flows.days import start_of
from flows.fetch import Fetch

MANIFEST = "manifest.csv"
COLUMNS = ("file", "council", "body", "meeting_date", "title", "published_at", "url")


class ManifestError(ValueError):
    """A manifest of which no row can be used."""


@dataclass(frozen=True, slots=True)
class Row:
    """A promised file; or, with `fault`, why there is none. `council` is the manifest's word."""

    council: str
    line: int
    path: Path | None = None
    listing: Listing | None = None
    fault: str | None = None


def councils_of(folder: Path, register: Sequence[Council]) -> tuple[tuple[Council, ...], tuple[Outcome, ...]]:
    """The councils that a manifest lists, with the folder as their site; and an outcome for each row of none of them.

    Raises ManifestError where there is no manifest to read.
    """
    rows_of = read_manifest(folder)
    known = {council.slug: council for council in register}
    unknown = []
    for slug, rows in rows_of.items():
        if slug not in known:
            near = get_close_matches(slug, known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else "; expected a slug of the register"
            fault = f"council {slug!r} is not in the register{hint}"
            faulty = [replace(row, fault=f"{row.fault}; {fault}" if row.fault else fault) for row in rows]
            unknown += [_malformed(row) for row in faulty]
    listed = [slug for slug in rows_of if slug in known]
    base = str(folder.resolve())
    return tuple(replace(known[slug], platform="folder", base_url=base) for slug in listed), tuple(unknown)


def find_reports(council: Council, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """The council's rows in the window or without a meeting date; then `searched`, from the first date to the last."""
    folder = Path(council.base_url or "")
    days = []
    for row in read_manifest(folder).get(council.slug, ()):
        if row.listing is None:
            yield _malformed(row)
            continue
        day = row.listing.meeting_date
        if day is None or window.since <= day <= window.until:
            days += [day] if day else []
            yield row.listing
    searched = Window(min(days), max(days)) if days else None
    yield Outcome(council.slug, Stage.FIND, Happened.SEARCHED, f"file:{MANIFEST}", None, searched)


def make_fetch(folder: Path, size_cap: int) -> Fetch:
    """A fetch that answers the urls of a folder's manifest with its files."""
    rows = chain.from_iterable(read_manifest(folder).values())
    paths = {(row.council, row.listing.url): row.path for row in rows if row.listing}

    def fetch(url: str, council: str, stage: Stage, _: Validators | None = None, /) -> Fetched | Outcome:
        path = paths.get((council, url))
        if path is None or not path.is_file():
            return Outcome(council, stage, Happened.NOT_FOUND, url, "no such file in the folder")
        try:
            if path.stat().st_size > size_cap:
                said = f"{path.stat().st_size} bytes; at most {size_cap} are taken"
                return Outcome(council, stage, Happened.TOO_LARGE, url, said)
            return Fetched(url, path.read_bytes(), {}, datetime.now(UTC))
        except OSError as error:
            return Outcome(council, stage, Happened.UNREACHABLE, url, error.strerror)

    return fetch


def read_manifest(folder: Path) -> Mapping[str, Sequence[Row]]:
    """Every row, good or bad, by its council. Raises ManifestError where no row can be read."""
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ManifestError(f"{path}: no such file; expected a CSV with the columns {', '.join(COLUMNS)}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path}: cannot be read as text in UTF-8: {error}") from error
    return _rows_of(folder, text)


@lru_cache(maxsize=1)  # every council of a night asks for the same manifest
def _rows_of(folder: Path, text: str) -> Mapping[str, Sequence[Row]]:
    (_, header), *lines = _lines(text) or [(1, [])]
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise ManifestError(f"{folder / MANIFEST}:1: no column {', '.join(missing)}; expected {', '.join(COLUMNS)}")
    known = [(line, dict(zip(header, map(str.strip, cells), strict=False)), len(cells)) for line, cells in lines]
    files_of: dict[str, set[str]] = {}
    for _, cells, _ in known:
        files_of.setdefault(cells.get("url", ""), set()).add(cells.get("file", ""))
    rows: dict[str, list[Row]] = {}
    for line, cells, width in known:
        fault = f"{width} cells, but the header has {len(header)}" if width != len(header) else None
        shared = len(files_of[cells.get("url", "")]) > 1
        row = Row(cells.get("council", ""), line, fault=fault) if fault else _row(folder, line, cells, shared)
        rows.setdefault(row.council, []).append(row)
    return rows


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Cells with the number of their line. A quote that is never closed spoils its own line only."""
    try:
        reader = csv.reader(StringIO(text, newline=""), strict=True)
        return [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error:
        parted = [(number, list(csv.reader([line]))) for number, line in enumerate(text.splitlines(), 1)]
        return [(number, rows[0]) for number, rows in parted if rows and rows[0]]


def _row(folder: Path, line: int, cells: Mapping[str, str], shared_url: bool) -> Row:
    council, file = cells["council"], cells["file"]
    try:
        path = folder / file
        if not file or not path.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"file {file!r}; expected a path inside the folder")
        met = _day(cells["meeting_date"], "meeting_date")
        published = _moment(cells["published_at"])
    except ValueError as error:
        return Row(council, line, fault=str(error))
    url = cells["url"] or f"file:{quote(file)}"
    if shared_url and cells["url"]:  # the page of a meeting, perhaps: the file tells its papers apart
        url = f"{url}#{quote(file)}"
    listing = Listing(council, url, cells["title"], cells["body"] or None, met, published_at=published)
    return Row(council, line, path, listing)


def _malformed(row: Row) -> Outcome:
    where, council = f"file:{MANIFEST}", row.council or "?"
    return Outcome(council, Stage.FIND, Happened.MALFORMED, where, f"{MANIFEST}:{row.line}: {row.fault}")


def _day(said: str, column: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise ValueError(f"{column} {said!r}; expected a day as 2024-07-19") from None


def _moment(said: str) -> datetime | None:
    """A day of London, or a moment; one without a zone is in UTC."""
    if len(said) <= 10:
        day = _day(said, "published_at")
        return start_of(day) if day else None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise ValueError(f"published_at {said!r}; expected a day, or a moment as 2024-07-19T10:00:00Z") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
