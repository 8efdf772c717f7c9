"""One real night, in a process of its own, in which a council lists nothing of what it had."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from demo.run import TOPIC
from extractors.model import Window
from tests.invented_nights import a_council, many_papers

DAYS = ("--since", "2024-05-01", "--until", "2024-12-31")


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """What the second night and `status` after it printed."""
    with a_council(tmp_path_factory.mktemp("alarm") / "home") as council:
        council.now_has(meetings=many_papers())
        council.night(Window(date(2024, 5, 1), date(2024, 8, 31)), days_back=3650)
        council.now_has(meetings=())
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("CLEARDAYS_", "PREFECT_"))}
        settings = {"CLEARDAYS_HOME": str(council.home), "CLEARDAYS_PAUSE": "0", "CLEARDAYS_DAYS_BACK": "3650"}

        def cleardays(*words):
            command = [sys.executable, "-m", "flows.cli", *words]
            return subprocess.run(command, env=environment | settings, capture_output=True, text=True, check=False)

        one = ("--register", str(council.register), "--council", "thornmere", "--allow-private")
        night = cleardays("run", *one, *DAYS, "--json")
        return night, cleardays("status", "--json"), cleardays("coverage", "--topic", TOPIC, "--json")


def test_the_night_is_done_and_published_and_ends_with_one(ended):
    night, *_ = ended
    assert night.returncode == 1
    assert json.loads(night.stdout)["vanished"] == 1
    assert "alarm: 1 councils list next to nothing" in night.stderr
    assert "Traceback" not in night.stderr


def test_status_names_the_council_and_what_would_mend_it(ended):
    (alarm,) = [row for row in json.loads(ended[1].stdout) if row["about"] == "alarm"]
    assert (alarm["what"], alarm["count"]) == ("thornmere: vanished", 1)
    assert "cleardays probe thornmere" in alarm["detail"]


def test_it_is_not_taken_for_a_council_that_published_nothing(ended):
    (row,) = [row for row in json.loads(ended[2].stdout) if row["slug"] == "thornmere"]
    assert row["coverage"] == "failing"
