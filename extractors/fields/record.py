"""A record of decision -> its decision: what, on which day, and from when. An unsigned or proposed record has none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from extractors.evidence import stated, text_at
from extractors.fields.header.meeting import date_in
from extractors.fields.outcome import actions_of_all, outcome_of
from extractors.model import Decision, Document, Recommendation, Span, Stated, Text
from extractors.outline import Outline
from extractors.values import DATE, yes_or_no
from extractors.vocabulary import is_procedural

RULE = "decision.record"
BELOW = frozenset(
    {"publication_date", "meeting_date", "body", "call_in", "effective_date", "key_decision", "exempt", "sign_off",
     "lead_officer", "author", "contact", "wards_affected"}
)  # fmt: skip
"""Fields whose labels end what is decided, where a page prints them right under it."""
HEAD = 6
"""Blocks in which a record says whether it is a proposed one."""
PROPOSED = re.compile(
    r"\b(?:proposed|draft|forthcoming|future|intended|provisional)\W+(?:\w+\W+){0,3}?(?:records?|decisions?|notices?)\b|"
    r"\bintention to (?:make|take)\b|\b(?:records?|notices?|decisions?)\W+\(?(?:proposed|draft)\)?\W*$",
    re.IGNORECASE,
)
PROPOSES = re.compile(r"\b(?:proposes?|is (?:proposed|asked|recommended)|will be asked) to\b", re.IGNORECASE)
TO_COME = re.compile(r"\b(?:due|to be|proposed|expected|target|next|forward plan|planned)\b", re.IGNORECASE)
SIGNED = re.compile(r"^\W*(?:signed|signature)\b", re.IGNORECASE)
ONLY_A_DATE = re.compile(rf"^\W*(?:dated?\b\W*)?(?:{DATE.pattern})\W*$", re.IGNORECASE | re.VERBOSE)
NEAR = 4
"""Blocks around the word for a signature in which its day stands."""
AGENDA = re.compile(r"\b(?:agenda|despatch|report)\b", re.IGNORECASE)
EXEMPT = re.compile(r"\b(?:exempt|urgen\w+|waived?|not subject)\b", re.IGNORECASE)
PUT_INTO_EFFECT = re.compile(r"\b(?:implement\w*|effect\w*)\b", re.IGNORECASE)
IN_EFFECT = re.compile(
    r"\b(?:may be (?:put into effect|implemented)|(?:comes?|will come|takes?|will take) (?:into )?effect|"
    r"(?:is|be|becomes?) effective)\b[^.]{0,60}?\b(?:on|from|after)\s+(?=\S)",
    re.IGNORECASE,
)
CALL_IN = re.compile(
    r"\b(?P<no>(?:is|are) not subject to call[- ]?in|exempt(?:ed)? from call[- ]?in|call[- ]?in does not apply)"
    r"|\b(?:(?:is|are) subject to call[- ]?in|unless (?:it is |they are )?called in)\b",
    re.IGNORECASE,
)


def recorded(
    outline: Outline, values: Mapping[str, object], lead_in: Text | None, resolved: Sequence[Recommendation]
) -> tuple[Decision, ...]:
    """The one decision of a record; none where it is not yet taken, or where nothing was read that it decides.

    `values` are the fields of the paper, `resolved` what stands under its heading of the decision.
    """
    decided_on = _decided_on(outline, _is_proposed(outline))
    text = _text(outline.document, lead_in, resolved)
    if decided_on is None or text is None:
        return ()
    actions = actions_of_all([r.text.value for r in resolved], lead_in.value if lead_in else "")
    title = _of(values, "title")
    given = {name: _of(values, name) for name in ("reasons", "alternatives", "key_decision")}
    decision = Decision(
        text,
        outcome_of(text.value, actions),
        actions,
        is_procedural=title is not None and is_procedural(title.value),
        title=title,
        reference=_of(values, "decision_reference"),
        decided_on=decided_on,
        **terms_of(outline),
        **given,
    )
    return (decision,)


def terms_of(outline: Outline) -> dict[str, Any]:
    """Call-in, publication and effect, by the names that a Decision has for them; None for what is not said."""
    return {
        "subject_to_call_in": _subject_to_call_in(outline),
        "call_in_ends": next(_days(outline, "call_in", effect=False), None),
        "published_on": next(_published(outline), None),
        "effective_on": next(_effective(outline), None),
    }


def above_labels(outline: Outline, resolved: Sequence[Recommendation]) -> tuple[Recommendation, ...]:
    """What is decided, up to the first label of something else."""
    below = {e.at for e in outline.entries if e.form == "line" and e.field in BELOW and e.label.start == 0}
    first = next((n for n, r in enumerate(resolved) if r.text.evidence[0].span.first in below), len(resolved))
    return tuple(resolved[:first])


def _of(values: Mapping[str, object], name: str) -> Any:
    """A field's value with its evidence; a field's type is known by its name."""
    value = values[name]
    return value if isinstance(value, Stated) else None


def _is_proposed(outline: Outline) -> bool:
    head = [outline.document.blocks[i].text for i in outline.running[:HEAD]]
    leads = [outline.document.quote(e.value) for e in outline.of("resolution") if e.value]
    return any(PROPOSED.search(text) for text in head) or any(PROPOSES.search(text[:120]) for text in leads)


def _decided_on(outline: Outline, is_proposed: bool) -> Stated[date] | None:
    """The day that a label gives for the decision, unless that is still to come; else the day of signature."""
    for entry in outline.of("meeting_date", "body"):
        signed = SIGNED.match(outline.document.blocks[entry.at].text)
        if entry.value is None or TO_COME.search(entry.words) or (is_proposed and not signed):
            continue
        found = date_in(outline.document, entry.value, f"{RULE}.decided_on")
        if found is not None:
            return found
    return _signed_on(outline)


def _signed_on(outline: Outline) -> Stated[date] | None:
    """A date in the line of a signature, or alone near it."""
    document = outline.document
    for n, i in enumerate(outline.running):
        if not SIGNED.match(document.blocks[i].text):
            continue
        around = [j for j in outline.running[max(0, n - NEAR) : n + NEAR + 1] if j != i]
        alone = [j for j in around if ONLY_A_DATE.match(document.blocks[j].text)]
        for j in (i, *alone):
            found = date_in(document, Span(j, 0, j, len(document.blocks[j].text)), f"{RULE}.signed")
            if found is not None:
                return found
    return None


def _text(document: Document, lead_in: Text | None, resolved: Sequence[Recommendation]) -> Text | None:
    """What was decided, from its lead-in to its last item."""
    spans = [e.span for text in (lead_in, *(r.text for r in resolved)) if text for e in text.evidence]
    if not resolved:
        return None
    first, last = min(spans, key=lambda s: (s.first, s.start)), max(spans, key=lambda s: (s.last, s.end))
    return text_at(document, Span(first.first, first.start, last.last, last.end), f"{RULE}.text")


def _days(outline: Outline, field: str, *, effect: bool) -> Iterator[Stated[date]]:
    """The days beside a field's labels that speak of putting into effect, or that do not."""
    for entry in outline.of(field):
        if entry.value is not None and bool(PUT_INTO_EFFECT.search(entry.words)) is effect:
            found = date_in(outline.document, entry.value, f"{RULE}.{field}")
            if found is not None:
                yield found


