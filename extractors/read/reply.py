"""What ModernGov's web service says of a meeting (XML) -> Document: its day, and the items with decision and minute.

Only what the site shows is read: not an item that it keeps back, nor a text that it has not published. The flag
`iscallin` is left: nobody says whether it means that a decision may be called in or that it was.
"""

import html
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from extractors.model import Block, BlockKind, Cell, Document, ReadState, Style, fold
from extractors.read.html import blocks_of
from extractors.read.limits import MEGABYTE, MOST_XML, UnreadableError, check_limit

MEDIA_TYPE = "text/xml"
DECISION, MINUTE = "Decision", "Minutes"
"""The headings of an item's texts, as the site's own page has them."""
TEXTS = ((DECISION, "decisionnonemptyhtmlbody", "isdecisionpublished"),
         (MINUTE, "minutesnonemptyhtmlbody", "isminutepublished"))  # fmt: skip
ITEM, TEXT = 1, 2
"""Levels of headings: of an item, and of each of its texts."""


def read_reply(data: bytes, sha256: str) -> Document:
    """The blocks of a meeting. Raises UnreadableError."""
    if len(data) > MOST_XML:
        raise UnreadableError(ReadState.TOO_LARGE, f"an XML file of more than {MOST_XML // MEGABYTE} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(), parser)
    except etree.XMLSyntaxError as fault:
        check_limit(getattr(fault, "code", None), str(fault))
        raise UnreadableError(ReadState.CORRUPT, f"not readable XML: {fault}"[:300]) from None
    blocks = (*_front(root), *(block for item in root.iter("agendaitem") for block in _item(item)))
    if not blocks:
        return Document(sha256, MEDIA_TYPE, len(data), ReadState.SCANNED, why="the reply holds no text")
    return Document(sha256, MEDIA_TYPE, len(data), ReadState.READ, blocks)


def tells(root: etree._Element) -> bool:
    """Whether any item of a meeting has a decision or a minute that is published. What is in it is not looked at."""
    return any(_is_shown(item) and any(_published(item).values()) for item in root.iter("agendaitem"))


def _front(root: etree._Element) -> Iterator[Block]:
    """The day of the meeting and, where all papers agree on one, who met."""
    named = {_said(paper, "committeetitle") for paper in root.iter("linkeddoc")} - {""}
    rows = {"Committee": named.pop() if len(named) == 1 else "", "Date of meeting": _said(root, "meetingdate")}
    for row, (label, value) in enumerate((label, value) for label, value in rows.items() if value):
        for column, text in enumerate((label, value)):
            yield Block(BlockKind.CELL, text, cell=Cell(0, row, column, 1, 1))


def _item(item: etree._Element) -> Iterator[Block]:
    """An item that has a text: its title under the number of its minute, its number on the agenda, its texts."""
    said = {name: _blocks(text) for name, text in _published(item).items()} if _is_shown(item) else {}
    if not any(said.values()):
        return
    title, number = _said(item, "agendaitemtitle"), _said(item, "minutesitemnumber")
    printed = _said(item, "fulldisplaynumberformat").rstrip(".")
    yield _heading(title, ITEM, f"{number}." if number.strip("0") else None)
    if printed:
        yield Block(BlockKind.PARAGRAPH, f"Agenda item {printed}")
    yield from _texts(said)


def _texts(said: Mapping[str, tuple[Block, ...]]) -> Iterator[Block]:
    for name, blocks in said.items():
        if blocks:
            yield _heading(name, TEXT)
            yield from blocks


def _heading(text: str, level: int, number: str | None = None) -> Block:
    return Block(BlockKind.HEADING, text, number, style=Style(bold_until=len(text), level=level))


def _is_shown(item: etree._Element) -> bool:
    is_public = _said(item, "isrestricted").casefold() != "true"
    return is_public and _said(item, "isdisplayallowed").casefold() != "false" and bool(_said(item, "agendaitemtitle"))


def _published(item: etree._Element) -> dict[str, str]:
    """The published texts of an item, as pieces of a page, by their headings."""
    shown = ((name, tag) for name, tag, flag in TEXTS if _said(item, flag).casefold() != "false")
    return {name: (item.findtext(tag) or "").strip() for name, tag in shown}


def _blocks(said: str) -> tuple[Block, ...]:
    """A text's blocks, below its heading; at some sites it is escaped once more."""
    said = said if "<" in said else html.unescape(said)
    return tuple(
        replace(b, style=replace(b.style, level=min(9, b.style.level + TEXT)) if b.style.level else b.style)
        for b in blocks_of(said)
    )


def _said(parent: etree._Element, tag: str) -> str:
    """A child's words, without a second escaping; empty elements hold white space."""
    return fold(html.unescape(parent.findtext(tag) or ""))
