"""Fields of running text: what stands under their label or heading, up to the next heading."""

import re
from collections.abc import Collection

from extractors.entries import Entry
from extractors.evidence import text_at
from extractors.fields.header.key_decision import ONLY_KEY
from extractors.fields.people.names import is_name, is_office
from extractors.fields.recommendations import OF_TWO
from extractors.model import BlockKind, Span, Text
from extractors.outline import Outline

FIELDS = ("purpose", "summary", "reasons", "alternatives", "consultation", "corporate_priorities", "wards_affected")
PREFERRED = re.compile(r"\b(?:preferred|recommended)\b", re.IGNORECASE)
NOT_PREFERRED = re.compile(r"\b(?:not|nor|isn[’']t)\s+(?:the\s+)?(?:preferred|recommended)\b", re.IGNORECASE)
NOTE = re.compile(r"\((?:for|of|see|please)\b[^)]{0,40}\)\s*", re.IGNORECASE)
APPENDIX = re.compile(r"\W*(?:appendix|annexe?)\s+\w{1,3}\s*[:–—-]", re.IGNORECASE)
TICKED = re.compile(r"^\W*(?:yes|no)\b\W*(?:(?:yes|no)\b)?\W*$", re.IGNORECASE)
"""An answer that is only a tick: the words stand under the next label."""
SHORT = ("wards_affected", "corporate_priorities")
BRIEF = 25
"""Words of a paragraph that may still belong to a short field on a line."""


def text_of(outline: Outline, field: str, taken: Collection[Entry]) -> Text | None:
    """The first answer to a field's label that is not an implication's (`taken`)."""
    summed = [e for e in outline.of("recommendations") if field == "summary" and OF_TWO.search(e.words)]
    for entry in sorted([*outline.of(field), *summed, *_over_subheading(outline, field)], key=lambda e: e.at):
        if entry in taken or (entry.value and ONLY_KEY.match(outline.document.quote(entry.value))):
            continue
        if entry.value and TICKED.match(outline.document.quote(entry.value)):
            continue
        short = field in SHORT and (entry.form == "line" or (entry.form == "heading" and entry.at < outline.front))
        span = _short(outline, entry) if short else entry.value
        found = (
            text_at(outline.document, _before_papers(outline, _after_note(outline, span)), f"{field}.{entry.form}")
            if span
            else None
        )
        if found is not None and re.search(r"\w", found.value):
            return found
    return None


def _after_note(outline: Outline, span: Span) -> Span:
    """Without the note in brackets that a form puts before an answer: "Reason: (for recommendations) To …"."""
    note = NOTE.match(outline.document.blocks[span.first].text, span.start)
    return Span(span.first, note.end(), span.last, span.end) if note else span


def _before_papers(outline: Outline, span: Span) -> Span:
    """Without what ends a paper under no heading: its appendices, and the officers who sign it."""
    blocks, last = outline.document.blocks, span.last
    while last > span.first and (APPENDIX.match(blocks[last].text) or _signs(blocks[last].text)):
        last -= 1
    return span if last == span.last else Span(span.first, span.start, last, len(blocks[last].text))


def _signs(text: str) -> bool:
    office, colon, name = text.partition(":")
    return bool(colon) and is_office(office) and is_name(name)


def preferred_option_of(outline: Outline) -> Text | None:
    """Of the options set out, the one marked as preferred or recommended: its row's first cell, or its paragraph."""
    blocks = outline.document.blocks
    for entry in outline.of("alternatives"):
        for i in outline.running:
            inside = entry.value is not None and entry.value.first <= i <= entry.value.last
            if not inside or not PREFERRED.search(blocks[i].text) or NOT_PREFERRED.search(blocks[i].text):
                continue
            at = _row_of(outline, i)
            return text_at(outline.document, Span(at, 0, at, len(blocks[at].text)), "preferred_option")
    return None


def _row_of(outline: Outline, i: int) -> int:
    """The first block of the table row in which a block stands; itself outside of tables."""
    blocks, cell = outline.document.blocks, outline.document.blocks[i].cell
    place = (cell.table, cell.row) if cell else None
    return next(n for n in outline.running if n == i or ((c := blocks[n].cell) and (c.table, c.row) == place))


def _over_subheading(outline: Outline, field: str) -> list[Entry]:
    """A heading right under the field's heading belongs to it, with what stands under it."""
    found = []
    for entry, below in zip(outline.entries, outline.entries[1:], strict=False):
        empty = entry.field == field and entry.value is None and entry.form == below.form == "heading"
        if empty and below.field is None and below.value is not None and below.at == _next(outline, entry.at):
            value = Span(below.at, 0, below.value.last, below.value.end)
            found.append(Entry(entry.label, entry.words, entry.form, field, value, entry.depth, entry.number))
    return found


def _next(outline: Outline, at: int) -> int | None:
    return next((i for i in outline.running if i > at), None)


def _short(outline: Outline, entry: Entry) -> Span | None:
    """A short field on a line ends with its paragraph, unless what follows in the front matter is as short."""
    value = entry.value
    if value is None or value.first == value.last:
        return value
    blocks = outline.document.blocks
    last = value.first if value.start < len(blocks[value.first].text) else value.first + 1
    while (
        last < value.last
        and last + 1 < outline.front
        and blocks[last + 1].kind is not BlockKind.HEADING
        and len(blocks[last + 1].text.split()) <= 4
        and len(blocks[last].text.split()) <= BRIEF
    ):
        last += 1
    return Span(value.first, value.start, last, value.end if last == value.last else len(blocks[last].text))
