"""A Sheet -> Stretches of paragraphs in reading order: running text, unruled tables, ruled tables with tables in
their cells."""

import itertools
from collections.abc import Iterator

from extractors.read.pdf.columns import stretches_of
from extractors.read.pdf.page import Held, Line, Paragraph, Sheet, Stretch, Table
from extractors.read.pdf.paragraphs import USUAL, Column, leading_of, right_of


def columns_of(sheets: list[Sheet]) -> list[Column]:
    """Each page's column of running text; a page with little text takes what it lacks from the page before."""
    found: list[Column] = []
    leading, right = USUAL, 0.0
    for sheet in sheets:
        lines = sheet.held.lines
        right = right_of(lines, min(right, sheet.width))
        leading = leading_of(itertools.pairwise(lines), right, leading)
        left = min((line.x0 for line in lines), default=0.0)
        found.append(Column(left, right, leading, sheet.number))
    return found


def stretches_on(sheet: Sheet, column: Column) -> list[Stretch]:
    """The page's stretches from top to bottom."""
    return list(_stretches(sheet.held, column))


def _stretches(held: Held, column: Column) -> Iterator[Stretch]:
    """Lines and tables by where they begin; tables side by side from left to right."""
    lines = list(held.lines)
    for table in sorted(held.tables, key=lambda t: (round(t.grid.y0 / 6), t.grid.x0)):
        above = [line for line in lines if line.y <= table.grid.y0 + 2]
        lines = lines[len(above) :]
        yield from stretches_of(above, column)
        yield _table(table, column)
    yield from stretches_of(lines, column)


def _table(table: Table, outer: Column) -> Stretch:
    grid = table.grid
    items: list[Paragraph | Stretch] = []
    pairs: list[tuple[Line, Line]] = [p for c in table.cells for p in zip(c.lines, c.lines[1:], strict=False)]
    leading = min(outer.leading, leading_of(pairs, 0.0, outer.leading))
    for cell in table.cells:
        if cell.area is None or not (cell.lines or cell.tables):
            continue
        left = min((line.x0 for line in cell.lines), default=cell.area.x0)
        padding = min(max(left - cell.area.x0, 2.0), 8.0)
        column = Column(cell.area.x0 + padding, cell.area.x1 - padding, leading, outer.page, cell.area)
        for stretch in _stretches(cell, column):
            items += stretch.items if stretch.edges is None else [stretch]
    rows = max((c.area.row + c.area.row_span for c in table.cells if c.area), default=0)
    return Stretch(tuple(items), grid.edges, rows)
