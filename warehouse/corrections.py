"""Decisions from a file, as a council sends them: all of them are taken, or none."""

import csv
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from warehouse.reviews import FIELDS, Review, ReviewError, faults_of
from warehouse.to_review import Read, read_fields, report_ids

NEEDED = ("report_id", "field", "decision", "value")
OPTIONAL = ("quote", "who", "note", "document_sha256")
"""With `document_sha256`, the line is for that file only: it is a fault where another speaks for the report by now."""


def read_corrections(home: Path, path: Path, on: date) -> list[Review]:
    """The decisions of a CSV with the columns NEEDED, and OPTIONAL ones where wanted; empty cells say nothing.

    Raises ReviewError with every faulty line, and the nearest valid name.
    """
    lines = _lines(path)
    read = read_fields(home, {(row["report_id"], row["field"]) for _, row in lines})
    reports = report_ids(home)
    found: list[Review] = []
    faults: list[str] = []
    for number, row in lines:
        held = read.get((row["report_id"], row["field"]))
        if held is None:
            faults.append(f"{path}:{number}: {_unknown(row, reports)}")
            continue
        review = held.decided(row["decision"], on, **{n: row.get(n) or None for n in ("value", "quote", "who", "note")})
        wrong = [*faults_of(review), *_misplaced(row, held)]
        if review.about in {one.about for one in found}:
            wrong.append(f"{row['field']} of {row['report_id']} is decided twice")
        faults += [f"{path}:{number}: {fault}" for fault in wrong]
        found.append(review)
    if faults:
        raise ReviewError("\n".join([*faults, "nothing was applied; mend the lines and try again"]))
    return found


def _lines(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            columns = list(rows.fieldnames or ())
            lacking = [name for name in NEEDED if name not in columns]
            unknown = [
                _nearest("column", name, (*NEEDED, *OPTIONAL)) for name in columns if name not in NEEDED + OPTIONAL
            ]
            if lacking or unknown:
                said = [*(f"no column {name}" for name in lacking), *unknown]
                raise ReviewError(
                    f"{path}:1: {'; '.join(said)}; expected {','.join(NEEDED)} and, if wanted, {','.join(OPTIONAL)}"
                )
            return [(rows.line_num, {k: (v or "").strip() for k, v in row.items() if k}) for row in rows]
    except UnicodeDecodeError as error:
        raise ReviewError(f"{path}: no text in UTF-8 ({error}); save it as CSV UTF-8") from error


def _unknown(row: Mapping[str, str], reports: list[str]) -> str:
    if row["report_id"] not in reports:
        return _nearest("report", row["report_id"], reports)
    return _nearest("field", row["field"], FIELDS)


def _misplaced(row: Mapping[str, str], held: Read) -> list[str]:
    sha256 = row.get("document_sha256")
    if sha256 and sha256 != held.document_sha256:
        return [f"the report is spoken for by {held.document_sha256[:12]}… now, not by {sha256[:12]}…: look again"]
    return []


def _nearest(what: str, name: str, valid: list[str] | tuple[str, ...]) -> str:
    close = get_close_matches(name, valid, n=1)
    hint = f"did you mean {close[0]!r}?" if close else "`cleardays review --json` lists what there is"
    return f"no {what} {name!r}; {hint}"
