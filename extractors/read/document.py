"""Bytes -> Document, by what the bytes are and never by a name."""

import hashlib
import io
import zipfile

from extractors.model import Document, ReadState

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_IN_OLE = "WordDocument".encode("utf-16-le")
ENCRYPTED_IN_OLE = "EncryptedPackage".encode("utf-16-le")


def document_of(data: bytes) -> Document:
    """The document in these bytes. What is no paper, or is damaged, is a Document without blocks that says why."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not data:
        return _unread(data, sha256, "application/x-empty", ReadState.CORRUPT, "the file is empty")
    if b"%PDF-" in data[:1024]:
        from extractors.read.pdf import read_pdf

        return read_pdf(data, sha256)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, sha256)
    if data.startswith(OLE):
        return _ole(data, sha256)
    if data.startswith(b"{\\rtf"):
        return _unread(
            data, sha256, "application/rtf", ReadState.UNSUPPORTED, "rich text is not read; publish it as .docx or PDF"
        )
    if b"<html" in data[:2048].lower() or b"<!doctype html" in data[:2048].lower():
        return _unread(data, sha256, "text/html", ReadState.UNSUPPORTED, "a web page, not a Word file or a PDF")
    return _unread(
        data,
        sha256,
        "application/octet-stream",
        ReadState.UNSUPPORTED,
        f"neither Word nor PDF: begins with {data[:8]!r}",
    )


def _zipped(data: bytes, sha256: str) -> Document:
    from extractors.read.docx import read_docx

    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile:
        return read_docx(data, sha256)
    if "mimetype" in names or any(n.startswith(("xl/", "ppt/")) for n in names):
        return _unread(
            data, sha256, "application/zip", ReadState.UNSUPPORTED, "an office file that is not a Word document"
        )
    return read_docx(data, sha256)


def _ole(data: bytes, sha256: str) -> Document:
    if ENCRYPTED_IN_OLE in data:
        return _unread(data, sha256, "application/x-ole-storage", ReadState.ENCRYPTED, "the file asks for a password")
    kind = "application/msword" if WORD_IN_OLE in data else "application/x-ole-storage"
    return _unread(data, sha256, kind, ReadState.UNSUPPORTED, "an old binary office file; publish it as .docx or PDF")


def _unread(data: bytes, sha256: str, media_type: str, state: ReadState, why: str) -> Document:
    return Document(sha256, media_type, len(data), state, why=why)
