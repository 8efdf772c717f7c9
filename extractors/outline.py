"""Document -> Entries: every place where a label or a heading asks for something, with the range of text that
answers it.

Three forms of label are told apart: a heading over its text, a label before its value on a line, and a label beside
or above its value in a
table. A field looks for entries by what their labels say and need not know how a council arranges its papers.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.entries import Entry, labels_of
from extractors.model import Block, BlockKind, Document, Region, Section, Span
from extractors.tables import Grid, grids
from extractors.vocabulary import field_of

LONG = 45
"""Words of a paragraph that is no part of a paper's front matter."""
PAPERS = ("appendices", "background_papers")
PEOPLE = ("contact", "author", "lead_officer", "report_of", "portfolio_holder", "sign_off")
FORM = ("wards_affected", "key_decision", "exempt", "corporate_priorities", "background_papers", "appendices")
BODY_FIELDS = frozenset(
    {"summary", "recommendations", "background", "purpose", "implications", "reasons", "consultation", "resolution"}
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's entries in reading order, and where its front matter ends."""

    document: Document
    entries: tuple[Entry, ...]
    running: tuple[int, ...]
    """Indexes of the blocks that are running text, in order."""
    front: int
    """The first block after the front matter."""

    def of(self, *fields: str) -> list[Entry]:
        """The entries of these fields that have a value, in order."""
        return [e for e in self.entries if e.field in fields and e.value is not None]

    def sections(self) -> Iterator[Section]:
        """The headings with their ranges."""
        for e in self.entries:
            if e.form == "heading":
                first, last = (e.value.first, e.value.last) if e.value else (e.at + 1, e.at)
                yield Section(e.words, e.depth, e.at, first, last, e.number)


def outline(document: Document, first: int = 0, last: int | None = None) -> Outline:
    """The outline of a document, or of its blocks `first` to `last` (a report within a pack)."""
    stop = len(document.blocks) if last is None else last + 1
    running = [i for i in range(first, stop) if document.blocks[i].region in (Region.BODY, Region.BOX)]
    found = grids(document.blocks, running)
    front = _front(document.blocks, running)
    labels = sorted(labels_of(document, running, found, front), key=lambda e: (e.label.first, e.label.start))
    depths = _depths(document.blocks, labels)
    entries = tuple(replace(e, depth=depths.get(e.at, 9) if e.form == "heading" else 9) for e in labels)
    answered = tuple(_with_values(document, entries, running, found))
    return Outline(document, tuple(_apart(answered)), tuple(running), front)


def _apart(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Labels within a report's history, its sign-off or a table of papers speak of that and of nothing else."""
    forms = _forms(entries)
    closed = [e.value for e in entries if e.form == "heading" and e.field in ("history", "sign_off") and e.value]
    lists = [e.value for e in entries if e.form == "heading" and e.field in PAPERS and e.value]
    for entry in entries:
        within = entry.form != "heading" and any(v.first <= entry.at <= v.last for v in closed)
        listed = entry.form == "cell" and any(v.first <= entry.at <= v.last for v in lists)
        if (entry.value and entry.form == "heading" and entry.value in forms) or (listed and not within):
            inner = any(f.first <= entry.at <= f.last for f in forms) and entry.form == "cell"
            yield entry if inner else replace(entry, field=None)
        else:
            yield replace(entry, field="sign_off") if within else entry


def _forms(entries: Sequence[Entry]) -> list[Span]:
    """What stands under a heading of papers where that is a form with a label for the papers themselves ("Access to
    information": contact, appendices, background papers)."""
    own = [e.at for e in entries if e.form == "cell" and e.field in PAPERS]
    headed = [e.value for e in entries if e.form == "heading" and e.field in PAPERS and e.value]
    return [v for v in headed if any(v.first <= at <= v.last for at in own)]


def _front(blocks: Sequence[Block], running: Sequence[int]) -> int:
    """Where the front matter ends: at the first section that every report has, or the first long paragraph."""
    for i in running:
        block = blocks[i]
        if block.kind is BlockKind.HEADING and field_of(block.text, "heading") in BODY_FIELDS:
            return i
        if block.cell is None and len(block.text.split()) > LONG:
            return i
    return running[-1] + 1 if running else 0


def _with_values(
    document: Document, entries: Sequence[Entry], running: Sequence[int], found: Sequence[Grid]
) -> Iterator[Entry]:
    """Headings get what stands up to the next heading, lines what stands up to the next label, both within their
    cell or the text around tables."""
    blocks = document.blocks
    last = running[-1] if running else -1
    answered = {i for e in entries if e.form == "cell" and e.value for i in range(e.label.first, e.value.last + 1)}
    for n, entry in enumerate(entries):
        if entry.form == "cell":
            yield entry
            continue
        in_table = blocks[entry.at].cell is not None
        later = (entries[k] for k in range(n + 1, len(entries)))
        end = next(
            (e for e in later if _ends(entry, e) or (in_table and e.form == "cell" and _same_table(blocks, entry, e))),
            None,
        )
        until = (end.at, 0 if end.form == "heading" else end.label.start) if end else (last + 1, 0)
        if not in_table and end and end.form == "cell":
            until = (next((g.first for g in found if g.first <= end.at <= g.last), end.at), 0)
        if in_table:
            until = min(until, (_cell_end(blocks, entry, found) + 1, 0))
        yield replace(entry, value=_between(document, entry, until, running, answered))


def _same_table(blocks: Sequence[Block], one: Entry, two: Entry) -> bool:
    first, second = blocks[one.at].cell, blocks[two.at].cell
    return first is not None and second is not None and first.table == second.table


def _ends(entry: Entry, other: Entry) -> bool:
    """Whether a later label ends what an entry asks for."""
    if entry.form == "heading" and entry.field not in PEOPLE and other.form == "line" and other.field in PEOPLE:
        return True
    if (
        entry.form == "heading"
        and entry.field in ("summary", "purpose")
        and other.form == "cell"
        and other.field is not None
    ):
        return True
    if entry.form == "heading" and entry.field == "recommendations" and other.form == "line" and other.field in FORM:
        return True
    if entry.form == "heading":
        return other.form == "heading" or (
            other.form == "cell" and other.field is not None and other.field != entry.field and entry.field is None
        )
    return True


def _cell_end(blocks: Sequence[Block], entry: Entry, found: Sequence[Grid]) -> int:
    """The last block to which a label within a table reaches: of its cell, of the table for a row of its own, of the
    paper for a table of its own."""
    at, cell = entry.at, blocks[entry.at].cell
    grid = next((g for g in found if cell is not None and g.table == cell.table), None)
    if grid is None or cell is None:
        return at
    if entry.value is not None and grid.columns > 1:
        return max(grid.cells[cell.row, cell.column])
    if grid.last == at and entry.value is None:
        return len(blocks)
    own = grid.cells[cell.row, cell.column]
    if grid.columns == 1:
        below = next((grid.row(row)[0] for row in grid.rows if row > cell.row), None)
        closed = len(own) > 1 and below is not None and blocks[below[0]].is_bold
        return max(own) if closed else _over_page(blocks, grid, found)
    if len(grid.row(cell.row)) == 1 and max(grid.row(cell.row)[0]) == at:
        return grid.last
    return max(grid.cells[cell.row, cell.column])


def _over_page(blocks: Sequence[Block], grid: Grid, found: Sequence[Grid]) -> int:
    """The last block of a box, and of the boxes that carry it on over the next pages."""
    opens = {g.first: g for g in found if g.columns == 1}
    while (follows := opens.get(grid.last + 1)) is not None and blocks[grid.last].page != blocks[follows.first].page:
        grid = follows
    return grid.last


def _between(
    document: Document, entry: Entry, until: tuple[int, int], running: Sequence[int], answered: set[int]
) -> Span | None:
    """What stands after a label and before (block, offset) `until`; None where there is nothing."""
    blocks = document.blocks
    first, start = (entry.at, entry.value.start) if entry.value else (entry.at + 1, 0)
    within = running[bisect_left(running, first) : bisect_right(running, until[0])]
    inside = [i for i in within if i > first or start < len(blocks[i].text)]
    inside = [i for i in inside if i < until[0] or until[1] > 0]
    if entry.form == "line":
        inside = inside[: next((n for n, i in enumerate(inside) if i in answered and i != entry.at), len(inside))]
    if not inside:
        return None
    end = until[1] if inside[-1] == until[0] else len(blocks[inside[-1]].text)
    begin = start if inside[0] == first else 0
    end = len(blocks[inside[-1]].text[:end].rstrip("\t\n "))
    if inside[0] == inside[-1] and end <= begin:
        return None
    return Span(inside[0], begin, inside[-1], end)


def _depths(blocks: Sequence[Block], entries: Sequence[Entry]) -> dict[int, int]:
    """Depth of each heading: the file's own level, else the parts of its number, else its rank by look among the
    unnumbered."""
    heads = [e.at for e in entries if e.form == "heading"]
    looks = sorted({_look(blocks[i]) for i in heads})
    return {
        i: blocks[i].style.level or _number_depth(blocks[i].number) or looks.index(_look(blocks[i])) + 1 for i in heads
    }


def _number_depth(number: str | None) -> int | None:
    """Parts of a decimal number: 1 for "3." and "3.0", 2 for "3.1"; None for letters and bullets."""
    if number is None or not re.fullmatch(r"\(?\d+(\.\d+)*[.)]?", number):
        return None
    parts = [p for p in re.findall(r"\d+", number) if p != "0"]
    return max(1, len(parts))


def _look(block: Block) -> tuple[float, bool, bool]:
    """What ranks unnumbered headings: larger first, then capitals, then bold."""
    return (-(block.style.size or 0), not block.text.isupper(), not block.is_bold)
