"""Pictures of text -> a text layer behind them, by OCRmyPDF and Tesseract: the optional extra `ocr`."""

import io
import logging
import shutil
from collections.abc import Sequence
from importlib.util import find_spec

MOST_PAGES = 25
"""Pages of a file that are recognised: a page takes some three seconds, and a paper has its limit of time."""

log = logging.getLogger(__name__)


def missing() -> str | None:
    """What has to be installed before pictures can be read, or None."""
    if find_spec("ocrmypdf") is None:
        return "text in pictures is read with OCRmyPDF; install cleardays[ocr]"
    if shutil.which("tesseract") is None:
        return "text in pictures is read with Tesseract; install it (Debian: tesseract-ocr)"
    return None


def recognised(data: bytes, pages: Sequence[int]) -> tuple[bytes, tuple[int, ...]] | str:
    """The file with a text layer on these pages, and the pages, from 1, that were tried; or why there is none."""
    lacking = missing()
    if lacking is not None:
        return lacking
    import ocrmypdf  # noqa: PLC0415  an extra, and slow to load
    from ocrmypdf.exceptions import ExitCodeException  # noqa: PLC0415

    tried, made = tuple(pages[:MOST_PAGES]), io.BytesIO()
    logging.getLogger("ocrmypdf").setLevel(logging.ERROR)
    try:
        ocrmypdf.ocr(
            io.BytesIO(data),
            made,
            pages=",".join(map(str, tried)),
            language=["eng"],
            mode="skip",
            rotate_pages=True,
            deskew=True,
            output_type="pdf",
            rasterizer="pypdfium",
            optimize=0,
            jobs=1,
            use_threads=True,
            progress_bar=False,
        )
    except (ExitCodeException, OSError, ValueError, RuntimeError) as fault:
        return f"OCR failed: {type(fault).__name__}: {fault}"
    return made.getvalue(), tried
