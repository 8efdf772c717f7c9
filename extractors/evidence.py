"""Spans of a document -> stated values with their evidence."""

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from extractors.model import Document, Evidence, Span, Stated, Text

T = TypeVar("T")

LINE = re.compile(r"[^\n\t]+")
OCR = 0.87
"""By how much a rule is less sure of recognised text: the share of right values on the labelled PDFs drawn as pictures
to that on the PDFs themselves (0.850 to 0.976), as `python -m bench.scans` measures it."""
RECORD = Path(__file__).parent / "vocabulary" / "confidence.csv"


def share(right: int, wrong: int) -> float:
    """The share of right values, drawn towards one half where there were few (Laplace's rule of succession).

    >>> share(0, 0), share(98, 0)
    (0.5, 0.99)
    """
    return (right + 1) / (right + wrong + 2)


@cache
def _record() -> dict[str, float]:
    """Each rule's share of right values on labelled papers."""
    with RECORD.open(encoding="utf-8", newline="") as table:
        return {r["rule"]: share(int(r["right"]), int(r["wrong"])) for r in csv.DictReader(table)}


def confidence(rule: str) -> float:
    """How often a rule was right on labelled papers; one half for a rule without a record."""
    return round(_record().get(rule, 0.5), 3)


def _recognised(rule: str) -> float:
    return round(confidence(rule) * OCR, 3)


def trimmed(document: Document, span: Span, marks: str = "") -> Span | None:
    """The span without white space and `marks` at its ends; None where nothing is left."""
    first, start, last, end = span.first, span.start, span.last, span.end
    text = document.blocks
    while (first, start) < (last, end):
        if start >= len(text[first].text):
            first, start = first + 1, 0
        elif text[first].text[start].isspace() or text[first].text[start] in marks:
            start += 1
        else:
            break
    while (first, start) < (last, end):
        if end == 0:
            last -= 1
            end = len(text[last].text)
        elif text[last].text[end - 1].isspace() or text[last].text[end - 1] in marks:
            end -= 1
        else:
            break
    return Span(first, start, last, end) if (first, start) < (last, end) else None


def cite(document: Document, span: Span, rule: str) -> Evidence:
    """Evidence for what stands at a span. Raises EvidenceError where there is no such span."""
    page = document.blocks[span.first].page
    if page in document.ocr_pages:
        return Evidence(document.sha256, span, page, document.quote(span), f"ocr.{rule}", _recognised(rule))
    return Evidence(document.sha256, span, page, document.quote(span), rule, confidence(rule))


def stated(document: Document, value: T, span: Span, rule: str) -> Stated[T]:
    """A value read from a span: a date, a yes, a type."""
    return Stated(value, (cite(document, span, rule),))


def text_at(document: Document, span: Span, rule: str, marks: str = "") -> Text | None:
    """The words at a span as a value; None where there are none."""
    inside = trimmed(document, span, marks)
    if inside is None:
        return None
    return Stated(document.quote(inside), (cite(document, inside, rule),))


def find_text(document: Document, inside: Span, words: str, rule: str) -> Text | None:
    """`words`, folded as they stand in a single block of `inside`, as a value; None where no block holds them."""
    for i in range(inside.first, inside.last + 1):
        block = document.blocks[i].text
        low = inside.start if i == inside.first else 0
        high = inside.end if i == inside.last else len(block)
        at = block.find(words, low, high)
        if at >= 0:
            return text_at(document, Span(i, at, i, at + len(words)), rule)
    return None


def lines(document: Document, span: Span, running: Sequence[int]) -> Iterator[Span]:
    """The lines of a span: its blocks, parted at manual line breaks and tabs."""
    for i in running[bisect_left(running, span.first) : bisect_right(running, span.last)]:
        text = document.blocks[i].text
        start = span.start if i == span.first else 0
        stop = span.end if i == span.last else len(text)
        for line in LINE.finditer(text, start, stop):
            inside = trimmed(document, Span(i, line.start(), i, line.end()))
            if inside is not None:
                yield inside
