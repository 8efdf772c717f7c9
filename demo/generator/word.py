"""What python-docx lacks: lists that Word numbers, links, shaded and ruled cells, files that are the same each time."""

import re
import zipfile
from datetime import datetime
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from demo.generator.content import MARKS

Container = Document | _Cell
Level = tuple[str, str, float]
"""Of a list that Word numbers: the kind of number, its text ("%1."), and where its words begin, in cm."""


def made(tag: str, **attributes: object) -> OxmlElement:
    """An element of Word's own vocabulary, its attributes likewise."""
    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def new_list(document: Document, levels: list[Level]) -> int:
    """Adds a list that Word numbers, starting at 1, and returns its number."""
    numbering = document.part.numbering_part.element
    number = 1 + max((int(n.get(qn("w:abstractNumId"))) for n in numbering.findall(qn("w:abstractNum"))), default=0)
    abstract = made("w:abstractNum", abstractNumId=number)
    abstract.append(made("w:multiLevelType", val="multilevel"))
    for depth, (kind, text, left) in enumerate(levels):
        level = made("w:lvl", ilvl=depth)
        level.extend([made("w:start", val=1), made("w:numFmt", val=kind), made("w:lvlText", val=text)])
        indent = made("w:pPr")
        indent.append(made("w:ind", left=round(left * 567), hanging=round(min(left, 1.2) * 567)))
        level.append(indent)
        abstract.append(level)
    numbering.insert(0, abstract)
    return numbering.add_num(number).numId


def numbered(paragraph: Paragraph, list_number: int, depth: int = 0) -> Paragraph:
    """Puts a paragraph into a list that Word numbers."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = list_number
    return paragraph


def write(paragraph: Paragraph, text: str, *, bold: bool = False) -> Paragraph:
    """Adds text with its marks for bold and for links."""
    at = 0
    for mark in MARKS.finditer(text):
        _run(paragraph, text[at : mark.start()], bold)
        if mark["url"]:
            _link(paragraph, mark["words"], mark["url"])
        else:
            _run(paragraph, mark["bold"], True)
        at = mark.end()
    _run(paragraph, text[at:], bold)
    return paragraph


def _run(paragraph: Paragraph, text: str, bold: bool) -> None:
    if text:
        paragraph.add_run(text).bold = bold or None


def _link(paragraph: Paragraph, text: str, url: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x05, 0x63, 0xC1)
    link.append(run._r)
    paragraph._p.append(link)


def hang(paragraph: Paragraph, left: float, first: float | None = None) -> Paragraph:
    """Indents a paragraph by `left` cm; its first line starts `first` cm (as much as that, unless told) to the left."""
    layout = paragraph.paragraph_format
    layout.left_indent = Cm(left)
    layout.first_line_indent = Cm(-(left if first is None else first))
    layout.tab_stops.add_tab_stop(Cm(left))
    return paragraph


def shade(cell: _Cell, colour: str) -> None:
    """Fills a cell with a colour ("D9E2F3")."""
    cell._tc.get_or_add_tcPr().append(made("w:shd", val="clear", color="auto", fill=colour))


def table(container: Container, rows: int, widths: list[float], *, ruled: bool) -> Table:
    """An empty table of columns so wide (cm), ruled or without lines."""
    new = container.add_table(rows, len(widths))
    if ruled:
        new.style = "Table Grid"
    new.autofit = False
    for column, width in zip(new.columns, widths, strict=True):
        column.width = Cm(width)
    for row in new.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return new


def fill(cell: _Cell, text: str, *, bold: bool = False) -> Paragraph:
    """Writes into a cell: into its first paragraph while that is empty, else into a new one."""
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.text else first
    paragraph.paragraph_format.space_after = Pt(3)
    return write(paragraph, text, bold=bold)


def save(document: Document, path: Path) -> None:
    """Writes the file so that the same content gives the same bytes."""
    stamp = datetime(2024, 1, 1, 9)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Democratic Services"
    properties.created = properties.modified = stamp
    document.save(path)
    with zipfile.ZipFile(path) as packed:
        parts = [(name, packed.read(name)) for name in sorted(packed.namelist(), key=_order)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts:
            info = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, body)


def _order(name: str) -> tuple[bool, str]:
    return not re.match(r"\[Content_Types\]", name), name
