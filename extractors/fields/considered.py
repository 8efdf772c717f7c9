"""Topics that one sentence says were considered, with nothing said of them."""

import re
from collections.abc import Iterator

from extractors.entries import Entry
from extractors.evidence import find_text, text_at
from extractors.fields.implication_types import topics_of, types_of
from extractors.model import Implication, Span, Stance
from extractors.outline import Outline

INLINE_LIST = re.compile(
    r"(?:(?:consider(?:ed|ation)|taken into account|had regard to)[^:.]{0,60}?(?:following "
    r")?(?:further |other )?implications\s*:?|\bthe following (?:\w+ )?(?:have been|were) (?:considered|taken into "
    r"account)\s*:)\s*(?P<list>[^.:]+?)(?=\s*(?:,\s*)?(?:and,? )?where appropriate|\s*(?:,\s*)?and "
    r"(?:these|any|have)\b|[.:]|$)",
    re.IGNORECASE,
)
IMPLICATIONS_FOR = re.compile(r"\bimplications for\s*:\s*$", re.IGNORECASE)


def considered(outline: Outline, entry: Entry) -> "re.Match[str] | None":
    """The list of topics in a section's sentence; not one that leads into headings of their own."""
    if entry.value is None:
        return None
    said = _opening(outline, entry.value)
    following = next((e for e in outline.entries if e.form == "heading" and e.at > entry.value.last), None)
    if following is not None and said.endswith(":") and types_of(following.words, strict=True):
        return None
    found = INLINE_LIST.search(said)
    return found if found and any(types_of(t) for t in topics_of(found["list"])) else None


def _opening(outline: Outline, value: Span) -> str:
    """What stands in a section before its first labelled paragraph."""
    blocks = outline.document.blocks
    labelled = (e.at - 1 for e in outline.entries if e.form == "line" and value.first < e.at <= value.last)
    last = next(labelled, value.last)
    end = value.end if last == value.last else len(blocks[last].text)
    return outline.document.quote(Span(value.first, value.start, last, end))


def _listed_topics(outline: Outline) -> Iterator[Implication]:
    """The items of a list that "… with any implications for:" leads into."""
    blocks = outline.document.blocks
    for n, i in enumerate(outline.running):
        if not IMPLICATIONS_FOR.search(blocks[i].text):
            continue
        elsewhere = re.search(r"\b(?:body of|details|set out)\b", blocks[i].text)
        stance = Stance.SEE_ELSEWHERE if elsewhere else Stance.CONSIDERED_WITHOUT_COMMENT
        for item in outline.running[n + 1 :]:
            words = blocks[item].text.rstrip(" ;.,")
            if blocks[item].number is None or not types_of(words):
                break
            heading = text_at(outline.document, Span(item, 0, item, len(words)), "implication.list")
            if heading is not None:
                yield Implication(heading, types_of(words), stance, None)


def considered_topics(outline: Outline) -> Iterator[Implication]:
    """Topics that one sentence says were considered, with nothing said of them."""
    yield from _listed_topics(outline)
    for entry in outline.entries:
        found = considered(outline, entry) if entry.form != "line" else None
        if found is None or entry.value is None:
            continue
        for topic in topics_of(found["list"]):
            if len(topic.split()) > 6 and not types_of(topic, strict=True):
                continue  # a clause after the list
            heading = find_text(outline.document, entry.value, topic, "implication.list")
            if heading is not None:
                yield Implication(heading, types_of(topic) or ("other",), Stance.CONSIDERED_WITHOUT_COMMENT, None)
        return
