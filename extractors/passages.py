"""The text of each section, over which topics are matched without reading a paper again."""

from collections.abc import Iterator

from extractors.model import Passage
from extractors.outline import Outline


def passages_of(outline: Outline) -> tuple[Passage, ...]:
    """Every block of running text, once, under the heading it stands below; "" for what stands before the first."""
    return tuple(_passages(outline))


def _passages(outline: Outline) -> Iterator[Passage]:
    heads = {e.at: e.words for e in outline.entries if e.form == "heading"}
    texts: list[str] = []
    heading, page = "", None
    for i in outline.running:
        block = outline.document.blocks[i]
        if i in heads:
            if texts or heading:
                yield Passage(heading, "\n".join(texts), page)
            heading, texts, page = heads[i], [], block.page
        else:
            texts.append(f"{block.number} {block.text}" if block.number else block.text)
            page = page if page is not None else block.page
    if texts or heading:
        yield Passage(heading, "\n".join(texts), page)
