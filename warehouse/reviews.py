"""What people decided of a field that the reader was unsure of: `reviews.csv` of a home, a row for each.

The reader's own rows stay what they were. A decision says how the field read when it was taken, and is in force while
it still reads so; dbt lays it over what was read. `document_sha256` is the source's fingerprint.
"""

import csv
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete
from sqlalchemy.schema import CreateTable

from extractors.model import FIELD_NAMES, State
from extractors.vocabulary import body_types
from warehouse import tables
from warehouse.bulk import insert
from warehouse.suppressions import Suppressed, concealed, read_suppressions

DECISIONS = ("accept", "correct", "reject")
LISTS = (
    *(
        "exempt_paragraphs",
        "report_of",
        "authors",
        "lead_officers",
        "contacts",
        "portfolio_holders",
        "preferred_option",
        "amounts",
    ),
    *("history", "approvals", "recommendations", "implications", "appendices", "background_papers", "decisions"),
)
"""Fields of several values or parts: accepted or rejected as a whole, and not corrected."""
FIELDS = tuple(name for name in FIELD_NAMES if name != "council")  # whose site it is on says the council
CODES = {
    "key_decision": ("true", "false"),
    "exempt": ("true", "false"),
    "body_type": tuple(sorted({kind for _, kind in body_types()})),
    "background_papers_stance": ("none_declared", "none_listed"),
}
"""Fields whose value is one of a few."""


class ReviewError(ValueError):
    """A decision that cannot be applied; the message names every faulty line of its file."""


@dataclass(frozen=True, slots=True)
class Review:
    """One decision. `value` is given where it corrects, in the form of report_fields; `quote` is the paper's words for
    it, if given; `reader_state` and `reader_value` are how the field read then; `who` is a role or initials."""

    document_sha256: str
    part: int
    field: str
    decision: str
    value: str | None
    quote: str | None
    reader_state: str
    reader_value: str | None
    who: str | None
    decided_on: date
    note: str | None

    @property
    def about(self) -> tuple[str, int, str]:
        """What it is about: of the decisions about one thing the last is kept."""
        return self.document_sha256, self.part, self.field


COLUMNS = tuple(f.name for f in fields(Review))


def faults_of(review: Review) -> list[str]:
    """What is wrong with a decision, with the nearest valid name; nothing if it can be applied."""
    found = [_near("field", review.field, FIELDS), _near("decision", review.decision, DECISIONS)]
    if review.decision == "correct":
        found.append(_value_fault(review.field, review.value))
    elif review.decision in DECISIONS and review.value is not None:
        found.append(f"value {review.value!r} with decision {review.decision!r}; only `correct` gives a value")
    if review.decision == "accept" and review.reader_state == State.UNCLEAR:
        found.append("what the reader found unclear cannot be accepted; correct it, or reject it to leave it so")
    return [fault for fault in found if fault]


def read_reviews(home: Path) -> list[Review]:
    """The decisions of a home. Raises ReviewError with every faulty line."""
    path = Path(home) / "reviews.csv"
    if not path.exists():
        return []
    found, faults, seen = [], [], set()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            said = f"expected the columns {','.join(COLUMNS)}; restore the file's first line"
            raise ReviewError(f"{path}:1: {said}")
        for row in rows:
            try:
                review = _review(row)
                wrong = faults_of(review) + ([f"{review.field} is decided twice"] if review.about in seen else [])
            except (KeyError, TypeError, ValueError) as error:
                wrong = [f"{error}; expected part as a number, decided_on as YYYY-MM-DD and as many cells as columns"]
            else:
                seen.add(review.about)
                found.append(review)
            faults += [f"{path}:{rows.line_num}: {fault}" for fault in wrong]
    if faults:
        raise ReviewError("\n".join([*faults, "mend the rows or take them out"]))
    return found


def add_reviews(home: Path, reviews: Iterable[Review]) -> None:
    """Put decisions into the list, each in the place of one about the same thing. On return they are on the disk.

    Raises ReviewError, and changes nothing, where one cannot be applied.
    """
    new = {review.about: review for review in reviews}
    if faults := [f"{about[2]}: {fault}" for about, one in new.items() for fault in faults_of(one)]:
        raise ReviewError("\n".join(faults))
    path = Path(home) / "reviews.csv"
    whole = {review.about: review for review in read_reviews(home)} | new
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(review) for review in whole.values())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def load_reviews(engine: Engine) -> int:
    """Put the decisions of the warehouse's home in place of those that were, without what is suppressed; how many.

    Raises ReviewError with every faulty line.
    """
    home = Path(engine.url.database or "").parent
    suppressed = read_suppressions(home)
    kept = [_concealed(r, suppressed) for r in read_reviews(home) if not _is_suppressed(r, suppressed)]
    with engine.begin() as connection:
        connection.execute(CreateTable(tables.reviews, if_not_exists=True))  # an older warehouse has none
        connection.execute(delete(tables.reviews))
        insert(connection, tables.reviews, [asdict(review) for review in kept])
    return len(kept)


def _near(what: str, name: str, valid: Iterable[str]) -> str | None:
    valid = list(valid)
    if name in valid:
        return None
    close = get_close_matches(name, valid, n=1)
    return f"no {what} {name!r}; " + (f"did you mean {close[0]!r}?" if close else f"there is {', '.join(valid)}")


def _value_fault(field: str, value: str | None) -> str | None:
    if value is None:
        return "a correction without a value; `reject` is for what is wrong and has none"
    if field in LISTS:
        return f"{field} is a list, which can be accepted or rejected and not corrected"
    if field in CODES:
        return _near(f"value of {field}", value, CODES[field])
    if field == "meeting_date":
        try:
            date.fromisoformat(value)
        except ValueError:
            return f"meeting_date {value!r}; expected a day as YYYY-MM-DD"
    return None


def _review(row: dict[str, Any]) -> Review:
    said: dict[str, Any] = {name: row[name] or None for name in COLUMNS}
    said |= {name: said[name] or "" for name in ("document_sha256", "field", "decision", "reader_state")}
    return Review(**said | {"part": int(row["part"]), "decided_on": date.fromisoformat(row["decided_on"])})


def _is_suppressed(review: Review, suppressed: Suppressed) -> bool:
    """Whether a value of its field is withheld."""
    own = f"/{review.field}"
    paths = [path for sha256, path in suppressed.paths if sha256 == review.document_sha256]
    return any(path == own or path.startswith(f"{own}/") for path in paths)


def _concealed(review: Review, suppressed: Suppressed) -> Review:
    names = ("value", "quote", "reader_value", "who", "note")
    said: dict[str, Any] = {n: concealed(v, suppressed) for n in names if (v := getattr(review, n))}
    return replace(review, **said)
