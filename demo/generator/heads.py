"""The top of a paper: lines that stand alone, then labels and their values in the house's arrangement."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from demo.generator.bodies import write_elements
from demo.generator.content import Element, Row
from demo.generator.house import House
from demo.generator.word import fill, hang, shade, table, write

SIDES = {"centred": WD_ALIGN_PARAGRAPH.CENTER, "left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def write_top(document: Document, lines: tuple[str, ...], house: House) -> None:
    """The council's name, the body, the date: whatever the paper opens with, each a bold line."""
    for place, line in enumerate(lines):
        paragraph = write(document.add_paragraph(), line, bold=True)
        paragraph.alignment = SIDES[house.top]
        paragraph.runs[0].font.size = Pt(house.size + (3 if place == 0 else 1))


def write_head(document: Document, rows: tuple[Row, ...], house: House) -> None:
    """Labels and values as the house arranges them."""
    arrange = {
        "ruled": _ruled,
        "table": _open,
        "lines": _lines,
        "tabs": _tabs,
        "stacked": _stacked,
        "above": _above,
        "four": _four,
    }
    if rows:
        arrange[house.head](document, rows, house)
        document.add_paragraph()


def _label(row: Row, house: House) -> str:
    words = row.label.upper() if house.caps_labels else row.label
    return words if not words or words.endswith("?") else words + house.colon


def _ruled(document: Document, rows: tuple[Row, ...], house: House) -> None:
    _two_columns(document, rows, house, ruled=True)


def _open(document: Document, rows: tuple[Row, ...], house: House) -> None:
    _two_columns(document, rows, house, ruled=False)


def _two_columns(document: Document, rows: tuple[Row, ...], house: House, *, ruled: bool) -> None:
    grid = table(document, len(rows), [5.2, 10.8], ruled=ruled)
    for row, line in zip(rows, grid.rows, strict=True):
        fill(line.cells[0], _label(row, house), bold=True)
        write_elements(line.cells[1], row.value, house)


def _lines(document: Document, rows: tuple[Row, ...], house: House) -> None:
    for row in rows:
        first, *rest = row.value or (Element("para", ""),)
        label = f"**{_label(row, house)}** " if row.label else ""
        write(document.add_paragraph(), f"{label}{first.held}")
        write_elements(document, tuple(rest), house)


def _tabs(document: Document, rows: tuple[Row, ...], house: House) -> None:
    for row in rows:
        for place, element in enumerate(row.value or (Element("para", ""),)):
            label = f"**{_label(row, house)}**" if row.label and place == 0 else ""
            write(hang(document.add_paragraph(), 5.0), f"{label}\t{element.held}")


def _stacked(document: Document, rows: tuple[Row, ...], house: House) -> None:
    for row in rows:
        if row.label:
            label = write(document.add_paragraph(), _label(row, house), bold=True)
            label.paragraph_format.space_after = Pt(0)
        write_elements(document, row.value, house)


def _above(document: Document, rows: tuple[Row, ...], house: House) -> None:
    grid = table(document, (len(rows) + 1) // 2, [8.0, 8.0], ruled=True)
    cells = [cell for line in grid.rows for cell in line.cells]
    for row, cell in zip(rows, cells, strict=False):
        fill(cell, _label(row, house), bold=True).runs[0].font.size = Pt(house.size - 1.5)
        write_elements(cell, row.value, house)


def _four(document: Document, rows: tuple[Row, ...], house: House) -> None:
    grid = table(document, (len(rows) + 1) // 2, [3.4, 4.6, 3.4, 4.6], ruled=True)
    pairs = [(line.cells[at], line.cells[at + 1]) for line in grid.rows for at in (0, 2)]
    for row, (label, value) in zip(rows, pairs, strict=False):
        fill(label, _label(row, house), bold=True)
        shade(label, house.tint)
        write_elements(value, row.value, house)
