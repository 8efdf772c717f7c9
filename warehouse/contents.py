"""All that a file holds, unpacked: to see whether something is still in it."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import pypdfium2 as pdfium

MOST = 200_000_000
"""Bytes that are unpacked of one member or stream."""
DEEPEST = 3
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
TAG = re.compile(rb"<[^>]{0,10000}>")


def contents(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """A file's bytes; of a package each member, and of a PDF each inflated stream, its pages' text and its properties.

    Text between tags is also given without them, since a name may stand in two runs.
    """
    yield data
    if data[:4] == b"PK\3\4" and depth < DEEPEST:
        for member in _members(data):
            yield from contents(member, depth + 1)
    elif data[:1024].lstrip()[:5] == b"%PDF-":
        for stream in STREAM.finditer(data):
            yield _inflated(stream[1])
        yield from (text.encode() for text in _pdf_texts(data))
    elif b"<" in data[:1024]:
        yield TAG.sub(b"", data)


def texts(data: bytes) -> Iterator[str]:
    """What a file says that its reading may not: of a Word package every part's text, of a PDF its properties."""
    if data[:4] == b"PK\3\4":
        for member in _members(data):
            if member[:1024].lstrip()[:1] == b"<":
                yield TAG.sub(b" ", member).decode("utf-8", "replace")
                yield TAG.sub(b"", member).decode("utf-8", "replace")
    elif data[:1024].lstrip()[:5] == b"%PDF-":
        yield from _pdf_texts(data, pages=False)


def _members(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                try:
                    with package.open(name) as member:
                        yield member.read(MOST)
                except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
                    continue  # damaged or locked: its bytes as they are have been given
    except (zipfile.BadZipFile, OSError):
        return


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, MOST)
    except zlib.error:
        return b""


def _pdf_texts(data: bytes, *, pages: bool = True) -> Iterator[str]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return
    try:
        yield "\n".join(document.get_metadata_dict().values())
        for page in document if pages else ():
            yield page.get_textpage().get_text_bounded()
    except pdfium.PdfiumError:
        return
    finally:
        document.close()
