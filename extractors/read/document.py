"""Bytes -> Document, by what the bytes are and never by a name."""

import hashlib
import re
from dataclasses import replace

from extractors.model import Document, ReadState
from extractors.read.limits import LONGEST, MOST_BLOCKS, MOST_XML, UnreadableError, parted
from extractors.read.ole import is_locked, is_word
from extractors.read.package import names_in, part_of

PDF, WEB_PAGE, RICH_TEXT, REPLY = "application/pdf", "text/html", "application/rtf", "text/xml"
PACKAGE, OLE, EMPTY, UNKNOWN = (
    "application/zip",
    "application/x-ole-storage",
    "application/x-empty",
    "application/octet-stream",
)
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
LOCKED_OPEN_DOCUMENT = b"encryption-data"
OTHER_OFFICE = ("xl/", "ppt/")
A_MEETING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]*>\s*<meeting>")
"""How ModernGov's web service begins what it says of a meeting."""


def document_of(data: bytes, *, ocr: bool = False) -> Document:
    """The document in these bytes. What is no paper, or is damaged, is a Document without blocks that says why.

    With `ocr`, text in the pictures of a PDF is recognised, where the extra `ocr` is installed.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        document = _read(data, sha256, ocr)
    except UnreadableError as fault:
        return _unread(data, sha256, media_type_of(data), fault.state, str(fault))
    except RecursionError:
        why = "its parts are nested more deeply than those of any document"
        return _unread(data, sha256, media_type_of(data), ReadState.CORRUPT, why)
    if len(document.blocks) > MOST_BLOCKS:
        why = f"more than {MOST_BLOCKS:,} paragraphs and cells"
        return _unread(data, sha256, document.media_type, ReadState.TOO_LARGE, why)
    if any(len(b.text) > LONGEST for b in document.blocks):
        return replace(document, blocks=tuple(part for b in document.blocks for part in parted(b)))
    return document


def media_type_of(data: bytes) -> str:
    """What the bytes begin as; a zip package's own type is known only when it is opened."""
    head = data[:2048].lower()
    if not data:
        return EMPTY
    if b"%pdf-" in head[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return PACKAGE
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLE
    if data.startswith(b"{\\rtf"):
        return RICH_TEXT
    if A_MEETING.match(data[:2048]):
        return REPLY
    return WEB_PAGE if b"<html" in head or b"<!doctype html" in head else UNKNOWN


def _read(data: bytes, sha256: str, ocr: bool) -> Document:
    kind = media_type_of(data)
    if kind == PDF:
        from extractors.read.pdf import read_pdf

        return read_pdf(data, sha256, ocr)
    if kind == PACKAGE:
        return _zipped(data, sha256)
    if kind == OLE:
        return _ole(data, sha256)
    if kind == RICH_TEXT:
        return _legacy(data, sha256, RICH_TEXT)
    if kind == WEB_PAGE:
        from extractors.read.html import read_html

        return read_html(data, sha256)
    if kind == REPLY:
        from extractors.read.reply import read_reply

        return read_reply(data, sha256)
    if kind == EMPTY:
        raise UnreadableError(ReadState.CORRUPT, "the file is empty")
    raise UnreadableError(ReadState.UNSUPPORTED, f"neither Word, PDF nor a web page: begins with {data[:8]!r}")


def _zipped(data: bytes, sha256: str) -> Document:
    from extractors.read.docx import read_docx

    names = names_in(data)
    kind = part_of(data, "mimetype", 80)
    if kind.startswith(OPEN_DOCUMENT):
        if LOCKED_OPEN_DOCUMENT in part_of(data, "META-INF/manifest.xml", MOST_XML):
            raise UnreadableError(ReadState.ENCRYPTED, "the file asks for a password")
        return _legacy(data, sha256, OPEN_DOCUMENT.decode())
    if kind or any(n.startswith(OTHER_OFFICE) for n in names):
        raise UnreadableError(ReadState.UNSUPPORTED, "an office file that is not a Word document")
    if not any(n.startswith("word/") or n == "[Content_Types].xml" for n in names):
        raise UnreadableError(ReadState.UNSUPPORTED, "an archive that is not an office file")
    return read_docx(data, sha256)


def _ole(data: bytes, sha256: str) -> Document:
    if is_locked(data):
        raise UnreadableError(ReadState.ENCRYPTED, "the file asks for a password")
    if is_word(data):
        return _legacy(data, sha256, "application/msword")
    raise UnreadableError(ReadState.UNSUPPORTED, "an old office file that is not a Word document")


def _legacy(data: bytes, sha256: str, media_type: str) -> Document:
    from extractors.read.legacy import read_legacy

    return read_legacy(data, sha256, media_type)


def _unread(data: bytes, sha256: str, media_type: str, state: ReadState, why: str) -> Document:
    return Document(sha256, media_type, len(data), state, why=why)
