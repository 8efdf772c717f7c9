"""A label to begin with: what was read of a paper, in the shape of a label, for a person to hold against the paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from extractors.labels.judge import EXACT, PAPERS, PEOPLE, TEXTS

LONG = 150
"""Words of a text from which on its opening is enough."""
OPENING = 25
PERSON = ("name", "role", "phone", "email")
HOLDER = ("name", "portfolio")
PAPER = ("label", "title")
HEAD = ("kind", "council", "body", "body_type", "meeting_date", "title", "key_decision", "exempt")


def draft(said: Mapping[str, Any]) -> dict[str, Any]:
    """The label of a report as `as_json` gives it; only keys that `judge` looks at, in the order of a paper."""
    label: dict[str, Any] = {key: said.get(key) for key in HEAD}
    label |= {field: [_some(person, PERSON) for person in said.get(field) or []] for field in PEOPLE}
    holders = said.get("portfolio_holders") or []
    label["portfolio_holder"] = _some(holders[0], HOLDER) if holders else None
    for field in TEXTS:
        if field not in HEAD:
            label |= _text(field, said.get(field))
    recommendations = said.get("recommendations") or []
    label["recommendations"] = [r["text"] for r in recommendations]
    label["recommendation_actions"] = list(dict.fromkeys(a for r in recommendations for a in r["actions"]))
    label["implications"] = [_implication(i) for i in said.get("implications") or []]
    label |= {field: [_some(paper, PAPER) for paper in said.get(field) or []] for field in PAPERS}
    return label | {key: said.get(key) for key in EXACT if key not in HEAD}


def _some(record: Mapping[str, Any], parts: Sequence[str]) -> dict[str, Any]:
    return {part: record[part] for part in parts if record.get(part) is not None}


def _implication(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"heading": said["heading"], "types": said["types"], "stance": said["stance"], **_text("text", said["text"])}


def _text(key: str, text: str | None) -> dict[str, str | None]:
    words = (text or "").split()
    return {key: text} if len(words) <= LONG else {f"{key}_starts": " ".join(words[:OPENING])}
