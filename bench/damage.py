"""Papers -> damaged copies of them, the same for the same seed."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from extractors.model import BlockKind
from extractors.read.document import document_of

TAG = re.compile(rb"<[^<>]{1,200}>")
ELEMENT = re.compile(rb"<(\w+:?\w*)(?:\s[^<>]*)?>.{0,400}?</\1>", re.DOTALL)
VALUE = re.compile(rb'="[^"<>]{0,80}"')
NUMBER = re.compile(rb"\d+")
REFERENCE = re.compile(rb"\d+ 0 R")
LENGTH = re.compile(rb"/Length \d+")
PLACE = re.compile(rb"\d{10} \d{5} n|startxref\s+\d+")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
STRANGE = (b"", b"-1", b"0", b"99999999999", b"1e999", b"NaN", b"\xc2\xb2", b"true", b"a" * 300)
Damage = Callable[[random.Random, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Copy:
    """A damaged copy: of which paper, in which format, how."""

    paper: str
    format: str
    damage: str
    data: bytes


def copies(files: Sequence[Path], count: int, seed: int) -> Iterator[Copy]:
    """So many damaged copies: paper after paper, each time damaged another way."""
    for n in range(count):
        file = files[n % len(files)]
        form = file.suffix[1:]
        rng = random.Random(f"{seed} {n}")
        if form == "docx" and n % 3 == 2:
            form, data = "html", page_of(file.read_bytes())
        else:
            data = file.read_bytes()
        name = rng.choice(sorted(DAMAGES[form]))
        yield Copy(f"{file.parent.name} {n}", form, name, DAMAGES[form][name](rng, data))


def page_of(data: bytes) -> bytes:
    """A Word paper as a web page."""
    lines = []
    for block in document_of(data).blocks:
        tag = "h2" if block.kind is BlockKind.HEADING else "p"
        words = f"<{tag}>{escape(block.text)}</{tag}>"
        lines.append(f"<table><tr><td>{words}</td></tr></table>" if block.cell else words)
    return f"<html><body>{''.join(lines)}</body></html>".encode()


def flip(rng: random.Random, data: bytes) -> bytes:
    """Some bytes are others."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 4, 16, 64)) if out else 0):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def truncate(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _slice(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 16, 256, 4096)))


def delete(rng: random.Random, data: bytes) -> bytes:
    start, end = _slice(rng, data)
    return data[:start] + data[end:]


def duplicate(rng: random.Random, data: bytes) -> bytes:
    start, end = _slice(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 2, 20)) + data[end:]


def blank(rng: random.Random, data: bytes) -> bytes:
    start, end = _slice(rng, data)
    return data[:start] + bytes(end - start) + data[end:]


def _one(pattern: re.Pattern[bytes], rng: random.Random, data: bytes) -> "re.Match[bytes] | None":
    """One match, from a place by chance onward."""
    return pattern.search(data, rng.randrange(len(data) + 1)) or pattern.search(data)


def _replaced(pattern: re.Pattern[bytes], new: Callable[[random.Random, bytes], bytes]) -> Damage:
    def damage(rng: random.Random, data: bytes) -> bytes:
        for _ in range(rng.choice((1, 3, 10))):
            found = _one(pattern, rng, data)
            if found:
                data = data[: found.start()] + new(rng, found.group()) + data[found.end() :]
        return data

    return damage


def swap(rng: random.Random, data: bytes) -> bytes:
    """Two tags change places."""
    one, two = sorted((_one(TAG, rng, data), _one(TAG, rng, data)), key=lambda m: m.start() if m else 0)
    if one is None or two is None or one.end() > two.start():
        return data
    between = data[one.end() : two.start()]
    return data[: one.start()] + two.group() + between + one.group() + data[two.end() :]


XML: dict[str, Damage] = {
    "tags swapped": swap,
    "elements dropped": _replaced(ELEMENT, lambda *_: b""),
    "elements doubled": _replaced(ELEMENT, lambda rng, x: x * rng.choice((2, 50))),
    "elements put into themselves": _replaced(ELEMENT, lambda _, x: x.replace(b"</", x + b"</", 1)),
    "values made strange": _replaced(VALUE, lambda rng, _: b'="' + rng.choice(STRANGE) + b'"'),
    "numbers made strange": _replaced(NUMBER, lambda rng, _: rng.choice(STRANGE)),
}
ANY: dict[str, Damage] = {
    "bytes flipped": flip,
    "cut off": truncate,
    "a slice deleted": delete,
    "a slice doubled": duplicate,
    "a slice blanked": blank,
}


def inside(damage: Damage) -> Damage:
    """The damage done to one XML file of a package, which is then packed again."""

    def packed(rng: random.Random, data: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            names = [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
            chosen = "word/document.xml" if rng.random() < 0.5 else rng.choice(names)
            for name in old.namelist():
                part = old.read(name)
                new.writestr(zipfile.ZipInfo(name), damage(rng, part) if name == chosen else part, zipfile.ZIP_DEFLATED)
        return made.getvalue()

    return packed


def without_part(rng: random.Random, data: bytes) -> bytes:
    """A package that lacks one of its files."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        lost = rng.choice(old.namelist())
        for name in old.namelist():
            if name != lost:
                new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def in_stream(rng: random.Random, data: bytes) -> bytes:
    """What a PDF's stream holds, damaged and deflated again."""
    found = _one(STREAM, rng, data)
    if found is None:
        return data
    try:
        held = zlib.decompress(found.group(1))
    except zlib.error:
        return flip(rng, data)
    damage = rng.choice((flip, delete, duplicate, XML["numbers made strange"]))
    return data[: found.start(1)] + zlib.compress(damage(rng, held)) + data[found.end(1) :]


DAMAGES: dict[str, dict[str, Damage]] = {
    "docx": {
        **ANY,
        "a file left out": without_part,
        **{f"XML: {name}": inside(d) for name, d in {**ANY, **XML}.items()},
    },
    "pdf": {
        **ANY,
        "places of objects": _replaced(PLACE, lambda rng, x: NUMBER.sub(b"%d" % rng.randrange(10**6), x)),
        "lengths of streams": _replaced(LENGTH, lambda rng, _: b"/Length " + rng.choice(STRANGE)),
        "objects mistaken": _replaced(REFERENCE, lambda rng, _: b"%d 0 R" % rng.randrange(40)),
        "numbers made strange": XML["numbers made strange"],
        "in streams": in_stream,
    },
    "html": {**ANY, **XML},
}
