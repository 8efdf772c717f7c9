"""Recommendations: the list printed first, parted into items, each with what it would do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.entries import Entry
from extractors.evidence import text_at
from extractors.fields.actions import actions_of, delegations_of
from extractors.model import Block, BlockKind, Delegation, Document, Recommendation, Span, Stated, Text
from extractors.outline import Outline

RULE = "recommendation"
ASKS_A_BODY = re.compile(
    r"^\W*(?:(?i:it is) (?:therefore )?(?:proposed|recommended) that\b|"
    r"(?:the )?[A-Z][\w’'&, -]{2,70} (?:is|are) (?:therefore )?(?:asked|recommended|invited|requested) to\b)"
)
REMINDER = re.compile(
    r"^\W*(?:note\s*[:–-]|please note|section 106|nb\b|.{0,60}\bare (?:respectfully )?reminded\b|reasons?\b|"
    r"for the reasons)",
    re.IGNORECASE,
)
THAT_BODY = re.compile(r"^\W*That (?:the )?(?:[A-Z][\w'’&-]*\s*|and |of |the ){1,8}$")
"""A lead-in without its colon: "That Cabinet"."""
NOTHING = re.compile(r"^\W*(?:not applicable|n/?a|none|to follow)\W*$", re.IGNORECASE)
OF_TWO = re.compile(r"\bsummary\W+(?:and|&)\W+recommendations?\W*$", re.IGNORECASE)
"""A heading over a summary, and over the heading of the recommendations."""
POINTER = re.compile(
    r"^\W*(?:(?:these|they) are set out|as (?:set out|detailed|per)|see|set out in|please see|refer to)\b.{0,80}$",
    re.IGNORECASE,
)
INLINE_MARK = re.compile(r"(?:(?<=\s)|^)\(?(?P<mark>[a-z]|[ivx]{1,4}|\d{1,2})[).](?=\s+\S)")


@dataclass(slots=True)
class _Item:
    number: str | None
    spans: list[Span] = field(default_factory=list)
    under: Span | None = None
    """The item of which this is a part."""


def recommendations_of(outline: Outline, *fields: str) -> tuple[Text | None, tuple[Recommendation, ...]]:
    """(the words that lead into the list, the recommendations).

    `fields` are the labels to look under, in order of preference.
    """
    asked = _candidates(outline, fields or ("recommendations",))
    for spans in [*(_blocks(outline, entry) for entry in asked), *_led_into(outline, bool(asked))]:
        lead_in, items = _items(outline, spans)
        if items:
            lead = text_at(outline.document, lead_in, f"{RULE}.lead_in") if lead_in else None
            made = [_recommendation(outline.document, item, lead) for item in items]
            return lead, tuple(r for r in made if r is not None)
    return None, ()


def _candidates(outline: Outline, fields: Sequence[str]) -> list[Entry]:
    found = [e for e in outline.entries if e.field in fields and _reach(outline, e) is not None]
    found = [e for e in found if not OF_TWO.search(e.words)] or found
    found = [e for e in found if not NOTHING.match(outline.document.quote(_reach(outline, e) or e.label))]
    real = [e for e in found if not POINTER.match(outline.document.quote(_reach(outline, e) or e.label))]
    return sorted(real, key=lambda e: fields.index(e.field or ""))


def _led_into(outline: Outline, asked: bool) -> Iterator[list[Span]]:
    """Where no heading asks for recommendations: what follows a sentence that asks a body for something."""
    if asked:
        return
    for entry in outline.entries:
        spans = _blocks(outline, entry) if entry.form == "heading" and entry.field in (None, "background") else []
        for n, span in enumerate(spans):
            if ASKS_A_BODY.search(outline.document.quote(span)):
                yield spans[n:]
                break


def _reach(outline: Outline, entry: Entry) -> Span | None:
    """The entry's value, carried on over sub-headings between items whose numbers go on."""
    span = entry.value
    if entry.form == "cell":
        return span
    blocks = outline.document.blocks
    following = [e for e in outline.entries if e.form == "heading" and e.at > (span.last if span else entry.at)]
    for heading in following:
        if heading.field is not None or heading.value is None:
            break
        inside = range(heading.value.first, heading.value.last + 1)
        before, after = _last_number(blocks, span), next((blocks[i].number for i in inside if blocks[i].number), None)
        goes_on = before and after and _follows(before, after)
        begins = not before and after and _is_first(after) and span and outline.document.quote(span).endswith(":")
        begins_again = _is_below(entry, heading) and before and blocks[heading.value.first].number and _is_first(after)
        if not (goes_on or begins or begins_again or span is None):
            break
        first, start = (span.first, span.start) if span else (heading.value.first, 0)
        span = Span(first, start, heading.value.last, heading.value.end)
    return span


