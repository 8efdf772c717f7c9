"""A scanned report: pictures of pages, with no text in the file."""

import io
from pathlib import Path

import img2pdf
import pypdfium2
import pytest

from extractors.model import ReadState, walk
from extractors.read.pdf import ocr
from extractors.reading import OCR_VERSION, READER_VERSION, read

PAPER = Path(__file__).parent / "cases" / "reports" / "wealdham-licensing-fees" / "report.pdf"


@pytest.fixture(scope="module")
def scan() -> bytes:
    pages = []
    for page in pypdfium2.PdfDocument(PAPER):
        picture = io.BytesIO()
        page.render(scale=200 / 72, grayscale=True).to_pil().save(picture, "PNG", dpi=(200, 200))
        pages.append(picture.getvalue())
    return img2pdf.convert(pages)


def test_without_recognition_it_is_scanned(scan):
    reading = read(scan)
    assert (reading.document.read_state, reading.reports) == (ReadState.SCANNED, ())
    assert (reading.document.ocr_pages, reading.reader_version) == ((), READER_VERSION)


@pytest.mark.needs_tesseract
def test_recognised_it_says_what_the_paper_says_and_less_surely(scan):
    reading, plain = read(scan, ocr=True), read(PAPER.read_bytes())
    (seen,), (meant,) = reading.reports, plain.reports
    assert (reading.document.read_state, reading.reader_version) == (ReadState.READ, OCR_VERSION)
    assert reading.document.ocr_pages == tuple(range(1, plain.document.pages + 1))
    assert seen.kind is meant.kind
    for field in ("title", "meeting_date"):
        assert seen.fields[field].value.value == meant.fields[field].value.value
    assert len(seen.recommendations) == len(meant.recommendations)
    found = [e for field in seen.fields.values() for _, stated in walk(field) for e in stated.evidence]
    assert found
    assert all(e.rule.startswith("ocr.") and e.confidence <= 0.87 for e in found)


@pytest.mark.needs_tesseract
def test_a_page_with_text_is_left_as_it_is():
    assert read(PAPER.read_bytes(), ocr=True) == read(PAPER.read_bytes())


def test_what_is_missing_is_named(scan, monkeypatch):
    monkeypatch.setattr(ocr.shutil, "which", lambda _: None)
    assert "tesseract-ocr" in read(scan, ocr=True).document.why
