"""Pages whose text pdfium garbles, read again with pdfminer.six."""

import io
import logging
import re
from dataclasses import replace
from statistics import median

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTComponent, LTContainer, LTTextLine

from extractors.read.pdf.page import Page, Piece
from extractors.read.pdf.spelled import SHOWN, shown
from extractors.read.pdf.written import BOLD

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of each fault of a damaged file
STRANGE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\(cid:\d+\)")
KNOWN = {code: char for code, char in SHOWN.items() if 0xF000 <= code < 0xF900}  # symbol fonts' codes that are read
FEWEST = 40  # characters: less says nothing


def strangeness(text: str) -> float:
    """The share of characters that cannot be read; 1 where words run together without spaces."""
    if len(text) < FEWEST:
        return 0.0
    words = text.split()
    if len(text) > 200 and len(text) > 12 * len(words):
        whole = [len(w) for w in words if not re.search(r"[/@.…_-]{2}|://|@", w)]
        if whole and median(whole) > 18:
            return 1.0
    if not STRANGE.search(text):
        return 0.0
    return sum(len(x) for x in STRANGE.findall(text.translate(KNOWN))) / len(text)


def mended(data: bytes, pages: list[Page]) -> tuple[list[Page], int]:
    """(the pages, with garbled ones read by pdfminer.six where that reads better; how many those are)."""
    garbled = {p.number: strangeness(_text(p)) for p in pages}
    numbers = [n for n, share in garbled.items() if share > 0.1]
    if not numbers:
        return pages, 0
    again = _again(data, numbers)
    found = []
    for page in pages:
        other = again.get(page.number)
        better = other is not None and strangeness("".join(p.text for p in other)) < garbled[page.number]
        found.append(replace(page, pieces=other) if other is not None and better else page)
    return found, sum(a is not b for a, b in zip(found, pages, strict=True))


def _text(page: Page) -> str:
    return " ".join(p.text.strip() for p in page.pieces)


def _again(data: bytes, numbers: list[int]) -> dict[int, tuple[Piece, ...]]:
    """Pieces by page number, as far as pdfminer.six can read them."""
    found: dict[int, tuple[Piece, ...]] = {}
    try:
        layouts = extract_pages(io.BytesIO(data), page_numbers=[n - 1 for n in numbers], laparams=LAParams())
        for number, layout in zip(numbers, layouts, strict=False):
            found[number] = tuple(_pieces(layout, layout.height))
    except Exception:  # pdfminer.six has no common class for a damaged file's faults; pdfium's text stands then
        return found
    return found


def _pieces(container: "LTContainer[LTComponent]", height: float) -> list[Piece]:
    found = []
    for element in container:
        if isinstance(element, LTTextLine):
            first = next((c for c in element if isinstance(c, LTChar)), None)
            text = shown(element.get_text()).strip()
            if first is not None and text:
                size = round(first.size, 1)
                y = height - element.y0 - 0.22 * size
                found.append(Piece(text, element.x0, element.x1, y, size, bool(BOLD.search(first.fontname))))
        elif isinstance(element, LTContainer):
            found += _pieces(element, height)
    return found
