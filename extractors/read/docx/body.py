"""document.xml, headers, footers and footnotes -> Blocks in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from lxml import etree

from extractors.model import Block, BlockKind, Cell, Region, Style
from extractors.read.docx.numbering import Numbering
from extractors.read.docx.runs import CONTENT, CONTROL, MC, RUN, Line, line_of, paragraph_runs
from extractors.read.docx.styles import R_PR, SIZE, VAL, Look, Styles, W
from extractors.read.limits import MOST_BLOCKS, count_in
from extractors.read.shape import is_heading, part_number

PARAGRAPH, TABLE, ROW, CELL = W + "p", W + "tbl", W + "tr", W + "tc"
WRAPPERS = {W + t for t in ("ins", "moveTo", "customXml", "smartTag", "body", "footnote")}
AROUND_ROWS = {CONTROL, CONTENT, W + "ins", W + "customXml"}
SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
BOX, FALLBACK = W + "txbxContent", MC + "Fallback"


@dataclass(slots=True)
class Story:
    """One part of the package while its blocks are made: its links, and how many tables it has had."""

    styles: Styles
    numbering: Numbering
    links: dict[str, str]
    region: Region
    body_size: float | None
    tables: int = 0
    widths: dict[int, int] = field(default_factory=dict)


def story_blocks(root: etree._Element, story: Story) -> list[Block]:
    """The blocks of one part, text boxes after the paragraph that they hang on; no more than are too many."""
    return list(islice(_children(root, story, None), MOST_BLOCKS + 1))


def _children(parent: etree._Element, story: Story, cell: Cell | None) -> Iterator[Block]:
    for child in parent:
        tag = child.tag
        if tag == PARAGRAPH:
            yield from _paragraph(child, story, cell)
        elif tag == TABLE:
            yield from _table(child, story, cell)
        elif tag == CONTROL:
            for content in child.iterchildren(CONTENT):
                yield from _children(content, story, cell)
        elif tag in WRAPPERS and child.get(W + "type") not in SEPARATORS:
            yield from _children(child, story, cell)


def _paragraph(element: etree._Element, story: Story, cell: Cell | None) -> Iterator[Block]:
    look = story.styles.of_paragraph(element)
    number, indent = (None, look.indent)
    if look.numbering is not None and look.numbering[0] != "0":
        number, list_indent = story.numbering.next(*look.numbering)
        indent = indent or list_indent
    runs = [] if look.hidden else paragraph_runs(element, look, story.styles, story.links)
    if runs:
        line = line_of(runs, _size(element, look))
        if line.text:
            yield _block(line, number, look, indent, story, cell)
    for box in _boxes(element):
        region = Region.BOX if story.region is Region.BODY else story.region
        inner = Story(story.styles, story.numbering, story.links, region, story.body_size, story.tables)
        yield from _children(box, inner, None)
        story.tables = inner.tables


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes hung on a paragraph, each once: Word writes them twice, as choice and as fallback; boxes in boxes
    come with the outer one."""
    for box in paragraph.iter(BOX):
        above = {a.tag for a in takewhile(lambda a: a is not paragraph, box.iterancestors())}
        if FALLBACK not in above and BOX not in above:
            yield box


def _size(element: etree._Element, look: Look) -> float | None:
    """The size that the first run to state one states; else the paragraph's."""
    for run in element.iterchildren(RUN):
        said = run_size(run)
        if said is not None:
            return float(said) / 2 if said.isdecimal() else look.size
    return look.size


def run_size(run: etree._Element) -> str | None:
    """What a run says of its size, in half points; None where it says nothing."""
    for properties in run.iterchildren(R_PR):
        for size in properties.iterchildren(SIZE):
            return size.get(VAL, "")
    return None


def _block(line: Line, number: str | None, look: Look, indent: float, story: Story, cell: Cell | None) -> Block:
    text, bold_until, links = line.text, line.bold_until, line.links
    if number is None:
        number, lead = part_number(text)
        text, bold_until = text[lead:], max(0, bold_until - lead)
        links = tuple(type(x)(x.start - lead, x.end - lead, x.url) for x in links if x.start >= lead)
    style = Style(line.size, bold_until, look.level, indent, look.centred)
    larger = line.size is not None and story.body_size is not None and line.size > story.body_size + 1.5
    bold = bool(text) and bold_until >= len(text)
    if is_heading(text, bold=bold, level=look.level, larger=larger, in_cell=cell is not None, number=number):
        kind = BlockKind.HEADING
    elif number is not None:
        kind = BlockKind.LIST_ITEM
    else:
        kind = BlockKind.PARAGRAPH if cell is None else BlockKind.CELL
    return Block(kind, text, number, None, cell, style, links, story.region)


def _table(table: etree._Element, story: Story, outer: Cell | None) -> Iterator[Block]:
    """A table's blocks row by row.

    A merged cell is given once, at its first place; a nested table has its own number.
    """
    rows = list(_rows(table))
    within = outer if outer is not None and story.widths.get(outer.table, 1) > 1 else None
    at = story.tables
    story.tables += 1
    story.widths[at] = max((len(cells) for cells in rows), default=0)
    for row, cells in enumerate(rows):
        column = 0
        for element in cells:
            properties = element.find(W + "tcPr")
            span, merged = _merge(properties)
            if not merged:
                yield from _children(element, story, Cell(at, row, column, 1, span) if within is None else within)
            column += span


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    for row in _unwrapped(table, ROW):
        yield list(_unwrapped(row, CELL))


def _unwrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of one tag, also inside content controls and tracked changes."""
    for child in parent:
        if child.tag == tag:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in AROUND_ROWS:
            yield from _unwrapped(child, tag)


def _merge(properties: etree._Element | None) -> tuple[int, bool]:
    """(columns that a cell spans, whether it only continues the cell above)."""
    if properties is None:
        return 1, False
    span, vertical = properties.find(W + "gridSpan"), properties.find(W + "vMerge")
    width = span.get(W + "val", "1") if span is not None else "1"
    continues = vertical is not None and vertical.get(W + "val", "continue") == "continue"
    return count_in(width, 1), continues
