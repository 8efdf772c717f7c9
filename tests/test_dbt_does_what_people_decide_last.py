"""What a person decided reaches what analysts read, outlives nights, and is flagged when the paper is another."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.invented_night import report
from tests.invented_warehouse import NIGHT, Warehouse, council, dbt_build, listing, reading, sha, topic
from warehouse.connect import engine, warehouse_path
from warehouse.publish import publish
from warehouse.read import explain
from warehouse.reviews import Review, add_reviews, load_reviews

MET = date(2024, 7, 10)
ON = date(2025, 3, 5)
FIRST, SECOND = "plan-1", "plan-2"


def review(field: str, decision: str, was: str | None, value: str | None = None, **more: object) -> Review:
    said = {"quote": None, "reader_state": "found", "who": "Clerk", "decided_on": ON, "note": None} | more
    return Review(sha(FIRST), 0, field, decision, value, reader_value=was, **said)  # type: ignore[arg-type]


LISTED = '["None"]'
"""The quotes of a list of records, which has no value of its own; as the invented reader has them."""
DECIDED = (
    review("title", "correct", "Plan", "The Productivity Plan", quote="THE PRODUCTIVITY PLAN"),
    review("meeting_date", "correct", str(MET), "2024-07-17"),
    review("reasons", "reject", "As set out in the report below, at length and in full."),
    review("summary", "accept", "A first draft."),
    review("alternatives", "accept", None, reader_state="absent"),
    review("recommendations", "reject", LISTED),
)

OF_ANOTHER = replace(review("title", "correct", "Steady", "Steady as it goes"), document_sha256=sha("steady"))


def first_night() -> Warehouse:
    w = Warehouse()
    topic(w)
    council(w, "E07900001", "ashby")
    fields = {"summary": "A first draft.", "reasons": "As set out in the report below, at length and in full."}
    whole = fields | {"recommendations": ("found", None)}
    parts = [report("first", str(MET), title="Plan", fields=whole, actions=[["approve"]])]
    reading(w, FIRST, parts)
    listing(w, "E07900001", "Plan", MET, file=FIRST, url="https://ashby.example/plan", body="Cabinet")
    other = report("other words entirely", str(MET), title="Other", fields=fields, actions=[["note"]])
    reading(w, "other", [other])
    listing(w, "E07900001", "Other", MET, file="other", body="Cabinet")
    reading(w, "steady", [report("a third text of its own", str(MET), title="Steady", kind="appendix")])
    listing(w, "E07900001", "Steady", MET, file="steady", body="Cabinet")
    return w


def build(home: Path) -> None:
    """As a night does, apart from the check of what the project is."""
    opened = engine(warehouse_path(home))
    load_reviews(opened)
    opened.dispose()
    dbt_build(home, "--exclude-resource-type", "unit_test")


def ask(home: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(warehouse_path(home), read_only=True) as db:
        db.execute("SET search_path = 'marts'")
        return db.execute(sql).fetchall()


def judged(home: Path) -> dict[str, tuple[object, ...]]:
    sql = "SELECT rule_id, status, qualifier, amount FROM rule_results JOIN reports r USING (report_id)"
    return {str(rule): rest for rule, *rest in ask(home, f"{sql} WHERE r.title ILIKE '%plan'")}  # type: ignore[misc]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, tuple[object, ...]]]]:
    """A home after a night and a second with decisions; what was judged after each."""
    home = tmp_path_factory.mktemp("reviewed")
    first_night().write(warehouse_path(home))
    after = {}
    build(home)
    after["read"] = judged(home)
    add_reviews(home, [*DECIDED, OF_ANOTHER])
    build(home)
    after["decided"] = judged(home)
    return home, after


def test_a_decision_reaches_reports_fields_and_evidence(nights):
    home, _ = nights
    assert ask(home, "SELECT title, meeting_date FROM reports ORDER BY title") == [
        ("Other", MET),
        ("Steady as it goes", MET),
        ("The Productivity Plan", date(2024, 7, 17)),
    ]
    fields = (
        "SELECT field, state, value FROM report_fields JOIN reports r USING (report_id) WHERE r.title ILIKE '%plan'"
    )
    said = {field: (state, value) for field, state, value in ask(home, fields)}
    assert said["title"] == ("found", "The Productivity Plan")
    assert said["reasons"] == ("unclear", None), "rejected is not absent"
    assert said["summary"] == ("found", "A first draft.")
    evidence = "SELECT path, value, quote, rule, confidence FROM evidence JOIN reports r USING (report_id)"
    stated = {path: rest for path, *rest in ask(home, f"{evidence} WHERE r.title ILIKE '%plan'")}
    assert stated["/title"] == ["The Productivity Plan", "THE PRODUCTIVITY PLAN", "review", 1.0]
    assert stated["/summary"] == ["A first draft.", "A first draft.", "review", 1.0]
    assert stated["/meeting_date"] == ["2024-07-17", None, "review", 1.0]
    assert "/reasons" not in stated
    assert stated["/body_type"][2] == "invented"
    rows = "SELECT r.title FROM recommendations JOIN reports r USING (report_id)"
    assert ask(home, rows) == [("Other",)], "rows of a rejected list are left out"


def test_rules_are_judged_by_what_was_decided(nights):
    _, after = nights
    changed = {rule for rule, result in after["decided"].items() if result != after["read"][rule]}
    reasons = {rule for rule in changed if "unclear" in map(str, after["decided"][rule])}
    assert reasons, "a rule about a rejected field cannot tell"
    assert all(after["decided"][rule][0] == "cannot_tell" for rule in reasons)


def test_what_the_reader_read_stays(nights):
    home, _ = nights
    sql = f"SELECT field, state FROM main.report_fields WHERE document_sha256 = '{sha(FIRST)}' AND state <> 'absent'"
    assert {("title", "found"), ("reasons", "found")} <= set(ask(home, sql))


def test_the_share_that_people_saw_is_told_by_field(nights):
    home, _ = nights
    sql = "SELECT field, fields_read, reviewed, accepted, corrected, rejected, share FROM review_shares"
    assert set(ask(home, f"{sql} WHERE reviewed > 0")) == {
        ("title", 3, 2, 0, 2, 0, 0.6667),
        ("meeting_date", 3, 1, 0, 1, 0, 0.3333),
        ("reasons", 2, 1, 0, 0, 1, 0.5),
        ("summary", 2, 1, 1, 0, 0, 0.5),
        ("alternatives", 1, 1, 1, 0, 0, 1.0),
        ("recommendations", 1, 1, 0, 0, 1, 1.0),
    }


def test_a_release_explains_that_a_person_decided(nights):
    home, _ = nights
    publish(home)
    ((report_id,),) = ask(home, "SELECT report_id FROM reports WHERE title ILIKE '%plan'")
    columns, ((*row,),) = explain(home, report_id, "title")
    assert dict(zip(columns, row, strict=True))["rule"] == "review"


def test_another_paper_or_a_reader_that_says_otherwise_is_flagged_and_the_rest_outlives_the_night(nights, tmp_path):
    home, _ = nights
    w = Warehouse()
    reading(w, SECOND, [report("later", str(MET), title="Plan", fields={"summary": "As it stands."})])
    reading(w, "other", [report("other words entirely", str(MET), title="Other title")], version="2")
    w.write(tmp_path / "later.duckdb")
    of_other = replace(review("title", "accept", "Other"), document_sha256=sha("other"))
    anew = replace(review("meeting_date", "accept", str(MET)), document_sha256=sha(SECOND))
    add_reviews(home, [of_other, anew])
    with duckdb.connect(warehouse_path(home)) as db:
        db.execute(f"ATTACH '{tmp_path / 'later.duckdb'}' AS later (READ_ONLY)")
        for table in ("readings", "reports", "passages", "report_fields", "evidence"):
            db.execute(f"INSERT INTO main.{table} BY NAME FROM later.main.{table}")
        (listed,) = db.execute("SELECT listing_id FROM main.listings WHERE title = 'Plan'").fetchone()
        seen = NIGHT + timedelta(days=3)
        db.execute("INSERT INTO main.sightings VALUES (?, ?, ?, ?)", [listed, sha(SECOND), seen, seen])
    build(home)
    titles = [title for (title,) in ask(home, "SELECT title FROM reports ORDER BY title")]
    assert titles == ["Other title", "Plan", "Steady as it goes"]
    issues = ask(home, "SELECT path, message FROM issues WHERE code = 'review_outdated'")
    replaced = {path for path, message in issues if "another paper" in str(message)}
    assert replaced == {f"/{one.field}" for one in DECIDED} - {"/meeting_date"}, "decided anew, it needs nobody"
    assert [message for _, message in issues if "read it otherwise" in str(message)] == [
        "title was decided on 2025-03-05 (accept: Other), and that is not applied: "
        "the reader has come to read it otherwise"
    ]
