"""How much of a Word file's text reached a block, counted on the bytes and not by what reads them."""

import html
import re
from collections.abc import Sequence

from lxml import etree

from extractors.model import Block, Region
from extractors.read.letters import letters

SHOWN = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
NOT_SHOWN = etree.XPath(
    ".//w:t[ancestor::w:del or ancestor::w:moveFrom or ancestor::mc:Fallback or "
    "../w:rPr/w:vanish[not(@w:val='0' or @w:val='false')]]/text()",
    namespaces={
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    },
)
ENOUGH = 0.99


def share_placed(xml: bytes, root: etree._Element, blocks: Sequence[Block]) -> float:
    """The share of the main part's letters that stand in a block of the running text, 1 at most.

    Text that Word does not show is only looked for where something seems to be missing.
    """
    held = sum(letters(b.text) for b in blocks if b.region in (Region.BODY, Region.BOX))
    written = letters(html.unescape(b"".join(SHOWN.findall(xml)).decode("utf8", "replace")))
    if held < ENOUGH * written:
        hidden = NOT_SHOWN(root)
        written -= sum(letters(str(t)) for t in hidden) if isinstance(hidden, list) else 0
    return min(1.0, held / written) if written > 0 else 1.0
