"""What a saved search has found, as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from warehouse.saved import Saved
from warehouse.search import Hit

ATOM = "http://www.w3.org/2005/Atom"
MOST = 200
"""Entries of a feed: the newest found."""


def feed(saved: Saved, hits: Sequence[Hit], now: str) -> bytes:
    """The feed; an entry's time is when the search first found the report. `now` stands for a search that found none.

    Times are in UTC, as `saved` has them. Ids stay the same from run to run.
    """
    ET.register_namespace("", ATOM)
    newest = sorted(hits, key=lambda hit: (saved.found[hit.report_id], hit.report_id), reverse=True)[:MOST]
    root = ET.Element(f"{{{ATOM}}}feed")
    _add(root, "id", _id(f"search:{saved.name}:{saved.said}:{saved.only}"))
    _add(root, "title", f"cleardays: {_clean(saved.said)}")
    _add(root, "updated", _time(saved.found[newest[0].report_id] if newest else now))
    _add(_add(root, "author"), "name", "cleardays")
    for hit in newest:
        entry = _add(root, "entry")
        _add(entry, "id", _id(f"report:{hit.report_id}"))
        day = f", {hit.meeting_date:%d %B %Y}" if hit.meeting_date else ""
        _add(entry, "title", _clean(f"{hit.title or hit.kind} ({hit.council}{day})"))
        _add(entry, "updated", _time(saved.found[hit.report_id]))
        if hit.url:
            _add(entry, "link", rel="alternate", href=hit.url)
        _add(entry, "content", _clean(f"{hit.found_in}: {hit.quote}"), type="text")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = text
    return made


def _id(what: str) -> str:
    return uuid5(NAMESPACE_URL, f"cleardays:{what}").urn


def _time(utc: str) -> str:
    return f"{utc}Z"


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff")
