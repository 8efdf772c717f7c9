"""Lines -> tables that no rule draws: labels with values beside them, columns that keep their distance over several
lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.read.pdf.lines import parts_of
from extractors.read.pdf.page import Area, Line, Paragraph, Stretch
from extractors.read.pdf.paragraphs import ALIGNED, APART, UNFINISHED, Column, paragraphs_of

FURTHEST = 3.2  # of the leading: more room between two rows ends a table
SLACK = 0.4  # of the size: how near a part may come to the next column


@dataclass(frozen=True, slots=True)
class Row:
    """One line's parts, each with the column it stands in."""

    line: Line
    parts: tuple[tuple[int, Line], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share columns; `columns` are their (left, right) ends."""

    rows: tuple[Row, ...]
    columns: tuple[tuple[float, float], ...]


def stretches_of(lines: list[Line], column: Column) -> Iterator[Stretch]:
    """The lines as running text and unruled tables, in order."""
    plain: list[Line] = []
    at = 0
    while at < len(lines):
        block = _block(lines, at, column)
        if block is None:
            plain.append(lines[at])
            at += 1
            continue
        if plain:
            yield Stretch(tuple(paragraphs_of(plain, column)))
            plain = []
        yield _table(block, column)
        at += len(block.rows)
    if plain:
        yield Stretch(tuple(paragraphs_of(plain, column)))


def _block(lines: list[Line], at: int, column: Column) -> Block | None:
    """The table that begins at a line, if one does: two lines in columns, or one whose last column goes on below it."""
    first = parts_of(lines[at])
    if len(first) < 2:
        return None
    columns = [(p.x0, p.x1) for p in first]
    rows = [Row(lines[at], tuple(enumerate(first)))]
    for last, line in zip(lines[at:], lines[at + 1 :], strict=False):
        if line.y - last.y > FURTHEST * column.leading * line.size:
            break
        placed = _placed(parts_of(line), columns, line.size)
        if placed is None:
            break
        for i, part in placed:
            columns[i] = (min(columns[i][0], part.x0), max(columns[i][1], part.x1))
        rows.append(Row(line, placed))
    while len(rows) > 1 and _trails(rows, column):
        rows.pop()
    split = sum(len(r.parts) > 1 for r in rows)
    if split == 1 and len(columns) > 2:
        return Block(tuple(rows[:2]), tuple(columns)) if len(rows) > 1 else None  # a head with one entry under it
    carried = any(len(r.parts) == 1 and r.parts[0][0] == len(columns) - 1 for r in rows)
    if split < 2 and not carried:
        return None
    return Block(tuple(rows), tuple(columns))


def _placed(parts: list[Line], columns: list[tuple[float, float]], size: float) -> tuple[tuple[int, Line], ...] | None:
    """Each part with its column; None where one fits no column, spans two, or shares one."""
    found: list[tuple[int, Line]] = []
    for part in parts:
        over = [i for i, (a, b) in enumerate(columns) if part.x0 < b + SLACK * size and part.x1 > a - SLACK * size]
        if len(over) != 1 or (found and found[-1][0] >= over[0]):
            return None
        if len(parts) == 1 and over[0] > 0 and part.x0 < columns[over[0]][0] - ALIGNED:
            return None
        found.append((over[0], part))
    return tuple(found)


def _trails(rows: list[Row], column: Column) -> bool:
    """Whether a last row belongs to the text below the table: it stands in the first column alone, and is not the
    rest of a label nor the one
    entry under a head of three columns or more."""
    before, row = rows[-2:]
    if len(row.parts) > 1 or row.parts[0][0] > 0:
        return False
    if len(rows) == 2 and len(before.parts) > 2:
        return all(p.bold for p in row.line.pieces)
    near = row.line.y - before.line.y <= APART * column.leading * row.line.size
    label = before.parts[0]
    return not (near and label[0] == 0 and not _ends_label(label[1]) and _ends_label(row.parts[0][1]))


def _ends_label(part: Line) -> bool:
    return part.text.rstrip().endswith((":", "?"))


def _table(block: Block, column: Column) -> Stretch:
    """The rows' cells as paragraphs."""
    lefts = [a for a, _ in block.columns]
    rights = [
        _right(block, c, end)
        for c, end in enumerate([*(x - 6 for x in lefts[1:]), max(column.right, block.columns[-1][1])])
    ]
    items: list[Paragraph | Stretch] = []
    rows = list(_rows(block, column))
    for r, row in enumerate(rows):
        for c in range(len(lefts)):
            lines = [part for line in row for i, part in line.parts if i == c]
            if lines:
                area = Area(lefts[c], lines[0].y, rights[c], lines[-1].y, r, c)
                items += paragraphs_of(lines, Column(lefts[c], rights[c], column.leading, column.page, area))
    return Stretch(tuple(items), (*lefts, column.right), len(rows))


def _right(block: Block, at: int, end: float) -> float:
    """Where a column's lines end: nearer than the next column, where the lines that go on below all end at about
    one place."""
    parts = [part for row in block.rows for i, part in row.parts if i == at]
    wrapped = [a for a, b in pairwise(parts) if 0 < b.y - a.y < 1.6 * a.size]
    widest = max(p.x1 - block.columns[at][0] for p in parts)
    if len(wrapped) < 2 or any(p.x1 - block.columns[at][0] < 0.75 * widest for p in wrapped):
        return end
    return min(end, block.columns[at][0] + widest)


def _rows(block: Block, column: Column) -> Iterator[list[Row]]:
    """Lines that belong to one row of the table."""
    colons = len(block.columns) == 2 and any(_ends_label(p) for r in block.rows for i, p in r.parts if i == 0)
    ruled = sum(_ruled(a, b, column) for a, b in pairwise(block.rows)) > 1
    row: list[Row] = []
    for line in block.rows:
        if row and (_ruled(row[-1], line, column) if ruled else _begins_row(row, line, column, colons)):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _ruled(above: Row, below: Row, column: Column) -> bool:
    """Whether a level rule parts two lines."""
    return any(above.line.y < y < below.line.y for y in column.rules)


def _begins_row(row: list[Row], line: Row, column: Column, colons: bool) -> bool:
    labels = [part for r in row for i, part in r.parts if i == 0]
    if line.parts[0][0] > 0 and len(line.parts) == 1:
        return False  # the first column is empty: more of the value
    far = line.line.y - row[-1].line.y > APART * column.leading * line.line.size
    if far or not labels:
        return True
    if colons:
        return _ends_label(labels[-1]) or bool(re.search(r":\s", labels[-1].text))
    unfinished = any(
        UNFINISHED.search(part.text) or part.text.rstrip().endswith(("/", "-", "\ufffe")) for _, part in row[-1].parts
    )
    return len(line.parts) > 1 and not unfinished
