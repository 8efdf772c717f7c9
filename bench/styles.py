"""`python -m bench.styles`: what generalises. Each house style is read without the words that no other style uses.

For each invented council: F1 with the whole vocabulary, and F1 when the labels and implication headings that only its
own papers use are taken
away. What is left is read by the words of other councils, by typography and by structure. `--write` writes
docs/STYLES.md.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bench.accuracy import CORPUS, ROOT, Case, cases, councils, f1
from extractors import vocabulary
from extractors.as_json import as_json
from extractors.fields.implication_types import types_of
from extractors.labels.judge import judge
from extractors.model import ReadState
from extractors.outline import outline
from extractors.read.document import document_of
from extractors.reading import read

TABLE = ROOT / "docs" / "STYLES.md"
CACHES = (vocabulary.labels, vocabulary.field_of, vocabulary.implication_headings, types_of)
Row = tuple[str, str]
"""A vocabulary's file and the words of one of its rows."""


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="write docs/STYLES.md")
    chosen = options.parse_args()
    by_house: dict[str, list[Case]] = defaultdict(list)
    for case in cases():
        by_house[_house(case)].append(case)
    used = {house: {row for case in found for row in _rows_used(case)} for house, found in by_house.items()}
    table = "\n".join(_table(by_house, used))
    print(table)
    if chosen.write:
        TABLE.write_text(
            f"# What generalises\n\nMade by `python -m bench.styles --write`.\n\n{table}\n", encoding="utf8"
        )
    return 0


def _table(by_house: Mapping[str, Sequence[Case]], used: Mapping[str, set[Row]]) -> Iterator[str]:
    yield "| style | files | words of its own | F1 | F1 without them |"
    yield "|---|---:|---:|---:|---:|"
    for house, found in sorted(by_house.items()):
        own = used[house] - {row for other, rows in used.items() if other != house for row in rows}
        whole = _score(found)
        with_less = _without(own, found) if own else whole
        yield f"| {house} | {len(found)} | {len(own)} | {whole:.3f} | {with_less:.3f} |"


def _house(case: Case) -> str:
    """The council whose template a paper uses."""
    return case.name.split("-")[0] if case.file.is_relative_to(ROOT) else f"{CORPUS.name}: {case.name.split('-')[0]}"


def _rows_used(case: Case) -> Iterator[Row]:
    """The rows of the vocabularies that a paper's labels and headings meet."""
    document = document_of(case.file.read_bytes())
    if document.read_state is not ReadState.READ:
        return
    exact, starts = vocabulary.labels()
    headings = vocabulary.implication_headings()
    for entry in outline(document).entries:
        words = vocabulary.key(entry.words)
        if words in exact:
            yield "labels.csv", words
        elif entry.field is not None:
            yield from (("labels.csv", s.key) for s in starts if words.startswith(f"{s.key} "))
        if words in headings:
            yield "implications.csv", words


def _score(found: Sequence[Case]) -> float:
    everybody, outcomes = councils(), defaultdict[str, int](int)
    for case in found:
        out = as_json(read(case.file.read_bytes(), councils=everybody))
        if out["document"]["read_state"] == ReadState.READ:
            for verdict in judge(case.label, out["reports"][0]["report"]):
                outcomes[verdict.outcome] += 1
    return f1(outcomes)


def _without(rows: set[Row], found: Sequence[Case]) -> float:
    """The score when these rows are not there."""
    whole = vocabulary._rows
    columns = {"labels.csv": "label", "implications.csv": "heading"}

    def fewer(name: str) -> list[dict[str, str]]:
        return [r for r in whole(name) if (name, vocabulary.key(r.get(columns.get(name, ""), ""))) not in rows]

    try:
        vocabulary._rows = fewer
        _forget()
        return _score(found)
    finally:
        vocabulary._rows = whole
        _forget()


def _forget() -> None:
    for cached in CACHES:
        cached.cache_clear()


if __name__ == "__main__":
    sys.exit(main())
