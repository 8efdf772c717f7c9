"""Word bytes -> Document."""

import re
import zipfile
from collections import Counter

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from lxml import etree

from extractors.model import Block, Document, ReadState, Region
from extractors.read.docx.body import PARAGRAPH, Story, run_size, story_blocks
from extractors.read.docx.numbering import Numbering, numbering_of
from extractors.read.docx.package import Part, main_part, open_package, part
from extractors.read.docx.placed import share_placed
from extractors.read.docx.runs import RUN, TEXT
from extractors.read.docx.styles import Styles, styles_of
from extractors.read.limits import MOST_TEXTS, UnreadableError, check_limit

MEDIA_TYPE = CONTENT_TYPE.WML_DOCUMENT
PROPERTIES = "docProps/app.xml"
AROUND = (
    (RELATIONSHIP_TYPE.HEADER, Region.HEADER),
    (RELATIONSHIP_TYPE.FOOTER, Region.FOOTER),
    (RELATIONSHIP_TYPE.FOOTNOTES, Region.FOOTNOTE),
)


def read_docx(data: bytes, sha256: str) -> Document:
    """The document's blocks: headers first, then the body, then footers and footnotes.

    A damaged file is `corrupt`. Raises UnreadableError where it is over a limit.
    """
    try:
        with open_package(data) as package:
            main = main_part(package)
            if sum(1 for _ in main.root.iter(TEXT)) > MOST_TEXTS:
                raise UnreadableError(ReadState.TOO_LARGE, f"more than {MOST_TEXTS:,} pieces of text")
            blocks = _blocks(package, main)
            pages = _pages(package)
            placed = share_placed(package.read(main.name.membername), main.root, blocks)
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except Exception as fault:  # zip, XML and package faults have no common class
        check_limit(getattr(fault, "code", None), str(fault))
        return Document(
            sha256,
            MEDIA_TYPE,
            len(data),
            ReadState.CORRUPT,
            why=f"not a readable Word file: {type(fault).__name__}: {fault}"[:300],
        )
    if not any(b.region in (Region.BODY, Region.BOX) for b in blocks):
        return Document(sha256, MEDIA_TYPE, len(data), ReadState.SCANNED, pages=pages, why="the file holds no text")
    return Document(sha256, MEDIA_TYPE, len(data), ReadState.READ, tuple(blocks), pages, placed=placed)


def _blocks(package: zipfile.ZipFile, main: Part) -> list[Block]:
    styles = styles_of(_root(package, main, RELATIONSHIP_TYPE.STYLES))
    numbering = numbering_of(_root(package, main, RELATIONSHIP_TYPE.NUMBERING))
    story = Story(styles, numbering, main.links(), Region.BODY, _body_size(main.root, styles))
    inside = story_blocks(main.root, story)
    tables = story.tables
    outside: dict[Region, list[Block]] = {r: [] for _, r in AROUND}
    for kind, region in AROUND:
        for name in main.related(kind):
            around, tables = _around(part(package, name), styles, region, tables)
            said = {b.text for b in outside[region]}
            outside[region] += [b for b in around if b.text not in said]
    return [*outside[Region.HEADER], *inside, *outside[Region.FOOTNOTE], *outside[Region.FOOTER]]


def _around(beside: Part, styles: Styles, region: Region, tables: int) -> tuple[list[Block], int]:
    story = Story(styles, Numbering({}, {}, {}), beside.links(), region, None, tables)
    return story_blocks(beside.root, story), story.tables


def _root(package: zipfile.ZipFile, main: Part, kind: str) -> etree._Element | None:
    names = main.related(kind)
    return part(package, names[0]).root if names else None


def _body_size(body: etree._Element, styles: Styles) -> float | None:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for paragraph in body.iter(PARAGRAPH):
        base = styles.size_of_paragraph(paragraph)
        for run in paragraph.iter(RUN):
            said = run_size(run) or ""
            size = float(said) / 2 if said.isdecimal() else base
            if size:
                sizes[size] += sum(len(t.text or "") for t in run.iterchildren(TEXT))
    return sizes.most_common(1)[0][0] if sizes else None


def _pages(package: zipfile.ZipFile) -> int | None:
    """The page count that the writing program left in the file's properties."""
    if PROPERTIES not in package.namelist():
        return None
    found = re.search(rb"<Pages>(\d{1,6})</Pages>", package.read(PROPERTIES))
    return int(found.group(1)) if found else None
