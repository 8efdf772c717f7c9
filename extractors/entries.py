"""Blocks -> Entries: every label and heading, by its place and look and by what the vocabulary knows of it.

A heading stands over its text, a label before its value on a line, or beside or above its value in a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.model import Block, BlockKind, Document, Span
from extractors.tables import Grid, without_guidance
from extractors.values import emails, phones
from extractors.vocabulary import ASKS, field_of, implication_headings, key

LABEL_WORDS = 9
LEAD = re.compile(r"(?P<label>[^\n\t:;.?]{2,70}?\??)\s*(?P<mark>:\s*-?|\t|\s[–—-]\s|\n|(?<=\?)(?=\s))\s*")
COMMA_LEAD = re.compile(r"(?P<label>[A-Z][^,.:;]{1,60}?)(?P<mark>,\s+)(?=[a-z])")
"""A topic that opens an item of a list of implications: "Legal, the Council may …"."""
PREFIX = re.compile(
    r"(?P<label>(?:joint\s+)?report\s+(?:of|by|from|to))(?P<mark>\s+(?:the\s+)?)(?=[A-Z])", re.IGNORECASE
)
"""A label that needs no colon: "Report of the Head of Law"."""
TO_A_BODY = re.compile(
    r"(?P<label>\bto)(?P<mark>\s+(?:the\s+)?(?:meeting\s+of\s+(?:the\s+)?)?)(?=(?:[A-Z][^,.;]{0,80}?)?"
    r"(?:Cabinet|Council|Committee|Executive|Board|Panel|Forum|Commission|Mayor|Member|Leader)\b)"
)
"""In one sentence with it: "… to the Planning Committee on 5 March"."""
ENQUIRIES = re.compile(
    r"(?P<label>(?i:enquiries to|questions to|please contact|"
    r"(?:for )?(?:further|more) information,? (?:please )?contact|contact))(?P<mark>\s*:?\s+)(?=[A-Z])"
)
"""Whom to ask, without a colon and at the end of a paper."""
IMPLICATION = re.compile(r"\b(?:implications?|impact assessments?)$", re.IGNORECASE)
NOTE = re.compile(r"\s*\([^)]*\)\s*")
"""What stands in brackets within a label: "(where appropriate)", "(EqIA)"."""
DASHES = ("–", "—", "-")
REACH = re.compile(
    r"(?:e-?mail|tel(?:ephone)?|phone|mobile|mob|direct (?:dial|line)|fax|ext|website|web)(?: "
    r"(?:address|number|no\.?))?",
    re.IGNORECASE,
)
"""Words before an address or number: they belong to the person above and ask for nothing else."""
BARE_NUMBER = re.compile(r"(?P<number>\d{1,2}|[A-Z][.)])\s+(?=[A-Z])")
LINKED = 0.8
ANSWERED_IN_A_WORD = ("purpose", "key_decision", "exempt", "wards_affected")


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what it asks for.

    `form` is heading, line or cell. `field` is what the vocabulary takes the label for, or None. `value` is None
    where nothing follows.
    `depth` orders headings, 1 for the highest, 9 for labels.
    """

    label: Span
    words: str
    form: str
    field: str | None
    value: Span | None
    depth: int = 9
    number: str | None = None

    @property
    def at(self) -> int:
        """The block in which the label stands."""
        return self.label.first


def labels_of(document: Document, running: Sequence[int], found: Sequence[Grid], front: int) -> Iterator[Entry]:
    """Every label, without its value where that is what follows; labels in tables come with theirs."""
    in_form: set[int] = set()
    answers: set[int] = set()
    for grid in found:
        for label, value in grid.pairs(document.blocks):
            in_form.update(label)
            answers.update(value)
            yield _cell_entry(document, label, value)
    banners = {i for grid in found for i in grid.banners(document.blocks)}
    in_form |= {i for grid in found for i in grid.heads(document.blocks)}
    for n, i in enumerate(running):
        block = document.blocks[i]
        if i in in_form:
            continue
        if i in banners or (_is_heading(block, i < front) and not _answers_heading(document.blocks, n, running)):
            yield _heading_entry(i, block)
        else:
            yield from (e for e in _line_labels(i, block, i < front) if e.field is not None or i not in answers)


def _heading_entry(i: int, block: Block) -> Entry:
    """A heading without the number that it opens with, "6 Implications", where the format did not part them."""
    words, number, start = block.text.rstrip(": "), block.number, 0
    opening = None if number else BARE_NUMBER.match(words)
    if opening:
        number, start = opening["number"], opening.end()
    label = Span(i, start, i, len(words))
    asks = field_of(words[start:], "heading")
    if asks is None and block.text.rstrip().endswith(":"):
        asks = field_of(words[start:], "pair")
    return Entry(label, words[start:], "heading", asks, None, number=number)


