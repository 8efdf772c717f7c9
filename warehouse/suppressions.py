"""The suppression list: what is not kept, however often a site offers it. It names nobody.

`suppressions.csv` of a home has three sorts of rows: a document (whose bytes are not kept), a document and the path of
a value in it, and a person's name, mail or phone as a keyed digest. The key lies beside it, in `suppressions.key`, for
its owner only: whoever has both can try whether a name that they guess is on the list, whoever has the list cannot.
"""

import csv
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractors.model import Listing
from warehouse.rows import Rows
from warehouse.sought import PREFIX, PYTHON, WITHHELD, Sought, pattern

COLUMNS = ("document_sha256", "path", "kind", "length", "digest", "added_on")
DIGITS = re.compile(r"\d(?:[\s()./+-]*\d)*")
CODES = frozenset(
    (
        "document_sha256",
        "reader_version",
        "media_type",
        "rule",
        "field",
        "state",
        "path",
        "role_kind",
        "kind",
        "actions",
    )
)
"""Columns that hold no words of a paper."""


class SuppressionError(ValueError):
    """The suppression list cannot be read, or its key is missing."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """`digests` is the digest of each value that is not kept, by its kind and length."""

    documents: frozenset[str] = frozenset()
    paths: frozenset[tuple[str, str]] = frozenset()
    digests: Mapping[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    key: str = ""

    def __bool__(self) -> bool:
        return bool(self.documents or self.paths or self.digests)


def digest(sought: Sought, key: str) -> str:
    """SHA-256 of key, kind and normal form; DuckDB makes the same of a value."""
    return _digest(key, sought.kind, sought.normal)


@lru_cache(maxsize=1 << 18)  # the same words stand in a paper's passages, quotes and values
def _digest(key: str, kind: str, normal: str) -> str:
    return sha256(f"{key}|{kind}|{normal}".encode()).hexdigest()


def read_suppressions(home: Path) -> Suppressed:
    """The list of a home. Raises SuppressionError, with the line of a faulty row, or where the key is missing."""
    path = Path(home) / "suppressions.csv"
    if not path.exists():
        return Suppressed()
    documents, paths, digests = set(), set(), dict[tuple[str, int], set[str]]()
    for number, row in enumerate(_rows(path), 2):
        if row["digest"] and row["kind"] in ("words", "digits") and row["length"].isdecimal():
            digests.setdefault((row["kind"], int(row["length"])), set()).add(row["digest"])
        elif row["document_sha256"] and row["path"].startswith("/"):
            paths.add((row["document_sha256"], row["path"].rstrip("/")))
        elif row["document_sha256"] and not row["path"] and not row["digest"]:
            documents.add(row["document_sha256"])
        else:
            said = "expected a document, a document and a /path, or kind (words, digits), length and digest"
            raise SuppressionError(f"{path}:{number}: {said}; mend the row or take it out")
    key = _key(home, must_exist=True) if digests else ""
    frozen = {kind: frozenset(some) for kind, some in digests.items()}
    return Suppressed(frozenset(documents), frozenset(paths), frozen, key)


def suppress(home: Path, on: date, documents: Iterable[str] = (), values: Iterable[Sought] = ()) -> None:
    """Add what is not there yet. On return it is on the disk for good."""
    path = Path(home) / "suppressions.csv"
    rows = _rows(path) if path.exists() else []
    new = [{"document_sha256": sha} for sha in documents]
    values = list(values)
    if values:
        key = _key(home, must_exist=any(row["digest"] for row in rows))
        new += [{"kind": v.kind, "length": str(v.length), "digest": digest(v, key)} for v in values]
    there = {tuple(row[c] for c in COLUMNS[:-1]) for row in rows}
    whole = [dict.fromkeys(COLUMNS, "") | row | {"added_on": on.isoformat()} for row in new]
    rows += {k: row for row in whole if (k := tuple(row[c] for c in COLUMNS[:-1])) not in there}.values()
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def concealed(text: str, suppressed: Suppressed) -> str:
    """A text without the values that are on the list; `[withheld]` stands in the place of each."""
    spans = sorted(_spans(text, suppressed))
    for start, end in reversed(spans):
        text = text[:start] + WITHHELD + text[end:]
    return text


def holds(text: str, suppressed: Suppressed) -> bool:
    """Whether a value that is on the list stands in a text."""
    return any(True for _ in _spans(text, suppressed))


def concealed_listing(listing: Listing, suppressed: Suppressed) -> Listing:
    """A listing without the values in what it calls the paper."""
    if not suppressed.digests:
        return listing
    names = ("title", "body", "meeting", "item", "url")
    said: dict[str, Any] = {n: concealed(v, suppressed) for n in names if (v := getattr(listing, n))}
    return replace(listing, **said)


def concealed_rows(rows: Rows, sha: str, suppressed: Suppressed) -> Rows:
    """The rows of one document's reading without what is not kept of it."""
    at = tuple(path for document, path in suppressed.paths if document == sha)
    clear = [str(r["value"]) for r in rows.get("evidence", ()) if r["value"] and _is_under(str(r["path"]), at)]
    if not clear and not suppressed.digests:
        return rows
    hide = [re.compile(_of_document(value)) for value in clear]

    def conceal(text: str) -> str:
        for one in hide:
            text = one.sub(rf"\g<1>{WITHHELD}\g<2>", text)
        return concealed(text, suppressed)

    return {table: [_without(row, conceal) for row in some] for table, some in rows.items()}


