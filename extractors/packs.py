"""Where a pack's reports begin and end: by its table of contents, else by the front matter of its pages."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.fields.header.body import body_of
from extractors.model import BlockKind, Document, Region
from extractors.outline import outline

Part = tuple[int, int]
"""First and last block of a part, both included."""

PACK = re.compile(r"\bpack\b", re.IGNORECASE)
APPENDIX = re.compile(r"^\W*(?:appendix|annexe?)\s+\W?[A-Z0-9]{1,3}\b", re.IGNORECASE)
HEADER_FIELDS = frozenset(
    {"body", "meeting_date", "title", "report_of", "author", "portfolio_holder", "wards_affected", "key_decision",
     "exempt", "lead_officer", "contact"}
)  # fmt: skip
LEAST = 3
"""Header fields that the top of a page must ask for to be the first page of a report."""
FIRST = 5
"""Blocks at the top of the page (a council's name, a title) before the first of these fields."""
TOP = 24
"""Blocks at the top of a page."""


def calls_itself_pack(document: Document) -> bool:
    """Whether the file's own title says that it is a pack."""
    return bool(document.title and PACK.search(document.title))


def parts_of(document: Document) -> list[Part]:
    """The parts of a pack, the first being the agenda before its first report; one part for a pack of nothing else."""
    running = [i for i, b in enumerate(document.blocks) if b.region in (Region.BODY, Region.BOX)]
    pages = document.bookmarks if len(document.bookmarks) > 1 else _by_front_matter(document, running)
    starts = sorted({_first_on(document, running, page) for page in pages} - {None, running[0]}, key=lambda i: i or 0)
    edges = [running[0], *(s for s in starts if s is not None), running[-1] + 1]
    return [(first, after - 1) for first, after in pairwise(edges) if after > first]


def _first_on(document: Document, running: Sequence[int], page: int) -> int | None:
    """The first block on a page, or on the next that has one."""
    return next((i for i in running if (document.blocks[i].page or 0) >= page), None)


def _by_front_matter(document: Document, running: Sequence[int]) -> list[int]:
    """Pages whose top asks for what heads a report, or that open with the heading of an appendix."""
    found, seen = [], 0
    for i in running:
        page = document.blocks[i].page or 0
        if page > seen:
            seen = page
            if page > 1 and (_opens_report(document, i) or _opens_appendix(document, i)):
                found.append(page)
    return found


def _opens_report(document: Document, i: int) -> bool:
    page = document.blocks[i].page
    last = max(n for n in range(i, min(i + TOP, len(document.blocks))) if document.blocks[n].page == page)
    top = outline(document, i, last)
    asked = [e for e in top.entries if e.field in HEADER_FIELDS and e.value is not None and e.at <= top.front]
    fields = {e.field for e in asked}
    at_once = bool(asked) and asked[0].at - i <= FIRST
    names_meeting = bool(fields & {"body", "meeting_date", "title"}) or body_of(top)[0] is not None
    return len(fields) >= LEAST and at_once and names_meeting


def _opens_appendix(document: Document, i: int) -> bool:
    block = document.blocks[i]
    return block.kind is BlockKind.HEADING and bool(APPENDIX.match(block.text))