def _is_heading(block: Block, in_front: bool) -> bool:
    """Set apart as a heading; or a line of its own that says no more than a label, whatever its look."""
    text = block.text
    bulleted = block.number is not None and not any(c.isalnum() for c in block.number)
    if (in_front and PREFIX.match(text)) or bulleted:
        return False
    if block.kind is BlockKind.HEADING:
        inside = LEAD.match(text)
        dashed = inside is not None and block.is_bold and inside["mark"].strip(" ") in DASHES
        known = inside is not None and not dashed and field_of(inside["label"], "pair") is not None
        if inside is not None and REACH.fullmatch(inside["label"]) and (emails(text) or phones(text)):
            return False
        implied = inside is not None and block.is_bold and IMPLICATION.search(inside["label"].strip())
        return not (inside and text[inside.end() :].strip() and known and not implied) and not _is_link(block)
    bare = BARE_NUMBER.sub("", text.rstrip(": -." if block.is_bold else ": -"), count=1)
    if (
        len(bare.split()) > (2 * LABEL_WORDS if block.is_bold else LABEL_WORDS)
        or "\t" in text
        or "\n" in text
        or ":" in bare
        or "? " in bare
        or bare.endswith((".", ";", ","))
    ):
        return False
    asks = field_of(bare, "heading")
    return (
        asks is not None
        and not (ASKS.search(bare) and not block.is_bold)
        and (block.cell is None or block.is_bold or text.rstrip().endswith(":"))
        and not (in_front and asks in ("title", "body") and not text.rstrip().endswith(":"))
    )


def _answers_heading(blocks: Sequence[Block], n: int, running: Sequence[int]) -> bool:
    """Whether a plain line between two headings is the answer to the first, though it says no more than a label
    ("Purpose of report", "Decision")."""
    block = blocks[running[n]]
    if block.is_bold or block.kind is not BlockKind.PARAGRAPH or not 0 < n < len(running) - 1:
        return False
    before, after = blocks[running[n - 1]], blocks[running[n + 1]]
    headed = before.kind is BlockKind.HEADING and field_of(before.text, "heading") in ANSWERED_IN_A_WORD
    return headed and after.kind is BlockKind.HEADING


def _is_link(block: Block) -> bool:
    """Whether nearly all of a block leads somewhere: then the line below it makes it no heading."""
    linked = sum(link.end - link.start for link in block.links)
    return linked >= LINKED * len(block.text) and field_of(block.text, "heading") is None


def _line_labels(i: int, block: Block, in_front: bool) -> Iterator[Entry]:
    """Labels before their values: one at the start of each line of the block, and further ones after a tab."""
    asks, leads = ENQUIRIES.match(block.text), LEAD.match(block.text)
    if leads and leads["mark"].startswith(":") and field_of(leads["label"].strip(), "pair") is not None:
        asks = None
    if asks and not in_front and (phones(block.text) or emails(block.text)):
        yield replace(_line_entry(i, block, asks), field="contact")
        return
    prefix = PREFIX.match(block.text) if in_front else None
    if prefix:
        yield _line_entry(i, block, prefix)
        onward = TO_A_BODY.search(block.text, prefix.end()) if in_front else None
        if onward:
            yield replace(_line_entry(i, block, onward), field="body")
        return
    start = 0
    for line in re.split(r"(?<=\n)", block.text):
        at = start
        topic = COMMA_LEAD.match(block.text) if start == 0 and block.number is not None else None
        if topic and key(NOTE.sub("", topic["label"])) in implication_headings():
            yield _line_entry(i, block, topic)
            return
        while (found := LEAD.match(block.text[: start + len(line)], at)) is not None:
            words = found["label"].strip()
            if not _is_label(words, found, block, at, in_front):
                break
            yield _line_entry(i, block, found)
            tab = block.text.find("\t", found.end(), start + len(line))
            if tab < 0:
                break
            at = tab + 1
        start += len(line)


def _line_entry(i: int, block: Block, found: "re.Match[str]") -> Entry:
    words = found["label"].strip()
    label, value = Span(i, found.start("label"), i, found.end("label")), Span(i, found.end(), i, len(block.text))
    return Entry(label, words, "line", field_of(words, "pair"), value)


def _is_label(words: str, found: "re.Match[str]", block: Block, at: int, in_front: bool) -> bool:
    colon = found["mark"].startswith(":")
    bold_lead = (
        at == 0 and 0 < block.style.bold_until <= found.end() + 1 and block.style.bold_until >= found.end("label") - 1
    )
    most = 14 if bold_lead and colon else LABEL_WORDS
    if len(words.split()) > most or not words[:1].isalnum() or REACH.fullmatch(words):
        return False
    if found["mark"] == "\n" and not bold_lead:
        return False
    known = field_of(words, "pair") is not None
    value = block.text[found.end() : found.end() + 1]
    if known:
        return colon or in_front or bold_lead
    if not words[:1].isupper():
        return False
    bare = NOTE.sub("", words)
    if at == 0 and IMPLICATION.search(bare) and len(bare.split()) <= 6:
        return True
    if at == 0 and colon and block.number is not None and key(bare) in implication_headings():
        return True
    half_bold = at == 0 and colon and block.cell is not None and 0 < block.style.bold_until < found.end("label")
    return (
        bold_lead
        or (half_bold and len(words.split()) <= 4)
        or (colon and block.number is None and in_front and value != "" and len(words.split()) <= 6)
    )


def _cell_entry(document: Document, label: Sequence[int], value: Sequence[int]) -> Entry:
    blocks = document.blocks
    words = without_guidance(" ".join(blocks[i].text for i in label)).rstrip(": ")
    end = len(words) if len(label) == 1 else len(blocks[label[-1]].text.rstrip(": -"))
    answer = Span(value[0], 0, value[-1], len(blocks[value[-1]].text)) if value else None
    return Entry(
        Span(label[0], 0, label[-1], end),
        words,
        "cell",
        field_of(words, "pair") or field_of(words, "heading"),
        answer,
        number=blocks[label[0]].number,
    )
