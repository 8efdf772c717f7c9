"""The pieces of a paper into Word: headings, paragraphs, lists, grids, text boxes, content controls.

A block is a string (a paragraph) or a mapping whose first key says its kind; `labels.py` reads
the same blocks for the label.
"""

from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from demo.generator.word import Container, Level, hang, made, new_list, numbered
from tests.cases.grids import grid, implications
from tests.cases.heads import HEADS
from tests.cases.houses import House
from tests.cases.inline import control, write
from tests.cases.shapes import text_box

Block = str | dict[str, Any]
SIDES = {"centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT, "left": WD_ALIGN_PARAGRAPH.LEFT}
FORMS: dict[str, tuple[Level, ...]] = {
    "numbers": (("decimal", "%1.", 1.8), ("lowerLetter", "(%2)", 2.8)),
    "brackets": (("decimal", "(%1)", 1.8), ("lowerRoman", "(%2)", 2.8)),
    "letters": (("lowerLetter", "(%1)", 1.8), ("lowerRoman", "(%2)", 2.8)),
    "capitals": (("upperLetter", "%1.", 1.8), ("decimal", "%1%2", 2.8)),
    "roman": (("lowerRoman", "(%1)", 1.8), ("upperLetter", "(%2)", 2.8)),
    "alphabet": (("lowerLetter", "%1)", 1.8), ("lowerRoman", "%2)", 2.8)),
    "twos": (("decimal", "2.%1", 1.8), ("lowerLetter", "(%2)", 2.8)),
    "legal": (("decimal", "%1.", 1.8), ("decimal", "%1.%2", 2.8)),
    "bullets": (("bullet", "•", 1.4), ("bullet", "–", 2.2)),
    "dashes": (("bullet", "–", 1.4), ("bullet", "·", 2.2)),
}
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def write_paper(document: Document, blocks: list[Block], house: House) -> None:
    """The blocks of a paper in order, numbered as the house numbers."""
    outline = _outline(document, house)
    section = paragraph = 0
    counted = False
    for block in blocks:
        if isinstance(block, dict) and "h" in block:
            counted = block.get("numbered", True)
            if counted and block.get("level", 1) == 1:
                section, paragraph = section + 1, paragraph if house.numbering == "running" else 0
            _heading(document, block, house, section if counted else 0, outline)
        elif isinstance(block, str) and counted and house.numbering not in ("none", "heads"):
            paragraph += 1
            _counted(document, block, house, (section, paragraph), outline)
        else:
            write_blocks(document, [block], house)


def write_blocks(container: Container, blocks: list[Block], house: House) -> None:
    """Blocks into the document or a cell, without paragraph numbers. Raises KeyError for a kind that is not known."""
    for block in blocks:
        if isinstance(block, str):
            _spaced(write(fresh(container), block), container, house)
        else:
            KINDS[next(iter(block))](container, block, house)


def fresh(container: Container) -> Paragraph:
    """An empty paragraph: the first of an unfilled cell, else a new one."""
    first = None if isinstance(container, Document) else container.paragraphs[0]
    if first is not None and not len(first._p.xpath("./w:r|./w:hyperlink|./w:sdt|./w:ins")) and len(container._tc) <= 2:
        return first
    return container.add_paragraph()


def _spaced(paragraph: Paragraph, container: Container, house: House) -> Paragraph:
    paragraph.paragraph_format.space_after = Pt(house.gap if isinstance(container, Document) else 3)
    if house.justify and isinstance(container, Document):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def _outline(document: Document, house: House) -> int:
    if house.numbering not in ("auto", "styles"):
        return 0
    number = new_list(document, list(house.outline))
    if house.numbering == "styles":
        own = document.styles.add_style("Report Paragraph", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles["Normal"]
        for depth, style in enumerate((document.styles["Heading 1"], own)):
            properties = style.element.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = depth
            properties.get_or_add_numId().val = number
    return number


def _heading(document: Document, block: dict[str, Any], house: House, number: int, outline: int) -> None:
    level = block.get("level", 1)
    words = " ".join(filter(None, (block.get("mark"), block["h"])))
    words = words.upper() if house.heading == "caps" and level == 1 else words
    typed = house.marks[0].format(n=number) if number and level == 1 and house.numbering in ("heads", "typed") else ""
    if house.heading == "bar" and level == 1:
        grid(
            document, {"rows": [[{"t": f"{typed}  {words}", "bold": True, "shade": house.tint, "white": True}]]}, house
        )
        return
    in_style = house.heading == "word" or house.numbering == "styles"
    paragraph = document.add_paragraph(style=f"Heading {level}" if in_style and (number or level > 1) else None)
    layout = paragraph.paragraph_format
    layout.keep_with_next, layout.space_before, layout.space_after = True, Pt(10), Pt(4)
    if typed:
        hang(paragraph, house.indent or 1.0)
    write(paragraph, f"{typed}{{>}}{words}" if typed else words, bold=True)
    _dressed(paragraph, house, level)
    if house.numbering == "auto" and number and level == 1:
        numbered(paragraph, outline, 0)


def _dressed(paragraph: Paragraph, house: House, level: int) -> None:
    for run in paragraph.runs:
        run.font.name = house.font
        run.font.color.rgb = RGBColor.from_string(house.colour if house.heading != "bar" else "1F3864")
        run.font.size = Pt(
            house.size + {"side": -1, "colour": 3, "ruled": 2, "word": 2}.get(house.heading, 0) * (level == 1)
        )
        run.font.underline = (house.heading == "underlined" and level == 1) or None
        run.font.italic = level > 1 or None
    if house.heading == "ruled" and level == 1:
        rule(paragraph, house.colour)


def rule(paragraph: Paragraph, colour: str) -> None:
    """A line under a paragraph."""
    border = OxmlElement("w:pBdr")
    border.append(made("w:bottom", val="single", sz=8, space=1, color=colour))
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _counted(document: Document, text: str, house: House, place: tuple[int, int], outline: int) -> None:
    if house.numbering == "styles":
        _spaced(write(document.add_paragraph(style="Report Paragraph"), text), document, house)
    elif outline:
        _spaced(write(numbered(document.add_paragraph(), outline, 1), text), document, house)
    else:
        mark = house.marks[1].format(n=place[0], m=place[1])
        _spaced(write(hang(document.add_paragraph(), house.indent), f"{mark}{{>}}{text}"), document, house)


def _paragraph(container: Container, block: dict[str, Any], house: House) -> None:
    paragraph = _spaced(fresh(container), container, house)
    write(paragraph, block["p"], bold=block.get("bold", False))
    paragraph.alignment = SIDES[block.get("align", "left")]
    if block.get("indent"):
        hang(paragraph, block["indent"])
    if block.get("tight"):
        paragraph.paragraph_format.space_after = Pt(0)
    for run in paragraph.runs:
        run.font.size = Pt(block["size"]) if block.get("size") else None
        run.font.italic = block.get("italic")
        if block.get("colour"):
            run.font.color.rgb = RGBColor.from_string(block["colour"])
    if block.get("rule"):
        rule(paragraph, block["rule"])


def _sub_heading(container: Container, block: dict[str, Any], house: House) -> None:
    _dressed(write(fresh(container), block["h"], bold=True), house, 2)


def _run_in(container: Container, block: dict[str, Any], house: House) -> None:
    # `shown`: a lead printed untidily, or "" where another cell or line prints it
    lead = block.get("shown", f"**{block['runin']}{block.get('sep', ': ')}**")
    _spaced(write(fresh(container), f"{lead}{block['t']}"), container, house)


def _list(container: Container, block: dict[str, Any], house: House) -> None:
    held = block["list"]
    write_list(container, held["items"], held.get("kind", "bullets"), house)


def write_list(container: Container, items: list[Any], kind: str, house: House) -> None:
    """Items, each a string or [string, [sub-items]], marked by Word or by typed marks as the house does."""
    if kind == "plain":
        write_blocks(container, items, house)
        return
    levels = FORMS[kind]
    typed = house.lists == "typed" and kind not in ("bullets", "dashes")
    document = container if isinstance(container, Document) else container.part.document
    number = 0 if typed else list_again(document, levels)
    for place, item in enumerate(items):
        text, inner = item if isinstance(item, list) else (item, [])
        for depth, words, at in ((0, text, place), *((1, sub, i) for i, sub in enumerate(inner))):
            paragraph = fresh(container)
            if typed:
                mark = _mark(levels[depth], at, place)
                write(hang(paragraph, levels[depth][2], 1.0), f"{mark}{{>}}{words}")
            else:
                write(numbered(paragraph, number, depth), words)
            _spaced(paragraph, container, house)


def _mark(level: Level, place: int, above: int) -> str:
    kind, text, _ = level
    word = {
        "decimal": str(place + 1),
        "lowerLetter": chr(97 + place),
        "upperLetter": chr(65 + place),
        "lowerRoman": ROMAN[place],
    }[kind]
    return text.replace("%1", str(above + 1)).replace("%2", word) if "%2" in text else text.replace("%1", word)


def list_again(document: Document, levels: tuple[Level, ...]) -> int:
    """A list of these levels starting at 1: the first of its kind is new, a later one restarts it, as Word does."""
    numbering = document.part.numbering_part.element
    wanted = [(form, text) for form, text, _ in levels]
    for abstract in numbering.findall(qn("w:abstractNum")):
        if [_level(level) for level in abstract.findall(qn("w:lvl"))] == wanted:
            again = numbering.add_num(int(abstract.get(qn("w:abstractNumId"))))
            again.add_lvlOverride(ilvl=0).add_startOverride(1)
            return int(again.numId)
    return new_list(document, list(levels))


def _level(level: OxmlElement) -> tuple[str, str]:
    form, text = (level.find(qn(f"w:{tag}")) for tag in ("numFmt", "lvlText"))
    return form.get(qn("w:val")), "" if text is None else text.get(qn("w:val"))


def _recommend(container: Container, block: dict[str, Any], house: House) -> None:
    held = block["recommend"]
    if held.get("boxed"):
        inner = {"recommend": {key: value for key, value in held.items() if key != "boxed"}}
        grid(container, {"rows": [[{"t": [inner], "shade": held.get("shade", "")}]], "ruled": True}, house)
        return
    if held.get("lead"):
        write_blocks(container, [held["lead"]], house)
    for part in held.get("parts", [held]):
        if part.get("under"):
            write_blocks(container, [{"p": part["under"], "bold": True}], house)
        write_list(container, part["items"], part["form"], house)


def _considered(container: Container, block: dict[str, Any], house: House) -> None:
    held = block["considered"]
    names = [name for name, _ in held["topics"]]
    write_blocks(container, [f"{held['lead']} {', '.join(names[:-1])} and {names[-1]}{held['tail']}"], house)


def _control(container: Container, block: dict[str, Any], house: House) -> None:
    """Blocks of the document within one content control."""
    body = container.element.body if isinstance(container, Document) else container._tc
    before = len(body)
    write_blocks(container, block["control"], house)
    new = [child for child in list(body)[before - isinstance(container, Document) :] if child.tag != qn("w:sectPr")]
    outer, inside = control("Block")
    new[0].addprevious(outer)
    inside.extend(new)


def _box(container: Document, block: dict[str, Any], house: House) -> None:
    held = block["textbox"]
    before = len(container.element.body) - 1
    write_blocks(container, held["t"], house)
    content = [child for child in list(container.element.body)[before:] if child.tag != qn("w:sectPr")]
    text_box(container.add_paragraph(), content, held)


def _break(container: Document, block: dict[str, Any], house: House) -> None:
    container.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _space(container: Container, block: dict[str, Any], house: House) -> None:
    container.add_paragraph().paragraph_format.space_after = Pt(block["space"])


def _grid(container: Container, block: dict[str, Any], house: House) -> None:
    grid(container, block["grid"], house)


def _implications(container: Container, block: dict[str, Any], house: House) -> None:
    implications(container, block["implications"], house)


def _head(container: Container, block: dict[str, Any], house: House) -> None:
    held = block["head"]
    HEADS[held["as"]](container, held, house)


KINDS: dict[str, Callable[[Any, dict[str, Any], House], None]] = {
    **{"p": _paragraph, "h": _sub_heading, "runin": _run_in, "list": _list, "recommend": _recommend},
    **{"considered": _considered, "control": _control, "textbox": _box, "break": _break, "space": _space},
    **{"grid": _grid, "implications": _implications, "head": _head},
}
