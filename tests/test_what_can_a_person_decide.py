"""cleardays review on the demo: at a terminal, from a file, and as a list."""

import csv
import json
import os
import pty
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from demo_night import ROOT, demo_home

from warehouse.reviews import COLUMNS, ReviewError, read_reviews

REVIEW = [sys.executable, "-m", "flows.cli", "review"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of one's own over the demo's warehouse."""
    (tmp_path / "warehouse.duckdb").symlink_to(demo_home() / "warehouse.duckdb")
    return tmp_path


def ran(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "CLEARDAYS_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [*REVIEW, *words]
    return subprocess.run(
        command, cwd=home, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def listed(home: Path, *words: str) -> list[dict[str, object]]:
    said = ran(home, "--json", *words)
    assert said.returncode == 0, said.stderr
    found: list[dict[str, object]] = json.loads(said.stdout)
    return found


def typed(home: Path, keys: str, *words: str) -> str:
    """What a person sees who types the keys at a terminal."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "CLEARDAYS_HOME": str(home), "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    process = subprocess.Popen(
        [*REVIEW, *words], cwd=home, env=env, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    os.write(ours, keys.encode())
    seen = b""
    try:
        while piece := os.read(ours, 4096):
            seen += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert process.wait(60) == 0, seen.decode()
    return seen.decode()


def sent(home: Path, *rows: dict[str, object]) -> Path:
    path = home / "council.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_issues_come_before_what_is_little_sure_and_each_has_its_quote_in_its_place(home):
    found = listed(home)
    codes = [one["code"] for one in found]
    assert codes[:2] == ["unplaced", "unplaced"] and set(codes[2:]) == {"low_confidence"}
    sure = [one["confidence"] for one in found[2:]]
    assert sure == sorted(sure) and max(sure) < 0.8
    quoted = next(one for one in found if one["field"] == "amounts" and one["heading"])
    assert quoted["quote"] and (quoted["before"] or quoted["after"]) and quoted["url"]
    (one,) = listed(home, "--field", "purpose", "--limit", "1")
    assert one["field"] == "purpose"
    wrong = ran(home, "--council", "aldermos")
    assert wrong.returncode == 2 and "did you mean 'aldermoss'?" in wrong.stderr


def test_a_person_accepts_corrects_and_rejects_at_a_terminal(home):
    asked = listed(home, "--field", "purpose")
    assert len(asked) >= 2
    typed_in = "c\nTo agree the plan.\nto agree the plan\nthe heading runs on\na\n\nq\n"
    seen = typed(home, typed_in, "--field", "purpose", "--who", "JB")
    assert f"1 of {len(asked)}: purpose of" in seen and str(asked[0]["url"]) in seen
    assert str(asked[0]["quote"])[:30] in seen
    first, second = read_reviews(home)
    assert (first.decision, first.value, first.quote) == ("correct", "To agree the plan.", "to agree the plan")
    assert (first.reader_value, first.who, first.note) == (asked[0]["reader_value"], "JB", "the heading runs on")
    assert (second.decision, second.value, second.note) == ("accept", None, None)
    assert len(listed(home, "--field", "purpose")) == len(asked) - 2, "what is decided is not asked again"
    typed(home, "c\nr\n\nq\n", "--council", "aldermoss", "--field", "lead_officers")
    assert [one.decision for one in read_reviews(home)[2:]] == ["reject"], "a list cannot be corrected"


def test_a_council_s_file_is_taken_whole_or_not_at_all(home):
    about = {"report_id": listed(home)[0]["report_id"]}
    good = {**about, "field": "title", "decision": "correct", "value": "Local Plan", "who": "", "document_sha256": ""}
    faulty = [
        good | {"field": "titel"},
        good | {"field": "summary", "decision": "corect"},
        good | {"field": "authors"},
        good | {"field": "meeting_date", "value": "4 July 2024"},
        good | {"field": "body_type", "value": "cabinet"},
        good | {"field": "purpose", "decision": "reject"},
        good | {"report_id": f"{about['report_id']}0"},
        good | {"field": "reasons", "document_sha256": "0" * 64},
    ]
    wrong = ran(home, "--from", str(sent(home, good, *faulty)))
    assert wrong.returncode == 2
    for number, said in enumerate(
        (
            "did you mean 'title'?",
            "did you mean 'correct'?",
            "authors is a list",
            "expected a day as YYYY-MM-DD",
            "cabinet_executive",
            "only `correct` gives a value",
            f"did you mean '{about['report_id']}'?",
            "look again",
        ),
        3,
    ):
        (line,) = [one for one in wrong.stderr.splitlines() if f"council.csv:{number}:" in one]
        assert said in line
    assert read_reviews(home) == [], "nothing is applied when a row is faulty"
    taken = ran(home, "--from", str(sent(home, good)), "--who", "the clerk")
    assert taken.returncode == 0, taken.stderr
    (review,) = read_reviews(home)
    assert (review.value, review.who, review.reader_state) == ("Local Plan", "the clerk", "found")
    assert review.reader_value.startswith("Local Plan: publication")


def test_a_file_of_decisions_with_faults_is_told_line_by_line(tmp_path):
    good = "a" * 64 + ",0,title,reject,,,found,Plan,JB,2025-03-05,"
    faulty = good.replace(",0,title,reject", ",1,title,dismiss"), good.replace(",0,", ",first,")
    (tmp_path / "reviews.csv").write_text("\n".join([",".join(COLUMNS), good, *faulty, ""]))
    with pytest.raises(ReviewError) as told:
        read_reviews(tmp_path)
    lines = str(told.value).splitlines()
    assert "reviews.csv:3: no decision 'dismiss'" in lines[0] and "reviews.csv:4:" in lines[1]


def test_the_pages_list_the_same_and_how_much_people_saw(home):
    page = (demo_home() / "published" / "current" / "site" / "review.html").read_text(encoding="utf8")
    asked = listed(home)
    told = Counter(re.findall(r"; ([0-9a-f]{16})</small>", page))
    assert told == Counter(one["report_id"] for one in asked)
    assert "Unplaced: nothing was read of what stands under" in page
    assert "0.0% of" in page
