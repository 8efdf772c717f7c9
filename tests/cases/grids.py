"""Tables: ruled, open or with lines between rows; cells merged across and down, nested, and within content controls."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.table import Table, _Cell

from demo.generator.word import Container, made, shade, table
from tests.cases import blocks
from tests.cases.houses import House
from tests.cases.inline import control


def grid(container: Container, held: dict[str, Any], house: House) -> None:
    """A table. `rows` hold cells: a string, or {t, span, down, bold, shade, white, control}.

    `head: true` makes the first row bold. A cell that another covers from above is `^`. `widths` in cm; `ruled`
    overrides the house's lines.
    """
    columns = max(sum(cell.get("span", 1) if isinstance(cell, dict) else 1 for cell in row) for row in held["rows"])
    widths = held.get("widths") or [16.0 / columns] * columns
    ruled = held.get("ruled", house.grid == "ruled")
    made_table = table(container, len(held["rows"]), widths, ruled=ruled)
    if not ruled and house.grid == "lines":
        _row_lines(made_table, house.colour)
    for place, row in enumerate(held["rows"]):
        _row(made_table, place, row, bool(held.get("head")) and place == 0, house)
    _controls(made_table, held["rows"])
    container.add_paragraph().paragraph_format.space_after = 0


def _row(whole: Table, place: int, row: list[Any], bold: bool, house: House) -> None:
    at = 0
    for cell in row:
        if cell == "^":
            at += 1
            continue
        spec = cell if isinstance(cell, dict) else {"t": cell}
        last = whole.cell(place + spec.get("down", 1) - 1, at + spec.get("span", 1) - 1)
        target = whole.cell(place, at)
        target = target.merge(last) if (spec.get("down", 1), spec.get("span", 1)) != (1, 1) else target
        _fill(target, spec, bold or spec.get("bold", False), house)
        at += spec.get("span", 1)


def _fill(cell: _Cell, spec: dict[str, Any], bold: bool, house: House) -> None:
    held = spec["t"] if isinstance(spec["t"], list) else [str(spec["t"])]
    strings = [{"p": block, "bold": True} if bold and isinstance(block, str) else block for block in held]
    blocks.write_blocks(cell, strings, house)
    if spec.get("shade"):
        shade(cell, spec["shade"])
    if spec.get("white"):
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _controls(whole: Table, rows: list[list[Any]]) -> None:
    """Puts each cell that asks for it within a content control, as a template's form fields are."""
    for row, line in zip(rows, whole.rows, strict=True):
        cells = list(line._tr.findall(qn("w:tc")))
        specs = [cell for cell in row if cell != "^"]
        if len(cells) != len(specs):
            continue
        for spec, cell in zip(specs, cells, strict=True):
            if isinstance(spec, dict) and spec.get("control"):
                outer, inside = control(str(spec["t"]))
                cell.addprevious(outer)
                inside.append(cell)


def _row_lines(whole: Table, colour: str) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(made(f"w:{side}", val="single", sz=4, space=0, color=colour))
    whole._tbl.tblPr.append(borders)


def implications(container: Container, held: dict[str, Any], house: House) -> None:
    """A table of implications: rows of [heading, types, stance, cells…] under `columns`, when there is such a row."""
    rows = [[{"t": row[0], "bold": True}, *({"t": cell} for cell in row[3:])] for row in held["rows"]]
    if held.get("columns"):
        rows.insert(0, [{"t": words, "bold": True, "shade": "D9D9D9"} for words in held["columns"]])
    grid(container, {"rows": rows, "widths": held.get("widths", [4.5, 11.5]), "ruled": held.get("ruled", True)}, house)
