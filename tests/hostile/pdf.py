"""Hostile PDF files."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

REPORT = Path(__file__).parents[2] / "demo" / "reports" / "thornmere-productivity-plan" / "report.pdf"
CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"
PAGES = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
FONT = b"<</Font <</F 5 0 R>>>>"
PAGE = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s>>"
HELVETICA = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
TITLE = b"BT /F 12 Tf 72 720 Td (Title of the report) Tj ET"


def made(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of objects numbered from 1, with the table of where they stand."""
    out, places = b"%PDF-1.7\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    size = len(objects) + 1
    end = b"trailer\n<<%s /Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, size, len(out))
    return out + b"xref\n0 %d\n" % size + table + end


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def page(content: bytes, entries: bytes = b"", resources: bytes = FONT, *more: bytes) -> bytes:
    """One page with this content."""
    return made([CATALOG, PAGES, PAGE % resources, stream(content, entries), HELVETICA, *more])


def tree(kids: bytes, *more: bytes, count: bytes = b"1") -> bytes:
    return made([CATALOG, b"<</Type /Pages /Kids [%s] /Count %s>>" % (kids, count), *more])


def spaces(megabytes: int) -> tuple[bytes, bytes]:
    """So many megabytes of white space, deflated twice: one block said again and again."""
    pack = zlib.compressobj(9)
    first = pack.compress(b" " * 1024**2) + pack.flush(zlib.Z_FULL_FLUSH)
    again = first[2:] * (megabytes - 1)
    return zlib.compress(first + again + pack.flush()), b"/Filter [/FlateDecode /FlateDecode]"


def text_of(words: bytes, lines: int) -> bytes:
    return b"BT /F 1 Tf 10 800 Td 1 TL " + b"(%s) Tj T* " % words * lines + b"ET"


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    single = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>"
    return tree(kids, *[single] * count, count=b"%d" % count)


def boxed(box: bytes) -> bytes:
    return page(TITLE).replace(b"[0 0 595 842]", box)


LOOPING = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>> /Font <</F 5 0 R>>>>"
LOCK = b"<</Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s)>>" % (b"a" * 32, b"b" * 32)
OUTLINES = b"<</Type /Catalog /Pages 2 0 R /Outlines 6 0 R>>"
MARK = b"<</Title (a) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit]>>"
TYPE3 = (
    b"<</Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65"
    b" /Widths [9] /Encoding <</Differences [65 /A]>> /CharProcs <</A 6 0 R>> /Resources <</Font <</F 5 0 R>>>>>>"
)

FILES: dict[str, Callable[[], bytes]] = {
    "pdf, cut in half": lambda: REPORT.read_bytes()[: REPORT.stat().st_size // 2],
    "pdf, cut to 100 bytes": lambda: REPORT.read_bytes()[:100],
    "pdf, a header and nothing else": lambda: b"%PDF-1.7\n",
    "pdf, behind a password": lambda: made(
        [CATALOG, PAGES, PAGE % FONT, stream(TITLE), HELVETICA, LOCK],
        b"/Root 1 0 R /Encrypt 6 0 R /ID [(0123456789abcdef) (0123456789abcdef)]",
    ),
    "pdf, pages that hold themselves": lambda: tree(b"2 0 R"),
    "pdf, pages that hold each other": lambda: tree(b"3 0 R", b"<</Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1>>"),
    "pdf, a billion pages said": lambda: tree(b"3 0 R", PAGE % FONT, stream(TITLE), HELVETICA, count=b"1000000000"),
    "pdf, 6,000 pages": lambda: many_pages(6_000),
    "pdf, one page listed 6,000 times": lambda: tree(b"3 0 R " * 6_000, PAGE % FONT, stream(TITLE), count=b"6000"),
    "pdf, tables of places in a ring": lambda: page(TITLE).replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9"),
    "pdf, a stream of objects that extends itself": lambda: made(
        [CATALOG, PAGES, PAGE % FONT, stream(b"5 0 <<>>", b"/Type /ObjStm /N 1 /First 4 /Extends 4 0 R")]
    ),
    "pdf, a stream as long as itself": lambda: page(TITLE).replace(b"/Length 49", b"/Length 4 0 R"),
    "pdf, a drawing that draws itself": lambda: page(
        TITLE + b" /X Do", b"", b"<</Font <</F 5 0 R>> /XObject <</X 6 0 R>>>>", stream(b"/X Do /X Do", LOOPING)
    ),
    "pdf, a letter that writes itself": lambda: made(
        [
            CATALOG,
            PAGES,
            PAGE % FONT,
            stream(b"BT /F 9 Tf (AAAA) Tj ET"),
            TYPE3,
            stream(b"9 0 d0 BT /F 9 Tf (AA) Tj ET"),
        ]
    ),
    "pdf, bookmarks in a ring": lambda: made(
        [OUTLINES, PAGES, PAGE % FONT, stream(TITLE), HELVETICA, b"<</First 7 0 R /Last 7 0 R>>", MARK]
    ),
    "pdf, arrays 100,000 deep": lambda: page(TITLE, b"", FONT, b"[" * 100_000),
    "pdf, arrays 100,000 deep in a page": lambda: page(b"[" * 100_000 + TITLE),
    "pdf, a page that unfolds to 1 GB": lambda: page(*spaces(1000)),
    "pdf, a page of a million square metres": lambda: boxed(b"[0 0 1e9 1e9]"),
    "pdf, a page without an area": lambda: boxed(b"[0 0 0 0]"),
    "pdf, a page of a million characters without a space": lambda: page(text_of(b"a" * 1_000, 1_000)),
    "pdf, a page of a million characters in words": lambda: page(text_of(b"word " * 200, 1_000)),
    "pdf, a page of 30,000 lines": lambda: page(text_of(b"line", 30_000)),
    "pdf, a page of 100,000 rules": lambda: page(b"".join(b"0 %d m 595 %d l S " % (n, n) for n in range(100_000))),
    "pdf, a picture of a trillion points": lambda: page(
        b"595 0 0 842 0 0 cm /X Do",
        b"",
        b"<</XObject <</X 6 0 R>>>>",
        stream(
            b"a",
            b"/Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /ColorSpace /DeviceGray",
        ),
    ),
}
