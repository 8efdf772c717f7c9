"""Appendices and background papers, with their addresses; and whether a paper lists them, says that there are none,
or says nothing."""

import re
from collections.abc import Iterator, Sequence

from extractors.evidence import cite, lines, text_at, trimmed
from extractors.model import Block, Document, Paper, Span, Stated, Text, fold
from extractors.outline import Entry, Outline
from extractors.tables import Grid, grids
from extractors.values import urls
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
STANDING = re.compile(
    r"\b(?:for the purposes? of|as defined in|in accordance with|under) (?:the )?(?:section|s\.?\s*100|"
    r"local government)|\bbackground (?:papers?|documents?)\b.{0,80}\b(?:listed|below|used|relied|"
    r"available|inspect\w*|following|are:)|\b(?:documents?|papers?) (?:listed|set out|were|have been|"
    r"which|that|will|can|may|are)\b.{0,120}\b(?:listed|below|inspect\w*|available|used|relied)|"
    r"^except for\b|\bavailable (?:for inspection|on request|from)\b|\bare (?:listed|attached|as "
    r"follows|set out)\b|\bfor (?:sight|copies) of\b|^note\b|\bplease contact\b|\bthe following "
    r"(?:documents?|papers?|appendices|is|are)\b|\bform part of this report\b|"
    r"\b(?:papers?|documents?)\b.{0,200}\binspect(?:ed|ion)\b",
    re.IGNORECASE,
)
ATTACHED = re.compile(
    r"\b(?P<label>(?:Appendix|Annexe?)\s+['‘“\"]?(?:[A-Z]{1,2}|"
    r"\d{1,2}[A-Za-z]?)['’”\"]?)(?![\w.]*\s+(?:of|to) (?:the|that|its)\b)"
)


def appendices_of(outline: Outline) -> tuple[tuple[Paper, ...], bool]:
    """(the appendices, whether the paper says that there are none)."""
    asked = [e for e in outline.entries if e.field == "appendices"]
    entries = [e for e in asked if e.form == "heading" or not _within(outline, e)]
    listed = [p for e in entries for p in _listed(outline, e, appendix=True)]
    if listed:
        return _distinct(listed), False
    inside = [
        p
        for e in outline.of("background_papers")
        for p in _listed(outline, e, appendix=True)
        if p.label and LABEL.match(p.label.value)
    ]
    if inside:
        return _distinct(inside), False
    if any(_says_none(outline, e) for e in entries):
        return (), True
    headed = [p for e in outline.entries for p in _headed(outline, e)]
    if headed:
        return _distinct(headed), False
    return _mentioned(outline), False


def background_papers_of(outline: Outline) -> tuple[tuple[Paper, ...], Stated[str] | None]:
    """(the background papers, their stance: stated, none_declared, none_listed, or None without a heading)."""
    document = outline.document
    entries = [e for e in outline.entries if e.field == "background_papers"]
    if not entries:
        return (), None
    papers = _distinct(
        [
            p
            for e in entries
            for p in _listed(outline, e, appendix=False)
            if not (p.label and LABEL.match(p.label.value))
        ]
    )
    if papers:
        return papers, Stated("stated", papers[0].title.evidence if papers[0].title else ())
    for entry in entries:
        if entry.value is not None and _says_none(outline, entry):
            return (), Stated("none_declared", (cite(document, entry.value, "background_papers.none"),))
    heading = cite(document, entries[0].label, "background_papers.heading")
    pointer = next((e for e in entries if e.value and urls(document.quote(e.value))), None)
    if pointer is not None and pointer.value is not None:
        return (), Stated("stated", (cite(document, pointer.value, "background_papers.pointer"),))
    return (), Stated("none_listed", (heading,))


def _headed(outline: Outline, entry: Entry) -> Iterator[Paper]:
    """ "Appendix A:" as a heading of its own with its title below; not the heading of an appendix that follows in
    full."""
    match = LABEL.match(entry.words + " ")
    value = entry.value
    if (
        match is None
        or value is None
        or entry.form == "cell"
        or entry.words[match.end() - 1 :].strip()
        or not re.search(r"\s\W?\w{1,3}\W?$", entry.words)
    ):
        return
    first = outline.document.blocks[value.first]
    if value.last - value.first < 4 and len(first.text.split()) <= 40:
        line = Span(value.first, value.start, value.first, value.end if value.last == value.first else len(first.text))
        yield Paper(
            text_at(outline.document, entry.label, "paper.label", ":"),
            text_at(outline.document, line, "paper.title"),
            _address(outline.document, line),
        )


def _within(outline: Outline, entry: Entry) -> bool:
    """Whether a label stands inside a section of papers, which is read as a whole."""
    return any(
        e.form == "heading"
        and e.field in ("appendices", "background_papers")
        and e.value
        and e.value.first <= entry.at <= e.value.last
        for e in outline.entries
    )


def _says_none(outline: Outline, entry: Entry) -> bool:
    if entry.value is None:
        return False
    document = outline.document
    for line in lines(document, entry.value, outline.running):
        words = document.quote(line)
        if key(words) in column_heads():
            continue
        if NONE.match(words) or ENDS_IN_NONE.search(words):
            return True
    return False


