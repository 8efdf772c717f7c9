"""The first lines of a paper: what stands on them, and what is left of one without its date."""

import re
from collections.abc import Iterator

from extractors.evidence import lines
from extractors.model import Document, Span
from extractors.outline import Outline
from extractors.values import dates

BODY_WORD = (
    r"(?:Cabinet|Council|Committee|Sub-?Committee|Executive|Board|Panel|Forum|Commission|Assembly|Mayor|"
    r"Authority|Working (?:Group|Party))"
)
BODY = re.compile(
    rf"^(?:the\s+)?(?:[A-Z&(][\w'’&(),/-]*\s+|(?:and|of|for|the|in|with|to|"
    rf"on)\s+){{0,9}}{BODY_WORD}(?:\s*\([^)]*\))?(?:\s+Meeting)?$",
    re.IGNORECASE,
)
BEFORE_BODY = re.compile(
    r"^\W*(?:(?:joint\s+)?report\s+(?:to|for)|(?:minutes\s+of\s+(?:a|the)\s+)?meeting\s+of|"
    r"(?:delegated\s+)?decisions?\s+(?:by|of)|to)\b\s*:?\s*(?:the\s+)?|^\W*the\s+(?=[A-Z])",
    re.IGNORECASE,
)
AROUND_BODY = re.compile(
    r"^[\s:,;–—-]+|[\s:,;–—-]+$|\s+(?:meeting|held on|to be held on|on|at|of|for (?:decision|"
    r"information|consideration|approval|noting))\s*[:,–—-]*\s*$",
    re.IGNORECASE,
)
COUNCIL_NAME = re.compile(
    r"^(?:the\s+)?(?:(?:london|royal|metropolitan)\s+borough\s+of\s+.+|(?!(?:full|county|city|borough|"
    r"district|town|annual|extraordinary|special|budget)\s+council$).+\s+council|council\s+of\s+.+)$",
    re.IGNORECASE,
)


def front_lines(outline: Outline) -> Iterator[Span]:
    """The lines of the front matter, and of the block after it."""
    document = outline.document
    for i in outline.running:
        if i > outline.front:
            return
        yield from lines(document, Span(i, 0, i, len(document.blocks[i].text)), [i])


def without_date(document: Document, line: Span) -> Span | None:
    """A line without its date and the words that hang on it ("Cabinet Meeting: 23 July 2024" -> "Cabinet")."""
    text = document.blocks[line.first].text
    start, end = line.start, line.end
    found = dates(text[start:end])
    if found:
        _, a, b = found[0]
        if text[start : start + a].strip(" ,;:–—-("):
            end = start + a
        else:
            start += b
    return _stripped(text, line.first, start, end)


def _stripped(text: str, block: int, start: int, end: int) -> Span | None:
    lead = BEFORE_BODY.match(text[start:end])
    start += lead.end() if lead else 0
    while (edge := AROUND_BODY.search(text[start:end])) is not None and edge.end() > edge.start():
        if edge.start() == 0 and edge.end() < end - start:
            start += edge.end()
        else:
            end = start + edge.start()
        if start >= end:
            return None
    return Span(block, start, block, end)
