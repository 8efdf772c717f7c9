"""A Reading in the shape of the contract: what `cleardays extract --json` prints."""

from collections.abc import Mapping
from dataclasses import fields as parts_of
from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from extractors.model import Evidence, Field, Reading, Report, State, Stated, walk

LISTS = ("recommendations", "implications", "appendices", "background_papers")
BESIDE = ("decisions",)
"""What was resolved stands beside what the report says."""
EMPTY_LISTS = frozenset(
    {"report_of", "authors", "lead_officers", "contacts", "portfolio_holders", "exempt_paragraphs", "amounts",
     "history", "approvals"}
)  # fmt: skip


def as_json(reading: Reading) -> dict[str, Any]:
    """One JSON object for a file.

    A file that was read but is no report has one entry with its kind; one that was not read has none.
    """
    document = reading.document
    return {
        "document": {
            "sha256": document.sha256,
            "media_type": document.media_type,
            "pages": document.pages,
            "words": document.words,
            "bytes": document.size,
            "read_state": str(document.read_state),
            "why": document.why,
            "fallback_pages": document.fallback_pages,
            "ocr_pages": len(document.ocr_pages),
            "placed": None if document.placed is None else round(document.placed, 4),
        },
        "reader_version": reading.reader_version,
        "reports": [_report(r) for r in reading.reports]
        or [{"report": {"kind": None}, "decisions": [], "states": {}, "evidence": [], "issues": []}],
    }


def _report(report: Report) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": str(report.kind)}
    for name, field in report.fields.items():
        if name not in (*LISTS, *BESIDE):
            said[name] = plain(field.value) if field.value is not None else ([] if name in EMPTY_LISTS else None)
    for name in LISTS:
        said[name] = [plain(item) for item in getattr(report, name)]
    return {
        "report": said,
        "decisions": [plain(decision) for decision in report.decisions],
        "states": {f"/{n}": str(f.state) for n, f in report.fields.items() if f.state is not State.FOUND},
        "evidence": [_evidence(path, e) for path, stated in walk(report) for e in stated.evidence],
        "issues": [{"code": i.code, "message": i.message, "path": i.path, "page": i.page} for i in report.issues],
        "first_page": report.first_page,
        "last_page": report.last_page,
    }


def plain(value: object) -> Any:
    """A value without its evidence: text, ISO date, yes or no, number, list or object."""
    if isinstance(value, Stated):
        return plain(value.value)
    if isinstance(value, Field):
        return plain(value.value)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {p.name: plain(getattr(value, p.name)) for p in parts_of(value)}
    return value


def _evidence(path: str, evidence: Evidence) -> dict[str, Any]:
    span = evidence.span
    return {
        "path": path,
        "quote": evidence.quote,
        "page": evidence.page,
        "first": [span.first, span.start],
        "last": [span.last, span.end],
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }
