"""A page's characters -> Pieces: runs of one look, parted where a wide gap or a link begins."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from extractors.read.pdf.page import Piece

# The same function as pdfium.FPDFText_GetTextObject, giving a plain number: half the time for the most frequent call.
_OBJECT_OF = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
FORCED_BOLD = 1 << 18
FILLED_AND_STROKED = 2
LINK_BLUE = 60  # of 255: how much bluer than anything else
GAP = re.compile(r"(?<=\S)\s+(?=\S)")
WIDE = 1.0  # of the size: a gap that may be a tab
OPENING_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]{0,2}$|[^\w\s]$")
Link = tuple[float, float, float, float, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """How the file's coordinates become those of the page as read: `quarter` turns clockwise, then from the top
    left."""

    box: tuple[float, float, float, float]
    quarter: int

    @property
    def width(self) -> float:
        """Of the page as read."""
        left, bottom, right, top = self.box
        return right - left if self.quarter % 2 == 0 else top - bottom

    @property
    def height(self) -> float:
        """Of the page as read."""
        left, bottom, right, top = self.box
        return top - bottom if self.quarter % 2 == 0 else right - left

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the page as read."""
        left, bottom, right, top = self.box
        if self.quarter == 0:
            return x - left, top - y
        if self.quarter == 1:
            return y - bottom, x - left
        if self.quarter == 2:
            return right - x, y - bottom
        return top - y, right - x


@dataclass(frozen=True, slots=True)
class Characters:
    """A page's characters: pdfium's handle, one shown character per index, and where its links lie."""

    text: Any
    shown: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked once per text object of the file."""

    size: float
    bold: bool
    quarter: int
    tag: int
    blue: bool


def turn_of(box: tuple[float, float, float, float], rotation: int, text: Any) -> Turn:
    """The page's own rotation, and one more where most of its text runs upwards or downwards on it."""
    count = pdfium.FPDFText_CountChars(text)
    if count < 1:
        return Turn(box, rotation % 4)
    sample = range(0, count, max(1, count // 40))
    quarters = Counter(q for q in (_quarter(text, i) for i in sample) if q is not None and q >= 0)
    most = quarters.most_common(1)[0][0] if quarters else 0
    return Turn(box, most if quarters and quarters[most] * 2 > sum(quarters.values()) else rotation % 4)


def _quarter(text: Any, index: int) -> int | None:
    """How many quarter turns clockwise make the character at `index` upright; None for one that pdfium made up."""
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_IsGenerated(text, index) == 1 or not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return None
    return _direction(matrix)


def _direction(matrix: Any) -> int:
    """Quarter turns clockwise; -1 for letters that lean."""
    along, up = abs(matrix.a), abs(matrix.b)
    if along > 8 * up:
        return 0 if matrix.a > 0 else 2
    if up > 8 * along:
        return 1 if matrix.b > 0 else 3
    return -1


def written_on(text: Any, turn: Turn, links: list[Link]) -> Iterator[Piece]:
    """The page's pieces in the order of the file."""
    page = Characters(text, _characters(text, pdfium.FPDFText_CountChars(text)), links)
    bold: dict[int, bool] = {}
    for start, end, key in _objects(ctypes.cast(text, ctypes.c_void_p).value, page.shown):
        look = _look(text, start, key, bold)
        for first, last, url, space in _parts(page, start, end, look):
            placed = _placed(page, first, last, turn)
            if placed is not None:
                yield Piece(
                    *placed, look.size, look.bold, url, space, look.tag, look.quarter != turn.quarter, look.blue
                )


def _objects(address: int | None, shown: str) -> Iterator[tuple[int, int, int]]:
    """(first, end, object) of each text object. Where both ends of a line belong to one object, no more is asked."""
    for line in re.finditer(r"[^\r\n]+", shown):
        first, end = line.span()
        last = end - 1 - (len(line.group()) - len(line.group().rstrip()))
        key = _OBJECT_OF(address, first)
        if key is not None and last > first and _OBJECT_OF(address, last) == key:
            yield first, end, key
            continue
        keys = list(map(_OBJECT_OF, repeat(address), range(first, end)))
        changes = [first + i for i, (a, b) in enumerate(pairwise(keys), 1) if a != b]
        for start, stop in zip([first, *changes], [*changes, end], strict=True):
            key = keys[start - first]
            if key is not None and shown[start:stop].strip():
                yield start, stop, key


def _characters(text: Any, count: int) -> str:
    """One character per index."""
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text, 0, count, buffer)
    shown = bytes(buffer).decode("utf-16-le", "replace")[: max(0, got - 1)]
    if len(shown) == count:
        return shown
    codes = (pdfium.FPDFText_GetUnicode(text, i) for i in range(count))
    return "".join(chr(x) if 0 < x < 0xD800 or 0xDFFF < x < 0x110000 else "\ufffd" for x in codes)


def _look(text: Any, index: int, key: int, bold: dict[int, bool]) -> Look:
    thing = ctypes.cast(key, pdfium.FPDF_PAGEOBJECT)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5
    font = pdfium.FPDFTextObj_GetFont(thing)
    name = ctypes.cast(font, ctypes.c_void_p).value or 0
    if name not in bold:
        bold[name] = _is_bold(font)
    heavy = bold[name] or pdfium.FPDFTextObj_GetTextRenderMode(thing) == FILLED_AND_STROKED
    tag = pdfium.FPDFPageObj_GetMarkedContentID(thing)
    return Look(round(size, 1), heavy, _direction(matrix), tag, _is_blue(thing))


def _is_blue(thing: Any) -> bool:
    """Whether text has the colour of links, also where the file has lost their addresses."""
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, opaque)
    return blue.value > max(red.value, green.value) + LINK_BLUE


