"""The types of implication that the words of a heading name, and the topics of a list in one sentence."""

import re
from functools import cache

from extractors.vocabulary import implication_headings, key

SPELT = {"IT": "ICT", "HR": "Human Resources"}
SHORT = re.compile(r"\b(?:IT|HR)\b")
"""Words too short to look for in small letters."""


@cache
def types_of(heading: str, strict: bool = False) -> tuple[str, ...]:
    """The types that a heading names: as a whole, by its parts, or (not `strict`) by the longest known words in it.

    >>> types_of("Financial and resource implications"), types_of("Legal / HR implications")
    (('financial',), ('legal', 'workforce'))
    >>> types_of("Comments of the Finance Director")
    ('financial',)
    """
    known = implication_headings()
    heading = re.sub(r"\s*\((?:[A-Z]{2,6}|(?:the|if) [^)]*)\)", "", heading, flags=re.IGNORECASE)
    heading = SHORT.sub(lambda m: SPELT[m.group()], heading)
    whole = _bare(heading)
    for words in (key(heading), whole):
        if words in known and words != "implication":
            return known[words]
    _, colon, tail = heading.partition(":")
    if colon and types_of(tail, strict=True):
        return types_of(tail, strict=True)
    parts = [p for p in re.split(r"\s*(?:/|,|;|\band\b|&|\+)\s*", heading) if p.strip()]
    if len(parts) > 1 and all(_bare(p) in known for p in parts):
        named = [t for p in parts for t in known[_bare(p)]]
        return tuple(dict.fromkeys(t for t in named if t != "other")) or ("other",)
    return () if strict else _inside(whole, known)


def _bare(heading: str) -> str:
    words = re.sub(r"^(?:what (?:are|is) (?:there )?(?:any )?)?implications? (?:for|of|on|to) ", "", key(heading))
    words = re.sub(
        r"^(?:what (?:are|is) (?:there )?(?:any )?|are there any |does (?:this|it) have |comment(?:s)? "
        r"(?:of|from|by) |consideration of )",
        "",
        words,
    )
    return (
        re.sub(
            r"\b(?:implication|consideration|issue|comment|impact|matter|appraisal|assessment|advice)s?$", "", words
        ).strip()
        or words
    )


def _inside(words: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Types of known headings found inside a longer one, taking the longest and then what is left."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for phrase in sorted(known, key=len, reverse=True):
        if len(phrase) < 3 or phrase in ("other", "implication", "issue") or known[phrase] == ("other",):
            continue
        at = f" {words} ".find(f" {phrase} ")
        if at >= 0:
            found.append((at, known[phrase]))
            words = f" {words} ".replace(f" {phrase} ", " | ").strip()
    return tuple(dict.fromkeys(t for _, types in sorted(found) for t in types))


def topics_of(listed: str) -> list[str]:
    """The topics of an inline list; an '&' joins what is one topic, except before the last when no 'and' closes the
    list.

    >>> topics_of("Data Protection, Equality & Diversity, Legal, Safeguarding & Sustainability")
    ['Data Protection', 'Equality & Diversity', 'Legal', 'Safeguarding', 'Sustainability']
    """
    parts = [p.strip() for p in re.split(r"[,;]", listed) if p.strip()]
    last = _parted(parts.pop()) if parts else []
    return [re.sub(r"^(?:and|&)\s+", "", p) for p in [*parts, *last]]


def _parted(words: str) -> list[str]:
    """The topics that an "and" joins; what is one topic with an "and" in it stays whole."""
    known = implication_headings()
    if len(known.get(key(words), ())) == 1:
        return [words]
    for joint in reversed(list(re.finditer(r"\s+(?:and|&)\s+", words))):
        before, after = words[: joint.start()], words[joint.end() :]
        if key(after) in known or types_of(after):
            return [*_parted(before), after]
    return [words]
