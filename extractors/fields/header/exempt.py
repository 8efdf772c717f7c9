"""Whether a report is withheld from the public, and under which paragraphs (Local Government Act 1972, Schedule
12A)."""

import re
from collections.abc import Iterator

from extractors.evidence import stated
from extractors.fields.header.front import front_lines
from extractors.model import Region, Span, Stated
from extractors.outline import Outline
from extractors.values import NOTHING_SAID, yes_or_no

PUBLIC = re.compile(
    r"\b(?:unrestricted|open|public(?! interest)|part (?:i|1|a|one)|not exempt|non-exempt|not confidential|for "
    r"general release|for publication|no exempt\w*)\b(?!\s*(?:/|or)\s*)",
    re.IGNORECASE,
)
PRIVATE = re.compile(
    r"\bnot for publication\b|\b(?:fully |part(?:ly|ially)? )?(?:exempt|private|confidential|"
    r"restricted)\b|\bpart (?:ii|2|b|two)\b",
    re.IGNORECASE,
)
MARKING = re.compile(
    r"^\W*(?:this\s+report\s+is\s+)?(?:part\s+(?:i{1,2}|[12ab]|one|two)|open(?:\s+report)?|public(?:\s+report)?|"
    r"exempt(?:\s+report)?|private(?:\s+report)?|unrestricted|restricted|for\s+(?:general\s+release|publication)|"
    r"not\s+for\s+publication\b.*|confidential(?:\s+report)?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
PART_ONE, PART_TWO = (re.compile(rf"^\W*part\s+(?:{n})\b", re.IGNORECASE) for n in ("i|1|a|one", "ii|2|b|two"))
"""Parts of the paper itself, where it has both."""
FIRST = 40
"""Blocks among which a form may stand, also after the paper's purpose."""
PARAGRAPHS = re.compile(
    r"\bparagraphs?\s*(?:\(s\)\s*)?(?P<list>\d{1,2}(?:\s*(?:,|and|&|or|"
    r"to)\s*\d{1,2})*)(?=[^.]{0,80}?\b(?:schedule\s*12a|part\s+[i1]\b|local government act))",
    re.IGNORECASE,
)


def exempt_of(outline: Outline) -> Stated[bool] | None:
    """Whether the report is withheld: labelled, or marked on its first lines or in its page headers."""
    document = outline.document
    labelled = next(exempts_labelled(outline), None)
    if labelled is not None:
        return labelled
    parted = any(PART_TWO.match(e.words) for e in outline.entries if e.form == "heading" and e.at > outline.front)
    headers = [
        Span(i, 0, i, len(b.text)) for i, b in enumerate(document.blocks) if b.region in (Region.HEADER, Region.FOOTER)
    ]
    for line in [*front_lines(outline), *headers]:
        words = document.quote(line)
        if MARKING.match(words) and not (PART_ONE.match(words) and parted):
            return stated(document, bool(PRIVATE.search(words)), line, "exempt.marking")
    return None


def exempts_labelled(outline: Outline) -> Iterator[Stated[bool]]:
    """What each label that asks for it answers, in order."""
    document = outline.document
    for entry in outline.of("exempt"):
        if entry.value is not None and entry.at <= max(outline.front + 3, FIRST):
            said = _exempt(entry.words, document.quote(entry.value))
            if said is not None:
                yield stated(document, said, entry.value, "exempt.labelled")


def _exempt(label: str, answer: str) -> bool | None:
    """What an answer means depends on whether the label asks for what is public or for what is not."""
    if len(answer.split()) > 45:
        return None
    said = yes_or_no(answer)
    asks_public = re.search(
        r"\bfor publication\b|\bpublic\b|\bopen\b|\bgeneral release\b", label, re.IGNORECASE
    ) and not re.search(r"\bnot for\b", label, re.IGNORECASE)
    if said is not None:
        return not said if asks_public and not re.search(r"exempt|private|confidential", label, re.IGNORECASE) else said
    if re.search(r"\bpart ii\b|\bpart 2\b|\breason for inclusion\b", label, re.IGNORECASE) or NOTHING_SAID.match(
        answer
    ):
        return None
    private, public = PRIVATE.search(answer), PUBLIC.search(answer)
    if private is None or public is None:
        return None if private is public else private is not None
    return private.start() < public.start()  # "Open, with an exempt appendix" is open


def exempt_paragraphs_of(outline: Outline, exempt: Stated[bool] | None) -> tuple[Stated[int], ...]:
    """Paragraphs 1 to 7 of Schedule 12A to the Local Government Act 1972 on which an exempt report relies."""
    if exempt is None or not exempt.value:
        return ()
    document = outline.document
    found: dict[int, Stated[int]] = {}
    for i, block in enumerate(document.blocks):
        if i > outline.front and block.region is Region.BODY:
            continue
        for m in PARAGRAPHS.finditer(block.text):
            for number in re.findall(r"\d{1,2}", m["list"]):
                if 1 <= int(number) <= 7:
                    found.setdefault(
                        int(number), stated(document, int(number), Span(i, m.start(), i, m.end()), "exempt.paragraph")
                    )
    return tuple(found[n] for n in sorted(found))
