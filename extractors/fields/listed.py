"""Lines and tables of a list of papers -> the papers, each with its label, title and address."""

import re
from collections.abc import Iterator

from extractors.evidence import cite, text_at, trimmed
from extractors.fields.people.names import is_name, is_office
from extractors.model import Block, Document, Paper, Span, Stated, Text, fold
from extractors.tables import Grid
from extractors.values import emails, phones, urls
from extractors.vocabulary import column_heads, key

LABEL = re.compile(
    r"^\W{0,2}(?P<label>(?:appendix|annexe?|enclosure|attachment|"
    r"schedule)\s*(?:['‘’\"“”(]?\s*(?:[A-Z]{1,2}\d?|\d{1,2}[A-Za-z]?|"
    r"[ivx]{1,4})\s*['’\"”)]?)?)(?=\s*[-–—:.,]|\s|$)\s*[-–—:.]*\s*",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^(?P<label>\d{1,2}|[A-Z])\s*[-–—:.)]\s+(?=\S)")
NONE = re.compile(
    r"^\W*(?:none\b|nil\b|n/?a\b|not applicable|no (?:background|appendices|papers|documents)|there "
    r"(?:are|is|were) no\b)",
    re.IGNORECASE,
)
ENDS_IN_NONE = re.compile(r"^[^.]{3,60}[:–-]\s*(?:none|nil|n/?a)\W*$", re.IGNORECASE)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
GROUP = re.compile(r"^\W*\w+(?:\W+\w+){0,5}\s*:\s*-?\s*$")
"""A heading over some of the papers of a list: "Previous reports:-"."""
TITLE_HEAD = re.compile(r"\b(?:title|name|document|report|papers?)\b", re.IGNORECASE)
STANDING = re.compile(
    r"\b(?:for the purposes? of|as defined in|in accordance with|under) (?:the )?(?:section|s\.?\s*100|"
    r"local government)|\bbackground (?:papers?|documents?)\b.{0,80}\b(?:listed|below|used|relied|"
    r"available|inspect\w*|following|are:)|\b(?:documents?|papers?) (?:listed|set out|were|have been|"
    r"which|that|will|can|may|are)\b.{0,120}\b(?:listed|below|inspect\w*|available|used|relied)|"
    r"^link\b\W*(?:\(|:|$)|^except for\b|\bavailable (?:for inspection|on request|from)\b|\bare (?:listed|attached|as "
    r"follows|set out)\b|\bfor (?:sight|copies) of\b|^note\b|\bplease contact\b|\bthe following "
    r"(?:documents?|papers?|appendices|is|are)\b|\bform part of this report\b|"
    r"\b(?:papers?|documents?)\b.{0,200}\binspect(?:ed|ion)\b",
    re.IGNORECASE,
)


def tabled(document: Document, grid: Grid, appendix: bool) -> Iterator[Paper]:
    """One paper a row: its label and title, or its title and where it can be seen."""
    blocks, heads = document.blocks, grid.heads(document.blocks)
    titles = next((blocks[i].cell for i in sorted(heads) if TITLE_HEAD.search(blocks[i].text)), None)
    for row in grid.rows:
        cells = grid.row(row)
        if cells[0][0] in heads:
            continue
        words = [" ".join(blocks[i].text for i in c) for c in cells]
        if (
            all(key(w) in column_heads() for w in words)
            or NONE.match(words[0])
            or (len(words) > 1 and NONE.match(words[1]))
        ):
            continue
        spans = [Span(c[0], 0, c[-1], len(blocks[c[-1]].text)) for c in cells]
        if appendix and len(cells) > 1 and (LABEL.match(words[0]) or len(words[0]) <= 4):
            yield Paper(text_at(document, spans[0], "paper.label"), text_at(document, spans[1], "paper.title"))
        else:
            named = grid.cells.get((row, titles.column)) if titles else None
            at = named[0] if named else spans[0].first
            first = Span(at, 0, at, len(blocks[at].text))
            for paper in list(lined(document, first, appendix))[:1]:
                address = next((u for s in spans if s.first != at for u in [address_at(document, s)] if u), None)
                yield Paper(paper.label, paper.title, paper.url or address)


