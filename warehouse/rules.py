"""The rules of compliance and what they may ask about, checked row by row before anything runs.

dbt would only find that a misspelt subject is never observed.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from extractors.vocabulary import implication_headings
from warehouse.register.rows import Fault, Row, check_choice, check_pattern, check_unique, nearest, parse_day, read_rows

COLUMNS = (
    *("rule_id", "title", "class", "level", "subject", "at_least", "fails_below", "applies_if", "valid_from"),
    *("authority", "lacks"),
)
SUBJECT_COLUMNS = ("subject", "level", "observed_by", "amount")
CLASSES = ("duty", "indicator", "attribute", "data_quality")
LEVELS = ("report", "decision", "council")
PLACE = re.compile(r"\{(\w+)\}")


class RulesError(ValueError):
    """The faults of all rules, one to a line: file, line, what was expected, and the nearest valid name."""


def check_rules(project: Path) -> None:
    """Raises RulesError with every fault of the rules and subjects of a dbt project; its topics are files by name."""
    seeds, faults = project / "seeds", list[Fault]()
    rules = read_rows(seeds / "rules.csv", COLUMNS, (), faults)
    subjects = read_rows(seeds / "subjects.csv", SUBJECT_COLUMNS, (), faults)
    check_unique(rules, "rule_id", faults)
    check_unique(subjects, "subject", faults)
    models = {path.stem for path in (project / "models").rglob("*.sql")}
    for row in subjects:
        check_choice(row, "level", LEVELS, faults)
        if row["observed_by"] and row["observed_by"] not in models:
            faults.append(
                f"{row.where} observed_by: no model {row['observed_by']!r}{nearest(row['observed_by'], models)}"
            )
    names = {
        "topic": sorted(path.stem for path in (project / "topics").glob("*.yml")),
        "type": sorted({kind for kinds in implication_headings().values() for kind in kinds}),
    }
    levels = {name: row["level"] for row in subjects for name in _names(row["subject"], names)}
    for row in rules:
        _check_rule(row, levels, faults)
    if faults:
        raise RulesError("\n".join([f"the rules have {len(faults)} fault(s):", *faults]))


def _names(subject: str, names: Mapping[str, list[str]]) -> Iterator[str]:
    """A subject, or all that one with a place in it stands for: {topic}/held is held of every topic."""
    place = PLACE.search(subject)
    if place is None:
        yield subject
    else:
        yield from (subject.replace(place[0], name) for name in names.get(place[1], []))


def _check_rule(row: Row, levels: Mapping[str, str], faults: list[Fault]) -> None:
    check_pattern(row, "rule_id", r"[A-Z]\d\d", "a letter and two digits", faults)
    check_choice(row, "class", CLASSES, faults)
    check_choice(row, "level", LEVELS, faults)
    for column in ("title", "authority"):
        check_pattern(row, column, r".*\w.*", "a few words", faults)
    check_pattern(
        row, "lacks", r"[a-z0-9_]+", "the input that is missing where it cannot be told, as minutes_not_held", faults
    )
    for column in ("at_least", "fails_below"):
        check_pattern(row, column, r"(\d+(\.\d+)?)?", "a number or nothing", faults)
    if (row["class"] == "attribute") != (row["at_least"] == ""):
        faults.append(f"{row.where} at_least: {row['at_least']!r}; expected a number, or nothing for an attribute")
    parse_day(row, "valid_from", faults)
    _check_subject(row, "subject", levels, faults)
    if row["applies_if"]:
        _check_subject(row, "applies_if", levels, faults)


def _check_subject(row: Row, column: str, levels: Mapping[str, str], faults: list[Fault]) -> None:
    """A subject of subjects.csv, observed of what the rule is about."""
    name = row[column]
    if name not in levels:
        faults.append(f"{row.where} {column}: {name!r} is no subject of subjects.csv{nearest(name, levels)}")
    elif row["level"] in LEVELS and levels[name] != row["level"]:
        faults.append(
            f"{row.where} {column}: {name!r} is observed of a {levels[name]}, and the rule is about a {row['level']}"
        )
