"""`python -m bench.fuzz`: what becomes of damaged copies of the project's own papers, read as a night reads them.

A table of outcomes by format and damage, the slowest, and every fault of a rule of ours; 1 if a copy has no outcome or
a rule failed. The same seed damages the same way.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench.accuracy import OWN
from bench.damage import Copy, copies
from extractors.model import Reading, ReadState
from extractors.sandbox import read_all

COUNT, SEED, SECONDS, PROCESSES = 2_400, 1, 30.0, 2
SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a damaged copy, and after how many seconds."""

    paper: str
    format: str
    damage: str
    state: str
    why: str
    faults: tuple[str, ...]
    seconds: float


def main() -> int:
    """Print the figures; 1 if a copy has no outcome or a rule failed over one."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=COUNT)
    options.add_argument("--seed", type=int, default=SEED)
    chosen = options.parse_args()
    started = time.monotonic()
    found = outcomes(chosen.count, chosen.seed)
    print(table_of(found))
    print(f"{len(found)} of {chosen.count} damaged copies have an outcome, in {time.monotonic() - started:.0f} s")
    print("\nThe slowest:")
    for outcome in sorted(found, key=lambda o: -o.seconds)[:SLOWEST]:
        print(f"  {outcome.seconds:5.1f} s  {outcome.format}, {outcome.damage}: {outcome.paper}, {outcome.state}")
    faults = Counter(fault for o in found for fault in o.faults)
    print(f"\nFaults of the reader's rules: {sum(faults.values())}")
    for fault, count in faults.most_common():
        first = next(o for o in found if fault in o.faults)
        print(f"  {count} x {fault} ({first.format}, {first.damage}: {first.paper})")
    print("\nWhat stood in the way, most often:")
    for why, count in Counter(o.why[:60] for o in found if o.why).most_common(20):
        print(f"  {count:5} {why}")
    return int(len(found) != chosen.count or bool(faults))


def outcomes(count: int, seed: int) -> list[Outcome]:
    """The outcome of each copy. Each of two threads feeds one child, so that the time between two readings is what
    the second took."""
    files = sorted(p for folder in OWN for p in folder.glob("*/report.*") if p.suffix in (".docx", ".pdf"))
    every = list(copies(files, count, seed))
    with ThreadPoolExecutor(PROCESSES) as threads:
        parts = threads.map(lambda k: list(_timed(every[k::PROCESSES])), range(PROCESSES))
    return [outcome for part in parts for outcome in part]


def _timed(mine: Sequence[Copy]) -> Iterator[Outcome]:
    at = time.monotonic()
    for copy, reading in zip(mine, read_all(((c.data, None) for c in mine), workers=1, seconds=SECONDS), strict=True):
        now = time.monotonic()
        yield _outcome(copy, reading, now - at)
        at = now


def _outcome(copy: Copy, reading: Reading, seconds: float) -> Outcome:
    faults = tuple(i.message for r in reading.reports for i in r.issues if i.code == "reader_fault")
    why = reading.document.why or ""
    if why.startswith("a fault of the reader"):
        faults = (*faults, why)
    return Outcome(copy.paper, copy.format, copy.damage, reading.document.read_state, why, faults, seconds)


def table_of(found: Sequence[Outcome]) -> str:
    """Outcomes counted by format and damage."""
    states = [s for s in ReadState if any(o.state == s for o in found)]
    lines = [f"{'':42}" + "".join(f"{s:>12}" for s in states)]
    for form, damage in sorted({(o.format, o.damage) for o in found}):
        counts = Counter(o.state for o in found if (o.format, o.damage) == (form, damage))
        lines.append(f"{form + ': ' + damage:42}" + "".join(f"{counts[s] or '':>12}" for s in states))
    whole = Counter(o.state for o in found)
    return "\n".join([*lines, f"{'all':42}" + "".join(f"{whole[s]:>12}" for s in states)])


if __name__ == "__main__":
    sys.exit(main())
