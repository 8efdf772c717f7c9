"""Implications: their headings, the types these name, what stands under them and the stance it takes."""

from collections.abc import Iterator

from extractors.entries import Entry
from extractors.evidence import text_at
from extractors.fields.considered import considered_topics
from extractors.fields.implication_headings import COMMENT_HEAD, implication_entries
from extractors.fields.implication_types import types_of
from extractors.fields.stance import stance_of
from extractors.model import Implication, Span, Text, fold
from extractors.outline import Outline
from extractors.vocabulary import key


def implications_of(outline: Outline) -> tuple[Implication, ...]:
    """Every implication of the report, in order; the same heading with the same text is counted once."""
    found = sorted([*_from_entries(outline), *considered_topics(outline)], key=_place)
    seen: set[tuple[str, str]] = set()
    kept = []
    for item in found:
        same = (key(item.heading.value), fold(item.text.value)[:80] if item.text else "")
        if same not in seen:
            seen.add(same)
            kept.append(item)
    return tuple(kept)


def _place(item: Implication) -> tuple[int, int]:
    span = item.heading.evidence[0].span
    return span.first, span.start


def _from_entries(outline: Outline) -> Iterator[Implication]:
    document = outline.document
    for entry in implication_entries(outline):
        heading = text_at(document, entry.label, f"implication.{entry.form}", ":-–")
        if heading is None:
            continue
        text = _text(outline, entry)
        types = types_of(entry.words) or ("other",)
        yield Implication(heading, types, stance_of(text.value if text else ""), text)


def _text(outline: Outline, entry: Entry) -> Text | None:
    value = entry.value
    if value is None:
        return None
    comment = _comment(outline, entry, value) if entry.form == "cell" else value
    if comment is None:
        return None
    signed = next((e for e in outline.entries if e.field == "sign_off" and comment.first < e.at <= comment.last), None)
    if entry.form == "cell" and signed is not None:
        comment = Span(comment.first, comment.start, signed.at - 1, len(outline.document.blocks[signed.at - 1].text))
    return text_at(outline.document, comment, f"implication.{entry.form}.text")


def _comment(outline: Outline, entry: Entry, value: Span) -> Span | None:
    """Of the cells beside a heading, the comment: under a heading that says so (None where that is empty), else the
    longest."""
    blocks = outline.document.blocks
    inside = [i for i in outline.running if value.first <= i <= value.last]
    table = blocks[entry.at].cell
    columns: dict[int, list[int]] = {}
    for i in inside:
        cell = blocks[i].cell
        if cell is not None:
            columns.setdefault(cell.column, []).append(i)
    if table is None or not columns:
        return value
    heads = {b.cell.column: b.text for b in blocks if b.cell and b.cell.table == table.table and b.cell.row == 0}
    commented = [c for c in sorted(heads) if c > table.column and COMMENT_HEAD.search(heads[c])]
    if len(columns) < 2:
        return None if commented and commented[0] not in columns and len(heads) > 2 else value
    named = [c for c in columns if c in commented]
    best = named[0] if named else max(columns, key=lambda c: sum(len(blocks[i].text) for i in columns[c]))
    first, last = columns[best][0], columns[best][-1]
    return Span(first, 0, last, len(blocks[last].text))
