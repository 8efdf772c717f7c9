"""What a person should look at in a report that was read."""

import re
from collections.abc import Collection, Iterator, Mapping

from extractors.fields.states import PLAIN_NONE
from extractors.model import Document, Evidence, Field, Issue, Kind, State, Stated
from extractors.outline import Outline

ASKED_FOR = {
    "author": "/authors",
    "body": "/body",
    "contact": "/contacts",
    "exempt": "/exempt",
    "key_decision": "/key_decision",
    "lead_officer": "/lead_officers",
    "meeting_date": "/meeting_date",
    "portfolio_holder": "/portfolio_holders",
    "recommendations": "/recommendations",
    "report_of": "/report_of",
    "appendices": "/appendices",
}
"""Labels whose answer some rule ought to place, and the field that it belongs to."""
SEVERAL = ("author", "contact", "lead_officer", "portfolio_holder", "report_of")
"""Of these, those of which a paper may have more than one."""
MOST_QUOTED = 120
LEAST_PLACED = 0.99


def issues_of(kind: Kind, fields: Mapping[str, Field], lists: Mapping[str, tuple[object, ...]]) -> tuple[Issue, ...]:
    """An officer report that seems to recommend nothing, or to have no title or body, was probably not understood."""
    if kind is not Kind.OFFICER_REPORT:
        return ()
    found = []
    if not lists["recommendations"]:
        found.append(
            Issue("no_recommendations", "no recommendation was found in an officer report", "/recommendations")
        )
    for name in ("title", "body", "meeting_date"):
        if fields[name].state is State.ABSENT:
            found.append(
                Issue(
                    f"no_{name}",
                    f"the report does not say its {name.replace('_', ' ')}, or it was not found",
                    f"/{name}",
                )
            )
    return tuple(found)


def two_answers(fields: Mapping[str, Field], others: Mapping[str, Stated[object]]) -> Iterator[Issue]:
    """A field that the paper answers twice, and not alike."""
    for name, other in others.items():
        one, two = fields[name].evidence[0], other.evidence[0]
        said = f"“{one.quote}” on page {one.page or '?'}, “{two.quote}” on page {two.page or '?'}"
        yield Issue("two_answers", f"{name.replace('_', ' ')} is answered twice: {said}", f"/{name}", two.page)


def unplaced(outline: Outline, fields: Mapping[str, Field], evidence: Collection[Evidence]) -> Iterator[Issue]:
    """A label that asks for one of our fields, with an answer of which no rule read anything."""
    held = {i for e in evidence for i in range(e.span.first, e.span.last + 1)}
    open_still = [f for f, at in ASKED_FOR.items() if f in SEVERAL or fields[at[1:]].state is State.ABSENT]
    for entry in outline.of(*open_still):
        answer = outline.document.quote(entry.value) if entry.value else ""
        span = range(entry.label.first, entry.value.last + 1 if entry.value else entry.label.last + 1)
        if re.search(r"\w{2}", answer) and not PLAIN_NONE.match(answer) and held.isdisjoint(span):
            page = outline.document.blocks[entry.at].page
            message = f"nothing was read of what stands under “{entry.words}”: “{answer[:MOST_QUOTED]}”"
            yield Issue("unplaced", message, ASKED_FOR[entry.field or ""], page)


def text_lost(document: Document) -> Iterator[Issue]:
    """Text of the file that reached no block."""
    if document.placed is not None and document.placed < LEAST_PLACED:
        yield Issue(
            "text_lost", f"{1 - document.placed:.1%} of the letters in the file are in no block of what was read"
        )
