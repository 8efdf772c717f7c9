"""`python -m bench.accuracy`: how right the reader is, by field, format and kind, over every labelled paper at hand.

The project's own papers (demo/reports, tests/cases/reports) always; ../shared/corpus where it is. `--misses` lists
every value that is not right;
`--write` writes docs/ACCURACY.md and each rule's record, from which a value's confidence comes.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import calibration
from bench.calibration import Value
from bench.links import links
from extractors.as_json import as_json
from extractors.evidence import RECORD
from extractors.labels.judge import Verdict, f1, judge
from extractors.model import Council, ReadState
from extractors.reading import READER_VERSION, read
from extractors.sandbox import read_all
from warehouse.register import REGISTER, read_register

ROOT = Path(__file__).parent.parent
OWN = (ROOT / "demo" / "reports", ROOT / "tests" / "cases" / "reports")
CORPUS = ROOT.parent / "shared" / "corpus"
REGISTERS = (
    REGISTER,
    ROOT / "demo" / "register" / "councils.csv",
    ROOT / "tests" / "cases" / "councils.csv",
)
TABLE = ROOT / "docs" / "ACCURACY.md"
VERSION = ROOT / "tests" / "cases" / "reader_version.json"
AT_FIRST = (
    "Invented papers of councils in layouts that the reader had never met, before anything was mended for them. This, "
    "and not the tables above, is what to expect of a council that nobody has looked at."
)
SURENESS = (
    "A value's confidence is its rule's share of right values on labelled papers, what was wrong at first sight "
    "included. Here each council's papers are judged by the records of all others."
)
SECTIONS = {"own": "The project's own papers", "corpus": "Real papers"}


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled paper in one of its formats."""

    name: str
    file: Path
    label: Mapping[str, Any]
    source: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with its verdicts, and the rule by which each value was read."""

    case: Case
    read_state: str
    verdicts: tuple[Verdict, ...]
    rules: Mapping[str, str]
    links: tuple[Verdict, ...] = ()
    """Words, and what they belong to, apart."""


def cases(folders: Sequence[Path] = OWN, corpus: Path | None = CORPUS) -> Iterator[Case]:
    """Every labelled paper of the project, and of the corpus where it is, format by format."""
    for folder in folders:
        for label in sorted(folder.glob("*/expected.json")):
            for file in sorted(label.parent.glob("report.*")):
                yield Case(label.parent.name, file, json.loads(label.read_text(encoding="utf8")), "own")
    if corpus is not None:
        for label in sorted(corpus.glob("gold/*.json")):
            for file in sorted(corpus.glob(f"reports/{label.stem}.*")):
                yield Case(label.stem, file, json.loads(label.read_text(encoding="utf8")), "corpus")


def judged(found: Sequence[Case]) -> list[Judged]:
    """Read every case and hold it against its label. A file that gave no text is not judged on what it says."""
    readings = read_all(((c.file.read_bytes(), None) for c in found), councils=councils())
    return [_judged(case, as_json(reading)) for case, reading in zip(found, readings, strict=True)]


def _judged(case: Case, out: Mapping[str, Any]) -> Judged:
    state = out["document"]["read_state"]
    if state != ReadState.READ:
        return Judged(case, state, (), {})
    entry = out["reports"][0]
    rules = {e["path"]: e["rule"] for e in reversed(entry["evidence"])}
    said = entry["report"]
    return Judged(case, state, tuple(judge(case.label, said)), rules, tuple(links(case.label, said)))


def councils() -> tuple[Council, ...]:
    """The councils of the country and those that are invented."""
    return tuple(c for register in REGISTERS if register.exists() for c in read_register(register))


def counts(results: Sequence[Judged], by: str) -> dict[str, Counter[str]]:
    """Right, false and missed by field, or by format or kind of the paper."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        paper = {
            "format": result.case.file.suffix[1:],
            "kind": result.case.label.get("kind", "?"),
            "source": result.case.source,
        }
        for verdict in result.verdicts:
            table[verdict.field if by == "field" else paper[by]][verdict.outcome] += 1
    return dict(sorted(table.items()))


