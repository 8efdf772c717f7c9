"""The subject of a report."""

import re
from collections.abc import Sequence

from extractors.entries import Entry
from extractors.evidence import text_at
from extractors.fields.header.exempt import MARKING
from extractors.fields.header.front import BODY, COUNCIL_NAME, without_date
from extractors.model import BlockKind, Span, Text, fold
from extractors.outline import Outline
from extractors.values import dates
from extractors.vocabulary import field_of

TITLE_WORDS = 30
REFERENCE = re.compile(r"\s*\([A-Z]{1,5}[/-]?\d{2,4}[/-]\d{1,4}\)\s*$")
SENTENCE = 12
"""Words from which a labelled subject that ends in a stop is a description."""
WHAT_IT_IS = re.compile(
    r"^\W*(?:(?:decision|officer|cabinet|committee|information)\s+)?report\s*[:–—-]\s+", re.IGNORECASE
)
GENERIC = re.compile(
    r"^\W*this page (?:is|has been)\b.*\bblank\W*$|"
    r"^\W*(?:(?:officer|cabinet|committee|council|executive|decision|public|covering|member|joint)s?\W+)*reports?"
    r"(?: for (?:decision|information|noting))?\W*$",
    re.IGNORECASE,
)
"""A line that says no more than that this is a report."""


def title_of(outline: Outline) -> Text | None:
    """The labelled subject; else the most prominent line of the front matter that is nothing else."""
    document = outline.document
    for entry in outline.of("title"):
        if entry.value is not None and entry.at <= max(outline.front, 40):
            found = text_at(
                document, _without_reference(outline, _first_paragraph(outline, entry)), "title.labelled", " ."
            )
            sentence = entry.form == "heading" and document.quote(entry.value).endswith(".")
            if found is not None and not (sentence and len(found.value.split()) > SENTENCE):
                return found
    front = [i for i in outline.running if i < outline.front]
    headings = [i for i in front if _may_be_title(outline, i)] or [i for i in front if _is_banner(outline, i)]
    if not headings:
        return _plain_title(outline, front)
    best = max(
        headings, key=lambda i: (document.blocks[i].style.level is not None, document.blocks[i].style.size or 0, -i)
    )
    what = WHAT_IT_IS.match(document.blocks[best].text)
    return text_at(
        document, Span(best, what.end() if what else 0, best, len(document.blocks[best].text)), "title.heading"
    )


def _without_reference(outline: Outline, span: Span) -> Span:
    """Without the paper's number in brackets behind its title: "(SC/2025/04)"."""
    reference = REFERENCE.search(outline.document.blocks[span.first].text[span.start : span.end])
    return Span(span.first, span.start, span.last, span.start + reference.start()) if reference else span


def _first_paragraph(outline: Outline, entry: Entry) -> Span:
    """A title is one paragraph of its cell or line."""
    value = entry.value or entry.label
    block = outline.document.blocks[value.first]
    end = value.end if value.last == value.first else len(block.text)
    return Span(value.first, value.start, value.first, end)


def _plain_title(outline: Outline, front: Sequence[int]) -> Text | None:
    """Where nothing stands out: the first line that is no label, no answer to one, no body and no day."""
    blocks = outline.document.blocks
    labels = {e.at for e in outline.entries if e.field is not None or e.form == "heading"}
    answers = {e.value.first for e in outline.entries if e.value and (e.form != "heading" or e.field)}
    for i in front:
        words = fold(blocks[i].text)
        lone = blocks[i].kind is BlockKind.PARAGRAPH and 3 <= len(words.split()) <= TITLE_WORDS and words[0].isupper()
        if not lone or i in labels or i in answers or words.endswith(".") or dates(words):
            continue
        if not (BODY.match(words) or COUNCIL_NAME.match(words) or MARKING.match(words) or GENERIC.match(words)):
            return text_at(outline.document, Span(i, 0, i, len(blocks[i].text)), "title.plain")
    return None


def _is_banner(outline: Outline, i: int) -> bool:
    """A bold line that fills a row of the first table."""
    block, blocks = outline.document.blocks[i], outline.document.blocks
    if block.cell is None or not block.is_bold or field_of(block.text, "pair") or MARKING.match(block.text):
        return False
    row = [b for b in blocks if b.cell and (b.cell.table, b.cell.row) == (block.cell.table, block.cell.row)]
    return len(row) == 1 and not COUNCIL_NAME.match(fold(block.text)) and not GENERIC.match(block.text)


def _may_be_title(outline: Outline, i: int) -> bool:
    block = outline.document.blocks[i]
    words = fold(block.text)
    if (
        block.kind is not BlockKind.HEADING
        or MARKING.match(words)
        or GENERIC.match(words)
        or field_of(words, "heading")
        or field_of(words, "pair")
    ):
        return False
    bare = without_date(outline.document, Span(i, 0, i, len(block.text)))
    name = outline.document.quote(bare) if bare else ""
    if (
        not re.search(r"[A-Za-z]{3}", name)
        or words.endswith(":")
        or BODY.match(name)
        or re.match(r"^\W*(?:(?:delegated )?decisions? (?:by|of)\b|decision details\W*$)", words, re.IGNORECASE)
        or COUNCIL_NAME.match(name)
        or re.match(
            r"^\W*(?:joint )?report (?:of|by|to|from)\b|^agenda item|^meeting to be held|^report$", words, re.IGNORECASE
        )
    ):
        return False
    return not any(e.at == i and e.form != "heading" for e in outline.entries)
