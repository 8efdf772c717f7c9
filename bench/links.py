"""Words apart from what they belong to: is a name there, and is this role this person's; is a heading there, and is
this text under it.

A link is judged only where both ends were read, so that a name that was missed does not count against its role too.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractors.labels.judge import PEOPLE, Verdict, alike, opens, same_paper, same_part

PARTS = ("role", "phone", "email")


def links(label: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Verdict]:
    """Each word and each link that the label speaks of, judged."""
    for field in PEOPLE:
        if field in label:
            yield from _people(label[field], said.get(field) or [], PARTS)
    if label.get("portfolio_holder"):
        yield from _people([label["portfolio_holder"]], said.get("portfolio_holders") or [], ("portfolio",))
    if label.get("implications"):
        yield from _implications(label["implications"], said.get("implications") or [])
    for paper in label.get("background_papers") or []:
        hit = next((p for p in said.get("background_papers") or [] if same_paper(paper, p)), None)
        if hit is not None and paper.get("url"):
            yield _verdict("link: address of a paper", same=paper["url"] == hit["url"], said=hit["url"])


def _people(
    wanted: Sequence[Mapping[str, Any]], got: Sequence[Mapping[str, Any]], parts: Sequence[str]
) -> Iterator[Verdict]:
    for one in wanted:
        if not one.get("name"):
            continue
        hit = next((p for p in got if p.get("name") and same_part("name", one["name"], p["name"])), None)
        yield Verdict("text: name of a person", "right" if hit else "missed")
        for part in parts if hit else ():
            if one.get(part):
                same = bool(hit[part]) and same_part(part, one[part], hit[part])
                yield _verdict(f"link: {part} of a person", same=same, said=hit[part])


def _implications(wanted: Sequence[Mapping[str, Any]], got: Sequence[Mapping[str, Any]]) -> Iterator[Verdict]:
    for one in wanted:
        hit = next((i for i in got if alike(one["heading"], i["heading"], 0.9)), None)
        yield Verdict("text: heading of an implication", "right" if hit else "missed")
        if hit is None:
            continue
        if one.get("text"):
            yield _verdict("link: text under a heading", same=alike(one["text"], hit["text"]), said=hit["text"])
        elif one.get("text_starts"):
            yield _verdict("link: text under a heading", same=opens(one["text_starts"], hit["text"]), said=hit["text"])


def _verdict(field: str, *, same: bool, said: object) -> Verdict:
    return Verdict(field, "right" if same else "false" if said else "missed")
