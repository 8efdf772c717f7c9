"""Whether a report is for a key decision (SI 2012/2089, regulation 8)."""

import re
from collections.abc import Iterator

from extractors.evidence import lines, stated
from extractors.fields.header.front import front_lines
from extractors.model import Span, Stated
from extractors.outline import Outline
from extractors.values import yes_or_no

NON_KEY = re.compile(r"\bnon[- ]key\b(?: decision)?|\bnot (?:a )?key decision\b", re.IGNORECASE)
KEY = re.compile(
    r"^\W*(?:this is a )?key decision\b(?!\s*[:?]?\s*(?:no\b(?!\.)|n/a|yes\s*/\s*no|$\s*\S))|"
    r"^\W*key\s*$|^\W*key\s*[-–(:]",
    re.IGNORECASE,
)
BY_REASON = re.compile(
    r"^\W*(?:for the reason|because|as it|it (?:affects|involves|is likely)|affects? (?:more than "
    r")?(?:two|2)|(?:significant )?(?:expenditure|savings?|spend)\b|significant)",
    re.IGNORECASE,
)
IN_A_SENTENCE = re.compile(
    r"\b(?:this|the (?:decision|matter|report|proposal|recommendation)s?) (?:is|are|will be|would be|"
    r"constitutes?|involves?) (?P<negated>not )?(?:(?:considered|deemed|classed|regarded|treated) "
    r"(?:to be |as )?)?a key decision\b",
    re.IGNORECASE,
)
INLINE = re.compile(r"\bkey decision\s*[:–-]\s*(?P<said>yes|no)\b", re.IGNORECASE)
ONLY_KEY = re.compile(r"^\W*(?:(?:non|not a)[- ]?\s*)?key(?: decision)?\W*$", re.IGNORECASE)
"""An answer that says no more than this, whatever was asked ("Purpose: Key decision")."""
NOT_KEY_FORM = re.compile(
    r"non[- ]key\s*/\s*key|key\s*/\s*non[- ]key|non[- ]key\s+or\s+key|key\s+or\s+non[- ]key", re.IGNORECASE
)


def key_decision_of(outline: Outline) -> Stated[bool] | None:
    """Yes or no where the paper says; None where it does not, or says N/A."""
    document = outline.document
    labelled = next(keys_labelled(outline), None)
    if labelled is not None:
        return labelled
    asked = {(e.label.first, e.label.start) for e in outline.entries if e.form != "heading" or e.field is not None}
    for line in front_lines(outline):
        said = _key(document.quote(line), False)
        if said is not None and len(document.quote(line).split()) <= 12 and (line.first, line.start) not in asked:
            return stated(document, said, line, "key_decision.first_lines")
    for line in front_lines(outline):
        found = INLINE.search(document.quote(line))
        if found is not None:
            return stated(document, found["said"].casefold() == "yes", line, "key_decision.inline")
    for i in outline.running:
        found = IN_A_SENTENCE.search(document.blocks[i].text)
        if found is not None:
            return stated(
                document, not found["negated"], Span(i, found.start(), i, found.end()), "key_decision.sentence"
            )
    return None


def keys_labelled(outline: Outline) -> Iterator[Stated[bool]]:
    """What each label that asks for it answers, in order."""
    document = outline.document
    for entry in outline.of("key_decision", "exempt", "purpose"):
        if entry.value is None or (entry.field == "purpose" and not ONLY_KEY.match(document.quote(entry.value))):
            continue
        answers = list(lines(document, entry.value, outline.running))
        for line in [*answers[:1], entry.value, *answers] if entry.field == "key_decision" else answers:
            said = _key(document.quote(line), entry.field == "key_decision")
            if said is not None:
                yield stated(document, said, line, "key_decision.labelled")
                break


def _key(text: str, labelled: bool) -> bool | None:
    """What an answer says of key decisions; what is left unsaid in a form ("Key / Non-key") says nothing."""
    if NOT_KEY_FORM.search(text):
        return None
    if NON_KEY.search(text):
        return False
    answer = yes_or_no(text) if labelled else None
    if answer is None and labelled and re.match(r"^\W*[A-Z]{0,5}[/-]?\d{2,4}[/-]\d{2,5}", text):
        return True  # a reference in the forward plan
    if answer is None and labelled and BY_REASON.match(text):
        return True
    if answer is None and KEY.search(text):
        after = re.search(r"key decision\W*(yes|no)\b(?!\.)", text, re.IGNORECASE)
        return after.group(1).casefold() == "yes" if after else True
    return answer
