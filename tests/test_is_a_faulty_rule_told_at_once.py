import re
import shutil
from pathlib import Path

import pytest

from flows.build import PROJECT
from warehouse.rules import RulesError, check_rules


@pytest.fixture
def project(tmp_path):
    """The project's rules, topics and names of models, to be spoilt."""
    shutil.copytree(PROJECT, tmp_path / "project", ignore=shutil.ignore_patterns("target", "logs"))
    return tmp_path / "project"


def spoil(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


def faults(project: Path) -> list[str]:
    with pytest.raises(RulesError) as told:
        check_rules(project)
    return str(told.value).splitlines()[1:]


def line_of(path: Path, rule_id: str) -> int:
    return [*path.read_text(encoding="utf-8").splitlines()].index(
        next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(f"{rule_id},"))
    ) + 1


def test_the_rules_of_the_house_have_none():
    check_rules(PROJECT)


def test_a_misspelt_name_has_its_place_and_the_nearest_one(project):
    rules = project / "seeds" / "rules.csv"
    spoil(
        rules,
        (",indicator,report,implications/financial,", ",indicater,report,implications/finacial,"),
        (",council_meeting,", ",council_meating,"),
        ("productivity_plans_2024/held", "productivity_plan_2024/held"),
    )
    d01, a01, p01 = (f"{rules}:{line_of(rules, rule)}" for rule in ("D01", "A01", "P01"))
    told = faults(project)
    assert told == [
        f"{a01} applies_if: 'council_meating' is no subject of subjects.csv; did you mean 'council_meeting'?",
        f"{d01} class: 'indicater'; expected one of duty, indicator, attribute, data_quality; did you mean "
        "'indicator'?",
        f"{d01} subject: 'implications/finacial' is no subject of subjects.csv; did you mean 'implications/financial'?",
        f"{p01} subject: 'productivity_plan_2024/held' is no subject of subjects.csv; did you mean "
        "'productivity_plans_2024/held'?",
    ]


def test_amounts_days_and_what_is_lacking_are_checked(project):
    spoil(
        project / "seeds" / "rules.csv",
        (",agenda/clear_working_days,5,5,", ",agenda/clear_working_days,five,5,"),
        ("2002-10-01", "1 October 2002"),
        (",minutes_not_held", ","),
        (",attribute,report,exempt/called_confidential,,", ",attribute,report,exempt/called_confidential,1,"),
        (",duty,decision,record/officer_parts,", ",duty,report,record/officer_parts,"),
    )
    told = "\n".join(faults(project))
    assert "at_least: 'five'; expected a number or nothing" in told
    assert "valid_from: '1 October 2002'; expected a day" in told
    assert "lacks: ''; expected the input that is missing" in told
    assert "at_least: '1'; expected a number, or nothing for an attribute" in told
    assert "subject: 'record/officer_parts' is observed of a decision, and the rule is about a report" in told


def test_a_rule_stands_there_once_and_a_subject_has_a_model(project):
    spoil(project / "seeds" / "rules.csv", ("\nA02,", "\nA01,"))
    spoil(project / "seeds" / "subjects.csv", (",int_observed_agendas,", ",int_observed_agenda,"))
    told = "\n".join(faults(project))
    assert re.search(r"rules.csv:3 rule_id: 'A01' is also at .*rules.csv:2", told)
    assert "observed_by: no model 'int_observed_agenda'; did you mean 'int_observed_agendas'?" in told
