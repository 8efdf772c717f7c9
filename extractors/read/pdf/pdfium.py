"""PDF bytes -> Pages, by pdfium's raw interface. All of ctypes is here; nothing is kept open after a call."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extractors.model import ReadState
from extractors.read.limits import MOST_PAGES, UnreadableError
from extractors.read.pdf.drawn import drawn_on
from extractors.read.pdf.page import Page
from extractors.read.pdf.written import turn_of, written_on

PASSWORD = 4


def read_pages(data: bytes) -> Iterator[Page]:
    """The pages in order; a page that pdfium cannot load is given as an empty one. Raises UnreadableError."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() == PASSWORD:
            raise UnreadableError(ReadState.ENCRYPTED, "the file opens only with a password")
        raise UnreadableError(ReadState.CORRUPT, f"not a readable PDF (pdfium error {pdfium.FPDF_GetLastError()})")
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise UnreadableError(ReadState.CORRUPT, "the file has no pages")
        if count > MOST_PAGES:
            raise UnreadableError(ReadState.TOO_LARGE, f"{count:,} pages; at most {MOST_PAGES:,} are read")
        loaded = False
        for index in range(count):
            page = _page(document, index)
            loaded = loaded or page.width > 0
            yield page
        if not loaded:
            raise UnreadableError(ReadState.CORRUPT, f"none of its {count:,} pages can be opened")
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(document: Any, index: int) -> Page:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return Page(index + 1, 0.0, 0.0, (), (), 0.0)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        box = _box(page)
        turn = turn_of(box, pdfium.FPDFPage_GetRotation(page), text)
        rules, pictured = drawn_on(page, turn)
        pieces = written_on(text, turn, _links(document, page))
        return Page(index + 1, turn.width, turn.height, tuple(pieces), tuple(rules), pictured)
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _box(page: Any) -> tuple[float, float, float, float]:
    """(left, bottom, right, top) of what is shown of the page."""
    rect = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, rect) and rect.right > rect.left:
        return rect.left, rect.bottom, rect.right, rect.top
    return 0.0, 0.0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)


def _links(document: Any, page: Any) -> list[tuple[float, float, float, float, str]]:
    """Each web or mail link as (left, bottom, right, top, address)."""
    found = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        url = _address(document, pdfium.FPDFLink_GetAction(link))
        if url:
            found += [(*box, url) for box in _link_boxes(link)]
    return found


def _link_boxes(link: Any) -> Iterator[tuple[float, float, float, float]]:
    quad = pdfium.FS_QUADPOINTSF()
    count = pdfium.FPDFLink_CountQuadPoints(link)
    for i in range(count):
        if pdfium.FPDFLink_GetQuadPoints(link, i, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(xs), min(ys), max(xs), max(ys)
    rect = pdfium.FS_RECTF()
    if count == 0 and pdfium.FPDFLink_GetAnnotRect(link, rect):
        yield (
            min(rect.left, rect.right),
            min(rect.top, rect.bottom),
            max(rect.left, rect.right),
            max(rect.top, rect.bottom),
        )


def _address(document: Any, action: Any) -> str | None:
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return None
    size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace").strip() or None
