"""A web service's reply on a meeting -> the decisions that it publishes, and those that its minutes record, by item.

Where an item has both, the decision is what the site publishes as such. A minute counts where it says that something is
resolved; that a report was considered decides nothing.
"""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from extractors.evidence import text_at
from extractors.fields.actions import actions_of
from extractors.fields.header.key_decision import key_decision_of
from extractors.fields.header.meeting import date_in
from extractors.fields.minutes import EDGES, Item, decision_of, titled
from extractors.fields.outcome import outcome_of
from extractors.fields.record import BELOW, terms_of
from extractors.fields.texts import text_of
from extractors.model import BlockKind, Decision, Document, Span, Stated, Text
from extractors.outline import Outline, outline
from extractors.read.reply import DECISION, ITEM, TEXT
from extractors.vocabulary import is_procedural

RULE = "decision.reply"
NOT_THE_DECISION = BELOW | {"reasons", "alternatives", "consultation", "background_papers", "appendices"}
"""Fields whose labels end what was decided."""
NOTHING = re.compile(
    r"^\W*(?:n\W?/?a|none|nil|not applicable|no (?:formal )?decisions?\b.{0,60}|"
    r"there (?:was|were) no(?:ne)?\b.{0,60})\W*$",
    re.IGNORECASE | re.DOTALL,
)


def replied(whole: Outline) -> tuple[Decision, ...]:
    """The decisions in a reply, each of the day on which the meeting was held."""
    document = whole.document
    day = _day(whole)
    heads = [i for i in whole.running if _level(document, i) == ITEM]
    found = (_of_item(document, first, after - 1) for first, after in pairwise([*heads, len(document.blocks)]))
    return tuple(replace(decision, decided_on=day) for decision in found if decision is not None)


def front_of(whole: Outline) -> int:
    """The last block before the first item."""
    return next((i - 1 for i in whole.running if i and _level(whole.document, i) == ITEM), whole.running[-1])


def _day(whole: Outline) -> Stated[date] | None:
    """The day in the front of the reply, where each label has its value beside it."""
    told = [e.value for e in whole.of("meeting_date") if e.form == "cell" and e.value is not None]
    return date_in(whole.document, told[0], f"{RULE}.decided_on") if told else None


def _level(document: Document, i: int) -> int | None:
    block = document.blocks[i]
    return block.style.level if block.kind is BlockKind.HEADING else None


def _of_item(document: Document, first: int, last: int) -> Decision | None:
    """What is published as the decision on an item; else what its minute resolves."""
    parts = outline(document, first, last)
    heads = [i for i in parts.running if _level(document, i) == TEXT]
    texts = [(document.blocks[i].text, range(i + 1, end)) for i, end in pairwise([*heads, last + 1])]
    made = (_decision(parts, first, within, name == DECISION) for name, within in texts)
    decision = next((found for found in made if found is not None), None)
    if decision is None:
        return None
    return replace(
        decision,
        reasons=_told(parts, "reasons"),
        alternatives=_told(parts, "alternatives"),
        key_decision=key_decision_of(parts),
        **terms_of(parts),
    )


def _decision(parts: Outline, heading: int, within: range, is_published: bool) -> Decision | None:
    """The words that a text says are resolved, or all of what is published as a decision."""
    document, block = parts.document, parts.document.blocks[heading]
    item = Item(Span(heading, 0, heading, len(block.text)), block.number, (heading + 1, *within))
    resolved = decision_of(parts, item)
    if resolved is not None or not is_published:
        return resolved
    span = _above_labels(parts, Span(within.start, 0, within[-1], len(document.blocks[within[-1]].text)))
    text = text_at(document, span, f"{RULE}.text", EDGES) if span else None
    if text is None or NOTHING.match(text.value):
        return None
    actions = actions_of(text.value)
    reference, title, number = titled(document, item)
    is_form = title is not None and is_procedural(title.value)
    outcome = outcome_of(text.value, actions)
    return Decision(text, outcome, tuple(actions), is_form, title, block.number, number, reference)


def _told(parts: Outline, field: str) -> Text | None:
    """What stands under an item's label, up to the next."""
    found = text_of(parts, field, ())
    span = _above_labels(parts, found.evidence[0].span, field) if found else None
    return text_at(parts.document, span, f"{RULE}.{field}") if span else None


def _above_labels(parts: Outline, span: Span, field: str = "") -> Span | None:
    """A text of a field up to the first label of something else; None where that opens it."""
    begin, end = (span.first, span.start), (span.last, span.end)
    labels = ((e.label.first, e.label.start) for e in parts.entries if e.field in NOT_THE_DECISION - {field})
    at, offset = next((label for label in labels if begin <= label < end), end)
    if (at, offset) <= begin:
        return None
    return Span(*begin, at, offset) if offset else Span(*begin, at - 1, len(parts.document.blocks[at - 1].text))
