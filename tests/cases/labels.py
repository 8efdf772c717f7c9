"""The label of a paper from its blocks and what `says` adds, shaped as the labels of real papers.

`is:` names the text field that a heading's text, a paragraph or a head row fills; `types:` and `stance:` make a heading
an implication. `apart:` keeps a paragraph, such as the contact line at the foot, out of the section above it.
"""

from collections.abc import Iterator
from typing import Any

from demo.generator.label import LONG, NOTHING, OPENING
from tests.cases.inline import plain

Event = tuple[str, Any]
WHOLE = ("officer_report", "decision_notice")


def label(name: str, kind: str, blocks: list[Any], says: dict[str, Any]) -> dict[str, Any]:
    """What expected.json holds. `says` has the last word; its `leave_out` names keys that are not scored."""
    if kind not in WHOLE:
        return {"id": name, "kind": kind, **says}
    said: dict[str, Any] = {"id": name, "kind": kind, **NOTHING, "implications": []}
    section: dict[str, Any] = {}
    words: list[str] = []
    for what, held in [*events(blocks), ("section", {})]:
        if what == "section":
            _close(said, section, words)
            section, words = held, []
        elif what == "words":
            words.append(held)
        else:
            _add(said, what, held)
    said |= {key: value for key, value in says.items() if key != "leave_out"}
    openings = [key.removesuffix("_starts") for key in said if key.endswith("_starts")]
    return {key: value for key, value in said.items() if key not in [*says.get("leave_out", []), *openings]}


def _close(said: dict[str, Any], section: dict[str, Any], words: list[str]) -> None:
    text = " ".join(words)
    if section.get("is"):
        said |= worded(section["is"], text)
    if section.get("types"):
        told = {} if section.get("untold") else worded("text", text) if text else {"text": None}
        said["implications"].append(
            {"heading": plain(section["h"]), "types": section["types"], "stance": section["stance"]} | told
        )


def _add(said: dict[str, Any], what: str, held: Any) -> None:
    if what == "field":
        said |= worded(*held)
    elif what == "implication":
        said["implications"].append(held)
    elif what == "recommend":
        parts = held.get("parts", [held])
        items = [text for part in parts for item in part["items"] for text in _items(item)]
        lead = {"recommendations_lead_in": plain(held["lead"])} if held.get("lead") else {}
        said |= {"recommendations": items, "recommendation_actions": held["actions"], **lead}


def _items(item: Any) -> Iterator[str]:
    text, inner = item if isinstance(item, list) else (item, [])
    yield plain(text)
    yield from (plain(sub) for sub in inner)


def worded(key: str, text: str) -> dict[str, str]:
    """A text, or the opening of a long one."""
    words = text.split()
    return {f"{key}_starts": " ".join(words[:OPENING])} if len(words) > LONG else {key: text}


def events(blocks: list[Any]) -> Iterator[Event]:
    """What the blocks say, in order: sections that begin, words, fields, implications and recommendations."""
    for block in blocks:
        if isinstance(block, str):
            yield "words", plain(block)
        else:
            yield from _event(block)


def _event(block: dict[str, Any]) -> Iterator[Event]:
    kind = next(iter(block))
    held = block[kind]
    if kind == "h":
        yield "section", block
    elif kind == "p" and not block.get("apart"):
        yield from (
            [("field", (block["is"], plain(block.get("value", held))))] if block.get("is") else [("words", plain(held))]
        )
    elif kind == "runin":
        yield from _run_in(block)
    elif kind == "list":
        yield from (("words", text) for item in held["items"] for text in _items(item))
    elif kind == "recommend":
        yield "recommend", held
    elif kind == "control":
        yield from events(held)
    elif kind == "textbox":
        yield from events(held["t"])
    elif kind == "head":
        yield from (
            ("field", (row[2], " ".join(said for _, said in events(_blocks(row[1])))))
            for row in held["rows"]
            if len(row) > 2
        )
    elif kind == "grid":
        yield from _cells(held)
    elif kind in ("implications", "considered"):
        yield from _tabled(kind, held)


def _blocks(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [str(value)]


def _running(value: Any) -> str:
    return " ".join(said for what, said in events(_blocks(value)) if what == "words")


def _cells(held: dict[str, Any]) -> Iterator[Event]:
    for row in held["rows"]:
        for cell in row:
            if isinstance(cell, dict) and cell.get("is"):
                yield (
                    "field",
                    (cell["is"], " ".join(said for what, said in events(_blocks(cell["t"])) if what == "words")),
                )
            elif cell != "^":
                yield from events(_blocks(cell["t"] if isinstance(cell, dict) else cell))


def _run_in(block: dict[str, Any]) -> Iterator[Event]:
    text = plain(block["t"])
    if block.get("is"):
        yield "field", (block["is"], text)
    if block.get("types"):
        told = worded("text", text) if text else {"text": None}
        yield "implication", {"heading": block["runin"], "types": block["types"], "stance": block["stance"]} | told


def _tabled(kind: str, held: dict[str, Any]) -> Iterator[Event]:
    if kind == "considered":
        for heading, types in held["topics"]:
            yield (
                "implication",
                {"heading": heading, "types": types, "stance": "considered_without_comment", "text": None},
            )
        return
    for heading, types, stance, *cells in held["rows"]:
        row = {"heading": plain(heading), "types": types, "stance": stance}
        at = held.get("text", 0)
        told = _running(cells[at])
        yield "implication", row | (worded("text", told) if told else {"text": None})