def _published(outline: Outline) -> Iterator[Stated[date]]:
    for entry in outline.of("publication_date"):
        if entry.value is not None and not AGENDA.search(entry.words):
            found = date_in(outline.document, entry.value, f"{RULE}.published_on")
            if found is not None:
                yield found


def _effective(outline: Outline) -> Iterator[Stated[date]]:
    yield from _days(outline, "effective_date", effect=True)
    yield from _days(outline, "call_in", effect=True)
    document = outline.document
    for i in outline.running:
        text = document.blocks[i].text
        for lead in IN_EFFECT.finditer(text):
            if DATE.match(text, lead.end()):
                found = date_in(document, Span(i, lead.end(), i, len(text)), f"{RULE}.effective_on")
                if found is not None:
                    yield found


def _subject_to_call_in(outline: Outline) -> Stated[bool] | None:
    """Whether the decision may be called in: as a label answers, a last day for it, or a sentence."""
    document = outline.document
    for entry in outline.of("call_in"):
        if entry.value is None or PUT_INTO_EFFECT.search(entry.words):
            continue
        answer = yes_or_no(document.quote(entry.value))
        if answer is not None:
            said = not answer if EXEMPT.search(entry.words) else answer
            return stated(document, said, entry.value, f"{RULE}.call_in")
        if date_in(document, entry.value, RULE) is not None:
            return stated(document, True, entry.value, f"{RULE}.call_in")
    for i in outline.running:
        found = CALL_IN.search(document.blocks[i].text)
        if found is not None:
            return stated(document, not found["no"], Span(i, found.start(), i, found.end()), f"{RULE}.call_in_sentence")
    return None
