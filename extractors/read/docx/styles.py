"""styles.xml -> what a paragraph or run looks like, along the chain of styles it is based on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL, P_PR, R_PR = W + "val", W + "pPr", W + "rPr"
P_STYLE, OUTLINE, NUM_PR, INDENT, ALIGN = (W + t for t in ("pStyle", "outlineLvl", "numPr", "ind", "jc"))
R_STYLE, BOLD, UNDERLINE, CAPS, SIZE = (W + t for t in ("rStyle", "b", "u", "caps", "sz"))
VANISH = W + "vanish"
TOGGLES = (("bold", BOLD), ("caps", CAPS), ("hidden", VANISH))
TWIPS = 20.0
MOST = 1e6
"""No size or indent is larger; NaN is not smaller."""


def on(element: etree._Element | None) -> bool:
    """Whether a toggle such as w:b is there and not switched off."""
    return element is not None and element.get(VAL, "true") not in ("0", "false", "off", "none")


def by_tag(element: etree._Element | None) -> Mapping[str, etree._Element]:
    """The children of a list of properties; looking them up one by one in the XML is many times as slow."""
    return {} if element is None else {child.tag: child for child in element}


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
        said = by_tag(next(paragraph.iterchildren(P_PR), None))
        named = self._of_properties(said)
        return _changed(named, _paragraph_changes(said, named))

    def size_of_paragraph(self, paragraph: etree._Element) -> float | None:
        """The size of a paragraph's text where its runs state none."""
        return self._of_properties(by_tag(next(paragraph.iterchildren(P_PR), None))).size

    def _of_properties(self, said: Mapping[str, etree._Element]) -> Look:
        style = said.get(P_STYLE)
        return self.named(style.get(VAL) if style is not None else self.default)

    def of_run(self, said: Mapping[str, etree._Element], bold: bool, caps: bool, linked: bool) -> tuple[bool, bool]:
        """(bold or underlined, capitals) of a run whose properties say `said` in a paragraph that is `bold` and in
        `caps`.

        The line under a link says nothing of headings and is left out.
        """
        style = said.get(R_STYLE)
        if style is not None:
            named = self.named(style.get(VAL))
            bold, caps = bold or named.bold, caps or named.caps
        if BOLD in said:
            bold = on(said[BOLD])
        if not linked:
            bold = bold or on(said.get(UNDERLINE))
        return bold, on(said[CAPS]) if CAPS in said else caps

    def named(self, style_id: str | None) -> Look:
        """The look of a style, by its id; the document's default for None or an unknown id."""
        if style_id is None or style_id not in self.elements:
            return self.base
        if style_id not in self.resolved:
            self.resolved[style_id] = self.base  # a style based on itself ends here
            said = by_tag(self.elements[style_id])
            parent = said.get(W + "basedOn")
            under = self.named(parent.get(VAL)) if parent is not None else self.base
            level = _level_by_name(said.get(W + "name"))
            changes = {
                **({} if level is None else {"level": level}),
                **_run_changes(by_tag(said.get(R_PR))),
                **_paragraph_changes(by_tag(said.get(P_PR)), under),
            }
            self.resolved[style_id] = _changed(under, changes)
        return self.resolved[style_id]


def styles_of(root: etree._Element | None) -> Styles:
    """All styles of styles.xml, or none where the part is missing."""
    if root is None:
        return Styles({}, None, Look())
    elements = {s.get(W + "styleId", ""): s for s in root.iterchildren(W + "style")}
    default = next(
        (i for i, s in elements.items() if s.get(W + "default") in ("1", "true") and s.get(W + "type") == "paragraph"),
        None,
    )
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles(elements, default, _changed(Look(), _run_changes(by_tag(defaults))))


def _level_by_name(name: etree._Element | None) -> int | None:
    found = re.fullmatch(r"heading (\d)", (name.get(VAL, "") if name is not None else "").casefold())
    return int(found.group(1)) if found else None


def _changed(under: Look, changes: Mapping[str, Any]) -> Look:
    return replace(under, **changes) if changes else under


def _run_changes(said: Mapping[str, etree._Element]) -> dict[str, Any]:
    """What the run properties of a style add to a look."""
    changes: dict[str, Any] = {name: on(said[tag]) for name, tag in TOGGLES if tag in said}
    if SIZE in said:
        changes["size"] = _number(said[SIZE].get(VAL)) / 2
    return changes


def _paragraph_changes(said: Mapping[str, etree._Element], under: Look) -> dict[str, Any]:
    """What paragraph properties add to the look `under` them."""
    changes: dict[str, Any] = {}
    if OUTLINE in said:
        level = int(_number(said[OUTLINE].get(VAL))) + 1
        changes["level"] = level if level <= 9 else None
    if NUM_PR in said:
        list_said = by_tag(said[NUM_PR])
        num, depth = list_said.get(W + "numId"), list_said.get(W + "ilvl")
        of_style = under.numbering or ("0", 0)
        changes["numbering"] = (
            num.get(VAL, "0") if num is not None else of_style[0],
            int(_number(depth.get(VAL))) if depth is not None else of_style[1],
        )
    if INDENT in said:
        changes["indent"] = _number(said[INDENT].get(W + "left") or said[INDENT].get(W + "start")) / TWIPS
    if ALIGN in said:
        changes["centred"] = said[ALIGN].get(VAL) == "center"
    return changes


def _number(text: str | None) -> float:
    """The number that an attribute holds; 0 where a broken file holds none."""
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return number if abs(number) < MOST else 0.0