def lined(document: Document, span: Span, appendix: bool) -> Iterator[Paper]:
    """One paper a line.

    Its number or "Appendix A" is the label, a printed address or the link behind its title the address.
    """
    block = document.blocks[span.first]
    for line in _whole_lines(block, span):
        words = fold(block.text[line.start : line.end])
        if (
            not re.search(r"\w{2}", words)
            or phones(words)
            or emails(words)
            or POSTCODE.search(words)
            or _is_officer(words)
            or NONE.match(words)
            or ENDS_IN_NONE.match(words)
            or key(words) in column_heads()
            or GROUP.match(words)
            or _is_standing(words, block)
        ):
            continue
        label, rest = _parted(document, line, appendix)
        address = address_at(document, line)
        title = _without_address(document, rest) or address
        if appendix and label is None and block.number and re.search(r"\w", block.number):
            label = Stated(block.number.strip("(). "), (cite(document, line, "paper.number"),))
        if title is not None or label is not None:
            yield Paper(label, title, address)


def _is_officer(words: str) -> bool:
    """A name and an office: whom to ask for the papers, and no paper."""
    name, _, office = words.partition(", ")
    return is_name(name) and is_office(office)


def _whole_lines(block: Block, span: Span) -> Iterator[Span]:
    """The lines of a block; a numbered paragraph is one entry however it is broken."""
    if block.number is not None:
        yield span
        return
    at = span.start
    for line in block.text[span.start : span.end].split("\n"):
        yield Span(span.first, at, span.first, at + len(line))
        at += len(line) + 1


def _is_standing(words: str, block: Block) -> bool:
    """A sentence that every such list opens or closes with, and not a paper."""
    label = LABEL.match(words)
    if label and re.match(
        r"(?:is|are|was|to|sets?|shows?|provides?|contains?|refers?|has|will)\b", words[label.end() :]
    ):
        return True
    return bool(STANDING.search(words)) and not (block.number and len(words.split()) < 12)


def _parted(document: Document, line: Span, appendix: bool) -> tuple[Text | None, Span | None]:
    text = document.blocks[line.first].text[line.start : line.end]
    match = LABEL.match(text) or (NUMBERED.match(text) if appendix else None)
    if match is None:
        return None, trimmed(document, line, ";")
    label = text_at(
        document,
        Span(line.first, line.start + match.start("label"), line.first, line.start + match.end("label")),
        "paper.label",
    )
    return label, trimmed(document, Span(line.first, line.start + match.end(), line.first, line.end), ";")


def address_at(document: Document, span: Span) -> Text | None:
    """The printed address, else the link behind the words (whose quote is the words)."""
    for i in range(span.first, span.last + 1):
        block = document.blocks[i]
        low, high = span.start if i == span.first else 0, span.end if i == span.last else len(block.text)
        for a, b in urls(block.text[low:high]):
            return text_at(document, Span(i, low + a, i, low + b), "paper.url")
        link = next(
            (x for x in block.links if x.start < high and x.end > low and not x.url.startswith("mailto:")), None
        )
        if link is not None:
            return Stated(
                link.url, (cite(document, Span(i, max(low, link.start), i, min(high, link.end)), "paper.link"),)
            )
    return None


def _without_address(document: Document, title: Span | None) -> Text | None:
    if title is None:
        return None
    text = document.blocks[title.first].text[title.start : title.end]
    found = urls(text)
    if found and found[0][0] > 3:
        title = Span(title.first, title.start, title.first, title.start + found[0][0])
    elif found:
        return None
    return text_at(document, title, "paper.title", ":;,–—(-")
