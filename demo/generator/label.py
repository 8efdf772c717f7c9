"""The label of a paper, from its content and never from a reading of the file, shaped as real papers' labels.

A field that nothing fills is null or []: the paper does not say. Texts of over 150 words are given by their opening.
"""

from collections.abc import Iterator

from demo.generator.content import FIELDS, Element, Paper, plain

LONG = 150
OPENING = 12
NOTHING: dict[str, object] = {
    **dict.fromkeys(("council", "body", "body_type", "meeting_date", "key_decision", "exempt", "portfolio_holder")),
    **{people: [] for people in ("report_of", "authors", "lead_officers", "contacts")},
    **dict.fromkeys(FIELDS),
    **{many: [] for many in ("recommendations", "recommendation_actions", "implications")},
    **{many: [] for many in ("appendices", "background_papers")},
    "background_papers_stance": None,
}


def label(paper: Paper) -> dict[str, object]:
    """What expected.json holds. `says` has the last word; its `leave_out` names fields that are not to be scored."""
    if paper.kind != "officer_report":
        return {"id": paper.name, "kind": paper.kind, **paper.says}
    said: dict[str, object] = {"id": paper.name, "kind": paper.kind, **NOTHING}
    for tag, text in _tagged(paper):
        said |= _worded(tag, text)
    for element in _elements(paper):
        said |= _held(element)
    said["implications"] = list(_implications(paper))
    said |= {key: value for key, value in paper.says.items() if key != "leave_out"}
    left_out = paper.says.get("leave_out", [])
    openings = [key.removesuffix("_starts") for key in said if key.endswith("_starts")]
    return {key: value for key, value in said.items() if key not in [*left_out, *openings]}


def words(text: tuple[Element, ...]) -> str:
    """The running text of elements, without marks and numbers."""
    return " ".join(part for element in text for part in _parts(element))


def _parts(element: Element) -> Iterator[str]:
    held = element.held
    if isinstance(held, str):
        yield plain(held)
    elif element.kind == "table":
        yield from (plain(str(cell)) for row in held for cell in row)
    elif isinstance(held, list):
        yield from (plain(str(item)) for item in held)


def _worded(key: str, text: str) -> dict[str, str]:
    if len(text.split()) > LONG:
        return {f"{key}_starts": " ".join(text.split()[:OPENING])}
    return {key: text}


def _tagged(paper: Paper) -> Iterator[tuple[str, str]]:
    yield from ((row.field, words(row.value)) for row in paper.head if row.field)
    yield from ((section.field, words(section.text)) for section in paper.body if section.field)


def _elements(paper: Paper) -> Iterator[Element]:
    yield from (element for row in paper.head for element in row.value)
    yield from (element for section in paper.body for element in section.text)


def _held(element: Element) -> dict[str, object]:
    held = element.held
    if element.kind == "recommend":
        lead = {"recommendations_lead_in": plain(held["lead"])} if held.get("lead") else {}
        texts = [plain(item) for item in held["items"]]
        return {"recommendations": texts, "recommendation_actions": held["actions"], **lead}
    if element.kind == "appendices":
        return {"appendices": [{"label": name, "title": title} for name, title in held["items"]]}
    if element.kind == "papers":
        listed = [{"title": title, "url": url} for title, url in held["items"]]
        return {"background_papers": listed, "background_papers_stance": "stated"}
    return {}


def _implications(paper: Paper) -> Iterator[dict[str, object]]:
    for section in paper.body:
        if section.types:
            text = {} if section.untold else _worded("text", words(section.text))
            yield {"heading": section.heading, "types": list(section.types), "stance": section.stance} | (
                text if section.text else {"text": None}
            )
        for element in section.text:
            yield from _tabled(element)


def _tabled(element: Element) -> Iterator[dict[str, object]]:
    held = element.held
    if element.kind == "implications":
        for heading, types, stance, *cells in held["rows"]:
            row = {"heading": heading, "types": types, "stance": stance}
            yield row | ({"text": plain(cells[0]) or None} if len(cells) == 1 else {})
    elif element.kind == "considered":
        for heading, types in held["topics"]:
            yield {"heading": heading, "types": types, "stance": "considered_without_comment", "text": None}
