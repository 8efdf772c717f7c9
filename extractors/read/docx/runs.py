"""A paragraph's XML -> its text as shown, with what is bold and what is linked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from extractors.model import Link
from extractors.read.docx.styles import Styles, on

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

NOT_SHOWN = {
    W + t for t in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "footnoteReference", "endnoteReference")
}
CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
SYMBOLS = {"F0FE": "☒", "F0FD": "☒", "F078": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0B7": "•", "F0A7": "▪"}
ADDRESS = re.compile(r'HYPERLINK\s+"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look."""

    text: str
    bold: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's shown text: white space folded, tabs and line breaks kept; `bold_until` as in model.Style."""

    text: str
    bold_until: int
    links: tuple[Link, ...]
    size: float | None


class _FieldState:
    """Where a walk stands inside Word's fields: their instructions are not shown, their results are."""

    def __init__(self) -> None:
        self.in_instruction = 0
        self.urls: list[str | None] = []


def paragraph_runs(paragraph: etree._Element, styles: Styles, links: dict[str, str]) -> Iterator[Run]:
    """The paragraph's shown runs: tracked changes as accepted, hidden text and field instructions left out, text
    boxes not entered."""
    style = styles.of_paragraph(paragraph)
    state = _FieldState()
    yield from _walk(paragraph, style.bold, style.caps, styles, links, state, None)


def _walk(
    element: etree._Element,
    bold: bool,
    caps: bool,
    styles: Styles,
    links: dict[str, str],
    state: _FieldState,
    url: str | None,
) -> Iterator[Run]:
    for child in element:
        tag = child.tag
        if tag == W + "r":
            yield from _run(child, bold, caps, styles, state, url)
        elif tag == W + "hyperlink":
            target = links.get(child.get(R + "id", ""), url)
            yield from _walk(child, bold, caps, styles, links, state, target)
        elif tag == W + "sdt":
            for content in child.findall(W + "sdtContent"):
                yield from _walk(content, bold, caps, styles, links, state, url)
        elif tag not in NOT_SHOWN and isinstance(tag, str):
            yield from _walk(child, bold, caps, styles, links, state, url)


def _run(
    run: etree._Element, bold: bool, caps: bool, styles: Styles, state: _FieldState, url: str | None
) -> Iterator[Run]:
    look = run.find(W + "rPr")
    if look is not None:
        if on(look.find(W + "vanish")):
            return
        bold, caps = styles.of_run(look, bold, caps, url is not None or any(state.urls))
    for child in run:
        if child.tag == W + "fldChar":
            _field(child, state)
        elif child.tag == W + "instrText":
            found = ADDRESS.search(child.text or "")
            if found and state.urls:
                state.urls[-1] = found.group(1)
        elif state.in_instruction == 0:
            shown = _characters(child)
            if shown:
                target = url or next((u for u in reversed(state.urls) if u), None)
                yield Run(shown.upper() if caps else shown, bold, target)


def _field(mark: etree._Element, state: _FieldState) -> None:
    kind = mark.get(W + "fldCharType")
    if kind == "begin":
        state.in_instruction += 1
        state.urls.append(None)
    elif kind == "separate":
        state.in_instruction = max(0, state.in_instruction - 1)
    elif kind == "end" and state.urls:
        state.urls.pop()
        # A field without a result never had its "separate".
        state.in_instruction = min(state.in_instruction, len(state.urls))


def _characters(child: etree._Element) -> str:
    if child.tag == W + "t":
        return child.text or ""
    if child.tag == W + "sym":
        return SYMBOLS.get(child.get(W + "char", "").upper(), "")
    if child.tag == W + "br" and child.get(W + "type") in ("page", "column"):
        return " "
    return CHARACTERS.get(child.tag, "")


def line_of(runs: list[Run], size: float | None) -> Line:
    """Runs joined and folded: spaces and no-break spaces to one space, none beside a tab or a break, soft hyphens
    dropped."""
    text: list[str] = []
    bold_until, still_bold = 0, True
    spans: list[Link] = []
    for run in runs:
        clean = re.sub(r"[ \u00a0\u2000-\u200a\u202f\u3000]", " ", run.text).translate(_DROPPED)
        start = len(text)
        for char in clean:
            _append(text, char)
        if run.text.strip():
            still_bold = still_bold and run.bold
        if still_bold:
            bold_until = len(text)
        if run.url and len(text) > start:
            spans.append(Link(start, len(text), run.url))
    return _trimmed("".join(text), bold_until, spans, size)


_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))


def _append(text: list[str], char: str) -> None:
    before = text[-1] if text else " "
    if char == " " and before in " \t\n":
        return
    if char in "\t\n" and before == " " and text:
        text.pop()
    if char in "\t\n" and text and text[-1] in "\t\n":
        if char == "\n":
            text[-1] = "\n"
        return
    text.append(char)


def _trimmed(text: str, bold_until: int, spans: list[Link], size: float | None) -> Line:
    lead = len(text) - len(text.lstrip())
    kept = text.strip()
    end = len(kept)

    def moved(at: int) -> int:
        return min(max(at - lead, 0), end)

    links = tuple(replace(s, start=moved(s.start), end=moved(s.end)) for s in spans if moved(s.end) > moved(s.start))
    return Line(kept, moved(bold_until), links, size)
