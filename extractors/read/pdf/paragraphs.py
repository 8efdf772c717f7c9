"""Lines of one column -> Paragraphs: by leading, indent, look, numbers, and lines that end early."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, repeat
from statistics import median

from extractors.read.pdf.lines import OPENING
from extractors.read.pdf.page import Area, Line, Paragraph
from extractors.read.shape import part_number

APART = 1.3  # of the usual leading: more room above begins a paragraph
USUAL = 1.2  # of the size: the leading where nothing better is known
ALIGNED = 4.0  # points
STOPS = ".:;?!"
# A line that ends so is not the last of its paragraph.
UNFINISHED = re.compile(
    r"(?:\b(?:and|or|of|the|a|an|for|to|in|on|at|by|with|from|that|which|as|is|are|be)|&|(?<![:;])\s[-–])\s*$",
    re.IGNORECASE,
)
LABEL = re.compile(r"\s*[A-Z][^:.;?!]{1,40}:(?:\s|$)")
SHOUTED = re.compile(r"\s*[A-Z]{4,}(?: [A-Z]{2,}){0,3}:\s")


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines may begin and end, their usual leading as a multiple of the size, and the y of level rules between
    them."""

    left: float
    right: float
    leading: float
    page: int
    cell: Area | None = None
    rules: tuple[float, ...] = ()


def paragraphs_of(lines: Iterable[Line], column: Column) -> list[Paragraph]:
    """The column's paragraphs in order."""
    found: list[Paragraph] = []
    current: list[Line] = []
    narrow = column
    for line, right in _with_rights(list(lines), column):
        narrow = column if right == column.right else replace(column, right=right)
        if current and (not _goes_on(current, line, narrow) or _leaves_hanging(current, line, found)):
            found.append(_paragraph(current, narrow))
            current = []
        current.append(line)
    if current:
        found.append(_paragraph(current, narrow))
    return found


def _leaves_hanging(current: list[Line], line: Line, before: list[Paragraph]) -> bool:
    """Whether a line stands under an item's number where the items before it hang: then it is no part of the item."""
    if len(current) > 1 or not _hangs(current[0]) or abs(line.x0 - current[0].x0) > ALIGNED:
        return False
    if _starts_low(line) or current[0].text.rstrip()[-1:] not in STOPS:
        return False
    longer = next((p for p in reversed(before) if len(p.lines) > 1 and _hangs(p.lines[0])), None)
    return longer is not None and _hanging([longer.lines[0]], longer.lines[1])


def _paragraph(lines: list[Line], column: Column) -> Paragraph:
    """The lines as one paragraph. Breaks are told by the paragraph's own longest line first: text may be indented
    on the right."""
    breaks: frozenset[int] = frozenset()
    longest = column if len(lines) == 1 else replace(column, right=max(line.x1 for line in lines))
    if any(_ends_early(a, b, longest) for a, b in pairwise(lines)):
        breaks = frozenset(i for i in range(1, len(lines)) if _ends_early(lines[i - 1], lines[i], column))
    return Paragraph(tuple(lines), column.left, column.right, column.page, breaks, column.cell)


def _with_rights(lines: list[Line], column: Column) -> Iterator[tuple[Line, float]]:
    """Each line with where its text ends: nearer than the column does, where many lines in a row begin at one place
    and keep to one end."""
    group: list[Line] = []
    for line in lines:
        if group and (abs(_starts(line)[-1] - _starts(group[-1])[-1]) > ALIGNED or abs(line.size - group[-1].size) > 1):
            yield from zip(group, repeat(_right(group, column)), strict=False)
            group = []
        group.append(line)
    yield from zip(group, repeat(_right(group, column)), strict=False)


