"""Blocks with cell addresses -> Grids, and what in a grid is a label and what its value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.model import Block, BlockKind
from extractors.vocabulary import field_of

LABEL_WORDS = 12
HEAD_WORDS = 4


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the indexes of the blocks in each cell, the columns of each row that hold text, how many columns of the
    table do, and its first column, first block and last block."""

    table: int
    cells: dict[tuple[int, int], list[int]]
    across: dict[int, list[int]]
    columns: int
    left: int
    first: int
    last: int

    @property
    def rows(self) -> list[int]:
        """Row numbers, in order."""
        return list(self.across)

    def row(self, row: int) -> list[list[int]]:
        """The cells of a row that hold text, from left to right."""
        return [self.cells[row, column] for column in self.across.get(row, ())]

    def text(self, blocks: Sequence[Block], at: tuple[int, int]) -> str:
        """A cell's text, "" for an empty one."""
        return " ".join(blocks[i].text for i in self.cells.get(at, []))

    def pairs(self, blocks: Sequence[Block]) -> Iterator[tuple[list[int], list[int]]]:
        """(blocks of a label, blocks of its value): beside it in the row, or below it under a row of labels."""
        above: dict[int, list[int]] | None = None
        heads = self.heads(blocks)
        for row in self.rows:
            columns = self.across[row]
            if self.cells[row, columns[0]][0] in heads:
                continue
            stacked = [self.cells[row, c] for c in columns if _is_stacked(blocks, self.cells[row, c])]
            if self.columns == 1 and (len(self.cells) > 1 or len(self.cells[row, columns[0]]) > 2):
                stacked = []  # a box: its text may hold further headings, and may run on over the page
            if stacked:
                yield from ((cell[:1], cell[1:]) for cell in stacked)
                continue
            if above is not None:
                for column in columns:
                    if column in above:
                        yield above[column], self.cells[row, column]
                above = None
                continue
            if self._heads_below(blocks, row, columns):
                above = {c: self.cells[row, c] for c in columns}
                continue
            yield from self._beside(blocks, row, columns)

    def _is_group(self, blocks: Sequence[Block], label: Sequence[int], cells: Sequence[Sequence[int]]) -> bool:
        if len(cells) < 2 or not _is_bold(blocks, cells[0]) or _is_bold(blocks, cells[1]):
            return False
        return _is_label(blocks, cells[0]) and not _is_known_label(blocks, label)

    def _heads_below(self, blocks: Sequence[Block], row: int, columns: Sequence[int]) -> bool:
        """Whether a row holds labels only, all of one look, so that their values stand below."""
        cells = [self.cells[row, c] for c in columns]
        colons = {_words(blocks, cell).endswith(":") for cell in cells}
        known = [_is_known_label(blocks, cell) for cell in cells]
        looks = {_is_bold(blocks, cell) for cell in cells}
        if len(cells) < 2 or len(colons) != 1 or len(looks) != 1 or not any(known):
            return False
        below = self.row(row + 1)
        stand_out = all(_is_bold(blocks, c) for c in cells) and below and not any(_is_bold(blocks, c) for c in below)
        return all(known) or bool(stand_out)

    def _is_narrow(self, blocks: Sequence[Block], cell: Sequence[int]) -> bool:
        """Whether a lone cell leaves the other columns empty: a label without an answer, and no banner across the
        table."""
        at = blocks[cell[0]].cell
        return at is not None and at.column == self.left and at.column_span == 1 and len(cell) == 1

    def heads(self, blocks: Sequence[Block]) -> set[int]:
        """The blocks of a first row, below any banner, that heads columns.

        It is all bold above what is not, or three or more bare words without a colon. Rows of labels that come again
        further down head no columns.
        """
        wide = next((n for n, row in enumerate(self.rows) if len(self.row(row)) > 1), 0)
        rows = self.rows[wide:]
        cells = self.row(rows[0])
        if len(rows) < 2 or len(cells) < 2 or any(len(c) > 1 or _words(blocks, c).endswith(":") for c in cells):
            return set()
        all_bold = all(_is_bold(blocks, c) for c in cells) and not all(_is_bold(blocks, c) for c in self.row(rows[1]))
        known = all(_is_known_label(blocks, c) for c in cells)
        if _is_known_label(blocks, cells[0]) and len(_words(blocks, cells[-1]).split()) > HEAD_WORDS:
            return set()  # a label and an answer as bold as it
        bare = len(cells) > 2 and all(len(_words(blocks, c).split()) <= HEAD_WORDS for c in cells)
        followed = len(rows) > 2 or not known or len(self.row(rows[1])) < len(cells)
        again = any(len(self.row(r)) > 1 and all(_is_bold(blocks, c) for c in self.row(r)) for r in rows[1:])
        return {c[0] for c in cells} if (all_bold or bare) and followed and not again else set()

    def banners(self, blocks: Sequence[Block]) -> Iterator[int]:
        """Headings over what follows the table, or known ones over its rows: a row of one short, bold paragraph."""
        for row in self.rows:
            cells = self.row(row)
            if len(cells) == 1 and len(cells[0]) == 1:
                block = blocks[cells[0][0]]
                alone = len(self.cells) == 1 or (
                    field_of(block.text, "heading") is not None and not self._is_narrow(blocks, cells[0])
                )
                short = len(block.text.split()) <= LABEL_WORDS and not block.text.rstrip().endswith((".", ";", ","))
                if alone and short and block.is_bold:
                    yield cells[0][0]

    def _beside(self, blocks: Sequence[Block], row: int, columns: list[int]) -> Iterator[tuple[list[int], list[int]]]:
        at = 0
        while at < len(columns):
            label = self.cells[row, columns[at]]
            rest = columns[at + 1 :]
            if not _is_label(blocks, label):
                return
            cells = [self.cells[row, c] for c in rest]
            if self._is_group(blocks, label, cells):
                at += 1  # a word over several labels, such as "People", stands before the first of them
                continue
            if (
                cells
                and _is_bold(blocks, label)
                and _is_bold(blocks, cells[0])
                and not _is_known_label(blocks, label)
                and not _words(blocks, label).endswith(":")
            ):
                return  # a row of headings over columns
            upto = next((n for n, c in enumerate(cells) if n > 0 and _begins(blocks, c, cells[n - 1])), len(cells))
            if len(columns) > 1 or (self.columns > 1 and self._is_narrow(blocks, label)):
                yield label, [i for c in cells[:upto] for i in c]
            at += 1 + upto