def _listed(outline: Outline, entry: Entry, appendix: bool) -> Iterator[Paper]:
    """The papers that stand under a heading, in a table or line by line."""
    if entry.value is None:
        yield from _underlined(outline, entry, appendix)
        return
    inside = [i for i in outline.running if entry.value.first <= i <= entry.value.last]
    tables = {g.table: g for g in grids(outline.document.blocks, inside)}
    done: set[int] = set()
    for i in inside:
        cell = outline.document.blocks[i].cell
        if cell is not None and cell.table in tables and tables[cell.table].columns > 1:
            if cell.table not in done:
                done.add(cell.table)
                yield from _tabled(outline.document, tables[cell.table], appendix)
        else:
            start = entry.value.start if i == entry.value.first else 0
            end = entry.value.end if i == entry.value.last else len(outline.document.blocks[i].text)
            yield from _lined(outline.document, Span(i, start, i, end), appendix)


def _underlined(outline: Outline, entry: Entry, appendix: bool) -> Iterator[Paper]:
    """Right under the heading, lines that are underlined as links are and so look like headings."""
    place = {i: n for n, i in enumerate(outline.running)}
    at = entry.at
    for below in outline.entries:
        if below.at > entry.at and below.form == "heading":
            if below.field is not None or place[below.at] != place[at] + 1:
                return
            at = below.at
            yield from _lined(outline.document, Span(at, 0, at, len(outline.document.blocks[at].text)), appendix)


def _tabled(document: Document, grid: Grid, appendix: bool) -> Iterator[Paper]:
    blocks, heads = document.blocks, grid.heads(document.blocks)
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
            first = Span(spans[0].first, 0, spans[0].first, len(blocks[spans[0].first].text))
            for paper in list(_lined(document, first, appendix))[:1]:
                address = next((u for s in spans[1:] for u in [_address(document, s)] if u), None)
                yield Paper(paper.label, paper.title, paper.url or address)


def _lined(document: Document, span: Span, appendix: bool) -> Iterator[Paper]:
    """One paper a line.

    Its number or "Appendix A" is the label, a printed address or the link behind its title the address.
    """
    block = document.blocks[span.first]
    for line in _whole_lines(block, span):
        words = fold(block.text[line.start : line.end])
        if (
            not re.search(r"\w{2}", words)
            or NONE.match(words)
            or ENDS_IN_NONE.match(words)
            or key(words) in column_heads()
            or _is_standing(words, block)
        ):
            continue
        label, rest = _parted(document, line, appendix)
        address = _address(document, line)
        title = _without_address(document, rest) or address
        if appendix and label is None and block.number and re.search(r"\w", block.number):
            label = Stated(block.number.strip("(). "), (cite(document, line, "paper.number"),))
        if title is not None or label is not None:
            yield Paper(label, title, address)


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


def _address(document: Document, span: Span) -> Text | None:
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


def _distinct(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    seen: set[tuple[str, str]] = set()
    kept = []
    for paper in papers:
        same = (key(paper.label.value) if paper.label else "", key(paper.title.value) if paper.title else "")
        if same not in seen:
            seen.add(same)
            kept.append(paper)
    return tuple(kept)


def _mentioned(outline: Outline) -> tuple[Paper, ...]:
    """Without a list: each appendix that the text says is attached to this paper."""
    document = outline.document
    found: dict[str, Paper] = {}
    for i in outline.running:
        text = document.blocks[i].text
        for m in ATTACHED.finditer(text):
            if re.search(
                r"\b(?:of|in|to) (?:the|that) (?:[\w-]+ ){1,6}(?:report|plan|strategy|document|budget|book)\b",
                text[m.end() : m.end() + 140],
                re.IGNORECASE,
            ):
                continue  # an appendix of another document
            attached = re.search(
                r"\b(?:attach\w*|append\w*|enclos\w*|see|set out (?:in|at)|presented at|provided (?:in|"
                r"at)|included (?:in|at|as)|shown (?:in|at)|detailed (?:in|at)|refers?|at|in)\b",
                text[max(0, m.start() - 60) : m.end() + 30],
                re.IGNORECASE,
            )
            name = key(m["label"])
            if attached and name not in found:
                label = text_at(document, Span(i, m.start("label"), i, m.end("label")), "paper.mentioned")
                found[name] = Paper(label, _title_near(document, i, m.start(), m.end()))
    return tuple(found[n] for n in sorted(found))


def _title_near(document: Document, i: int, start: int, end: int) -> Text | None:
    """The capitalised name right before "presented at Appendix 1" or in brackets after it."""
    text = document.blocks[i].text
    before = re.search(
        r"(?P<title>(?:[A-Z][\w'’-]+\s+)(?:(?:[A-Z][\w'’-]+|of|and|for|the|&)\s+)*)(?:\(?(?:presented|"
        r"proposed|attached|set out|appended|provided|detailed|contained|shown|included|"
        r"outlined)?\s*(?:as|at|in)\s*\(?)$",
        text[:start],
    )
    if before and len(before["title"].split()) >= 2:
        return text_at(document, Span(i, before.start("title"), i, before.end("title")), "paper.mentioned_title")
    return None