def _right(group: list[Line], column: Column) -> float:
    ends = sorted((line.x1 for line in group), reverse=True)
    if (
        len(ends) < 5
        or ends[0] < column.left + 0.6 * (column.right - column.left)
        or ends[0] - ends[len(ends) // 2] > 60
    ):
        return column.right
    return min(column.right, ends[0])


def leading_of(pairs: Iterable[tuple[Line, Line]], right: float, otherwise: float) -> float:
    """The usual leading of text that runs on: the median over full lines and the lines under them."""
    ratios = [
        (b.y - a.y) / a.size
        for a, b in pairs
        if abs(a.size - b.size) < 1 and a.x1 > right - 6 * a.size and 0.8 < (b.y - a.y) / a.size < 2.4
    ]
    if len(ratios) < 4:
        return otherwise
    ratios.sort()
    return median(ratios[: max(1, len(ratios) * 3 // 4)])


def right_of(lines: Iterable[Line], otherwise: float) -> float:
    """Where the lines of a column end: the furthest place that three of them reach, give or take a word."""
    ends = sorted((line.x1 for line in lines), reverse=True)
    widest = max([otherwise, *ends[:1]])
    if len(ends) < 6:
        return widest
    found = next((a for a, c in zip(ends, ends[2:], strict=False) if a - c < 30), otherwise)
    return found if found > 0.7 * ends[0] else widest


def continues_over_page(last: Paragraph, first: Paragraph) -> bool:
    """Whether the first paragraph of a page is the rest of the last one of the page before."""
    a, b = last.lines[-1], first.lines[0]
    column = Column(last.left, last.right, USUAL, first.page)
    if not b.text.strip() or _opens_item(b) or not _alike(a, b):
        return False
    if not _under(list(last.lines), b, column):
        return False
    if _hangs(last.lines[0]) and _hanging(list(last.lines), b) and not _room(a, b, column):
        return True  # another item would have a number of its own
    if _starts_low(b):
        return a.text.rstrip()[-1:] not in ".?!" and not (a.text.rstrip()[-1:] in ":;" and _room(a, b, column))
    inside = (
        ".:;?!" if len(last.lines) == 1 or _opens_item(last.lines[0]) else ".:?!"
    )  # a long paragraph may hold a list
    return a.text.rstrip()[-1:] not in inside and not _room(a, b, column)


def _goes_on(paragraph: list[Line], line: Line, column: Column) -> bool:
    last = paragraph[-1]
    step = line.y - last.y
    if not 0 < step <= APART * column.leading * max(last.size, line.size):
        return False
    if any(last.y + 1 < y < line.y - 0.5 * line.size for y in column.rules):
        return False
    if _opens_item(line) and not _numberlike_by_chance(paragraph, line, column):
        return False
    if last.pieces[-1].tag == line.pieces[0].tag >= 0:
        return True  # the file marks them as one paragraph
    labelled = LABEL.match(line.text) and LABEL.match(paragraph[0].text)  # a list of labels with values
    if labelled or _sets_off(last, line, column) or not _alike(last, line):
        return False
    hangs = _hanging(paragraph, line) and step <= 1.12 * column.leading * line.size
    return hangs or (_under(paragraph, line, column) and not _ends_early(last, line, column))


def _sets_off(last: Line, line: Line, column: Column) -> bool:
    """Whether bold parts two lines: a label after a sentence, or words that would have fitted behind a heading."""
    if last.pieces[-1].bold == line.pieces[0].bold:
        return bool(SHOUTED.match(line.text)) and last.text.rstrip()[-1:] in STOPS
    if line.pieces[0].bold:
        return bool(LABEL.match(line.text)) and last.text.rstrip()[-1:] in STOPS
    return all(p.bold for p in last.pieces) and _room(last, line, column)


def _hanging(paragraph: list[Line], line: Line) -> bool:
    """Whether the line stands under the text to the right of the paragraph's number or label."""
    first = paragraph[0]
    return abs(line.x0 - first.x0) > ALIGNED and any(abs(line.x0 - x) <= ALIGNED for x in _starts(first)[1:])


def _opens_item(line: Line) -> bool:
    """Whether the line opens with a number or bullet."""
    return _hangs(line) or part_number(line.text.strip())[0] is not None


def _hangs(line: Line) -> bool:
    """Whether a number or bullet stands apart from the text to its right."""
    return len(line.pieces) > 1 and bool(OPENING.fullmatch(line.pieces[0].text.strip())) and line.marks[0] == "\t"


def _numberlike_by_chance(paragraph: list[Line], line: Line, column: Column) -> bool:
    """Whether a line of running text only happens to begin with what looks like a number."""
    last = paragraph[-1]
    if _hangs(line) or _ends_early(last, line, column) or last.text.rstrip()[-1:] in STOPS:
        return False
    return _under(paragraph, line, column) and line.y - last.y <= 1.1 * column.leading * line.size


def _alike(last: Line, line: Line) -> bool:
    """Whether two lines look like one paragraph: size, and bold where it does not change within a sentence."""
    if max(last.size, line.size) > 1.12 * min(last.size, line.size):
        return False
    heavy = all(p.bold for p in last.pieces)
    if heavy == all(p.bold for p in line.pieces) or heavy == line.pieces[0].bold == last.pieces[-1].bold:
        return True
    if last.pieces[-1].bold == line.pieces[0].bold:
        return True
    return last.text.rstrip()[-1:] not in STOPS and _starts_low(line)


def _under(paragraph: list[Line], line: Line, column: Column) -> bool:
    """Whether the line stands where the paragraph's next line may."""
    last = paragraph[-1]
    if _centred(last, line, column):
        return True
    if len(paragraph) > 1:
        return abs(line.x0 - last.x0) <= ALIGNED
    if any(abs(line.x0 - x) <= ALIGNED for x in _starts(last)):
        return True
    indented = 0 < last.x0 - line.x0 < 60 and line.x0 - column.left <= ALIGNED
    return indented and not _ends_early(last, line, column)


def _starts(line: Line) -> list[float]:
    """The places under a first line where the next may stand: its own start, and the text after a number, a tab or a
    label's colon."""
    after = zip(line.pieces, line.pieces[1:], line.marks, strict=False)
    return [line.x0] + [p.x0 for before, p, mark in after if mark == "\t" or before.text.rstrip().endswith(":")]


def _centred(last: Line, line: Line, column: Column) -> bool:
    """Whether two lines of unlike length share their middle, and that of the column."""
    middle = (last.x0 + last.x1) / 2
    inset = last.x0 - column.left > ALIGNED and max(last.x0, line.x0) - column.left > last.size
    apart = abs(last.x0 - line.x0) > ALIGNED and inset
    return (
        apart
        and abs(middle - (line.x0 + line.x1) / 2) < 2.5
        and abs(middle - (column.left + column.right) / 2) < 3 * ALIGNED
    )


def _ends_early(last: Line, line: Line, column: Column) -> bool:
    """Whether the next line's first word would have fitted: the last one was ended on purpose. A sentence that goes
    on was not."""
    if not _room(last, line, column) or UNFINISHED.search(last.text):
        return False
    return not (_starts_low(line) and last.text.rstrip()[-1:] not in STOPS)


def _room(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of `line` would have fitted on `last`."""
    free = column.right - last.x1
    if _centred(last, line, column):
        free = column.right - column.left - (last.x1 - last.x0)
    piece = line.pieces[0]
    shown = piece.text.strip() or "x"
    word = shown.replace("\u00a0", "x").split()[0]
    return free > (piece.x1 - piece.x0) * len(word) / len(shown) + 1.1 * last.size


def _starts_low(line: Line) -> bool:
    shown = line.text.lstrip(" (‘“'\"")
    return shown[:1].islower()