def total(results: Sequence[Judged]) -> Counter[str]:
    """All verdicts together."""
    return Counter(v.outcome for r in results for v in r.verdicts)


def linked(results: Sequence[Judged]) -> dict[str, Counter[str]]:
    """Right, false and missed of words, and of what they belong to."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        for verdict in result.links:
            table[verdict.field][verdict.outcome] += 1
    return dict(sorted(table.items(), reverse=True))


def table_of(results: Sequence[Judged]) -> str:
    """The tables, as Markdown."""
    tables = {by: counts(results, by) for by in ("field", "format", "kind")} | {"text or link": linked(results)}
    lines = [f"{len(results)} files; micro F1 {f1(total(results)):.4f}.", ""]
    for by, table in tables.items():
        lines += [f"| {by} | right | false | missed | F1 |", "|---|---:|---:|---:|---:|"]
        for name, count in table.items():
            lines.append(f"| {name} | {count['right']} | {count['false']} | {count['missed']} | {f1(count):.3f} |")
        lines.append("")
    return "\n".join(lines)


def recorded(table: str, section: str) -> dict[str, float]:
    """F1 by field, as a section of docs/ACCURACY.md has it."""
    inside = table.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0].split("| format |", 1)[0]
    rows = (line.strip("| ").split(" | ") for line in inside.splitlines() if line.startswith("| ") and "F1" not in line)
    return {row[0]: float(row[-1]) for row in rows}


def values_of(results: Sequence[Judged]) -> list[Value]:
    """Every value that was read and judged, with the council whose paper it is and the rule that read it."""
    return [
        Value(result.case.label.get("council") or result.case.name, rule, verdict.outcome == "right")
        for result in results
        for verdict in result.verdicts
        for path, rule in result.rules.items()
        if verdict.path and (path == verdict.path or path.startswith(verdict.path + "/"))
    ]


def write(results: Sequence[Judged]) -> None:
    """docs/ACCURACY.md and the rules' records."""
    parts = [
        "# How right the reader is",
        "",
        "Made by `python -m bench.accuracy --write`; a test fails when a field falls.",
        "",
    ]
    for source, section in SECTIONS.items():
        parts += [f"## {section}", "", table_of([r for r in results if r.case.source == source])]
    values, first = values_of(results), calibration.first_looks()
    parts += ["## At first sight", "", AT_FIRST, "", calibration.looks(), ""]
    parts += ["## How sure, and how often right", "", SURENESS, "", calibration.table(values, first), ""]
    TABLE.write_text("\n".join(parts), encoding="utf8")
    VERSION.write_text(json.dumps({"reader_version": READER_VERSION, "digest": digest()}) + "\n", encoding="utf8")
    with RECORD.open("w", encoding="utf8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["rule", "right", "wrong"])
        rows.writerows([rule, c[True], c[False]] for rule, c in calibration.records([*values, *first]).items())


def digest() -> str:
    """One hash over all that is read of the project's own papers, confidences left out."""
    found = hashlib.sha256()
    for case in cases(corpus=None):
        out = as_json(read(case.file.read_bytes()))
        for report in out["reports"]:
            for evidence in report["evidence"]:
                del evidence["confidence"]
        found.update(json.dumps(out, sort_keys=True).encode())
    return found.hexdigest()


def main() -> int:
    """Print the table; 1 if a labelled file could not be read at all."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", action="store_true", help="list every value that is not right")
    options.add_argument("--write", action="store_true", help="write docs/ACCURACY.md and the rules' records")
    options.add_argument("--own", action="store_true", help="the project's own papers only")
    chosen = options.parse_args()
    results = judged(list(cases(corpus=None if chosen.own else CORPUS)))
    print(table_of(results))
    for result in results:
        if result.read_state != ReadState.READ:
            print(f"{result.case.name}{result.case.file.suffix}: {result.read_state}")
        for verdict in result.verdicts if chosen.misses else ():
            if verdict.outcome != "right" and verdict.note:
                print(f"{result.case.name}{result.case.file.suffix} {verdict.field}: {verdict.note[:300]}")
    if chosen.write:
        write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
