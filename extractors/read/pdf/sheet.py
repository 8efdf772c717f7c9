"""A Page -> its Sheet: pieces put into the cells that the rules draw, the rest into lines."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extractors.read.pdf.lines import lines_of
from extractors.read.pdf.page import Grid, Held, Page, Piece, Sheet, Table
from extractors.read.pdf.rules import grids_of, underlined

LEAP = 2.4  # of the size: marked content whose lines lie further apart is not one paragraph


def sheet_of(page: Page) -> Sheet:
    """The page's lines and ruled tables, each line in the smallest cell that holds it."""
    pieces = [p for p in page.pieces if not p.turned and p.size > 0]
    bold, rules = underlined(page, lines_of(pieces)) if any(r.level for r in page.rules) else ({}, list(page.rules))
    pieces = trusted([bold.get(p, p) for p in pieces])
    grids = grids_of(rules)
    places = _places(grids)
    inside: dict[tuple[int, int] | None, list[Piece]] = defaultdict(list)
    for piece in pieces:
        inside[_place(piece.x0 + 1, piece.y - 0.3 * piece.size, places)].append(piece)
    parents: dict[tuple[int, int] | None, list[int]] = defaultdict(list)
    for i, grid in enumerate(grids):
        around = [p for p in places if p[1] != i and p[0] > _size(grid)]
        parents[_place((grid.x0 + grid.x1) / 2, (grid.y0 + grid.y1) / 2, around)].append(i)
    held = _held(None, grids, inside, parents)
    turned = tuple(p for p in page.pieces if p.turned)
    return Sheet(page.number, page.width, page.height, held, turned, tuple(r for r in rules if r.level))


def trusted(pieces: list[Piece]) -> list[Piece]:
    """The pieces, without their marked content where the file's marks span far more than a paragraph."""
    spans: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.tag >= 0:
            spans[piece.tag].append(piece)
    wide = sum(any(b.y - a.y > LEAP * a.size for a, b in pairwise(s)) for s in spans.values())
    if wide * 10 > len(spans):
        return [replace(p, tag=-1) for p in pieces]
    return pieces


Places = list[tuple[float, int, int, Grid]]


def _places(grids: list[Grid]) -> Places:
    """(size of the table, its number, the cell's number, the table), smallest table first."""
    return sorted(((_size(g), i, k, g) for i, g in enumerate(grids) for k in range(len(g.areas))), key=lambda p: p[:3])


def _size(grid: Grid) -> float:
    return (grid.x1 - grid.x0) * (grid.y1 - grid.y0)


def _place(x: float, y: float, places: Places) -> tuple[int, int] | None:
    for _, i, k, grid in places:
        if grid.areas[k].holds(x, y):
            return i, k
    return None


def _held(
    key: tuple[int, int] | None,
    grids: list[Grid],
    inside: dict[tuple[int, int] | None, list[Piece]],
    parents: dict[tuple[int, int] | None, list[int]],
) -> Held:
    tables = []
    for i in parents.get(key, ()):
        cells = tuple(_held((i, k), grids, inside, parents) for k in range(len(grids[i].areas)))
        if any(c.lines or c.tables for c in cells):
            tables.append(Table(grids[i], cells))
    area = None if key is None else grids[key[0]].areas[key[1]]
    return Held(area, tuple(lines_of(_kept(inside.get(key, ())))), tuple(tables))


def _kept(pieces: Iterable[Piece]) -> Iterable[Piece]:
    return (p for p in pieces if p.text.strip())
