"""Fields that a paper answers under several labels: where the answers disagree, both are kept."""

from collections.abc import Mapping
from typing import Any

from extractors.fields.header.exempt import exempts_labelled
from extractors.fields.header.key_decision import keys_labelled
from extractors.fields.header.meeting import days_labelled
from extractors.model import Stated
from extractors.outline import Outline


def other_answers(outline: Outline, values: Mapping[str, object], notice: bool) -> dict[str, Stated[object]]:
    """Field -> the first labelled answer that is not the one taken. A decision notice has the days of many acts."""
    answers: dict[str, list[Stated[Any]]] = {
        "key_decision": list(keys_labelled(outline)),
        "exempt": list(exempts_labelled(outline)),
        "meeting_date": [] if notice else list(days_labelled(outline, notice)),
    }
    found = {}
    for field, given in answers.items():
        taken = values[field]
        other = next((a for a in given if isinstance(taken, Stated) and a.value != taken.value), None)
        if other is not None:
            found[field] = other
    return found
