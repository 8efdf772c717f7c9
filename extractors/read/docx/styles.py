"""styles.xml -> what a paragraph or run looks like, along the chain of styles it is based on."""

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS = 20.0
MOST = 1e6
"""No size or indent is larger; NaN is not smaller."""


def on(element: etree._Element | None) -> bool:
    """Whether a toggle such as w:b is there and not switched off."""
    return element is not None and element.get(W + "val", "true") not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """What a style, with all that it is based on, says of a paragraph."""

    bold: bool = False
    caps: bool = False
    size: float | None = None
    level: int | None = None
    numbering: tuple[str, int] | None = None
    """numId and level of the list that the style belongs to."""
    indent: float = 0.0
    centred: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Styles:
    """All styles of a document. Toggles of character styles add to those of the paragraph's style."""

    elements: dict[str, etree._Element]
    default: str | None
    base: Look
    resolved: dict[str, Look] = field(default_factory=dict)

    def of_paragraph(self, paragraph: etree._Element) -> Look:
        """The paragraph's look: its style, then what the paragraph itself says."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return self.named(self.default)
        style = properties.find(W + "pStyle")
        named = self.named(style.get(W + "val") if style is not None else self.default)
        return _overlaid(named, properties, None)

    def of_run(self, look: etree._Element, bold: bool, caps: bool, linked: bool) -> tuple[bool, bool]:
        """(bold or underlined, capitals) of a run with properties `look` in a paragraph that is `bold` and in `caps`.

        The line under a link says nothing of headings and is left out.
        """
        style = look.find(W + "rStyle")
        if style is not None:
            named = self.named(style.get(W + "val"))
            bold, caps = bold or named.bold, caps or named.caps
        mark, under = look.find(W + "b"), look.find(W + "u")
        if mark is not None:
            bold = on(mark)
        if under is not None and not linked:
            bold = bold or on(under)
        mark = look.find(W + "caps")
        return bold, caps if mark is None else on(mark)

    def named(self, style_id: str | None) -> Look:
        """The look of a style, by its id; the document's default for None or an unknown id."""
        if style_id is None or style_id not in self.elements:
            return self.base
        if style_id not in self.resolved:
            self.resolved[style_id] = self.base  # a style based on itself ends here
            element = self.elements[style_id]
            parent = element.find(W + "basedOn")
            under = self.named(parent.get(W + "val")) if parent is not None else self.base
            self.resolved[style_id] = _overlaid(under, element.find(W + "pPr"), element, _level_by_name(element))
        return self.resolved[style_id]


def styles_of(root: etree._Element | None) -> Styles:
    """All styles of styles.xml, or none where the part is missing."""
    if root is None:
        return Styles({}, None, Look())
    elements = {s.get(W + "styleId", ""): s for s in root.iter(W + "style")}
    default = next(
        (i for i, s in elements.items() if s.get(W + "default") in ("1", "true") and s.get(W + "type") == "paragraph"),
        None,
    )
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault")
    return Styles(elements, default, _overlaid(Look(), None, defaults))


def _level_by_name(style: etree._Element) -> int | None:
    name = style.find(W + "name")
    found = re.fullmatch(r"heading (\d)", (name.get(W + "val", "") if name is not None else "").casefold())
    return int(found.group(1)) if found else None


def _overlaid(
    under: Look, paragraph: etree._Element | None, holder: etree._Element | None, level: int | None = None
) -> Look:
    """`under` with what paragraph properties and a style's run properties add."""
    run = holder.find(W + "rPr") if holder is not None else None
    values = {name: getattr(under, name) for name in under.__slots__}
    if level is not None:
        values["level"] = level
    if run is not None:
        for name, tag in (("bold", "b"), ("caps", "caps"), ("hidden", "vanish")):
            mark = run.find(W + tag)
            if mark is not None:
                values[name] = on(mark)
        size = run.find(W + "sz")
        if size is not None:
            values["size"] = _number(size.get(W + "val")) / 2
    if paragraph is not None:
        _overlay_paragraph(values, paragraph)
    return Look(**values)


def _overlay_paragraph(values: dict[str, object], paragraph: etree._Element) -> None:
    outline, numbering = paragraph.find(W + "outlineLvl"), paragraph.find(W + "numPr")
    indent, align = paragraph.find(W + "ind"), paragraph.find(W + "jc")
    if outline is not None:
        level = int(_number(outline.get(W + "val"))) + 1
        values["level"] = level if level <= 9 else None
    if numbering is not None:
        of_style = values["numbering"]
        num, depth = numbering.find(W + "numId"), numbering.find(W + "ilvl")
        known = of_style if isinstance(of_style, tuple) else ("0", 0)
        values["numbering"] = (
            num.get(W + "val", "0") if num is not None else known[0],
            int(_number(depth.get(W + "val"))) if depth is not None else known[1],
        )
    if indent is not None:
        values["indent"] = _number(indent.get(W + "left") or indent.get(W + "start")) / TWIPS
    if align is not None:
        values["centred"] = align.get(W + "val") == "center"


def _number(text: str | None) -> float:
    """The number that an attribute holds; 0 where a broken file holds none."""
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return number if abs(number) < MOST else 0.0
