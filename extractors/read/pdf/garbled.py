"""Pages whose text pdfium garbles: which they are, and whether pdfminer.six reads them better."""

import re
from dataclasses import replace
from statistics import median

from extractors.read.pdf.page import Page
from extractors.read.pdf.spelled import SHOWN

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
    from extractors.read.pdf.again import read_again  # noqa: PLC0415  slow to load, and seldom needed

    again = read_again(data, numbers)
    found = []
    for page in pages:
        other = again.get(page.number)
        better = other is not None and strangeness("".join(p.text for p in other)) < garbled[page.number]
        found.append(replace(page, pieces=other) if other is not None and better else page)
    return found, sum(a is not b for a, b in zip(found, pages, strict=True))


def _text(page: Page) -> str:
    return " ".join(p.text.strip() for p in page.pieces)
