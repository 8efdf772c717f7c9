"""Where a report has been, where it goes next, and who signed it off."""

import re
from collections.abc import Iterator

from extractors.entries import Entry
from extractors.evidence import lines, text_at
from extractors.model import Approval, Document, Span, Step
from extractors.outline import Outline
from extractors.tables import grids
from extractors.values import dates
from extractors.vocabulary import column_heads, key

EDGES = " –—-,:;()"
NOTHING = re.compile(r"^\W*(?:none|n\s*/?\s*a|not applicable|nil)\b", re.IGNORECASE)


def history_of(outline: Outline) -> tuple[Step, ...]:
    """The bodies that had the matter before, or are to have it after, with their dates as printed."""
    found = [s for e in outline.entries if e.field == "history" for s in _steps(outline, e)]
    return tuple(s for s in found if s.body is not None and not NOTHING.match(s.body.value))


def _steps(outline: Outline, entry: Entry) -> Iterator[Step]:
    if entry.value is None:
        return
    blocks = outline.document.blocks
    inside = [i for i in outline.running if entry.value.first <= i <= entry.value.last and blocks[i].cell]
    tables = grids(blocks, inside) if entry.form == "heading" else []
    for grid in tables:
        for row in grid.rows:
            cells = grid.row(row)
            if not all(key(blocks[c[0]].text) in column_heads() for c in cells):
                yield _row(outline.document, [Span(c[0], 0, c[-1], len(blocks[c[-1]].text)) for c in cells])
    if not tables:
        for line in lines(outline.document, entry.value, outline.running):
            yield from _line(outline.document, line)


def _row(document: Document, cells: list[Span]) -> Step:
    """A row of a table: the body, then the date."""
    date = text_at(document, cells[1], "history.date") if len(cells) > 1 else None
    return Step(text_at(document, cells[0], "history", EDGES), date)


def _line(document: Document, line: Span) -> Iterator[Step]:
    """Bodies on a line, each before its date; a body without one."""
    at, text = line.start, document.blocks[line.first].text
    for _, start, end in dates(text[line.start : line.end]):
        body = text_at(document, Span(line.first, at, line.first, line.start + start), "history", EDGES)
        day = Span(line.first, line.start + start, line.first, line.start + end)
        at = line.start + end
        yield Step(body, text_at(document, day, "history.date"))
    rest = text_at(document, Span(line.first, at, line.first, line.end), "history", EDGES)
    if rest is not None and re.search(r"[A-Za-z]{3}", rest.value):
        yield Step(rest)


def approvals_of(outline: Outline) -> tuple[Approval, ...]:
    """Under a heading of sign-off: what was approved or cleared, and by whom."""
    document = outline.document
    found = []
    for section in outline.entries:
        if section.form != "heading" or section.field != "sign_off" or section.value is None:
            continue
        for entry in outline.entries:
            within = section.value.first <= entry.at <= section.value.last
            if within and entry.form != "heading" and entry.value is not None:
                role, by = (
                    text_at(document, entry.label, "approval", ":"),
                    text_at(document, entry.value, "approval.by"),
                )
                if role is not None and by is not None:
                    found.append(Approval(role, by))
    return tuple(found)