def _begins(blocks: Sequence[Block], cell: Sequence[int], before: Sequence[int]) -> bool:
    """Whether a second pair begins on the row: a known label, alone or with its answer behind a colon, or one set in
    bold after a value that is not."""
    label, colon, _ = blocks[cell[0]].text.partition(":")
    if colon and len(label.split()) <= HEAD_WORDS and field_of(label, "pair") is not None:
        return True
    return _is_known_label(blocks, cell) or (
        _is_label(blocks, cell) and _is_bold(blocks, cell) and not _is_bold(blocks, before)
    )


def _is_bold(blocks: Sequence[Block], cell: Sequence[int]) -> bool:
    return all(blocks[i].is_bold for i in cell)


def _is_stacked(blocks: Sequence[Block], cell: Sequence[int]) -> bool:
    """A label above its value in one cell, and no further heading below."""
    if len(cell) < 2 or ":" in blocks[cell[0]].text.rstrip(": ") or field_of(blocks[cell[0]].text, "pair") is None:
        return False
    if len(cell) == 2 and blocks[cell[0]].text.endswith(":"):
        return True
    rest = [blocks[i] for i in cell[1:]]
    return not rest[0].is_bold and not any(b.kind is BlockKind.HEADING for b in rest)


def _words(blocks: Sequence[Block], cell: Sequence[int]) -> str:
    return " ".join(blocks[i].text for i in cell)


def without_guidance(words: str) -> str:
    """A label without what a form says behind a dash of how to answer ("Key decision - is it likely to …")."""
    dash = re.search(r"\s+[–—-]\s+", words)
    return words[: dash.start()] if dash and len(words[dash.end() :].split()) > HEAD_WORDS else words


def _is_known_label(blocks: Sequence[Block], cell: Sequence[int]) -> bool:
    words = _words(blocks, cell)
    lead = without_guidance(words)
    is_lead = lead == words or blocks[cell[0]].style.bold_until >= len(lead)
    return len(cell) <= 3 and field_of(lead if is_lead else words, "pair") is not None


def _is_label(blocks: Sequence[Block], cell: Sequence[int]) -> bool:
    """Known, or short and set apart by a colon, a question mark or bold letters."""
    words = _words(blocks, cell)
    if _is_known_label(blocks, cell):
        return True
    lead = without_guidance(words)
    if lead != words:
        return len(lead.split()) <= LABEL_WORDS and blocks[cell[0]].style.bold_until >= len(lead)
    if len(words.split()) > LABEL_WORDS or not any(c.isalpha() for c in words):
        return False
    return words.endswith((":", "?")) or _is_bold(blocks, cell)


def grids(blocks: Sequence[Block], running: Sequence[int]) -> list[Grid]:
    """The tables among these blocks, in the order of their numbers."""
    cells: dict[int, dict[tuple[int, int], list[int]]] = {}
    for i in running:
        cell = blocks[i].cell
        if cell is not None:
            cells.setdefault(cell.table, {}).setdefault((cell.row, cell.column), []).append(i)
    return [_grid(table, found) for table, found in sorted(cells.items())]


def _grid(table: int, cells: dict[tuple[int, int], list[int]]) -> Grid:
    across: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        across.setdefault(row, []).append(column)
    columns = {c for _, c in cells}
    first, last = min(min(c) for c in cells.values()), max(max(c) for c in cells.values())
    return Grid(table, cells, across, len(columns), min(columns), first, last)
