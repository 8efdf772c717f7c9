"""Stretches of all pages -> Blocks: joined over page ends, tables numbered, numbers parted from text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.model import Block, BlockKind, Cell, Link, Region, Style
from extractors.read.pdf.page import Line, Paragraph, Stretch
from extractors.read.pdf.paragraphs import continues_over_page
from extractors.read.pdf.spelled import Spelled, spelled
from extractors.read.shape import is_heading, part_number

LARGER = 1.5  # points: how much larger than the body a heading is


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the document as a whole: the size of most text, the words it writes, where pages are ruled
    off."""

    size: float
    words: frozenset[str]


def body_size(lines: Iterable[Line]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        for piece in line.pieces:
            sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def joined(pages: Iterable[list[Stretch]]) -> list[Stretch]:
    """All stretches in order; what a page end parts is one again."""
    found: list[Stretch] = []
    for stretches in pages:
        for k, stretch in enumerate(stretches):
            if k == 0 and found:
                found[-1:] = [s for s in _over_page(found[-1], stretch) if s.items]
            elif stretch.items:
                found.append(stretch)
    return found


def _over_page(last: Stretch, first: Stretch) -> list[Stretch]:
    if last.edges is None and first.edges is None:
        a, b = last.items[-1], first.items[0]
        if isinstance(a, Paragraph) and isinstance(b, Paragraph) and continues_over_page(a, b):
            return [replace(last, items=(*last.items[:-1], _one(a, b))), replace(first, items=first.items[1:])]
        return [last, first]
    if last.edges is None or first.edges is None or not _same_columns(last.edges, first.edges):
        return [last, first]
    return [_one_table(last, _without_repeated_head(last, first))]


def _one(a: Paragraph, b: Paragraph) -> Paragraph:
    breaks = a.breaks | {i + len(a.lines) for i in b.breaks}
    return replace(a, lines=(*a.lines, *b.lines), breaks=breaks)


def _same_columns(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return len(a) == len(b) and all(abs(x - y) <= 4 for x, y in zip(a, b, strict=True))


def _row(stretch: Stretch, row: int) -> dict[int, list[Paragraph]]:
    """A row's paragraphs by column."""
    found: dict[int, list[Paragraph]] = {}
    for item in stretch.items:
        if isinstance(item, Paragraph) and item.cell is not None and item.cell.row == row:
            found.setdefault(item.cell.column, []).append(item)
    return found


def _words(row: dict[int, list[Paragraph]]) -> list[str]:
    return [" ".join(line.text for p in ps for line in p.lines) for _, ps in sorted(row.items())]


def _without_repeated_head(last: Stretch, first: Stretch) -> Stretch:
    """The table's rest without the head that is printed again at the top of each page."""
    head = _words(_row(first, 0))
    if first.rows < 2 or last.rows < 2 or len(head) < 2 or head != _words(_row(last, 0)):
        return first
    kept = [i for i in first.items if not (isinstance(i, Paragraph) and i.cell is not None and i.cell.row == 0)]
    moved = tuple(_shifted(i, -1) for i in kept)
    return replace(first, items=moved, rows=first.rows - 1)


def _shifted(item: Paragraph | Stretch, rows: int) -> Paragraph | Stretch:
    if isinstance(item, Paragraph) and item.cell is not None:
        return replace(item, cell=replace(item.cell, row=item.cell.row + rows))
    return item


def _one_table(last: Stretch, first: Stretch) -> Stretch:
    """A table and its rest on the next page; a row that the page end cuts is one row."""
    above, below = _row(last, last.rows - 1), _row(first, 0)
    pairs = {c: (above[c][-1], below[c][0]) for c in below if c in above}
    cut = {c for c, (a, b) in pairs.items() if continues_over_page(a, b)}
    if cut != set(pairs) or (not cut and not _goes_on_unlabelled(last, below)):
        return replace(
            last, items=(*last.items, *(_shifted(i, last.rows) for i in first.items)), rows=last.rows + first.rows
        )
    ends = {id(pairs[c][0]): pairs[c][1] for c in cut}
    rest = {id(b) for b in ends.values()}
    items = [_one(i, ends[id(i)]) if isinstance(i, Paragraph) and id(i) in ends else i for i in last.items]
    more = [_shifted(i, last.rows - 1) for i in first.items if id(i) not in rest]
    return replace(last, items=(*items, *more), rows=last.rows + first.rows - 1)


def _goes_on_unlabelled(last: Stretch, below: dict[int, list[Paragraph]]) -> bool:
    """Whether a box of one column goes on: what is at the top of the next page does not open with a bold label, as
    a new row of a form does."""
    return len(last.edges or ()) == 2 and all(not p.lines[0].pieces[0].bold for ps in below.values() for p in ps[:1])


def blocks_of(stretches: Iterable[Stretch], setting: Setting) -> list[Block]:
    """The blocks of the running text in order. Tables are numbered as they begin."""
    return list(_blocks(stretches, setting, iter(range(1_000_000_000))))


def _blocks(stretches: Iterable[Stretch], setting: Setting, numbers: Iterator[int]) -> Iterator[Block]:
    for stretch in stretches:
        table = None if stretch.edges is None else next(numbers)
        columns = 0 if stretch.edges is None else len(stretch.edges) - 1
        for item in stretch.items:
            if isinstance(item, Stretch):
                yield from _blocks([item], setting, numbers)
            else:
                block = block_of(item, setting, Region.BODY, table, columns)
                if block is not None:
                    yield block


def block_of(
    paragraph: Paragraph, setting: Setting, region: Region, table: int | None = None, columns: int = 0
) -> Block | None:
    """A paragraph's block; None where nothing of it shows."""
    said = spelled(paragraph, setting.words)
    number, lead = part_number(said.text)
    if not any(c.isalpha() for c in said.text[lead:]):
        number, lead = None, 0  # figures beside figures
    text = said.text[lead:]
    if not text:
        return None
    area = paragraph.cell
    cell = (
        None if table is None or area is None else Cell(table, area.row, area.column, area.row_span, area.column_span)
    )
    style = _style(paragraph, said, lead, setting)
    bold = style.bold_until >= len(text)
    larger = bool(style.size) and setting.size > 0 and (style.size or 0.0) > setting.size + LARGER
    heading = region is Region.BODY and is_heading(text, bold=bold, level=None, larger=larger, in_cell=columns > 1)
    kind = BlockKind.PARAGRAPH if cell is None else BlockKind.CELL
    if heading and "\t" not in text:
        kind = BlockKind.HEADING
    elif number is not None:
        kind = BlockKind.LIST_ITEM
    links = tuple(Link(max(0, k.start - lead), k.end - lead, k.url) for k in said.links if k.end > lead)
    return Block(kind, text, number, paragraph.page, cell, style, links, region)


def _style(paragraph: Paragraph, said: Spelled, lead: int, setting: Setting) -> Style:
    sizes = body_size(paragraph.lines)
    first = paragraph.lines[0]
    centred = not lead and all(_is_centred(line, paragraph) for line in paragraph.lines)
    return Style(sizes or None, max(0, said.bold_until - lead), None, round(first.x0, 1), centred)


def _is_centred(line: Line, paragraph: Paragraph) -> bool:
    free = line.x0 - paragraph.left, paragraph.right - line.x1
    return min(free) > 1.5 * line.size and abs(free[0] - free[1]) < 8
