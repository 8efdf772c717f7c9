import csv
import json
import os
import subprocess
import sys
from datetime import datetime
from io import StringIO

import pytest
from typer.testing import CliRunner

from flows.cli import COMMANDS, app
from tests.invented_marts import build_marts
from warehouse.publish import publish

REPORT = "r1"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = tmp_path_factory.mktemp("home")
    build_marts(made)
    publish(made, at=datetime(2024, 7, 1, 5, 0))
    return made


def cleardays(*words, home=None, **settings):
    """The command in a process of its own, as a person runs it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CLEARDAYS_")}
    where = {} if home is None else {"CLEARDAYS_HOME": str(home)}
    command = [sys.executable, "-m", "flows.cli", *words]
    return subprocess.run(command, env=environment | where | settings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    shown = CliRunner().invoke(app(command), [command, "--help"])
    assert shown.exit_code == 0
    assert "Example: cleardays " + command in " ".join(shown.output.split())


def test_help_names_every_command():
    shown = cleardays("--help")
    assert shown.returncode == 0
    assert all(f"  {name} " in shown.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["frobnicate"], 2, "No such command"),
        (["run", "--council", "bostom"], 2, "did you mean 'boston'?"),
        (["run", "--topic", "productivity"], 2, "there is biodiversity_duty_2024, productivity_plans_2024"),
        (["run", "--since", "2024-07-02", "--until", "2024-07-01"], 2, "is no window"),
        (["run", "--since", "yesterday"], 2, "yesterday"),
        (["run", "--folder", "nowhere"], 2, "nowhere"),
        (["run", "--council", "boston"], 1, "CLEARDAYS_CONTACT is not set"),
        (["coverage"], 1, "nothing published"),
        (["publish"], 1, "no warehouse"),
        (["publish", "--profile", "shut"], 2, "internal, open"),
        (["forget"], 2, "expected --name, --mail, --phone"),
        (["forget", "--name", "Brook"], 2, "at least two words"),
        (["forget", "--phone", "4711"], 2, "at least 7 digits"),
        (["forget", "--document", "ab12"], 2, "--document and --path go together"),
    ],
)
def test_an_error_says_what_would_mend_it_and_has_its_code(tmp_path, words, code, told):
    shown = cleardays(*words, home=tmp_path)
    assert shown.returncode == code, shown.stderr
    assert told in " ".join(shown.stderr.split())
    assert "Traceback" not in shown.stderr


def test_a_folder_without_a_manifest_is_wrong_usage(tmp_path):
    shown = cleardays("run", "--folder", str(tmp_path), home=tmp_path)
    assert shown.returncode == 2
    assert "manifest.csv: no such file" in shown.stderr


def test_an_answer_comes_in_columns_as_json_and_as_csv(home):
    question = "SELECT slug, coverage, 1 AS n, NULL AS nothing FROM national_coverage"
    lines = cleardays("query", question, home=home).stdout.splitlines()
    assert [line.split() for line in lines] == [["slug", "coverage", "n", "nothing"], ["saltmere", "covered", "1"]]
    answer = json.loads(cleardays("query", question, "--json", home=home).stdout)
    assert answer == [{"slug": "saltmere", "coverage": "covered", "n": 1, "nothing": None}]
    rows = list(csv.reader(StringIO(cleardays("query", question, "--csv", home=home).stdout)))
    assert rows == [["slug", "coverage", "n", "nothing"], ["saltmere", "covered", "1", ""]]
    assert cleardays("query", question, "--csv", "--json", home=home).returncode == 2


def test_a_question_that_is_none_is_wrong_usage(home):
    shown = cleardays("query", "DELETE FROM reports", home=home)
    assert shown.returncode == 2
    assert "DELETE" in shown.stderr


def test_the_usual_questions_are_answered(home):
    assert "saltmere" in cleardays("coverage", home=home).stdout
    assert json.loads(cleardays("compliance", "--json", home=home).stdout)[0]["rule_id"]
    assert "release" in cleardays("status", home=home).stdout
    without = {"CLEARDAYS_SITE": "false"}  # marts made by hand lack what pages show
    assert cleardays("publish", "--profile", "open", home=home, **without).stdout.startswith(str(home))
