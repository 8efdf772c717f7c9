"""What an old office file is, from its directory: Word or not, and whether it opens only with a password."""

import struct

WORD = "WordDocument".encode("utf-16-le")
LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream in which newer programs keep a whole Word package behind a password."""
SECTOR_SHIFT = struct.Struct("<30xH")
FIRST_SECTOR = struct.Struct("<116xI")
"""Where, in the directory's entry that a stream's name opens, its first sector is named ([MS-CFB] 2.6.1)."""
WORD_HEAD = struct.Struct("<H8xH")
"""The mark of a Word stream and its flags ([MS-DOC] 2.5.2)."""
WORD_MARK, LOCKED = 0xA5EC, 0x0100


def is_word(data: bytes) -> bool:
    """Whether an OLE file holds a Word document."""
    return WORD in data


def is_locked(data: bytes) -> bool:
    """Whether an OLE file asks for a password: a locked Word package, or a Word document that says it is locked."""
    if LOCKED_PACKAGE in data:
        return True
    try:
        (shift,) = SECTOR_SHIFT.unpack_from(data)
        (sector,) = FIRST_SECTOR.unpack_from(data, data.find(WORD)) if is_word(data) else (0,)
        mark, flags = WORD_HEAD.unpack_from(data, (sector + 1) << min(shift, 12))
    except struct.error:
        return False  # cut off: LibreOffice will say so
    return bool(mark == WORD_MARK and flags & LOCKED)
