"""An invented paper of an invented council, read by hand: what the tests of the warehouse put into it."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from extractors.model import (
    Block,
    BlockKind,
    Delegation,
    Document,
    Evidence,
    Field,
    Happened,
    Implication,
    Issue,
    Kind,
    Listing,
    Outcome,
    Paper,
    Passage,
    Person,
    Reading,
    ReadState,
    Recommendation,
    Report,
    Span,
    Stage,
    Stance,
    State,
    Stated,
    Window,
)

VERSION = "7"
NIGHT = datetime(2024, 7, 1, 2, 0, tzinfo=UTC)
LINES = (
    "Harbour Plan",
    "11 July 2024",
    "Ann Brook, Head of Harbours, 01632 960001, ann.brook@saltmere.example",
    "The Cabinet is asked to approve the harbour plan and to delegate its printing to the Head of Harbours.",
    "Financial: the cost of £4,000 is met from the harbour budget.",
    "Harbour survey 2023",
    "Members asked in March for a plan of the harbour and its walls.",
)
REGISTER = """\
gss_code,slug,name,official_name,council_type,region,county_slug,website,democracy_platform,democracy_base_url
E99000001,saltmere,Saltmere,Saltmere District Council,district,South West,,https://www.saltmere.example,moderngov,http://127.0.0.1:9001
E99000002,north-holt,North Holt,North Holt Council,sui_generis,North East,,https://www.northholt.example,unknown,
"""
TOPIC = """\
topic: harbours
title: Harbours
window: {from: 2024-01-01, until: 2024-12-31}
deadline: 2024-07-19
is: [harbour plan]
is_not: [airport plan]
questions: [{asks: found, words: "Is a report on it held?"}]
"""


def body(copy: int = 0) -> bytes:
    return ("\n".join(LINES) + f"\n{copy}").encode()


def reading(data: bytes | None = None, version: str = VERSION) -> Reading:
    data = body() if data is None else data
    blocks = tuple(Block(BlockKind.PARAGRAPH, line, page=1) for line in LINES)
    sha256 = hashlib.sha256(data).hexdigest()
    document = Document(sha256, "application/pdf", len(data), ReadState.READ, blocks, pages=1)
    return Reading(document, (_report(document),), version)


def unread(data: bytes, version: str = VERSION) -> Reading:
    sha256 = hashlib.sha256(data).hexdigest()
    document = Document(sha256, "application/pdf", len(data), ReadState.SCANNED, pages=3, why="no text on 3 of 3 pages")
    return Reading(document, (), version)


def read_all(jobs: Iterable[tuple[bytes, Listing | None]]) -> Iterator[Reading]:
    """Reads as this file's papers are to be read; a paper that starts with `scan` has no text."""
    for data, _ in jobs:
        yield unread(data) if data.startswith(b"scan") else reading(data)


def listing(title: str = "Harbour Plan", **more: object) -> Listing:
    place = {"council": "saltmere", "url": "http://127.0.0.1:9001/doc1.pdf"}
    said = place | {"body": "Cabinet", "meeting_date": date(2024, 7, 11), "item": "5"}
    return Listing(title=title, **(said | more))  # type: ignore[arg-type]


def searched() -> Outcome:
    return Outcome("saltmere", Stage.FIND, Happened.SEARCHED, window=Window(date(2024, 1, 1), date(2024, 12, 31)))


def write_register(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "councils.csv"
    path.write_text(REGISTER)
    return path


def write_topics(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "harbours.yml").write_text(TOPIC)
    return folder


def _said(document: Document, value: object, block: int, words: str | None = None) -> Stated:
    text = document.blocks[block].text
    words = words or text
    start = text.index(words)
    span = Span(block, start, block, start + len(words))
    return Stated(value, (Evidence(document.sha256, span, 1, words, "by hand", 0.9),))


def _report(document: Document) -> Report:
    def said(value: object, block: int, words: str | None = None) -> Stated:
        return _said(document, value, block, words)

    def text(words: str, block: int) -> Stated:
        return _said(document, words, block, words)

    name, role, mail = "Ann Brook", "Head of Harbours", "ann.brook@saltmere.example"
    author = Person(name=text(name, 2), role=text(role, 2), phone=text("01632 960001", 2), email=text(mail, 2))
    found = {
        "title": text("Harbour Plan", 0),
        "meeting_date": said(date(2024, 7, 11), 1),
        "key_decision": said(True, 3, "approve"),
        "authors": (author,),
        "wards_affected": None,
        "exempt_paragraphs": (),
        "recommendations": None,
    }
    states = {"wards_affected": State.ABSENT, "exempt_paragraphs": State.NONE_STATED}
    advice = Recommendation(
        text=text(LINES[3], 3),
        number="1",
        actions=("approve", "delegate"),
        delegations=(Delegation(to=text("Head of Harbours", 3), scope=text("printing", 3)),),
    )
    money = Implication(text("Financial", 4), ("financial",), Stance.STATED, text(LINES[4][11:], 4))
    return Report(
        kind=Kind.OFFICER_REPORT,
        fields={name: Field(name, states.get(name, State.FOUND), value) for name, value in found.items()},
        recommendations=(advice,),
        implications=(money,),
        background_papers=(Paper(title=text("Harbour survey 2023", 5)),),
        issues=(Issue("odd_date", "the date stands alone", "/meeting_date", 1),),
        passages=tuple(Passage("", line, 1) for line in LINES),
        first_page=1,
        last_page=1,
    )
