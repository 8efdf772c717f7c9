"""Pages read with pdfminer.six, where pdfium garbles their text."""

import io
import logging

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTComponent, LTContainer, LTTextLine

from extractors.read.pdf.page import Piece
from extractors.read.pdf.spelled import shown
from extractors.read.pdf.written import BOLD

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of each fault of a damaged file


def read_again(data: bytes, numbers: list[int]) -> dict[int, tuple[Piece, ...]]:
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
