"""A span -> the lines on which people stand, column after column where they stand side by side."""

import re
from collections.abc import Iterator, Sequence

from extractors.evidence import lines, text_at, trimmed
from extractors.fields.people.names import PARTS, is_name, is_office
from extractors.model import Document, Span, Text
from extractors.outline import Outline
from extractors.vocabulary import field_of

ASKED_ALONE = re.compile(
    r"\W*(?:name|(?:job|post) title|title|post|position|designation|role|service(?: area)?|directorate|department|team|"
    r"tel(?:ephone)?(?: (?:no|number))?|phone|mobile|e-?mail(?: address)?|date|report approved)\W*$",
    re.IGNORECASE,
)
"""A label in a cell of its own: what it asks for stands in the next."""
LABEL = re.compile(r"^(?P<label>[^:\n\t]{3,60}?)\s*:\s*")


def after_label(document: Document, line: Span) -> tuple[Span | None, tuple[str | None, Text | None] | None]:
    """(what is left of a line after a label of a field of people, that field and label)."""
    text = document.blocks[line.first].text[line.start : line.end]
    match = LABEL.match(text)
    words = match["label"] if match else text.rstrip(":")
    asked = field_of(words, "pair")
    if asked not in ("author", "lead_officer", "contact", "report_of", "portfolio_holder", "sign_off") or (
        match is None and len(words.split()) > 6
    ):
        return line, None
    if (
        match is None
        and is_office(words)
        and asked == "lead_officer"
        and not text.rstrip().endswith(":")
        and len(words.split()) == 1
    ):
        return line, None
    label = text_at(document, Span(line.first, line.start, line.first, line.start + len(words)), "person.label")
    rest = trimmed(document, Span(line.first, line.start + (match.end() if match else len(text)), line.first, line.end))
    return rest, (asked, label)


def columns(outline: Outline, span: Span) -> Iterator[list[Span]]:
    """The lines of a span; where people stand side by side in a table or over tabs, column after column."""
    document = outline.document
    tables: dict[int, list[int]] = {}
    for i in outline.running:
        cell = document.blocks[i].cell
        if span.first <= i <= span.last and cell is not None:
            tables.setdefault(cell.table, []).append(i)
    rest = [i for i in outline.running if span.first <= i <= span.last and document.blocks[i].cell is None]
    yield from _tabbed(document, span, rest)
    for blocks in tables.values():
        yield from _tabular(document, span, blocks)


def _tabular(document: Document, span: Span, blocks: Sequence[int]) -> Iterator[list[Span]]:
    cells: dict[tuple[int, int], list[Span]] = {}
    for i in blocks:
        cell = document.blocks[i].cell
        if cell is not None:
            cells.setdefault((cell.row, cell.column), []).extend(lines(document, span, [i]))
    rows = sorted({r for r, _ in cells})
    first = [
        " ".join(document.quote(line) for line in cells[at])
        for at in sorted(cells)
        if at[1] == min(c for _, c in cells)
    ]
    if sum(bool(ASKED_ALONE.match(words)) for words in first) > 1:
        yield [line for at in sorted(cells) for line in cells[at]]  # one person, a line for each thing asked
        return
    side_by_side = any(
        sum(_starts_person(document, cells[at][0]) for at in cells if at[0] == r and cells[at]) > 1 for r in rows
    )
    order = sorted(cells, key=lambda at: (at[1], at[0])) if side_by_side else sorted(cells)
    group = 1 if side_by_side else 0
    for value in sorted({at[group] for at in order}):
        yield [line for at in order if at[group] == value for line in cells[at]]


def _tabbed(document: Document, span: Span, blocks: Sequence[int]) -> Iterator[list[Span]]:
    """Lines with tabs: columns where two people start on one line, else each part on its own."""
    rows = []
    for i in blocks:
        start = span.start if i == span.first else 0
        end = span.end if i == span.last else len(document.blocks[i].text)
        at = start
        for line in document.blocks[i].text[start:end].split("\n"):
            rows.append(list(lines(document, Span(i, at, i, at + len(line)), [i])))
            at += len(line) + 1
    if any(sum(_starts_person(document, part) for part in row) > 1 for row in rows):
        for column in range(max(map(len, rows))):
            yield [row[column] for row in rows if column < len(row)]
    elif rows:
        yield [part for row in rows for part in row]


def _starts_person(document: Document, line: Span) -> bool:
    text = document.quote(line)
    return is_name(PARTS.split(text)[0]) or after_label(document, line)[1] is not None
