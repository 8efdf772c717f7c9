"""One real night over papers of five councils, and of a sixth whose plan is held, on the register of the country."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows.build import TOPICS
from warehouse.topics import read_topics

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "reports"
DEMO = Path(__file__).parents[1] / "demo" / "reports"
PLAN = "productivity_plans_2024"
PAPERS = {
    "lancashire": ("Cabinet", "2024-07-11"),
    "boston": ("Cabinet", "2024-06-26"),
    "west-lancashire": ("Council", "2024-07-17"),
    "newark-and-sherwood": ("Cabinet", "2024-07-23"),
    "somerset": ("Corporate and Resources Scrutiny Committee", "2024-06-19"),
}
INVENTED = "adur"
"""A council of the register that stands in for the invented one whose report and plan these are."""

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not here")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("answers")
    rows = ["file,council,body,meeting_date,title,published_at,url"]
    for slug, (body, day) in PAPERS.items():
        shutil.copy(CORPUS / f"{slug}-productivity-plan.docx", place / f"{slug}.docx")
        rows.append(f"{slug}.docx,{slug},{body},{day},Productivity Plan,,")
    for name, title in (
        ("productivity-plan", "Productivity Plan"),
        ("plan-appendix", "Appendix A - Productivity Plan"),
    ):
        shutil.copy(DEMO / f"thornmere-{name}" / "report.pdf", place / f"{name}.pdf")
        rows.append(f"{name}.pdf,{INVENTED},Cabinet,2024-06-11,{title},,")
    (place / "manifest.csv").write_text("\n".join(rows) + "\n")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CLEARDAYS_", "PREFECT_"))}
    command = [sys.executable, "-m", "flows.cli", "run", "--folder", str(place)]
    ran = subprocess.run(
        command, env=kept | {"CLEARDAYS_HOME": str(place / "home")}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return place / "home" / "published" / "current" / "cleardays.duckdb"


def ask(release: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(release), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def answers(release: Path, slug: str) -> dict[object, object]:
    """The answer to each question, or the reason for none in brackets."""
    rows = ask(
        release, f"select question, answer, status from topic_answers where topic = '{PLAN}' and slug = '{slug}'"
    )
    return {question: answer or f"({status})" for question, answer, status in rows}


NOT_HELD = dict.fromkeys(
    ("action_resolved", "plan_pages", "plan_themes", "plan_indicators", "plan_barriers"), "(not_held)"
)


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        (
            "lancashire",
            {"body": "cabinet_executive", "action_proposed": "approve", "deadline_band": "in_time", "delegated": "no"}
            | {"member_oversight": "yes", "endorsement": "endorsed", "key_decision": "(not_stated)"}
            | {"plan_published": "intended", "partnership": "(not_stated)", "bundled": "no"},
        ),
        (
            "boston",
            {"body": "cabinet_executive", "action_proposed": "approve", "deadline_band": "in_time", "delegated": "yes"}
            | {"member_oversight": "yes", "endorsement": "endorsed", "key_decision": "no"}
            | {"plan_published": "meeting_pack_only", "partnership": "yes", "bundled": "no"},
        ),
        (
            "west-lancashire",
            {"body": "full_council", "action_proposed": "approve", "deadline_band": "in_time", "delegated": "no"}
            | {"member_oversight": "yes", "endorsement": "endorsed", "key_decision": "(not_applicable)"}
            | {"plan_published": "meeting_pack_only", "partnership": "(not_stated)", "bundled": "no"},
        ),
        (
            "newark-and-sherwood",
            {"body": "cabinet_executive", "action_proposed": "note", "deadline_band": "extended", "delegated": "no"}
            | {"member_oversight": "late", "endorsement": "noted_only", "key_decision": "no"}
            | {"plan_published": "meeting_pack_only", "partnership": "(not_stated)", "bundled": "no"},
        ),
        (
            "somerset",
            {"body": "overview_scrutiny", "action_proposed": "comment", "deadline_band": "in_time", "delegated": "no"}
            | {"member_oversight": "yes", "endorsement": "noted_only", "key_decision": "(not_applicable)"}
            | {"plan_published": "meeting_pack_only", "partnership": "(not_stated)", "bundled": "no"},
        ),
    ],
)
def test_what_each_council_put_before_whom(release, slug, said) -> None:
    assert answers(release, slug) == {"found": "yes"} | NOT_HELD | said


def test_the_plan_itself_is_read(release) -> None:
    found = answers(release, INVENTED)
    assert found["plan_published"] == "meeting_pack_only"
    assert (found["plan_pages"], found["plan_themes"], found["plan_indicators"]) == ("1", "4 of 4", "4")
    assert found["plan_barriers"] == "bidding, funding_certainty, planning"


def test_the_whole_country_has_every_question(release) -> None:
    asked = {t.name: len(t.questions) for t in read_topics(TOPICS)}
    rows = ask(release, "select topic, count(*), count(distinct gss_code) from topic_answers group by topic")
    assert {topic: (count, councils) for topic, count, councils in rows} == {
        t: (317 * n, 317) for t, n in asked.items()
    }
    rows = ask(release, "select topic, count(*) from national_coverage group by topic")
    assert dict(rows) == dict.fromkeys(asked, 317)


def test_of_the_others_nothing_is_said(release) -> None:
    held = ", ".join(f"'{slug}'" for slug in (*PAPERS, INVENTED))
    rows = ask(release, f"select distinct status, answer from topic_answers where slug not in ({held})")
    assert rows == [("not_searched", None)]
