"""What a file holds: blocks of text in reading order, and spans of them."""

from dataclasses import dataclass
from enum import StrEnum


class ReadState(StrEnum):
    """Whether a file gave up its text, and if not, why."""

    READ = "read"
    SCANNED = "scanned"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    UNSUPPORTED = "unsupported"


class BlockKind(StrEnum):
    """What a piece of text is by its form."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CELL = "cell"


class Region(StrEnum):
    """Where on the page a block stands. Only `body` and `box` are part of the running text."""

    BODY = "body"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's address: the table's number in the document, then row and column, all from 0."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """Characters `start` to `end` of a block lead to `url`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Style:
    """Typography, as far as it tells headings and labels from text. Sizes and indents in points."""

    size: float | None = None
    bold_until: int = 0
    """How many of the block's first characters are bold or underlined: 0 for none, the text's length for all of it."""
    level: int | None = None
    """The heading level that the file itself states (Word's outline level), 1 for the highest."""
    indent: float = 0.0
    centred: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as a person sees it.

    `text` has spaces folded; a tab is kept as a tab and a manual line break as a newline, since they part labels from
    values.
    `number` is the paragraph's number or bullet as printed ("1.1", "(a)", "•") and is no part of `text`. `page`
    counts from 1 and is
    None where the format has no pages (Word).
    """

    kind: BlockKind
    text: str
    number: str | None = None
    page: int | None = None
    cell: Cell | None = None
    style: Style = PLAIN
    links: tuple[Link, ...] = ()
    region: Region = Region.BODY

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold or underlined."""
        return bool(self.text) and self.style.bold_until >= len(self.text)


class EvidenceError(ValueError):
    """A quote is not the text at its span: our fault, never the paper's."""


@dataclass(frozen=True, slots=True)
class Span:
    """From character `start` of block `first` up to, not including, character `end` of block `last`."""

    first: int
    start: int
    last: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text in reading order. `pages` and `words` are None where nothing was read."""

    sha256: str
    media_type: str
    size: int
    read_state: ReadState
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    fallback_pages: int = 0
    """Pages that pdfium garbled and that pdfminer.six read instead."""
    why: str | None = None
    """What stood in the way, where `read_state` is not `read`, or on some pages where it is."""
    title: str | None = None
    """What the file's own properties call it; only a pack's is worth believing."""
    bookmarks: tuple[int, ...] = ()
    """Pages, from 1, to which the file's own table of contents leads, in order."""
    ocr_pages: tuple[int, ...] = ()
    """Pages, from 1, that are pictures and whose text was recognised, or was sought in vain."""
    placed: float | None = None
    """The share of the letters in the file that reached a block, 1 at most; None where it was not measured."""

    @property
    def words(self) -> int | None:
        """Words of the running text."""
        if self.read_state is not ReadState.READ:
            return None
        return sum(len(b.text.split()) for b in self.blocks if b.region in (Region.BODY, Region.BOX))

    def quote(self, span: Span) -> str:
        """The text at a span, white space folded. Raises EvidenceError where there is no such span."""
        inside = 0 <= span.first <= span.last < len(self.blocks)
        if (
            not inside
            or not 0 <= span.start <= len(self.blocks[span.first].text)
            or span.end > len(self.blocks[span.last].text)
        ):
            raise EvidenceError(f"{self.sha256[:12]}: no text at {span}; the document has {len(self.blocks)} blocks")
        if span.first == span.last:
            return fold(self.blocks[span.first].text[span.start : span.end])
        inner = [b.text for b in self.blocks[span.first + 1 : span.last]]
        return fold(
            " ".join([self.blocks[span.first].text[span.start :], *inner, self.blocks[span.last].text[: span.end]])
        )


def fold(text: str) -> str:
    """Text with every run of white space made one space.

    >>> fold(" Report\\tof:\\n the Leader ")
    'Report of: the Leader'
    """
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it: a range of blocks, never a copy.

    `heading_at` is the heading's block, or None for what stands before the first heading. `first` > `last` where
    nothing follows.
    """

    heading: str
    level: int
    heading_at: int | None
    first: int
    last: int
    number: str | None = None
