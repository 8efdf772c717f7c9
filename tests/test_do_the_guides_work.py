"""Every example of the guides in docs/ on the demo, and the pages that are made of dbt's yml."""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from demo_night import ROOT, demo_home

from bench.reference import DICTIONARY, QUESTIONS, all_questions, dictionary
from flows.settings import Settings
from warehouse.publish import MARTS
from warehouse.read import query

GUIDES = ("quickstart", "analysts", "operators", "method")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def examples(language: str) -> list[tuple[str, str]]:
    return [(name, text) for name in GUIDES for found, text in BLOCK.findall(page(name)) if found == language]


def shell(command: str) -> str:
    """What a command line prints, where `cleardays` is that of this folder and the home the demo's."""
    env = {**os.environ, "CLEARDAYS_HOME": str(demo_home()), "PYTHONPATH": str(ROOT)}
    cleardays = f'cleardays() {{ {shlex.quote(sys.executable)} -m flows.cli "$@"; }}'
    script = f"set -o pipefail; {cleardays}; {command}"
    ran = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}"
    return " ".join(ran.stdout.split())


@pytest.mark.parametrize(("name", "text"), examples("console"))
def test_a_command_prints_what_its_guide_shows(name, text):
    printed = ""
    for line in text.splitlines():
        if line.startswith("$ "):
            printed = shell(line.removeprefix("$ "))
            assert printed
        else:
            assert " ".join(line.split()) in printed, f"docs/{name}.md"


@pytest.mark.parametrize(("name", "text"), examples("sql"))
def test_a_question_is_answered(name, text):
    _, rows = query(demo_home(), text)
    assert rows, f"docs/{name}.md"


def test_the_python_prints_how_many_councils(monkeypatch):
    monkeypatch.chdir(demo_home())
    ((_, code),) = examples("python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/analysts.md", "exec"), {})
    assert re.fullmatch(r"\d+ of 16 councils\n", printed.getvalue())


def test_the_pages_made_of_yml_are_up_to_date_and_name_every_table():
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(), "make reference"
    assert QUESTIONS.read_text(encoding="utf-8") == all_questions(), "make reference"
    assert [table for table in (*MARTS, "publication", "review_shares") if f"\n## {table}\n" not in dictionary()] == []
    assert len(re.findall(r"^## \d+\. \w", all_questions(), re.MULTILINE)) == 25


def test_every_setting_is_in_the_operator_s_guide():
    named = set(re.findall(r"`([A-Z_]+)`", page("operators").split("## A night")[0]))
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", GUIDES)
def test_links_lead_to_files_and_the_readme_leads_here(name):
    for target in LINK.findall(page(name)):
        assert (ROOT / "docs" / target).exists(), target
    assert f"docs/{name}.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert Path(ROOT / "docs" / f"{name}.md").stat().st_size > 500
