"""Word bytes -> Document. python-docx opens the package; its XML is walked here."""

import io
import re
from collections import Counter

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree

from extractors.model import Block, Document, ReadState, Region
from extractors.read.docx.body import Story, story_blocks
from extractors.read.docx.numbering import Numbering, numbering_of
from extractors.read.docx.runs import W
from extractors.read.docx.styles import Styles, styles_of
from extractors.read.limits import MOST_TEXTS, UnreadableError, check_limit

MEDIA_TYPE = CONTENT_TYPE.WML_DOCUMENT
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
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
        package = OpcPackage.open(io.BytesIO(data))
        main = package.main_document_part
        body = etree.fromstring(main.blob, PARSER)
        texts = body.xpath("count(//w:t)", namespaces={"w": W.strip("{}")})
        if isinstance(texts, float) and texts > MOST_TEXTS:
            raise UnreadableError(ReadState.TOO_LARGE, f"more than {MOST_TEXTS:,} pieces of text")
        blocks = _blocks(main, body)
        pages = _pages(package)
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
    return Document(sha256, MEDIA_TYPE, len(data), ReadState.READ, tuple(blocks), pages)


def _blocks(main: Part, body: etree._Element) -> list[Block]:
    styles = styles_of(_xml(main, RELATIONSHIP_TYPE.STYLES))
    numbering = numbering_of(_xml(main, RELATIONSHIP_TYPE.NUMBERING))
    story = Story(styles, numbering, _links(main), Region.BODY, _body_size(body, styles))
    inside = story_blocks(body, story)
    tables = story.tables
    outside: dict[Region, list[Block]] = {r: [] for _, r in AROUND}
    for kind, region in AROUND:
        for part in _parts(main, kind):
            around, tables = _around(part, styles, region, tables)
            known = {b.text for b in outside[region]}
            outside[region] += [b for b in around if b.text not in known]
    return [*outside[Region.HEADER], *inside, *outside[Region.FOOTNOTE], *outside[Region.FOOTER]]


def _around(part: Part, styles: Styles, region: Region, tables: int) -> tuple[list[Block], int]:
    story = Story(styles, Numbering({}, {}, {}), _links(part), region, None, tables)
    return story_blocks(etree.fromstring(part.blob, PARSER), story), story.tables


def _parts(main: Part, kind: str) -> list[Part]:
    return [r.target_part for r in main.rels.values() if r.reltype == kind and not r.is_external]


def _xml(main: Part, kind: str) -> etree._Element | None:
    parts = _parts(main, kind)
    return etree.fromstring(parts[0].blob, PARSER) if parts else None


def _links(part: Part) -> dict[str, str]:
    return {i: r.target_ref for i, r in part.rels.items() if r.reltype == RELATIONSHIP_TYPE.HYPERLINK and r.is_external}


def _body_size(body: etree._Element, styles: Styles) -> float | None:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for paragraph in body.iter(W + "p"):
        base = styles.of_paragraph(paragraph).size
        for run in paragraph.iter(W + "r"):
            own = run.find(f"{W}rPr/{W}sz")
            said = own.get(W + "val", "") if own is not None else ""
            size = float(said) / 2 if said.isdecimal() else base
            if size:
                sizes[size] += sum(len(t.text or "") for t in run.iterfind(W + "t"))
    return sizes.most_common(1)[0][0] if sizes else None


def _pages(package: OpcPackage) -> int | None:
    """The page count that the writing program left in docProps/app.xml."""
    for part in package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            found = re.search(rb"<Pages>(\d{1,6})</Pages>", part.blob)
            return int(found.group(1)) if found else None
    return None
