"""Hostile web pages, and files that are not what their name says."""

import struct
import zlib

HEAD = b"<html><body>"
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


FILES = {
    "empty": lambda: b"",
    "nothing but zeros": lambda: bytes(100_000),
    "a picture named .pdf": _png,
    "a text named .docx": lambda: b"These are only words.\n",
    "page, elements 100,000 deep": lambda: HEAD + b"<div>" * 100_000 + b"Title",
    "page, tables 60 deep": lambda: HEAD + b"<table><tr><td>Title" * 60,
    "page, a table of a million rows": lambda: HEAD + b"<table>" + b"<tr><td>1" * 1_000_000,
    "page, a million characters without a space": lambda: HEAD + b"<p>" + b"a" * 1_000_000,
    "page, a million characters in words": lambda: HEAD + b"<p>" + b"word " * 200_000,
    "page, 300,000 lines in a paragraph": lambda: HEAD + b"<p>" + b"ab<br>" * 300_000,
    "page, an attribute of 20 MB": lambda: HEAD + b'<p style="' + b"a" * 20_000_000 + b'">Title',
    "page, a number of 5,000 digits": lambda: HEAD + b'<table><tr><td colspan="' + b"9" * 5_000 + b'">Title',
    "page, 65 MB": lambda: HEAD + b"<!--" + b" " * 65 * 1024**2 + b"--><p>Title",
    "page, a billion laughs": lambda: b'<!DOCTYPE html [<!ENTITY l0 "lol">' + LAUGHS + b"]>" + HEAD + b"<p>Title &l11;",
    "page, an external entity": lambda: (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + HEAD + b"<p>Title &x;"
    ),
}
