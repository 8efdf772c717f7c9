from datetime import date

import pytest

from tests.invented_night import FATES, ask, examples

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


def test_nothing_is_said_of_decisions_while_none_are_held() -> None:
    assert ask("select count(*) from decisions") == [(0,)]
    assert ask("select distinct decided_on, decided_by_deadline from national_coverage") == [(None, None)]


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
