"""Hostile office files: Word packages, OpenDocument, old binary files."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.hostile.pages import LAUGHS

REPORT = Path(__file__).parents[2] / "demo" / "reports" / "thornmere-productivity-plan" / "report.docx"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = "word/document.xml"
MEGABYTE = 1024**2


def repacked(changed: dict[str, bytes], added: dict[str, bytes] | None = None) -> bytes:
    """The demo's report with some of its files changed, and others added."""
    made = io.BytesIO()
    with zipfile.ZipFile(REPORT) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name) or old.read(name))
        for name, data in (added or {}).items():
            new.writestr(name, data)
    return made.getvalue()


def word(body: str | bytes, head: bytes = b"") -> bytes:
    """The demo's report with another body."""
    inside = body.encode() if isinstance(body, str) else body
    return repacked({DOCUMENT: head + f"<w:document {NS}><w:body>".encode() + inside + b"</w:body></w:document>"})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zeros(size: int) -> bytes:
    """So many megabytes of zeros, deflated: one block said again and again."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = pack.compress(bytes(MEGABYTE)) + pack.flush(zlib.Z_FULL_FLUSH)
    return first * size + b"\x03\x00"


def archive(files: dict[str, tuple[bytes, int, int]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of raw members: name -> (bytes as packed, size that is said, flags)."""
    body, directory = b"", b""
    for name, (packed, size, flags) in files.items():
        fields = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 0, 0, len(packed), size, len(name), 0)
        directory += b"PK\x01\x02\x14\x00" + fields + bytes(10) + struct.pack("<I", len(body)) + name.encode()
        body += b"PK\x03\x04" + fields + name.encode() + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def bomb(name: str, said: int) -> bytes:
    """A package in which one file unfolds to 500 MB, whatever it says of itself."""
    return archive({"[Content_Types].xml": (b"\x03\x00", 0, 0), name: (zeros(500), said, 0)})


def open_document(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        new.writestr("mimetype", b"application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, data in files.items():
            new.writestr(name, data)
    return made.getvalue()


def ole(stream: str, data: bytes) -> bytes:
    """An old office file with one stream: a header, a table of sectors, a directory, the stream."""
    sectors = -(-len(data) // 512)
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), (stream, 2, 2, len(data))]
    directory = b""
    for name, kind, sector, size in entries:
        words = name.encode("utf-16-le")
        directory += words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words) + 2, kind, 1, *[0xFFFFFFFF] * 2, 1)
        directory += bytes(36) + struct.pack("<IQ", sector, size)
    fat = b"".join(struct.pack("<I", x) for x in table).ljust(512, b"\xff")
    return header.ljust(512, b"\xff") + fat + directory.ljust(512, b"\0") + data.ljust(sectors * 512, b"\0")


def locked_doc() -> bytes:
    return ole("WordDocument", struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0x0100).ljust(4096, b"\0"))


def entities(declared: bytes, used: bytes) -> bytes:
    return word(f"<w:p><w:r><w:t>Title {used.decode()}</w:t></w:r></w:p>", b"<!DOCTYPE w [" + declared + b"]>")


def nested(opening: str, closing: str, times: int) -> bytes:
    return word(opening * times + paragraph("Title") + closing * times)


def chained_styles() -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="s{0}"><w:basedOn w:val="s{1}"/></w:style>'
    styles = "".join(style.format(n, n + 1) for n in range(20_000))
    body = f'<w:document {NS}><w:body><w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>'
    changed = {"word/styles.xml": f"<w:styles {NS}>{styles}</w:styles>", DOCUMENT: f"{body}</w:body></w:document>"}
    return repacked({name: xml.encode() for name, xml in changed.items()})


ROW = "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
TABLE = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
BOX = ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>")
SPREADSHEET = {"[Content_Types].xml": (b"\x03\x00", 0, 0), "xl/workbook.xml": (b"\x03\x00", 0, 0)}
XXE = b'<!ENTITY x SYSTEM "%s">'

FILES: dict[str, Callable[[], bytes]] = {
    "word, cut in half": lambda: REPORT.read_bytes()[:20_000],
    "word, cut to 100 bytes": lambda: REPORT.read_bytes()[:100],
    "word, a picture that unfolds to 500 MB": lambda: bomb("word/media/a.png", 500 * MEGABYTE),
    "word, a picture that says 10 bytes and unfolds to 500 MB": lambda: bomb("word/media/a.png", 10),
    "word, XML that says 10 bytes and unfolds to 500 MB": lambda: bomb(DOCUMENT, 10),
    "word, XML of 65 MB": lambda: word(b" " * 65 * MEGABYTE),
    "word, 20,000 files": lambda: repacked({}, {f"word/media/{n}.png": b"" for n in range(20_000)}),
    "word, packed as no office program packs": lambda: archive({DOCUMENT: (b"", 0, 0)}, zipfile.ZIP_BZIP2),
    "word, locked as an archive": lambda: archive({DOCUMENT: (b"\x03\x00", 0, 1)}),
    "word, behind a password": lambda: ole("EncryptedPackage", bytes(4096)),
    "word, a billion laughs": lambda: entities(b'<!ENTITY l0 "lol">' + LAUGHS, b"&l11;"),
    "word, a quadratic blowup": lambda: entities(b'<!ENTITY l "%s">' % (b"l" * 100_000), b"&l;" * 50_000),
    "word, an external entity": lambda: entities(XXE % b"file:///etc/passwd", b"&x;"),
    "word, an external entity on the network": lambda: entities(XXE % b"http://127.0.0.1:9/", b"&x;"),
    "word, elements 100,000 deep": lambda: nested("<w:smartTag>", "</w:smartTag>", 100_000),
    "word, tables 80 deep": lambda: nested(*TABLE, 80),
    "word, text boxes 60 deep": lambda: nested(*BOX, 60),
    "word, styles based on each other 20,000 deep": chained_styles,
    "word, a table of a million rows": lambda: word("<w:tbl>" + ROW * 1_000_000 + "</w:tbl>"),
    "word, a table of 20,000 rows": lambda: word("<w:tbl>" + ROW * 20_000 + "</w:tbl>"),
    "word, a million characters without a space": lambda: word(paragraph("a" * 1_000_000)),
    "word, a million characters in words": lambda: word(paragraph("word " * 200_000)),
    "word, a cell that spans 5,000 digits": lambda: word(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5_000}"/></w:tcPr>{paragraph("Title")}{TABLE[1]}'
    ),
    "a spreadsheet named .docx": lambda: archive(SPREADSHEET),
    "an archive named .docx": lambda: archive({"holiday.jpg": (b"\x03\x00", 0, 0)}),
    "an old spreadsheet named .doc": lambda: ole("Workbook", bytes(4096)),
    "an old word file behind a password": locked_doc,
    "open document, a picture that unfolds to 500 MB": lambda: archive(
        {"mimetype": (b"\x03\x00", 0, 0), "Pictures/a.png": (zeros(500), 500 * MEGABYTE, 0)}
    ),
    "open document, XML of 65 MB": lambda: open_document({"content.xml": bytes(65 * MEGABYTE)}),
    "open document, behind a password": lambda: open_document(
        {"META-INF/manifest.xml": b"<manifest><file-entry><encryption-data/></file-entry></manifest>"}
    ),
}
