"""How sure the reader is against how often it is right: each value's confidence from the papers of other councils.

A rule's record on the papers of all councils but one gives the confidence of its values in that one's papers, so that
no value is judged by itself. What was wrong when a paper was read for the first time stays in the record after it was
mended: it says how far a rule carries to councils that nobody has looked at.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path

from extractors.evidence import share
from extractors.labels.judge import f1

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
SURE = 0.9
"""At this confidence and above at least `SURE_RIGHT` of the values are to be right."""
SURE_RIGHT = 0.98
FIRST_LOOKS = Path(__file__).parent / "first_looks.csv"
FIRST_LOOKS_BY_RULE = Path(__file__).parent / "first_looks_by_rule.csv"
"""Right and wrong, rule by rule, on papers that were labelled before any reader saw them."""
Z = 1.96
"""For an interval of 95%."""


@dataclass(frozen=True, slots=True)
class Value:
    """A judged value: whose paper says it, by which rule it was read, and whether it is right."""

    council: str
    rule: str
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Values of about one confidence: from `low` up to `high`, how many, how many right, and the interval of their
    share (Wilson 1927)."""

    low: float
    high: float
    values: int
    right: int

    @property
    def share(self) -> float:
        """Of the values that are right."""
        return self.right / self.values

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies, at 95%."""
        n, p = self.values, self.share
        centre, spread = p + Z * Z / (2 * n), Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return max(0.0, (centre - spread) / (1 + Z * Z / n)), min(1.0, (centre + spread) / (1 + Z * Z / n))


def records(values: Sequence[Value]) -> dict[str, Counter[bool]]:
    """How often each rule was right and wrong."""
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    for value in values:
        found[value.rule][value.right] += 1
    return dict(sorted(found.items()))


def first_looks() -> list[Value]:
    """Every value of the first looks."""
    with FIRST_LOOKS_BY_RULE.open(encoding="utf8", newline="") as table:
        return [
            Value(row["council"], row["rule"], right)
            for row in csv.DictReader(table)
            for right, times in ((True, int(row["right"])), (False, int(row["wrong"])))
            for _ in range(times)
        ]


def held_out(values: Sequence[Value], first: Sequence[Value]) -> Iterator[tuple[float, bool]]:
    """(confidence, right) of every value, its own council's papers left out of the record."""
    record = [*values, *first]
    every = records(record)
    own: dict[str, Mapping[str, Counter[bool]]] = {
        council: records([v for v in record if v.council == council]) for council in {v.council for v in values}
    }
    for value in values:
        others = every[value.rule] - own[value.council].get(value.rule, Counter())
        yield share(others[True], others[False]), value.right


def bins(judged: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The values by their confidence; bins without a value are left out."""
    found = []
    for low, high in pairwise(EDGES):
        inside = [right for sure, right in judged if low <= sure < high or sure == high == EDGES[-1]]
        if inside:
            found.append(Bin(low, high, len(inside), sum(inside)))
    return found


def right_when_sure(judged: Sequence[tuple[float, bool]]) -> Bin:
    """The values at `SURE` and above, as one bin."""
    inside = [right for sure, right in judged if sure >= SURE]
    return Bin(SURE, 1.0, len(inside), sum(inside))


def looks() -> str:
    """How right the reader was on papers that it had never been mended for, look by look, as Markdown."""
    lines = ["| look | councils | files | right | false | missed | F1 |", "|---|---:|---:|---:|---:|---:|---:|"]
    with FIRST_LOOKS.open(encoding="utf8", newline="") as table:
        for row in csv.DictReader(table):
            count = {outcome: int(row[outcome]) for outcome in ("right", "false", "missed")}
            lines.append(f"| {' | '.join(row.values())} | {f1(count):.3f} |")
    return "\n".join(lines)


def table(values: Sequence[Value], first: Sequence[Value]) -> str:
    """The bins, as Markdown."""
    judged = list(held_out(values, first))
    sure = right_when_sure(judged)
    lines = ["| confidence | values | right | share | 95% interval |", "|---|---:|---:|---:|---|"]
    for b in bins(judged):
        low, high = b.interval
        lines.append(
            f"| {b.low:.2f} to {b.high:.2f} | {b.values} | {b.right} | {b.share:.3f} | {low:.3f} to {high:.3f} |"
        )
    lines += [
        "",
        f"At {SURE} and above: {sure.right} of {sure.values} right, {sure.share:.4f} (at least {SURE_RIGHT}).",
    ]
    return "\n".join(lines)
