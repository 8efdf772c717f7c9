"""PDF bytes -> Document, as a person sees the pages.

pdfium's characters -> pieces of one look -> lines -> ruled and unruled tables, without running headers and footers ->
paragraphs -> blocks.
"""

from dataclasses import replace

from extractors.model import Block, Document, ReadState, Region
from extractors.read.letters import letters
from extractors.read.limits import UnreadableError
from extractors.read.pdf.blocks import Setting, block_of, blocks_of, body_size, joined
from extractors.read.pdf.contents import contents_of
from extractors.read.pdf.garbled import mended
from extractors.read.pdf.margins import without_margins
from extractors.read.pdf.ocr import recognised
from extractors.read.pdf.page import Held, Line, Page, Paragraph, Sheet
from extractors.read.pdf.paragraphs import USUAL, Column, paragraphs_of
from extractors.read.pdf.pdfium import read_pages
from extractors.read.pdf.sheet import sheet_of
from extractors.read.pdf.spelled import words_of
from extractors.read.pdf.stretches import columns_of, stretches_on

MEDIA_TYPE = "application/pdf"
PICTURE = 0.5  # of the page: a page without text whose pictures cover more is a scanned one
STAMP = 8  # words: a scanned page may carry so many that were stamped on it


def read_pdf(data: bytes, sha256: str, ocr: bool = False) -> Document:
    """The document's blocks: headers first, then the body, footnotes and footers. A fault of the file is a read
    state, never an exception. With `ocr`, pages that are pictures are recognised."""
    try:
        scanned = [p.number for p in read_pages(data) if _is_scanned(p)] if ocr else []
    except UnreadableError as fault:
        return Document(sha256, MEDIA_TYPE, len(data), fault.state, why=str(fault))
    made = recognised(data, scanned) if scanned else None
    if not isinstance(made, tuple):
        return _read(data, sha256, made)
    layered, tried = made
    return replace(_read(layered, sha256), size=len(data), ocr_pages=tried)


def _read(data: bytes, sha256: str, unrecognised: str | None = None) -> Document:
    try:
        pages, fallback = mended(data, list(read_pages(data)))
    except UnreadableError as fault:
        return Document(sha256, MEDIA_TYPE, len(data), fault.state, why=str(fault))
    scanned = [p.number for p in pages if _is_scanned(p)]
    blocks, running = _blocks(pages) if len(scanned) < len(pages) else ((), 0)
    if not any(b.region in (Region.BODY, Region.BOX) for b in blocks):
        empty = "; ".join(filter(None, ("its pages hold no text", unrecognised)))
        return Document(sha256, MEDIA_TYPE, len(data), ReadState.SCANNED, pages=len(pages), why=empty)
    pictures = f"{len(scanned)} of {len(pages)} pages are pictures without text: {scanned[:20]}" if scanned else None
    why = "; ".join(filter(None, (pictures, unrecognised))) or None
    title, bookmarks = contents_of(data)
    placed = _share_placed(pages, blocks, running)
    return Document(
        sha256, MEDIA_TYPE, len(data), ReadState.READ, blocks, len(pages), fallback, why, title, bookmarks, (), placed
    )


def _share_placed(pages: list[Page], blocks: tuple[Block, ...], running: int) -> float:
    """The share of the letters on the pages that stand in a block, or in a running line that is said once."""
    written = sum(letters(piece.text) for page in pages for piece in page.pieces)
    held = sum(letters(f"{b.number or ''}{b.text}") for b in blocks if b.region in (Region.BODY, Region.BOX))
    return min(1.0, (held + running) / written) if written else 1.0


def _is_scanned(page: Page) -> bool:
    return page.pictured > PICTURE and sum(len(p.text.split()) for p in page.pieces) <= STAMP


def _blocks(pages: list[Page]) -> tuple[tuple[Block, ...], int]:
    """(the blocks, the letters of all running lines and notes)."""
    sheets = [sheet_of(p) for p in pages]
    lines = [line for s in sheets for line in _all_lines(s.held)]
    setting = Setting(body_size(lines), words_of(lines))
    parted = without_margins(sheets)
    bare = [m.sheet for m in parted]
    stretches = joined(stretches_on(s, c) for s, c in zip(bare, columns_of(bare), strict=True))
    body = blocks_of(stretches, setting)
    turned = [b for s in bare for b in _turned(s, setting)]
    headers = _aside([(m.sheet, m.headers) for m in parted], Region.HEADER, setting)
    notes = _aside([(m.sheet, m.footnotes) for m in parted], Region.FOOTNOTE, setting)
    footers = _aside([(m.sheet, m.footers) for m in parted], Region.FOOTER, setting)
    running = sum(letters(line.text) for m in parted for line in (*m.headers, *m.footnotes, *m.footers))
    return (*headers, *body, *turned, *notes, *footers), running


def _all_lines(held: Held) -> list[Line]:
    return [*held.lines, *(line for t in held.tables for c in t.cells for line in _all_lines(c))]


def _aside(lines: list[tuple[Sheet, tuple[Line, ...]]], region: Region, setting: Setting) -> list[Block]:
    """Lines outside the running text, each paragraph said once."""
    found: dict[str, Block] = {}
    for sheet, mine in lines:
        right = max((line.x1 for line in mine), default=0.0)
        for paragraph in paragraphs_of(mine, Column(0.0, right, USUAL, sheet.number)):
            block = block_of(paragraph, setting, region)
            if block is not None:
                found.setdefault(block.text, block)
    return list(found.values())


def _turned(sheet: Sheet, setting: Setting) -> list[Block]:
    """Words that run across the reading direction: labels of drawings, stamps."""
    blocks = (
        block_of(Paragraph((Line((p,), (), p.y, p.size),), p.x0, p.x1, sheet.number), setting, Region.BOX)
        for p in sheet.turned
    )
    return [b for b in blocks if b is not None]
