"""Appendices and background papers; and whether a paper lists them, says that there are none, or says nothing."""

import re
from collections.abc import Iterator, Sequence

from extractors.entries import Entry
from extractors.evidence import cite, lines, text_at
from extractors.fields.listed import ENDS_IN_NONE, LABEL, NONE, address_at, lined, tabled
from extractors.model import Document, Paper, Span, Stated, Text
from extractors.outline import Outline
from extractors.tables import grids
from extractors.values import urls
from extractors.vocabulary import column_heads, key

OF_PAPERS = re.compile(r"^.{0,40}\bfollowing background (?:papers|documents)\b", re.IGNORECASE | re.DOTALL)
"""What opens a section "Background information" that is a list of papers."""
ATTACHED = re.compile(
    r"\b(?P<label>(?i:Appendix|Annexe?)\s+['‘“\"]?(?:[A-Z]{1,2}|"
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
        entries = [e for e in outline.of("background") if OF_PAPERS.match(document.quote(e.value or e.label))][:1]
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
            address_at(outline.document, line),
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
                yield from tabled(outline.document, tables[cell.table], appendix)
        else:
            start = entry.value.start if i == entry.value.first else 0
            end = entry.value.end if i == entry.value.last else len(outline.document.blocks[i].text)
            yield from lined(outline.document, Span(i, start, i, end), appendix)


def _underlined(outline: Outline, entry: Entry, appendix: bool) -> Iterator[Paper]:
    """Right under the heading, lines that are underlined as links are and so look like headings."""
    place = {i: n for n, i in enumerate(outline.running)}
    at = entry.at
    for below in outline.entries:
        if below.at > entry.at and below.form == "heading":
            if below.field is not None or place[below.at] != place[at] + 1:
                return
            at = below.at
            yield from lined(outline.document, Span(at, 0, at, len(outline.document.blocks[at].text)), appendix)


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
