"""A paragraph's lines -> its text as read, with what is bold and what is linked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.model import Link
from extractors.read.pdf.lines import OPENING
from extractors.read.pdf.page import Line, Paragraph, Piece

SYMBOLS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF0FE: "☒",
    0xF0FD: "☒",
    0xF078: "☒",
    0xF0E0: "→",
    0xF0D2: "☑",
}
LETTERS = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
SPACES = dict.fromkeys([0x09, 0x0A, 0x0D, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000], " ")
DROPPED = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(9), *range(0x0E, 0x20), 0x7F], ""
)
# In symbol fonts without a table of their own, 0xF021 to 0xF07E are the plain characters.
PLAIN_SYMBOLS = {0xF000 + x: chr(x) for x in range(0x20, 0x7F)}
# pdfium gives a hyphen at a line's end as U+FFFE.
SHOWN = str.maketrans({**PLAIN_SYMBOLS, **SYMBOLS, **LETTERS, **SPACES, **DROPPED, 0xFFFE: "-"})
# First halves of words that keep their hyphen.
FORWORDS = frozenset(
    re.findall(
        r"\w+",
        """all anti co cost cross end ex fast first full half hard high ill in inter large less
        life like long low mid multi new non off old on one out over own part per post pre pro
        re self semi short small sub third two up well wide year""",
    )
)
ENDING = re.compile(r"\w{0,3}(?:tion|sion|ment|ity|ness|ence|ance|able|ible|ing|ed|ly|tive|al|ers?|ies|ous)s?")
SEPARATORS = (" ", "\t", "\n")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
UNITS = re.compile(r"(?:\b|\d)(?:k|c|m)?m$|\bft$|\bCO$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A paragraph's text, `bold_until` as in model.Style, and its links."""

    text: str
    bold_until: int
    links: tuple[Link, ...]


def shown(text: str) -> str:
    """Characters as a person sees them: no soft hyphens, plain spaces, letters for ligatures, bullets for symbol
    fonts' codes."""
    return text.translate(SHOWN)


def spelled(paragraph: Paragraph, words: frozenset[str]) -> Spelled:
    """The paragraph's text. `words` are those that the document writes within lines: they tell a word's own hyphen
    from a line end's."""
    text, bold_until, still_bold = "", 0, True
    spans: list[Link] = []
    for joint, piece in _pieces(paragraph, words):
        before = len(text)
        text = _joined(text, joint, re.sub(r" {2,}", " ", shown(piece.text)))
        numbered = before == 0 and bool(OPENING.fullmatch(piece.text.strip()))  # a number is no part of the text
        still_bold = still_bold and (piece.bold or numbered)
        if piece.bold and still_bold:
            bold_until = len(text.rstrip())
        if piece.url and spans and spans[-1].url == piece.url:
            spans[-1] = Link(spans[-1].start, len(text), piece.url)
        elif piece.url:
            spans.append(Link(before + (joint in SEPARATORS and before > 0), len(text), piece.url))
    return _trimmed(text, bold_until, spans)


def _joined(text: str, joint: str, own: str) -> str:
    """The text so far and what follows, with one thing between them: nothing, a space, a tab or a line break."""
    if joint == "-":
        return text[:-1] + own
    if joint in ("\t", "\n"):
        return text.rstrip(" ") + joint + own.lstrip(" ")
    if text.endswith(SEPARATORS):
        return text + own.lstrip(" ")
    return text + ("" if own.startswith(" ") else joint) + own


def _pieces(paragraph: Paragraph, words: frozenset[str]) -> Iterator[tuple[str, Piece]]:
    """Each piece with what joins it to the text before: nothing, a space, a tab, a line break, or "-" where a hyphen
    goes."""
    before: Piece | None = None
    for i, line in enumerate(paragraph.lines):
        for k, (mark, piece) in enumerate(zip(["", *line.marks], line.pieces, strict=True)):
            if before is not None and _is_note_mark(piece, line, before):
                continue
            if k == 0 and before is not None:
                yield ("\n" if i in paragraph.breaks else _joint(before, piece, words)), piece
            else:
                yield mark, piece
            before = piece


def _is_note_mark(piece: Piece, line: Line, before: Piece) -> bool:
    """Whether a raised small number only points to a footnote. Squares of units are none."""
    raised = piece.size < 0.8 * line.size and piece.y < line.y - 0.1 * line.size
    return (
        raised
        and bool(re.fullmatch(r"\d{1,2}|[*†‡]", piece.text.strip()))
        and not UNITS.search(before.text)
        and not before.text[-1:].isdigit()
    )


def _joint(before: Piece, piece: Piece, words: frozenset[str]) -> str:
    """What joins a line's last piece to the next line's first."""
    a, b = shown(before.text).rstrip(), shown(piece.text).lstrip()
    if not a or not b:
        return " "
    last, first = a.split()[-1], b.split()[0]
    if _one_address(last, first, before, piece):
        return ""
    if a.endswith(("-", "\u2010")) and len(a) > 1 and not a[-2].isspace():
        return _hyphen(last, first, words)
    if a.endswith("/") and len(a) > 1 and not a[-2].isspace():
        return ""
    return " "


def _one_address(last: str, first: str, before: Piece, piece: Piece) -> bool:
    """Whether a web or mail address goes on in the next line."""
    if before.url and before.url == piece.url and (last + first).rstrip(".,;)") in before.url:
        return True
    if ADDRESS.search(last):
        return (last[-1] in "/-_=&?%#." and first[0].isalnum()) or first[0] in "/-_=&?%#"
    return "@" in last and first[0] == "." and first[1:2].isalnum()


def _hyphen(last: str, first: str, words: frozenset[str]) -> str:
    """ "-" where the hyphen only breaks the line, else nothing: it is the word's own. The document's other words decide
    it; where they do not, a hyphen is the word's own unless an ending follows it, since few papers break words."""
    left = re.sub(r"^\W+", "", last[:-1]).casefold()
    right = re.sub(r"\W+$", "", first).casefold()
    if not left.isalpha() or not right.isalpha() or not first[0].islower() or f"{left}-{right}" in words:
        return ""
    if left + right in words:
        return "-"
    known = left in words or right in words or left in FORWORDS
    return "-" if not known and ENDING.fullmatch(right) else ""


def words_of(lines: list[Line]) -> frozenset[str]:
    """The words that stand within lines, hyphened ones as they are; not the halves that a line end leaves of a word."""
    found: set[str] = set()
    cut = False
    for line in lines:
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.casefold())
        ends = line.text.endswith(("\ufffe", "-"))
        found.update(words[cut : len(words) - ends])
        cut = ends
    return frozenset(found)


def _trimmed(text: str, bold_until: int, spans: list[Link]) -> Spelled:
    lead = len(text) - len(text.lstrip())
    kept = text.strip()

    def moved(at: int) -> int:
        return min(max(at - lead, 0), len(kept))

    links = tuple(Link(moved(s.start), moved(s.end), s.url) for s in spans if moved(s.end) > moved(s.start))
    bold = moved(bold_until)
    if 0 < bold < len(kept) and kept[bold] == ":":
        bold += 1  # a bold label's colon
    return Spelled(kept, bold, links)