def _is_below(entry: Entry, heading: Entry) -> bool:
    """An unnumbered heading among numbered ones, or one of lesser look."""
    return heading.number is None and (entry.number is not None or heading.depth > entry.depth)


def _is_first(number: str | None) -> bool:
    return number is not None and number.strip("(). ").casefold() in ("1", "a", "i", "1.1", "2.1")


def _last_number(blocks: Sequence[Block], span: Span | None) -> str | None:
    if span is None:
        return None
    return next((blocks[i].number for i in range(span.last, span.first - 1, -1) if blocks[i].number), None)


def _follows(before: str, after: str) -> bool:
    """Whether a number is the next after another: (c) after (b), 4. after 3.

    >>> _follows("(b)", "(c)"), _follows("3.", "4."), _follows("ii)", "iii)"), _follows("2.", "1.1")
    (True, True, True, False)
    """
    one, two = before.strip("(). ").casefold(), after.strip("(). ").casefold()
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    if one in roman[:-1] and roman[roman.index(one) + 1] == two:
        return True
    return len(one) == len(two) == 1 and one.isalpha() and ord(two) == ord(one) + 1


def _blocks(outline: Outline, entry: Entry) -> list[Span]:
    """The blocks of the list as spans, sub-headings between items left out."""
    reach = _reach(outline, entry)
    if reach is None:
        return []
    inner = {e.at for e in outline.entries if e.form == "heading" and reach.first <= e.at <= reach.last}
    spans = []
    for i in outline.running:
        if reach.first <= i <= reach.last and i not in inner:
            start = reach.start if i == reach.first else 0
            end = reach.end if i == reach.last else len(outline.document.blocks[i].text)
            spans.append(Span(i, start, i, end))
    return spans


def _items(outline: Outline, spans: Sequence[Span]) -> tuple[Span | None, list[_Item]]:
    document = outline.document
    marked = [s for s in spans if document.blocks[s.first].number is not None]
    if len(spans) == 1:
        parted = _inline(document, spans[0])
        if parted is not None:
            return parted
    if not marked or (len(marked) == 1 and spans and marked[0] == spans[0]):
        return _unmarked(document, spans)
    first = next(n for n, s in enumerate(spans) if document.blocks[s.first].number is not None)
    if (
        len(marked) > 1
        and first == 0
        and _leads(document, spans[0])
        and _deeper(document.blocks[spans[1].first], document.blocks[spans[0].first])
    ):
        return spans[0], _marked(document, spans[1:])
    lead = spans[first - 1] if first else None
    return lead, _marked(document, spans[first:])


def _leads(document: Document, span: Span) -> bool:
    return document.quote(span).rstrip().endswith(":")


def _deeper(block: Block, than: Block) -> bool:
    return _rank(block) != _rank(than)


def _rank(block: Block) -> str:
    """The style of a number: decimal parts, letters, roman or a bullet."""
    bare = (block.number or "").strip("(). ")
    if re.fullmatch(r"\d+(\.\d+)*", bare):
        return f"decimal {bare.count('.')}"
    if re.fullmatch(r"[a-z]", bare):
        return "letter"
    return "capital" if re.fullmatch(r"[A-Z]", bare) else "roman" if re.fullmatch(r"[ivxIVX]+", bare) else "bullet"


