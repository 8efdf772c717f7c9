"""Sections, lists, recommendations, implications and lists of papers, in the house's layout."""

from docx.document import Document
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from demo.generator.content import Element, Section
from demo.generator.house import House
from demo.generator.word import Container, fill, hang, new_list, numbered, shade, table, write

OUTLINE = [("decimal", "%1.", 1.2), ("decimal", "%1.%2", 1.2), ("lowerLetter", "(%3)", 2.2)]
MARKS = {
    "numbers": ("decimal", "%1."),
    "letters": ("lowerLetter", "(%1)"),
    "roman": ("lowerRoman", "%1)"),
    "bullets": ("bullet", "•"),
}
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def write_body(document: Document, sections: tuple[Section, ...], house: House) -> None:
    """All sections, numbered as the house does. A section of level 2 goes on with its parent's paragraph numbers."""
    outline = new_list(document, OUTLINE) if house.numbering == "auto" else None
    number = paragraph = 0
    for section in sections:
        if section.numbered and section.level == 1 and not section.run_in:
            number, paragraph = number + 1, 0
        prefix = number if section.numbered and house.numbering != "none" else None
        if not section.run_in:
            _heading(document, section, prefix, house, outline)
        texts = section.text
        if section.run_in:
            first, *rest = section.text
            write(document.add_paragraph(), f"**{section.heading}:** {first.held}")
            texts = tuple(rest)
        for element in texts:
            if element.kind == "para" and prefix is not None and house.numbering in ("typed", "auto"):
                paragraph += 1
                _numbered_paragraph(document, str(element.held), f"{number}.{paragraph}", outline)
            else:
                write_elements(document, (element,), house)


def write_elements(container: Container, elements: tuple[Element, ...], house: House) -> None:
    """Elements one after the other, into the document or into a cell."""
    for element in elements:
        held = element.held
        if element.kind in ("para", "plain"):
            _into(container, str(held))
        elif element.kind == "lines":
            for line in held:
                _into(container, line).paragraph_format.space_after = Pt(0)
        elif element.kind in MARKS:
            _list(container, held, element.kind, house)
        elif element.kind == "table":
            _grid(container, held)
        else:
            {
                "recommend": _recommend,
                "implications": _implications,
                "considered": _considered,
                "appendices": _papers,
                "papers": _papers,
            }[element.kind](container, held, house)


def _into(container: Container, text: str, *, bold: bool = False) -> Paragraph:
    if isinstance(container, Document):
        return write(container.add_paragraph(), text, bold=bold)
    return fill(container, text, bold=bold)


def _heading(document: Document, section: Section, number: int | None, house: House, outline: int | None) -> None:
    text = section.heading.upper() if house.heading == "caps" and section.level == 1 else section.heading
    typed = "" if number is None or section.level > 1 or outline else f"{number}.{'0' if house.zero else ''}"
    if house.heading == "bar" and section.level == 1:
        bar = table(document, 1, [16.0], ruled=True).rows[0].cells[0]
        shade(bar, house.tint)
        words = fill(bar, f"{typed}  {text}" if typed else text, bold=True)
        if house.tint == "404040":
            words.runs[0].font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        return
    style = f"Heading {section.level}" if house.heading == "word" else None
    paragraph = document.add_paragraph(style=style)
    paragraph.paragraph_format.keep_with_next = True
    if typed:
        hang(paragraph, 1.2)
    write(paragraph, f"{typed}\t{text}" if typed else text, bold=True)
    for run in paragraph.runs:
        run.font.underline = house.heading == "underlined" or None
        run.font.italic = section.level > 1 or None
    if outline and number is not None and section.level == 1:
        numbered(paragraph, outline, 0)


def _numbered_paragraph(document: Document, text: str, number: str, outline: int | None) -> None:
    paragraph = document.add_paragraph()
    if outline:
        write(numbered(paragraph, outline, 1), text)
    else:
        write(hang(paragraph, 1.2), f"{number}\t{text}")


def _mark(kind: str, place: int) -> str:
    if kind == "roman":
        return f"{ROMAN[place]})"
    return {"numbers": f"{place + 1}.", "letters": f"({chr(ord('a') + place)})", "bullets": "•"}[kind]


def _list(container: Container, items: list[str], kind: str, house: House) -> None:
    typed = house.lists == "typed" and kind != "bullets"
    form, text = MARKS[kind]
    document = container if isinstance(container, Document) else container.part.document
    list_number = 0 if typed else new_list(document, [(form, text, 2.0)])
    for place, item in enumerate(items):
        fresh = isinstance(container, Document) or container.paragraphs[-1].text
        paragraph = container.add_paragraph() if fresh else container.paragraphs[-1]
        if typed:
            write(hang(paragraph, 2.0, 1.0), f"{_mark(kind, place)}\t{item}")
        else:
            write(numbered(paragraph, list_number), item)


def _recommend(container: Container, held: dict, house: House) -> None:
    where = table(container, 1, [16.0], ruled=True).rows[0].cells[0] if house.boxed else container
    if held.get("lead"):
        _into(where, held["lead"])
    if held["form"] in MARKS:
        _list(where, held["items"], held["form"], house)
    else:
        for item in held["items"]:
            _into(where, item)
    if house.boxed:
        container.add_paragraph()
    for line in held.get("after", ()):
        _into(container, line)


def _grid(container: Container, rows: list[list[str]]) -> None:
    """A ruled table with a bold head row; a column is as wide as its longest cell deserves."""
    longest = [min(40, max(9, *(len(str(row[column])) for row in rows))) for column in range(len(rows[0]))]
    grid = table(container, len(rows), [16.0 * length / sum(longest) for length in longest], ruled=True)
    for row, line in zip(rows, grid.rows, strict=True):
        for text, cell in zip(row, line.cells, strict=True):
            fill(cell, str(text), bold=row is rows[0])
    container.add_paragraph()


def _implications(container: Container, held: dict, house: House) -> None:
    """A table of implications: each row its heading and its cells; `columns` is the head row, where there is one."""
    rows = [[row[0], *row[3:]] for row in held["rows"]]
    widths = held.get("widths", [4.5, 11.5])
    if held.get("columns"):
        rows.insert(0, held["columns"])
    grid = table(container, len(rows), widths, ruled=True)
    for row, line in zip(rows, grid.rows, strict=True):
        for place, (text, cell) in enumerate(zip(row, line.cells, strict=True)):
            fill(cell, str(text), bold=place == 0 or row is held.get("columns"))
        if row is held.get("columns"):
            for cell in line.cells:
                shade(cell, "D9D9D9")
    container.add_paragraph()


def _considered(container: Container, held: dict, house: House) -> None:
    names = [name for name, _ in held["topics"]]
    _into(container, f"{held['lead']} {'; '.join(names[:-1])}{held.get('last', '; and ')}{names[-1]}{held['tail']}")


def _papers(container: Container, held: dict, house: House) -> None:
    """A list of appendices (label, title) or of background papers (title, address)."""
    form = held.get("form", "lines")
    if form == "table":
        _grid(container, [held["columns"], *[[str(part or "") for part in item] for item in held["items"]]])
        return
    lines = [_paper_line(first, second, held.get("between", ": ")) for first, second in held["items"]]
    if form in MARKS:
        _list(container, lines, form, house)
    else:
        for line in lines:
            _into(container, line)


def _paper_line(first: str | None, second: str | None, between: str) -> str:
    if second and second.startswith("http"):
        return f"[{first}]({second})"
    return between.join(part for part in (first, second) if part)
