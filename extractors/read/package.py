"""A zip package -> its names, after a look at what it unfolds to. Nothing is unpacked whole here."""

import io
import struct
import zipfile
import zlib

from extractors.model import ReadState
from extractors.read.limits import DEFLATED, MEGABYTE, MOST_ENTRIES, MOST_UNFOLDED, MOST_XML, UnreadableError

FAULTS = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, struct.error)
"""What zipfile raises over a damaged archive."""
XML = (".xml", ".rels")
LOCAL = struct.Struct("<26xHH")
"""The end of an entry's own header: the lengths of its name and of what follows that."""
CHUNK = 1 << 16
LOCKED = 1
"""The flag of an entry that opens only with a password."""


def names_in(data: bytes) -> frozenset[str]:
    """The names of a package's files. Raises UnreadableError where it is damaged, locked, or unfolds to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if not entries:
                raise UnreadableError(ReadState.CORRUPT, "an archive without files")
            _check_said(entries)
            if DEFLATED * len(data) > MOST_XML:
                _check_real(data, entries)
            return frozenset(e.filename for e in entries)
    except FAULTS as fault:
        raise UnreadableError(ReadState.CORRUPT, f"a damaged archive: {fault}") from fault


def part_of(data: bytes, name: str, most: int) -> bytes:
    """The first `most` bytes of one file of a package; none where it has no such file, or a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(name) as part:
            return part.read(most)
    except (KeyError, *FAULTS):
        return b""


def _check_said(entries: list[zipfile.ZipInfo]) -> None:
    """By what the archive says of itself."""
    if len(entries) > MOST_ENTRIES:
        raise UnreadableError(ReadState.TOO_LARGE, f"an archive of {len(entries):,} files; at most {MOST_ENTRIES:,}")
    if any(e.flag_bits & LOCKED for e in entries):
        raise UnreadableError(ReadState.ENCRYPTED, "the archive asks for a password")
    _check(sum(e.file_size for e in entries), MOST_UNFOLDED, "the archive")
    for entry in entries:
        _check(entry.file_size, _most(entry), entry.filename)
        if entry.compress_type not in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
            raise UnreadableError(ReadState.CORRUPT, f"{entry.filename} is packed as no office program packs")


def _check_real(data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """By what it does unfold to, which may be more than it says: zipfile unfolds a file whole before it looks."""
    total = 0
    for entry in entries:
        size = entry.file_size if entry.compress_type == zipfile.ZIP_STORED else _unfolded(data, entry)
        _check(size, _most(entry), entry.filename)
        total += size
        _check(total, MOST_UNFOLDED, "the archive")


def _most(entry: zipfile.ZipInfo) -> int:
    return MOST_XML if entry.filename.casefold().endswith(XML) else MOST_UNFOLDED


def _unfolded(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Bytes that an entry unfolds to, as far as it is whole; no more are counted than are too many."""
    name, extra = LOCAL.unpack_from(data, entry.header_offset)
    at = entry.header_offset + LOCAL.size + name + extra
    packed = memoryview(data)[at : at + entry.compress_size]
    unfold, total = zlib.decompressobj(-zlib.MAX_WBITS), 0
    for start in range(0, len(packed), CHUNK):
        rest: bytes | memoryview = packed[start : start + CHUNK]
        while rest and total <= _most(entry):
            try:
                total += len(unfold.decompress(rest, MEGABYTE))
            except zlib.error:
                return total
            rest = unfold.unconsumed_tail
    return total


def _check(size: int, most: int, what: str) -> None:
    if size > most:
        raise UnreadableError(ReadState.TOO_LARGE, f"{what} unfolds to more than {most // MEGABYTE} MB")
