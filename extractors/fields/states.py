"""Values -> Fields with their states: something found, "none" said, nothing said."""

import re
from collections.abc import Mapping

from extractors.model import Field, State, Stated

PLAIN_NONE = re.compile(r"^\W*(?:none|nil|n\s*/?\s*a|not applicable)\W*$", re.IGNORECASE)


def fields_of(
    values: Mapping[str, object],
    lists: Mapping[str, tuple[object, ...]],
    no_appendices: bool,
    others: Mapping[str, Stated[object]],
) -> dict[str, Field]:
    """Every field, always. The four lists of records carry only their state here.

    A field with another answer (`others`) is unclear; it keeps the answer taken and the evidence of both.
    """
    fields = {name: Field(name, _state(value), value or None) for name, value in values.items()}
    for name, other in others.items():
        taken = values[name]
        if isinstance(taken, Stated):
            fields[name] = Field(name, State.UNCLEAR, Stated(taken.value, taken.evidence + other.evidence))
    stance = values.get("background_papers_stance")
    says_none = {
        "appendices": no_appendices,
        "background_papers": isinstance(stance, Stated) and stance.value == "none_declared",
    }
    for name, found in lists.items():
        state = State.FOUND if found else State.NONE_STATED if says_none.get(name) else State.ABSENT
        fields[name] = Field(name, state)
    return fields


def _state(value: object) -> State:
    if value is None or value == ():
        return State.ABSENT
    if isinstance(value, Stated) and isinstance(value.value, str) and PLAIN_NONE.match(value.value):
        return State.NONE_STATED
    return State.FOUND
