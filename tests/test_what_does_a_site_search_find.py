"""The site's own search by words."""

import json
import subprocess
import sys
from datetime import date

from demo.run import DEMO, write_register
from demo.site import serve
from flows.fetch import make_fetch
from flows.platforms.moderngov.known import Meeting
from flows.platforms.moderngov.search import Hit, find_about, read_hits
from tests.invented_moderngov import needs_recorded, recorded, saltmere
from tests.invented_site import quick


@needs_recorded
def test_a_recorded_search_finds_issues_and_items_of_meetings():
    hits = read_hits(recorded("moderngov_search_kent_substance_misuse.html"))
    assert len(hits) == 10
    assert hits[3] == Hit(
        "16/00144 (2) - Young Persons' Substance Misuse Service - Contract Award",
        issue="https://saltmere.gov.uk/mg/mgIssueHistoryHome.aspx?IId=45261&optionId=0",
    )
    body = "Health Reform and Public Health Cabinet Committee"
    assert [h.meeting for h in hits][6:8] == [
        Meeting("8594", "895", body, date(2020, 9, 9)),
        Meeting("7738", "895", body, date(2017, 9, 22)),
    ]
    assert hits[6].item == "The Context for Substance Misuse Services in Kent"
    assert read_hits(recorded("moderngov_search_no_results.html")) == []


def test_words_find_the_papers_of_items_and_issues_each_once(tmp_path):
    with saltmere(tmp_path) as (council, running):
        found = list(find_about(council, "new wall", make_fetch(quick(), True)))
        assert [f.title for f in found] == [
            "Harbour: new wall",
            "Harbour: new wall",
            "Appendix A",
            "View the decision for item 7.",
        ]
        assert len([a for a in running.asked if "ieListDocuments" in a.path]) == 1
        assert list(find_about(council, "zzqxwv", make_fetch(quick(), True))) == []


def test_the_command_ask_site_prints_them_and_knows_which_councils_it_can_ask(tmp_path):
    with serve(DEMO) as running:
        register = str(write_register(tmp_path, running.addresses))
        words = [sys.executable, "-m", "flows.cli", "ask-site", "--register", register, "--allow-private", "--json"]
        shown = subprocess.run([*words, "marrick-sands", "productivity"], capture_output=True, text=True, check=True)
        assert [row["title"] for row in json.loads(shown.stdout)] == ["Marrick Sands Productivity Plan"] * 2
        other = subprocess.run([*words, "westermarch", "x"], capture_output=True, text=True, check=False)
    assert (other.returncode, "no ModernGov site" in other.stderr) == (2, True)
