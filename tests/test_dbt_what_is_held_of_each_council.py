from datetime import date

import pytest

from tests.invented_night import FATES, ask, examples
from tests.invented_warehouse import sha

COVERAGE = {
    "alderwick": "covered",
    "brackenby": "covered",
    "caldermoor": "found_unread",
    "dunholme": "nothing_found",
    "eastmere": "blocked",
    "fenwick": "robots_disallowed",
    "garside": "failing",
    "hallow": "no_platform",
    "inglewood": "not_tried",
    "jesmore": "not_tried",
    "kelsby": "nothing_found",
    "larkfield": "covered",
    "mossdale": "covered",
    "norham": "not_tried",
    "otterby": "covered",
    "pennfold": "covered",
    "quarley": "blocked",
    "ruskin": "covered",
    "saltby": "covered",
    "tillmere": "covered",
}


def test_every_council_of_the_register_stands_there_with_its_fate() -> None:
    assert dict(ask("select slug, coverage from national_coverage")) == COVERAGE


def test_the_first_body_of_members_and_the_days_after_the_deadline() -> None:
    columns = "considered_on, considered_by, action_proposed, considered_by_deadline, days_after_deadline"
    found = {str(slug): rest for slug, *rest in ask(f"select slug, {columns} from national_coverage")}
    assert found["alderwick"] == [date(2024, 6, 26), "cabinet_executive", "approve", True, -23]
    assert found["brackenby"] == [date(2024, 7, 23), "cabinet_executive", "note", False, 4]
    assert found["larkfield"] == [None] * 5, "an officer's own decision is no consideration by members"
    assert found["dunholme"] == [None] * 5


def test_only_a_decision_that_is_held_says_when_it_was_decided() -> None:
    columns = "slug, decided_on, decided_by, decided_by_deadline"
    rows = ask(f"select {columns} from national_coverage where decided_on is not null order by slug")
    assert rows == [
        ("alderwick", date(2024, 6, 26), "cabinet_executive", True),
        ("saltby", date(2024, 7, 30), "full_council", False),
    ]
    assert ask("select count(*) from national_coverage where decided_by_deadline is not null") == [(2,)]


def test_a_decision_names_the_report_that_asked_for_it() -> None:
    sql = """
        select decisions.title, decisions.number, decisions.linked_by, reports.document_sha256
        from decisions left join reports using (report_id)
        where decisions.gss_code = ? and not decisions.is_procedural
    """
    assert ask(sql, FATES["alderwick"]) == [("PRODUCTIVITY PLAN", "18.", "title", sha("a.docx"))]
    assert ask(sql, FATES["saltby"]) == [("Plans", None, None, None)]


def test_a_record_that_is_not_signed_only_proposes() -> None:
    assert ask("select count(*) from decisions where gss_code = ?", FATES["tillmere"]) == [(0,)]
    sql = "select basis from recommendations join reports using (report_id) where gss_code = ?"
    assert ask(sql, FATES["tillmere"]) == [("proposed",)]


def test_a_search_of_other_months_concludes_nothing() -> None:
    (row,) = ask(
        "select coverage, reports, searched_from, searched_until from national_coverage where slug = 'jesmore'"
    )
    # the search reached no further than the night on which it was made
    assert row == ("not_tried", 0, date(2025, 1, 1), date(2025, 3, 1))


def test_a_mention_in_a_passage_is_kept_and_does_not_count() -> None:
    rows = ask("select matched_in, is_on_topic from topic_reports where gss_code = ?", FATES["kelsby"])
    assert rows == [(["passages"], False)]


@pytest.mark.parametrize("title", examples("yes"))
def test_a_title_that_the_topic_means(title: str) -> None:
    assert ask(
        "select is_on_topic from topic_reports join reports using (report_id) where title = ? and reports.gss_code = ?",
        title,
        FATES["ruskin"],
    ) == [(True,)]


@pytest.mark.parametrize("title", examples("no"))
def test_a_title_that_the_topic_does_not_mean(title: str) -> None:
    assert ask("select 1 from topic_reports join reports using (report_id) where title = ?", title) == []


def test_every_listing_ends_in_one_place() -> None:
    rows = ask(
        "select month, listed, fetched, loaded, restricted, failed, not_asked from reconciliation where gss_code = ?",
        FATES["alderwick"],
    )
    assert ("2024-06", 6, 3, 3, 1, 1, 1) in rows
    (scan,) = ask("select fetched, read, not_read from reconciliation where gss_code = ?", FATES["caldermoor"])
    assert scan == (1, 0, 1)
