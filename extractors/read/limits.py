"""How much of a file is read, and how a file says that it cannot be. What is over a limit is `too_large` as a whole:
half a paper read would seem to leave out what the other half says."""

from collections.abc import Iterator
from dataclasses import replace

from extractors.model import Block, Link, ReadState

MEGABYTE = 1024**2
MOST_ENTRIES = 10_000
"""Files in a package. The largest labelled paper has 19; one with a picture on every page has some hundreds."""
MOST_UNFOLDED = 400 * MEGABYTE
"""Bytes that a package's files come to when unpacked: twice what a file that is stored as it is may have. All of them
are held in memory at once."""
MOST_XML = 64 * MEGABYTE
"""Bytes of one XML file in a package, and of a web page. The largest in a labelled paper has 0.4 MB; one of 60 MB takes
nearly 2 GB of memory while it is read."""
MOST_PAGES = 3_000
"""Of a PDF. 2,000 pages of the project's own papers are read in half a minute; 5,000 take longer than a paper may."""
MOST_BLOCKS = 150_000
"""Paragraphs and cells of a paper: twice as many as 3,000 pages of the project's own papers have."""
MOST_TEXTS = 500_000
"""Runs of characters of one look in a Word file: they are counted before anything is made of them."""
LONGEST = 10_000
"""Characters of a block; a longer one is parted. The longest paragraph in any labelled paper has 1,845."""
DEFLATED = 1032
"""Bytes that one byte of a deflated file can come to at most: what cannot unfold too far need not be unfolded."""


class UnreadableError(Exception):
    """The file gives up no text: `state` and the reason."""

    def __init__(self, state: ReadState, why: str) -> None:
        super().__init__(why)
        self.state = state


RESOURCE_LIMIT = 114
"""libxml2's XML_ERR_RESOURCE_LIMIT: elements 256 deep, 10 MB in one text, entities that multiply."""


def check_limit(code: int | None, message: str) -> None:
    """Raise UnreadableError where what the XML parser complains of is a limit of its own, MemoryError where it is want
    of memory: it has no words for that."""
    if message.startswith("unknown error"):
        raise MemoryError
    if code == RESOURCE_LIMIT:
        raise UnreadableError(ReadState.TOO_LARGE, f"over a limit of the XML parser: {message.strip()}"[:300])


def count_in(text: str, otherwise: int) -> int:
    """The number in an attribute; `otherwise` where it is none, or none that a person would write.

    >>> count_in("2", 1), count_in("9" * 5000, 1), count_in("", 1)
    (2, 1, 1)
    """
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def parted(block: Block) -> Iterator[Block]:
    """A block as blocks of at most LONGEST characters, parted at white space where there is any. The first keeps the
    number."""
    text, start = block.text, 0
    while len(text) - start > LONGEST:
        space = max(text.rfind(c, start + LONGEST // 2, start + LONGEST) for c in " \t\n")
        end = space if space > 0 else start + LONGEST
        yield _cut(block, start, end)
        start = end + (space > 0)
    yield block if start == 0 else _cut(block, start, len(text))


def _cut(block: Block, start: int, end: int) -> Block:
    links = tuple(
        Link(max(k.start - start, 0), min(k.end, end) - start, k.url)
        for k in block.links
        if k.start < end and k.end > start
    )
    style = replace(block.style, bold_until=min(max(block.style.bold_until - start, 0), end - start))
    number = block.number if start == 0 else None
    return replace(block, text=block.text[start:end], number=number, style=style, links=links)
