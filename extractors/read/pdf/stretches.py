"""A Sheet -> Stretches of paragraphs in reading order: running text, unruled tables, ruled tables with tables in
their cells."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.read.pdf.columns import stretches_of
from extractors.read.pdf.page import Area, Held, Line, Paragraph, Sheet, Stretch, Table
from extractors.read.pdf.paragraphs import USUAL, Column, leading_of, right_of


def columns_of(sheets: list[Sheet]) -> list[Column]:
    """Each page's column of running text; a page with little text takes what it lacks from the page before."""
    found: list[Column] = []
    leading, right = USUAL, 0.0
    for sheet in sheets:
        lines = sheet.held.lines
        right = right_of(lines, min(right, sheet.width))
        leading = leading_of(pairwise(lines), right, leading)
        left = min((line.x0 for line in lines), default=0.0)
        found.append(Column(left, right, leading, sheet.number, None, tuple(r.y0 for r in sheet.rules)))
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
    pairs: list[tuple[Line, Line]] = [p for c in table.cells for p in pairwise(c.lines)]
    leading = min(outer.leading, leading_of(pairs, 0.0, outer.leading))
    rows: dict[int, list[Paragraph | Stretch]] = defaultdict(list)
    for cell in table.cells:
        if cell.area is not None:
            rows[cell.area.row] += _cell(cell, cell.area, leading, outer)
    items: list[Paragraph | Stretch] = []
    more = 0
    for _, row in sorted(rows.items()):
        spread, added = _spread([_lower(item, more) for item in row])
        items += spread
        more += added
    count = max((c.area.row + c.area.row_span for c in table.cells if c.area), default=0)
    return Stretch(tuple(items), grid.edges, count + more)


def _cell(cell: Held, area: Area, leading: float, outer: Column) -> Iterator[Paragraph | Stretch]:
    """A cell's paragraphs, and the tables in it."""
    left = min((line.x0 for line in cell.lines), default=area.x0)
    padding = min(max(left - area.x0, 2.0), 8.0)
    column = Column(area.x0 + padding, area.x1 - padding, leading, outer.page, area)
    for stretch in _stretches(cell, column):
        yield from stretch.items if stretch.edges is None else [stretch]


def _lower(item: Paragraph | Stretch, rows: int) -> Paragraph | Stretch:
    if rows == 0 or isinstance(item, Stretch) or item.cell is None:
        return item
    return replace(item, cell=replace(item.cell, row=item.cell.row + rows))


def _spread(row: list[Paragraph | Stretch]) -> tuple[list[Paragraph | Stretch], int]:
    """(a row's items, how many rows it is more than one).

    Where no rule parts a table's rows, its paragraphs do: each of the first column's has one that begins beside it.
    """
    plain = [p for p in row if isinstance(p, Paragraph) and p.cell is not None]
    first = [p for p in plain if p.cell is not None and p.cell.column == 0]
    beside = [p.lines[0].y for p in plain if p.cell is not None and p.cell.column > 0]
    spans = any(p.cell is not None and p.cell.row_span > 1 for p in plain)
    starts = [p.lines[0].y for p in first if any(abs(p.lines[0].y - y) < 3 for y in beside)]
    if len(plain) < len(row) or spans or len(first) < 2 or len(starts) < len(first):
        return row, 0
    moved = [(sum(y <= p.lines[0].y + 3 for y in starts[1:]), p) for p in plain]
    moved.sort(key=lambda m: (m[0], m[1].cell.column if m[1].cell else 0))
    return [_lower(p, k) for k, p in moved], len(starts) - 1