def _without(row: dict[str, Any], conceal: Callable[[str], str]) -> dict[str, Any]:
    return {c: conceal(v) if isinstance(v, str) and c not in CODES else v for c, v in row.items()}


def _is_under(path: str, given: Iterable[str]) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in given)


def _of_document(value: str) -> str:
    """A pattern for a value within its own document; a single word is hidden only where it is all there is."""
    found = re.findall(r"[^\W_]+", value.lower())
    if len(found) < 2:
        return f"^(){re.escape(value)}()$"
    return pattern(Sought("words", " ".join(found)), PYTHON)


def _spans(text: str, suppressed: Suppressed) -> Iterator[tuple[int, int]]:
    """Where the values stand, none twice over."""
    ended = -1
    for start, end in sorted([*_word_spans(text, suppressed), *_digit_spans(text, suppressed)]):
        if start >= ended:
            yield start, end
            ended = end


def _word_spans(text: str, suppressed: Suppressed) -> Iterator[tuple[int, int]]:
    lengths = [(n, some) for (kind, n), some in suppressed.digests.items() if kind == "words"]
    found = [(m.start(), m.end(), m[0].lower()) for m in re.finditer(r"[^\W_]+", text)] if lengths else []
    for n, some in lengths:
        for i in range(len(found) - n + 1):
            if _digest(suppressed.key, "words", " ".join([word for *_, word in found[i : i + n]])) in some:
                yield found[i][0], found[i + n - 1][1]


def _digit_spans(text: str, suppressed: Suppressed) -> Iterator[tuple[int, int]]:
    lengths = [(n, some) for (kind, n), some in suppressed.digests.items() if kind == "digits"]
    for run in DIGITS.finditer(text) if lengths else ():
        at = [i for i in range(run.start(), run.end()) if text[i].isdecimal()]
        for n, some in lengths:
            for i in range(len(at) - n + 1):
                if _digest(suppressed.key, "digits", "".join([text[j] for j in at[i : i + n]])) in some:
                    before = re.search(rf"{PREFIX}$", text[: at[i]])
                    yield before.start() if before else at[i], at[i + n - 1] + 1


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise SuppressionError(f"{path}:1: expected the columns {','.join(COLUMNS)}; restore the file's first line")
        return [{c: (row[c] or "").strip() for c in COLUMNS} for row in reader]


def _key(home: Path, *, must_exist: bool) -> str:
    path = Path(home) / "suppressions.key"
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    if must_exist:
        raise SuppressionError(f"{path}: the key of suppressions.csv is missing; restore it, or nobody on it is known")
    key = secrets.token_hex(32)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key
