"""A paragraph's XML -> its text as shown, with what is bold and what is linked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.model import Link
from extractors.read.docx.styles import R_PR, VANISH, Look, Styles, W, by_tag, on

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

RUN, TEXT, LINK, FIELD_MARK, INSTRUCTION, SYMBOL, BREAK = (
    W + t for t in ("r", "t", "hyperlink", "fldChar", "instrText", "sym", "br")
)
CONTROL, CONTENT = W + "sdt", W + "sdtContent"
NOT_SHOWN = {
    W + t for t in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "footnoteReference", "endnoteReference")
}
CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
SYMBOLS = {"F0FE": "☒", "F0FD": "☒", "F078": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0B7": "•", "F0A7": "▪"}
ADDRESS = re.compile(r'HYPERLINK\s+"([^"]+)"')
FOLDED = {
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000), " "),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")),
}
"""Spaces of other widths are spaces; soft hyphens and marks without width are dropped."""
WHITE = " \t\n"
"""White space, the strongest last: of several that stand together the strongest is kept."""
WHITE_RUN = re.compile(f"[{WHITE}]{{2,}}")


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


@dataclass(slots=True)
class _Walk:
    """A walk over a paragraph's XML, and where it stands inside Word's fields: their instructions are not shown, their
    results are."""

    styles: Styles
    links: dict[str, str]
    bold: bool
    caps: bool
    runs: list[Run] = field(default_factory=list)
    in_instruction: int = 0
    urls: list[str | None] = field(default_factory=list)

    def over(self, element: etree._Element, url: str | None) -> None:
        for child in element:
            tag = child.tag
            if tag == RUN:
                self.run(child, url)
            elif tag == LINK:
                self.over(child, self.links.get(child.get(R + "id", ""), url))
            elif tag == CONTROL:
                for content in child.iterchildren(CONTENT):
                    self.over(content, url)
            elif tag not in NOT_SHOWN and len(child):
                self.over(child, url)

    def run(self, run: etree._Element, url: str | None) -> None:
        bold, caps = self.bold, self.caps
        for child in run:
            tag = child.tag
            if tag == R_PR:
                said = by_tag(child)
                if on(said.get(VANISH)):
                    return
                bold, caps = self.styles.of_run(said, bold, caps, url is not None or any(self.urls))
            elif tag == FIELD_MARK:
                self.mark(child.get(W + "fldCharType"))
            elif tag == INSTRUCTION:
                found = ADDRESS.search(child.text or "")
                if found and self.urls:
                    self.urls[-1] = found.group(1)
            elif self.in_instruction == 0:
                shown = child.text if tag == TEXT else _character(child)
                if shown:
                    target = url or next((u for u in reversed(self.urls) if u), None)
                    self.runs.append(Run(shown.upper() if caps else shown, bold, target))

    def mark(self, kind: str | None) -> None:
        if kind == "begin":
            self.in_instruction += 1
            self.urls.append(None)
        elif kind == "separate":
            self.in_instruction = max(0, self.in_instruction - 1)
        elif kind == "end" and self.urls:
            self.urls.pop()
            # A field without a result never had its "separate".
            self.in_instruction = min(self.in_instruction, len(self.urls))


def paragraph_runs(paragraph: etree._Element, look: Look, styles: Styles, links: dict[str, str]) -> list[Run]:
    """The shown runs of a paragraph that looks as `look` says: tracked changes as accepted, hidden text and field
    instructions left out, text boxes not entered."""
    walk = _Walk(styles, links, look.bold, look.caps)
    walk.over(paragraph, None)
    return walk.runs


def _character(child: etree._Element) -> str:
    """What an element of a run other than text shows."""
    if child.tag == SYMBOL:
        return SYMBOLS.get(child.get(W + "char", "").upper(), "")
    if child.tag == BREAK and child.get(W + "type") in ("page", "column"):
        return " "
    return CHARACTERS.get(child.tag, "")


def line_of(runs: Sequence[Run], size: float | None) -> Line:
    """Runs joined and folded: spaces and no-break spaces to one space, none beside a tab or a break, soft hyphens
    dropped."""
    pieces: list[str] = []
    length, after_white = 0, False
    bold_until, still_bold = 0, True
    spans: list[Link] = []
    for run in runs:
        piece = _folded(run.text.translate(FOLDED))
        start = length
        if piece:
            pieces.append(piece)
            length += len(piece) - (after_white and piece[0] in WHITE)
            after_white = piece[-1] in WHITE
        if still_bold and not run.bold and run.text.strip():
            still_bold = False
        if still_bold:
            bold_until = length
        if run.url and length > start:
            spans.append(Link(start, length, run.url))
    return _trimmed(_folded("".join(pieces)), bold_until, spans, size)


def _folded(text: str) -> str:
    return WHITE_RUN.sub(lambda white: max(white.group(), key=WHITE.index), text)


def _trimmed(text: str, bold_until: int, spans: Sequence[Link], size: float | None) -> Line:
    """The line without white space at its ends, its bounds moved with it."""
    lead = len(text) - len(text.lstrip())
    kept = text.strip()
    end = len(kept)

    def moved(at: int) -> int:
        return min(max(at - lead, 0), end)

    links = tuple(replace(s, start=moved(s.start), end=moved(s.end)) for s in spans if moved(s.end) > moved(s.start))
    return Line(kept, moved(bold_until), links, size)
