"""The number under which a council keeps a decision, from its forward plan to its record."""

import re

from extractors.evidence import text_at
from extractors.model import Span, Text
from extractors.outline import Outline

REFERENCE = r"(?:[A-Z]{1,6}[/-])*\d{2,4}[/-]\d{3,6}"
"""24/00108, EM/2025/031; not a financial year, 2024/25."""
LEADING = re.compile(rf"\W*(?P<reference>{REFERENCE})\s*[–—:-]\s*(?=\S)")
"""At the head of a subject: "24/00108 - Budget Monitoring"."""
LABELLED = re.compile(
    rf"\bdecision (?:no|num(?:ber)?|ref(?:erence)?(?: (?:no|number))?)\b[\s.:–-]*(?P<reference>{REFERENCE})?",
    re.IGNORECASE,
)
ALONE = re.compile(rf"\W*(?P<reference>{REFERENCE})\b")
HEAD = 40
"""Blocks in which a paper says what it is."""


def reference_of(outline: Outline) -> Text | None:
    """The decision's number in a report's or record's head, beside its label or in the next block."""
    blocks, head = outline.document.blocks, outline.running[:HEAD]
    for n, i in enumerate(head):
        label = LABELLED.search(blocks[i].text)
        if label is None:
            continue
        if label["reference"]:
            return text_at(outline.document, Span(i, *_at(label, i)), "decision_reference")
        after = head[n + 1] if n + 1 < len(head) else None
        found = ALONE.match(blocks[after].text) if after is not None else None
        if found is not None and after is not None and not blocks[i].text[label.end() :].strip():
            return text_at(outline.document, Span(after, *_at(found, after)), "decision_reference")
    return None


def _at(found: "re.Match[str]", block: int) -> tuple[int, int, int]:
    return found.start("reference"), block, found.end("reference")
