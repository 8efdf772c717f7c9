"""Bytes -> Document, by what the bytes are and never by a name."""

import hashlib
import io
import zipfile

from extractors.model import Document, ReadState

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_IN_OLE = "WordDocument".encode("utf-16-le")
ENCRYPTED_IN_OLE = "EncryptedPackage".encode("utf-16-le")
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
OTHER_OFFICE = ("xl/", "ppt/")


def document_of(data: bytes, *, ocr: bool = False) -> Document:
    """The document in these bytes. What is no paper, or is damaged, is a Document without blocks that says why.

    With `ocr`, text in the pictures of a PDF is recognised, where the extra `ocr` is installed.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if not data:
        return _unread(data, sha256, "application/x-empty", ReadState.CORRUPT, "the file is empty")
    if b"%PDF-" in data[:1024]:
        from extractors.read.pdf import read_pdf

        return read_pdf(data, sha256, ocr)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, sha256)
    if data.startswith(OLE):
        return _ole(data, sha256)
    if data.startswith(b"{\\rtf"):
        return _legacy(data, sha256, "application/rtf")
    head = data[:2048].lower()
    if b"<html" in head or b"<!doctype html" in head:
        from extractors.read.html import read_html

        return read_html(data, sha256)
    why = f"neither Word, PDF nor a web page: begins with {data[:8]!r}"
    return _unread(data, sha256, "application/octet-stream", ReadState.UNSUPPORTED, why)


def _zipped(data: bytes, sha256: str) -> Document:
    from extractors.read.docx import read_docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            kind = package.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return read_docx(data, sha256)
    if kind.startswith(OPEN_DOCUMENT):
        return _legacy(data, sha256, OPEN_DOCUMENT.decode())
    if kind or any(n.startswith(OTHER_OFFICE) for n in names):
        why = "an office file that is not a Word document"
        return _unread(data, sha256, "application/zip", ReadState.UNSUPPORTED, why)
    return read_docx(data, sha256)


def _ole(data: bytes, sha256: str) -> Document:
    if ENCRYPTED_IN_OLE in data:
        return _unread(data, sha256, "application/x-ole-storage", ReadState.ENCRYPTED, "the file asks for a password")
    if WORD_IN_OLE in data:
        return _legacy(data, sha256, "application/msword")
    why = "an old office file that is not a Word document"
    return _unread(data, sha256, "application/x-ole-storage", ReadState.UNSUPPORTED, why)


def _legacy(data: bytes, sha256: str, media_type: str) -> Document:
    from extractors.read.legacy import read_legacy

    return read_legacy(data, sha256, media_type)


def _unread(data: bytes, sha256: str, media_type: str, state: ReadState, why: str) -> Document:
    return Document(sha256, media_type, len(data), state, why=why)