def _unmarked(document: Document, spans: Sequence[Span]) -> tuple[Span | None, list[_Item]]:
    """One item a paragraph; a first paragraph that ends in a colon leads in."""
    kept = list(spans)
    leads = len(kept) > 1 and (_leads(document, kept[0]) or THAT_BODY.match(document.quote(kept[0])))
    lead = kept.pop(0) if leads else None
    items: list[_Item] = []
    for span in kept:
        text = document.quote(span)
        if items and REMINDER.match(text):
            break
        if items and text[:1].islower() and not document.quote(items[-1].spans[-1]).rstrip().endswith((".", ";")):
            items[-1].spans.append(span)
        elif re.search(r"\w", text):
            items.append(_Item(document.blocks[span.first].number, [span]))
    return lead, items


def _marked(document: Document, spans: Sequence[Span]) -> list[_Item]:
    """One item a mark. A mark that is not of the first one's style makes a part of the item above."""
    items: list[_Item] = []
    top, closed, above = "", False, None
    for span in spans:
        block = document.blocks[span.first]
        if block.number is not None:
            if not items:
                top = _rank(block)
            if items and above is not None and _is_sub(document, items, block, top):
                items.append(_Item(f"{above.number} {block.number}", [span], above.spans[0]))
            else:
                above = _Item(block.number, [span])
                items.append(above)
            closed = False
        elif items and not closed and _continues(document, items[-1], span):
            items[-1].spans.append(span)
        elif items:
            closed = True
    return items


def _is_sub(document: Document, items: Sequence[_Item], block: Block, top: str) -> bool:
    rank = _rank(block)
    if rank == top:
        first = document.blocks[items[0].spans[0].first]
        return rank == "bullet" and block.style.indent > first.style.indent + 9
    before, now = next((i.number for i in reversed(items) if i.under is None), None), block.number
    return not (before and now and _follows(before, now))  # (i) after (h), (v) after (iv)


def _continues(document: Document, item: _Item, span: Span) -> bool:
    before, text = document.quote(item.spans[-1]).rstrip(), document.quote(span)
    if document.blocks[span.first].kind is BlockKind.HEADING or REMINDER.match(text):
        return False
    return not before.endswith(".") and text[:1].islower()


def _inline(document: Document, span: Span) -> tuple[Span | None, list[_Item]] | None:
    """Items within one paragraph, "(a) …; and (b) …", where their marks count up from the first."""
    text = document.blocks[span.first].text
    marks = list(INLINE_MARK.finditer(text, span.start, span.end))
    run = [m for m in marks if m["mark"] in ("a", "i", "1")][:1]
    for m in marks:
        if run and m.start() > run[-1].start() and _follows(run[-1]["mark"], m["mark"]):
            run.append(m)
    if len(run) < 2:
        return None
    ends = [m.start() for m in run[1:]] + [span.end]
    items = [
        _Item(m.group().strip(), [Span(span.first, m.end(), span.first, e)]) for m, e in zip(run, ends, strict=True)
    ]
    lead = (
        Span(span.first, span.start, span.first, run[0].start()) if text[span.start : run[0].start()].strip() else None
    )
    return lead, items


def _recommendation(document: Document, item: _Item, lead: Text | None) -> Recommendation | None:
    first, last = item.spans[0], item.spans[-1]
    text = text_at(document, Span(first.first, first.start, last.last, last.end), RULE)
    if text is None:
        return None
    given = tuple(
        d for d in (_delegation(document, text, parts) for parts in delegations_of(text.value)) if d is not None
    )
    leads = document.quote(item.under) if item.under else lead.value if lead else ""
    return Recommendation(text, item.number, actions_of(text.value, leads), given)


def _delegation(
    document: Document, text: Text, parts: tuple[tuple[int, int], tuple[int, int] | None, tuple[int, int] | None]
) -> Delegation | None:
    """The parts of a delegation as values; their evidence is the recommendation's own."""

    def part(at: tuple[int, int] | None) -> Text | None:
        return Stated(text.value[at[0] : at[1]], text.evidence) if at and at[1] > at[0] else None

    to = part(parts[0])
    return Delegation(to, part(parts[1]), part(parts[2])) if to else None
