"""Pieces -> Lines: what stands on one baseline, and where a line falls into parts."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extractors.read.pdf.page import Line, Piece

SAME_LINE = 0.5  # of the lower one's height: how far two pieces must overlap
SPACE = 0.13  # of the size: a gap between two pieces that is a space
TAB = 1.0  # of the size: a gap that may be a tab
ELSEWHERE = 0.8  # of the size: a gap that is a tab where the file marks another paragraph beyond it
OPENING = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]{0,2}|[^\w\s]|[o\uf0b7\uf0a7\uf0d8\uf0fc]"
)

EVEN = 0.12  # of the size: gaps that differ less are those of a justified line
CLOSED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})\)")


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """Lines from top to bottom. A raised or lowered piece belongs to the line that it overlaps."""
    rows: list[list[Piece]] = []
    mains: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.y, p.x0)):
        for i in range(len(rows) - 1, max(-1, len(rows) - 5), -1):
            if piece.y - mains[i].y < piece.size + mains[i].size and _on_one_line(mains[i], piece):
                rows[i].append(piece)
                if piece.size > mains[i].size:
                    mains[i] = piece
                break
        else:
            rows.append([piece])
            mains.append(piece)
    found = [_line(row, main) for row, main in zip(rows, mains, strict=True)]
    return sorted(found, key=lambda line: (line.y, line.x0))


def _on_one_line(main: Piece, piece: Piece) -> bool:
    if abs(main.y - piece.y) < 0.5:
        return True
    overlap = min(main.bottom, piece.bottom) - max(main.top, piece.top)
    return overlap >= SAME_LINE * min(main.bottom - main.top, piece.bottom - piece.top)


def _line(row: list[Piece], main: Piece) -> Line:
    return line_from(sorted(row, key=lambda p: p.x0), main.y, main.size)


def line_from(pieces: Sequence[Piece], y: float, size: float) -> Line:
    """Pieces from left to right as a line. A justified line's even gaps are spaces, wider ones tabs."""
    if len(pieces) == 1:
        return Line((pieces[0],), (), y, size)
    gaps = [max(0.0, b.x0 - a.x1) for a, b in pairwise(pieces)]
    usual = _usual(pieces, gaps, size)
    marks = []
    for i, gap in enumerate(gaps):
        left, right = pieces[i], pieces[i + 1]
        least, times = (0.5, 1.6) if i == 0 and OPENING.fullmatch(left.text.strip()) else (TAB, 2.2)
        if (
            _is_parted(left, right, gap, size)
            or (i == 0 and _is_close_number(left, right))
            or (gap > least * size and gap > times * usual)
        ):
            marks.append("\t")
        else:
            spaced = left.text[-1:].isspace() or right.text[:1].isspace() or gap > SPACE * min(left.size, right.size)
            marks.append(" " if spaced else "")
    return Line(tuple(pieces), tuple(marks), y, size)


def _is_parted(left: Piece, right: Piece, gap: float, size: float) -> bool:
    """Whether the file marks another paragraph beyond a gap. A link has marks of its own within a paragraph."""
    marked = left.tag >= 0 and right.tag >= 0 and left.tag != right.tag
    return marked and left.url is None and right.url is None and gap > ELSEWHERE * size


def _is_close_number(left: Piece, right: Piece) -> bool:
    """Whether a line opens with a letter or number in brackets that nearly touches its text."""
    return bool(CLOSED.fullmatch(left.text.strip())) and right.text.lstrip()[:1].isalpha()


def _usual(pieces: Sequence[Piece], gaps: list[float], size: float) -> float:
    """The gap between words on a line: inside its pieces where they hold several words, else between them."""
    inner = [p.space for p in pieces if p.space > 0]
    between = sorted(g for g in gaps if g > SPACE * size)
    if len(between) >= 2 and between[-1] - between[0] < EVEN * size:
        return between[-1]
    if len(between) >= 4:
        inner.append(median(between))
    return min(max(inner, default=0.3 * size), 1.5 * size)


def parts_of(line: Line) -> list[Line]:
    """A line's parts between tabs. A number or bullet at its head is no part of its own."""
    if "\t" not in line.marks:
        return [line]
    numbered = bool(OPENING.fullmatch(line.pieces[0].text.strip()))
    starts = [i + 1 for i, mark in enumerate(line.marks) if mark == "\t" and not (i == 0 and numbered)]
    edges = [0, *starts, len(line.pieces)]
    return [Line(line.pieces[a:b], line.marks[a : b - 1], line.y, line.size) for a, b in pairwise(edges)]