def _is_bold(font: Any) -> bool:
    if not font:
        return False
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, 128)
    if BOLD.search(name.value.decode("latin-1")):
        return True
    return bool(pdfium.FPDFFont_GetWeight(font) >= 600 or pdfium.FPDFFont_GetFlags(font) & FORCED_BOLD)


def _parts(page: Characters, start: int, end: int, look: Look) -> Iterator[tuple[int, int, str | None, float]]:
    """(first, end, address, usual space) of the parts of one text object."""
    cuts, space = _gaps(page, start, end, look)
    urls = _urls(page, start, end) if page.links else {}
    if urls:
        cuts = [*cuts, *(i for i in range(start + 1, end) if urls.get(i) != urls.get(i - 1))]
    for first, last in pairwise(sorted({start, end, *cuts})):
        yield first, last, urls.get(first), space


def _gaps(page: Characters, start: int, end: int, look: Look) -> tuple[list[int], float]:
    """(where a part begins after a gap as wide as a tab, the usual gap between words)."""
    if look.size <= 0 or " " not in page.shown[start:end].strip():
        return [], 0.0
    gaps = []
    x, y, x_next, y_next = (ctypes.c_double() for _ in range(4))
    for found in GAP.finditer(page.shown, start, end):
        after = found.end()
        pdfium.FPDFText_GetCharOrigin(page.text, found.start(), x, y)
        pdfium.FPDFText_GetCharOrigin(page.text, after, x_next, y_next)
        gap = abs(x_next.value - x.value) if look.quarter in (0, 2) else abs(y_next.value - y.value)
        if gap == 0 and look.quarter == 0:  # a space that pdfium made up stands where the next character does
            gap = max(0.0, x_next.value - _right(page.text, found.start() - 1))
        gaps.append((after, gap))
    if not gaps:
        return [], 0.0
    usual = _usual([g for _, g in gaps], look.size)
    wide = {at for at, gap in gaps if gap > WIDE * look.size and gap > 2 * usual}
    first_at, first_gap = gaps[0]
    opens = OPENING_NUMBER.fullmatch(page.shown[start:first_at].strip())
    if opens and first_gap > max(0.5 * look.size, 1.6 * usual):
        wide.add(first_at)
    return sorted(wide), usual


def _right(text: Any, index: int) -> float:
    """Where an upright character ends."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, box)
    return float(box.right)


def _usual(gaps: list[float], size: float) -> float:
    """The gap between words: what most are; as wide as they come in a justified line, whose gaps are even."""
    if len(gaps) < 2:
        return 0.3 * size
    return max(gaps) if max(gaps) - min(gaps) < 0.12 * size else min(median(gaps), 0.8 * size)


def _urls(page: Characters, start: int, end: int) -> dict[int, str]:
    """The address behind each linked character of a text object."""
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    found: dict[int, str] = {}
    pdfium.FPDFText_GetCharBox(page.text, start, left, right, low, high)
    near = [k for k in page.links if k[1] - 4 <= (low.value + high.value) / 2 <= k[3] + 4]
    for i in range(start, end) if near else ():
        pdfium.FPDFText_GetCharBox(page.text, i, left, right, low, high)
        x, y = (left.value + right.value) / 2, (low.value + high.value) / 2
        for x0, y0, x1, y1, url in near:
            if x0 <= x <= x1 and y0 - 1 <= y <= y1 + 1:
                found[i] = url
                break
    return found


def _placed(page: Characters, first: int, end: int, turn: Turn) -> tuple[str, float, float, float] | None:
    """(characters, x0, x1, y) of one part; of the spaces around it one is kept, which tells it from its neighbour."""
    words = page.shown[first:end]
    lead, tail = len(words) - len(words.lstrip()), len(words.rstrip())
    if tail <= lead:
        return None
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharOrigin(page.text, first + lead, x, y)
    pdfium.FPDFText_GetLooseCharBox(page.text, first + tail - 1, box)  # as wide as the character's advance
    x0, y0 = turn.place(x.value, y.value)
    ends = turn.place(box.left, box.bottom)[0], turn.place(box.right, box.top)[0]
    return words[bool(lead) and lead - 1 : tail + (tail < len(words))], x0, max(x0, *ends), y0
