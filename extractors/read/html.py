"""HTML (minutes, decisions, reports on a page) -> Document, through the same Blocks as Word and PDF."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree, html

from extractors.model import Block, BlockKind, Cell, Document, Link, ReadState, Style, fold
from extractors.read.limits import MEGABYTE, MOST_BLOCKS, MOST_XML, UnreadableError, check_limit, count_in
from extractors.read.shape import is_heading, part_number

MEDIA_TYPE = "text/html"
NOT_SHOWN = frozenset(
    {"script", "style", "head", "template", "noscript", "nav", "form", "button", "select", "svg", "title", "meta"}
)
CONTAINERS = frozenset(
    {"div", "section", "article", "main", "body", "html", "center", "fieldset", "dl", "header", "footer", "aside"}
)
MAIN = ("//main", "//article", "//*[@role='main']", "//*[@id='content' or @id='main' or @id='modgov']", "//body")
OF_A_LINE = re.compile(r"p|ul|ol|table|h[1-6]|li|dt|dd|pre|blockquote")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    """A paragraph while its pieces are gathered."""

    pieces: list[str] = field(default_factory=list)
    size: int = 0
    bold_until: int = 0
    still_bold: bool = True
    links: list[Link] = field(default_factory=list)

    def add(self, piece: str, bold: bool, url: str | None) -> None:
        words = re.sub(r"[ \t\r\n\u00a0]+", " ", piece)
        if not self.size or self.pieces[-1].endswith((" ", "\n")):
            words = words.lstrip()
        if not words:
            return
        start, self.size = self.size, self.size + len(words)
        self.pieces.append(words)
        if words.strip():
            self.still_bold = self.still_bold and bold
        if self.still_bold:
            self.bold_until = self.size
        if url and words.strip():
            self.links.append(Link(start, start + len(words.rstrip()), url))

    def end(self) -> None:
        """A line ends within the paragraph."""
        last = self.pieces.pop() if self.pieces else ""
        self.pieces.append(last.rstrip(" ") + "\n")
        self.size += len(self.pieces[-1]) - len(last)


def read_html(data: bytes, sha256: str) -> Document:
    """The blocks of a page's main content; what is hidden, and what surrounds it, is left out. Raises
    UnreadableError."""
    if len(data) > MOST_XML:
        raise UnreadableError(ReadState.TOO_LARGE, f"a web page of more than {MOST_XML // MEGABYTE} MB")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        root = html.fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        return Document(sha256, MEDIA_TYPE, len(data), ReadState.CORRUPT, why=f"not a readable web page: {fault}"[:300])
    for entry in parser.error_log:
        check_limit(entry.type, entry.message)
    blocks = tuple(islice(_Reader().blocks(_main(root)), MOST_BLOCKS + 1))
    if not blocks:
        return Document(sha256, MEDIA_TYPE, len(data), ReadState.SCANNED, why="the page holds no text")
    return Document(sha256, MEDIA_TYPE, len(data), ReadState.READ, blocks)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of a page. Raises UnreadableError where a limit is reached."""
    if not text.strip():
        return ()
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        root = html.fragment_fromstring(text, create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    for entry in parser.error_log:
        check_limit(entry.type, entry.message)
    return tuple(islice(_Reader().blocks(root), MOST_BLOCKS + 1))


def _main(root: etree._Element) -> etree._Element:
    """The element that holds the page's own words, or the whole page."""
    for path in MAIN:
        found = root.xpath(path)
        if isinstance(found, list) and found and isinstance(found[0], etree._Element):
            return found[0]
    return root


class _Reader:
    """Walks a page once; counts its tables."""

    def __init__(self) -> None:
        self.tables = 0

    def blocks(self, element: etree._Element, cell: Cell | None = None) -> Iterator[Block]:
        """The blocks of what is inside an element."""
        bold, line = element.tag == "th", _Line()
        self._text(line, element.text, bold, None)
        for child in element:
            if not isinstance(child.tag, str) or child.tag in NOT_SHOWN or HIDDEN.search(child.get("style", "")):
                self._text(line, child.tail, bold, None)
                continue
            if child.tag in CONTAINERS or OF_A_LINE.fullmatch(child.tag):
                yield from _made(line, None, None, cell)
                line = _Line()
                yield from self._element(child, cell)
            else:
                self._inline(line, child, bold, None)
            self._text(line, child.tail, bold, None)
        yield from _made(line, None, None, cell)

    def _element(self, child: etree._Element, cell: Cell | None) -> Iterator[Block]:
        if child.tag == "table":
            yield from self._table(child)
        elif child.tag in ("ul", "ol"):
            yield from self._list(child, cell)
        elif child.tag in CONTAINERS or child.tag in ("blockquote", "li", "dd"):
            yield from self.blocks(child, cell)
        else:
            level = int(child.tag[1]) if re.fullmatch(r"h[1-6]", child.tag) else None
            line = _Line()
            self._inline(line, child, level is not None or child.tag == "dt", None)
            yield from _made(line, None, level, cell)

    def _list(self, element: etree._Element, cell: Cell | None) -> Iterator[Block]:
        count = count_in(element.get("start", ""), 1)
        for item in element.iterchildren("li"):
            number = "•" if element.tag == "ul" else f"{count}."
            count += 1
            for n, block in enumerate(self.blocks(item, cell)):
                first = n == 0 and block.number is None
                kind = BlockKind.LIST_ITEM if first and block.kind is not BlockKind.HEADING else block.kind
                yield replace(block, kind=kind, number=number if first else block.number)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        at, self.tables = self.tables, self.tables + 1
        for row, tr in enumerate(_rows(table)):
            column = 0
            for td in tr.iterchildren("td", "th"):
                span = count_in(td.get("colspan", ""), 1)
                yield from self.blocks(td, Cell(at, row, column, 1, span))
                column += span

    def _inline(self, line: _Line, element: etree._Element, bold: bool, url: str | None) -> None:
        if element.tag in NOT_SHOWN or HIDDEN.search(element.get("style", "")):
            return
        if element.tag == "br":
            line.end()
            return
        bold = bold or element.tag in ("b", "strong", "u", "th")
        url = element.get("href") if element.tag == "a" and element.get("href", "").startswith("http") else url
        self._text(line, element.text, bold, url)
        for child in element:
            if isinstance(child.tag, str):
                self._inline(line, child, bold, url)
            self._text(line, child.tail, bold, url)

    @staticmethod
    def _text(line: _Line, text: str | None, bold: bool, url: str | None) -> None:
        if text:
            line.add(text, bold, url)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """A table's own rows, not those of tables in its cells."""
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        yield from [child] if child.tag == "tr" else child.iterchildren("tr")


def _made(line: _Line, number: str | None, level: int | None, cell: Cell | None) -> Iterator[Block]:
    text = "".join(line.pieces).rstrip()
    if not fold(text):
        return
    lead = 0
    if number is None:
        number, lead = part_number(text)
    text, bold_until = text[lead:], max(0, min(line.bold_until - lead, len(text) - lead))
    links = tuple(Link(x.start - lead, min(x.end - lead, len(text)), x.url) for x in line.links if x.start >= lead)
    bold = bold_until >= len(text)
    if is_heading(text, bold=bold, level=level, larger=False, in_cell=cell is not None, number=number):
        kind = BlockKind.HEADING
    else:
        kind = BlockKind.LIST_ITEM if number else BlockKind.CELL if cell else BlockKind.PARAGRAPH
    yield Block(kind, text, number, None, cell, Style(None, bold_until, level), links)
