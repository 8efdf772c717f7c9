"""The day of the meeting at which the matter is decided."""

import re
from collections.abc import Iterator
from datetime import date

from extractors.evidence import stated
from extractors.fields.header.front import front_lines
from extractors.model import Document, Span, Stated
from extractors.outline import Outline
from extractors.tables import grids
from extractors.values import DATE, dates
from extractors.vocabulary import body_type, key

DECIDED_ON = re.compile(
    r"\b(?:decision (?:by|of)|to be (?:decided|determined|taken|considered) (?:by|at)|for decision "
    r"(?:by|at)) [^.]{0,60}?\bon ",
    re.IGNORECASE,
)


def meeting_date_of(outline: Outline, notice: bool, body: str | None) -> Stated[date] | None:
    """The day of the meeting: beside the body in a timetable of meetings, labelled, in the body's line, or in the first
    lines; for a decision notice the day it was signed or is to be decided."""
    document = outline.document
    timetabled = _timetabled(outline, body) if body and not notice else None
    if timetabled is not None:
        return timetabled
    for field in ("meeting_date", "body"):
        found = next(days_labelled(outline, notice, field), None)
        if found is not None:
            return found
    if notice:
        return _notice_date(outline)
    for line in front_lines(outline):
        if line.first >= outline.front or _belongs_elsewhere(outline, line):
            continue
        found = date_in(document, line, "meeting_date.first_lines")
        if found is not None:
            return found
    return None


def days_labelled(outline: Outline, notice: bool, field: str = "meeting_date") -> Iterator[Stated[date]]:
    """The day that each of a field's labels gives, in order; those in front only, but for a decision notice."""
    for entry in outline.of(field):
        if entry.value is not None and (entry.at <= outline.front or notice):
            found = date_in(outline.document, entry.value, f"meeting_date.{field}")
            if found is not None:
                yield found


def _timetabled(outline: Outline, body: str) -> Stated[date] | None:
    """The day in the row of the body that decides, among the rows of other meetings."""
    document = outline.document
    for grid in grids(document.blocks, [i for i in outline.running if i <= outline.front]):
        rows = [grid.row(row) for row in grid.rows]
        days = [r for r in rows if len(r) == 2 and any(dates(document.blocks[i].text) for i in r[1])]
        for cells in days if len(days) > 1 else ():
            if key(" ".join(document.blocks[i].text for i in cells[0])) == key(body):
                last = cells[1][-1]
                return date_in(
                    document, Span(cells[1][0], 0, last, len(document.blocks[last].text)), "meeting_date.timetable"
                )
    return None


def _belongs_elsewhere(outline: Outline, line: Span) -> bool:
    """Whether a line answers another label (a pathway, a forward plan's date)."""
    for entry in outline.entries:
        if entry.value is None or entry.form == "heading" or entry.field in ("body", "meeting_date"):
            continue
        if entry.value.first <= line.first <= entry.value.last and body_type(entry.words) == "unknown":
            return True
    return False


def date_in(document: Document, span: Span, rule: str) -> Stated[date] | None:
    """The first full date in a span."""
    for i in range(span.first, span.last + 1):
        text = document.blocks[i].text
        low = span.start if i == span.first else 0
        high = span.end if i == span.last else len(text)
        for value, a, b in dates(text[low:high]):
            return stated(document, value, Span(i, low + a, i, low + b), rule)
    return None


def _notice_date(outline: Outline) -> Stated[date] | None:
    document = outline.document
    signed = [
        i for i in outline.running if re.search(r"\b(?:signed|signature)\b", document.blocks[i].text, re.IGNORECASE)
    ]
    for i in signed:
        for near in range(max(0, i - 4), min(len(document.blocks), i + 4)):
            found = date_in(document, Span(near, 0, near, len(document.blocks[near].text)), "meeting_date.signed")
            if found is not None:
                return found
    for i in outline.running:
        text = document.blocks[i].text
        for lead in DECIDED_ON.finditer(text):
            after = DATE.match(text, lead.end())
            if after:
                return date_in(document, Span(i, lead.end(), i, after.end()), "meeting_date.to_be_decided")
    return None
