"""What pages call each state, and the mark and the look that keep it apart from the others without its colour."""

import csv
from dataclasses import dataclass
from pathlib import Path

LOOKS = ("good", "part", "none", "shut", "gap", "bad", "unknown", "off")
"""Fills of the map and of badges: `assets/site.css` and `templates/map.html` draw them."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of one kind (coverage, rule, answer, field, timeliness), with a mark that no other of its kind has."""

    kind: str
    state: str
    mark: str
    look: str
    words: str
    means: str


def read_states() -> tuple[State, ...]:
    """All states, in the order in which legends show them."""
    with (Path(__file__).parent / "states.csv").open(encoding="utf8", newline="") as file:
        return tuple(State(**row) for row in csv.DictReader(file))
