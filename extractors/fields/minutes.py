"""Minutes: each item that resolves something -> a decision, with its number, its subject and the words resolved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.entries import Entry
from extractors.evidence import text_at, trimmed
from extractors.fields.header.reference import LEADING
from extractors.fields.outcome import actions_of_all, outcome_of
from extractors.model import Block, Decision, Document, Span, Stated, Text
from extractors.outline import Outline
from extractors.vocabulary import is_procedural

RULE = "decision.minutes"
PRESENT = re.compile(r"^\W*(?:present|in attendance|also present|members present)\b", re.IGNORECASE)
NUMBER = re.compile(r"\W*(?:[A-Za-z]{1,6}[ ./-]*)?(?P<count>\d{1,4})(?:/\d{2,4}(?:[-/]\d{2})?)?\W*")
"""A minute's number as printed: "84.", "CAB.84", "84/24", "84/2024-25"."""
IN_HEADING = re.compile(r"(?P<number>(?:[A-Z]{1,4}[ ./-]?)?\d{1,4}(?:/\d{2,4}(?:[-/]\d{2})?)?)[.):\s–-]+(?=[A-Z])")
ITEM = re.compile(r"^\(?(?:agenda )?item(?: no\.?| number)?:?\s*(?P<item>\d{1,3}[a-z]?)\)?\W*$", re.IGNORECASE)
CLAUSE = re.compile(r"^\W*(?:that|to)\b", re.IGNORECASE)
MOST_SKIPPED = 3
"""Numbers that may be missing between two items: headings that were not seen as such."""
MARKED = re.compile(
    r"(?<!\bhad )(?<!\bhas )(?<!\bhave )(?<!\bas )(?<!\bbe )(?<!\bwas previously )"
    r"\b(?:(?P<kept>RECOMMENDED\b|AGREED(?=\s+(?!that\b|to\b|unanimously\b)[a-z]))|"
    r"(?:RESOLVED|AGREED|ORDERED)\b(?:\s*\((?i:unanimously)\))?)"
    r"(?=\W*(?:$|(?i:unanimously|that|to)\b|\W*[a-z0-9(]|\W*[A-Z][a-z]))"
)
"""In capitals within a sentence: "The Cabinet RESOLVED to …". RECOMMENDED, and AGREED before its object, stay."""
SAID = re.compile(
    r"(?:(?:^|(?<=[.;:!?)]\s))it was (?:then |therefore |unanimously |duly )*resolved\b"
    r"|^\W*(?:it is )?(?:unanimously )?resolved(?=\W*(?:[:–—-]|that\b|to\b|unanimously\b))"
    r"|(?<=[.;:!?)]\s)resolved(?=\W+(?:that|to)\b)"
    r"|^\W*(?:decisions?|resolution|agreed)\s*(?:[:–—]|-\s)|^\W*agreed(?=\s+(?:that|to)\b))",
    re.IGNORECASE,
)
AGREED = re.compile(
    r"(?:^|(?<=[.;:!?)]\s))it was (?:then |therefore |unanimously )*agreed(?=\W+(?:that|to)\b)", re.IGNORECASE
)
"""Less sure: also of what officers are to do; it counts where the item has no plainer word."""
GOES_ON = re.compile(r"(?:[:;,]|\b(?:and|or|that|to))\W*$", re.IGNORECASE)
EDGES = " \t\n:,–—-"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the minutes: its heading, and its blocks after that."""

    heading: Span
    number: str | None
    blocks: tuple[int, ...]


def resolved_of(outline: Outline) -> tuple[Decision, ...]:
    """The decisions of minutes, one for each item that resolves something, in order."""
    found = (decision_of(outline, item) for item in _items(outline))
    return tuple(decision for decision in found if decision is not None)


def _items(outline: Outline) -> list[Item]:
    """The numbered headings whose numbers go on; in minutes without such, every heading after those present."""
    heads = _numbered(outline)
    if len(heads) < 2:
        heads = _unnumbered(outline)
    ends = [*(heading.first for heading, _ in heads[1:]), outline.running[-1] + 1] if heads else []
    return [
        Item(heading, number, tuple(i for i in outline.running if heading.first < i < end))
        for (heading, number), end in zip(heads, ends, strict=True)
    ]


def _numbered(outline: Outline) -> list[tuple[Span, str | None]]:
    found: list[tuple[Span, str | None]] = []
    last: int | None = None
    for i in outline.running:
        head = _numbered_heading(outline, i)
        count = NUMBER.fullmatch(head[1]) if head else None
        if head is None or count is None:
            continue
        now = int(count["count"])
        if last is None or last < now <= last + MOST_SKIPPED:
            found.append(head)
            last = now
    return found


def _numbered_heading(outline: Outline, i: int) -> tuple[Span, str] | None:
    """(the words of the heading, its number), where a block is a heading or bold and has one, or stands in a table in
    the cell beside its number."""
    block = outline.document.blocks[i]
    if block.cell is not None and NUMBER.fullmatch(block.text):
        return _beside(outline.document, i)
    entry = next((e for e in outline.entries if e.at == i and e.form == "heading"), None)
    if (entry is None and not block.is_bold) or CLAUSE.match(block.text):
        return None
    if entry is not None and entry.number:
        return entry.label, entry.number
    if block.number:
        return Span(i, 0, i, len(block.text)), block.number
    inside = IN_HEADING.match(block.text)
    return (Span(i, inside.end(), i, len(block.text)), inside["number"]) if inside else None


def _beside(document: Document, i: int) -> tuple[Span, str] | None:
    number, block = document.blocks[i], document.blocks[i + 1] if i + 1 < len(document.blocks) else None
    if block is None or block.cell is None or number.cell is None:
        return None
    is_beside = (block.cell.table, block.cell.row) == (number.cell.table, number.cell.row)
    return (Span(i + 1, 0, i + 1, len(block.text)), number.text) if is_beside else None


def _unnumbered(outline: Outline) -> list[tuple[Span, str | None]]:
    blocks = outline.document.blocks
    present = next((i for i in outline.running if PRESENT.match(blocks[i].text)), -1)
    heads = [e for e in outline.entries if e.form == "heading" and e.at > present and _opens(blocks[e.at], e)]
    return [(e.label, e.number) for e in heads]


def _opens(block: Block, entry: Entry) -> bool:
    parts_of_an_item = ("resolution", "reasons", "alternatives", "recommendations")
    return entry.field not in parts_of_an_item and not CLAUSE.match(block.text) and not MARKED.search(block.text)


def decision_of(outline: Outline, item: Item) -> Decision | None:
    """What an item resolves; None where it has no word for that."""
    passages = [p for start in _starts(outline, item) if (p := _passage(outline, item, start))]
    texts = [t for p in passages if (t := _text(outline.document, p)) is not None]
    if not texts:
        return None
    document = outline.document
    text = Stated(" ".join(t.value for t in texts), tuple(e for t in texts for e in t.evidence))
    clauses = [document.quote(span) for p in passages for span in p]
    leads = clauses[0] if len(clauses) > 1 and clauses[0].endswith(":") else ""
    actions = actions_of_all(clauses[1:] if leads else clauses, leads)
    reference, title, number = titled(document, item)
    return Decision(
        text,
        outcome_of(text.value, actions),
        actions,
        is_procedural=title is not None and is_procedural(title.value),
        title=title,
        number=item.number,
        item=number,
        reference=reference,
        reasons=_part(outline, item, "reasons"),
        alternatives=_part(outline, item, "alternatives"),
    )


def titled(document: Document, item: Item) -> tuple[Text | None, Text | None, Text | None]:
    """(the reference that opens the heading, the subject, the item's number on the agenda)."""
    reference, title = _title(document, item)
    return reference, title, _agenda_item(document, item)


def _title(document: Document, item: Item) -> tuple[Text | None, Text | None]:
    span = trimmed(document, item.heading, EDGES) or item.heading
    leading = LEADING.match(document.blocks[span.first].text, span.start, span.end)
    if leading is None:
        return None, text_at(document, span, f"{RULE}.title")
    named = Span(span.first, leading.start("reference"), span.first, leading.end("reference"))
    rest = Span(span.first, leading.end(), span.last, span.end)
    return text_at(document, named, f"{RULE}.reference"), text_at(document, rest, f"{RULE}.title")


def _agenda_item(document: Document, item: Item) -> Text | None:
    for i in item.blocks[:2]:
        found = ITEM.match(document.blocks[i].text)
        if found is not None:
            return text_at(document, Span(i, found.start("item"), i, found.end("item")), f"{RULE}.item")
    return None


def _part(outline: Outline, item: Item, field: str) -> Text | None:
    for entry in outline.of(field):
        if entry.at in item.blocks and entry.value is not None and entry.value.last in item.blocks:
            return text_at(outline.document, entry.value, f"{RULE}.{field}")
    return None


def _starts(outline: Outline, item: Item) -> list[tuple[int, int]]:
    """(block, offset) after each word that says that something is resolved."""
    labelled = {e.at: e for e in outline.entries if e.field == "resolution" and e.form != "cell"}
    plain, less_sure = [], []
    for i in item.blocks:
        text = outline.document.blocks[i].text
        found = MARKED.search(text) or SAID.search(text)
        if found is not None:
            plain.append((i, found.start("kept") if found.re is MARKED and found["kept"] else found.end()))
        elif i in labelled:
            value = labelled[i].value
            plain.append((i, value.start if value is not None and value.first == i else len(text)))
        elif (agreed := AGREED.search(text)) is not None:
            less_sure.append((i, agreed.end()))
    return plain or less_sure


def _passage(outline: Outline, item: Item, start: tuple[int, int]) -> list[Span]:
    """What is resolved, block by block: the rest of the first, its list, and what a sentence left open."""
    blocks = outline.document.blocks
    at, offset = start
    first = trimmed(outline.document, Span(at, offset, at, len(blocks[at].text)), EDGES)
    spans = [first] if first else []
    for i in item.blocks:
        if i > at and (_ends(outline, i) or not _continues(outline.document, at, spans, i)):
            break
        if i > at and (inside := trimmed(outline.document, Span(i, 0, i, len(blocks[i].text)), "")):
            spans.append(inside)
    return spans


def _ends(outline: Outline, i: int) -> bool:
    """Whether another label or heading stands at a block, or another resolution."""
    block = outline.document.blocks[i]
    here = [e for e in outline.entries if e.at == i and (e.form == "heading" or e.field is not None)]
    clause = block.number is not None and CLAUSE.match(block.text)
    return (bool(here) and not clause) or MARKED.search(block.text) is not None


def _continues(document: Document, at: int, spans: Sequence[Span], i: int) -> bool:
    """Whether a block still belongs to the resolution that opens in block `at`."""
    block, opening = document.blocks[i], document.blocks[at]
    if not spans:
        return True
    if block.number is not None:
        return opening.number is None or _style(block.number) != _style(opening.number)
    return GOES_ON.search(document.quote(spans[-1])) is not None or block.text[:1].islower()


def _style(number: str) -> str:
    """What kind of mark it is: paragraphs of minutes and the items of a resolution are marked differently."""
    return re.sub(r"[ivx]+|[a-z]", "a", re.sub(r"\d+", "1", number.strip().casefold()))


def _text(document: Document, spans: Sequence[Span]) -> Text | None:
    return text_at(document, Span(spans[0].first, spans[0].start, spans[-1].last, spans[-1].end), f"{RULE}.text")
