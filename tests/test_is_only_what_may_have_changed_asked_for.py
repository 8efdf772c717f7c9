"""Nights at a council whose papers stay, change, go and come back, over real HTTP."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from extractors.model import Window
from flows.fetch import make_fetch
from tests.invented_nights import REPORTS, SLUG, a_council, many_papers
from tests.invented_site import quick
from warehouse.archive import document_path
from warehouse.forget import purge
from warehouse.sought import words
from warehouse.suppressions import read_suppressions
from warehouse.traces import look

OPEN = {"days_back": 3650}
"""Every meeting of 2024 is as if it had just been."""
PUBLIC = 6


@pytest.fixture
def council(tmp_path):
    with a_council(tmp_path / "home") as made:
        yield made


def test_an_unchanged_paper_is_not_sent_again_where_its_host_gives_validators(tmp_path):
    with a_council(tmp_path / "home", "validators") as council:
        assert council.night(**OPEN)["fetched"] == PUBLIC
        came = council.night(**OPEN)
        assert {status for _, status in council.papers} == {304}
        assert (came["unchanged"], came["fetched"], came["read"], came["searched"]) == (PUBLIC, 0, 0, 1)
        assert came["listed"] == PUBLIC + 2
        council.night(**OPEN)
        assert {status for _, status in council.papers} == {304}


def test_where_it_gives_none_a_paper_is_downloaded_again_after_a_week(council):
    council.night(**OPEN)
    assert council.night(**OPEN)["held"] == PUBLIC
    assert council.papers == []
    came = council.night(**OPEN, recheck_days=0)
    assert (came["unchanged"], came["held"]) == (PUBLIC, 0)


def test_papers_of_meetings_long_past_are_not_asked_for_again(council):
    council.night()
    council.night(recheck_days=0)
    assert council.papers == []


def test_a_search_that_has_settled_is_not_made_again(council):
    council.night(Window(date(2024, 1, 1), date(2024, 6, 30)))
    came = council.night(Window(date(2024, 1, 1), date(2024, 6, 30)))
    assert (dict(came), council.asked) == ({"settled": 1}, [])
    assert council.night(Window(date(2024, 1, 1), date(2024, 7, 31)))["searched"] == 1


def test_a_replaced_paper_is_kept_in_both_versions(tmp_path):
    with a_council(tmp_path / "home", "validators") as council:
        council.night(**OPEN)
        council.now_has(meetings=tuple(_with_other_file(m, 5115) for m in council.site.meetings))
        came = council.night(**OPEN)
        assert (came["fetched"], came["unchanged"]) == (1, PUBLIC - 1)
        versions = council.rows(
            "SELECT count(*) FROM sightings JOIN listings USING (listing_id) WHERE url LIKE '%5115'"
        )
        assert versions == [(2,)]


def _with_other_file(meeting, number):
    other = REPORTS / "wexcombe-budget-monitoring" / "report.pdf"
    items = [
        replace(item, papers=tuple(replace(p, file=other) if p.id == number else p for p in item.papers))
        for item in meeting.items
    ]
    return replace(meeting, items=tuple(items))


def test_a_late_paper_is_the_only_one_that_is_fetched(council):
    (first, *others) = council.site.meetings
    council.now_has(meetings=(replace(first, items=first.items[:1]), *others))
    council.night(**OPEN)
    council.now_has(meetings=(first, *others))
    came = council.night(**OPEN)
    assert (came["fetched"], [path for path, _ in council.papers]) == (
        2,
        ["/mgConvert2PDF.aspx?ID=5101", "/mgConvert2PDF.aspx?ID=5102"],
    )


def test_a_paper_that_is_no_longer_listed_is_named_and_one_that_comes_back_is_not(council):
    council.night(**OPEN)
    all_of_them = council.site.meetings
    council.now_has(meetings=tuple(m for m in all_of_them if m.id != 2115))
    came = council.night(**OPEN)
    assert (came["withdrawn"], came["searched"]) == (1, 1)
    assert council.rows("SELECT url LIKE '%ID=5115', detail FROM crawl_outcomes WHERE outcome = 'withdrawn'") == [
        (True, "no longer listed for meetings from 2024-01-01 to 2024-12-31")
    ]
    assert council.night(**OPEN)["withdrawn"] == 0, "it is told once"
    council.now_has(meetings=all_of_them)
    assert council.night(**OPEN)["held"] == PUBLIC


def test_a_search_that_did_not_end_withdraws_nothing(council):
    council.night(**OPEN)
    council.now_has(quirks=frozenset({"challenge"}))
    came = council.night(**OPEN)
    assert (came["withdrawn"], came["vanished"]) == (0, 0)
    assert came["blocked"]


def test_nothing_listed_where_there_was_much_is_an_alarm_and_no_withdrawal(council):
    council.now_has(meetings=many_papers())
    council.night(**OPEN)
    council.now_has(meetings=())
    came = council.night(**OPEN)
    assert (came["vanished"], came["withdrawn"]) == (1, 0)
    (said,) = council.rows("SELECT detail, searched_from FROM crawl_outcomes WHERE outcome = 'vanished'")
    assert "0 papers are listed for meetings from 2024-01-01 to 2024-12-31, and 12 were" in said[0]
    assert f"cleardays probe {SLUG}" in said[0]


def test_papers_that_are_listed_and_all_missing_are_an_alarm_too(council):
    council.now_has(meetings=many_papers())
    council.night(**OPEN)
    moved = make_fetch(quick(), True)

    def lost(url, council, stage, validators=None, /):
        return moved(url.replace("mgConvert2PDF", "gone"), council, stage)

    came = council.night(fetch=lost, **OPEN, recheck_days=0)
    assert (came["not_found"], came["vanished"], came["searched"]) == (12, 1, 1)


def test_a_paper_that_was_missing_is_asked_for_until_it_is_back(council):
    council.night(**OPEN)
    council.now_has(quirks=frozenset({"validators"}))
    gone = tuple(_without_paper(m, 5115) for m in council.site.meetings)
    whole, council.running.sites[SLUG] = council.site, replace(council.site, meetings=gone)
    asks = make_fetch(quick(), True)

    def listed_still(url, name, stage, validators=None, /):
        is_paper = "ID=5115" in url
        council.running.sites[SLUG] = replace(whole, meetings=gone) if is_paper else whole
        return asks(url, name, stage, validators)

    assert council.night(fetch=listed_still, **OPEN, recheck_days=0)["not_found"] == 1
    council.running.sites[SLUG] = whole
    came = council.night(**OPEN)
    assert ("/mgConvert2PDF.aspx?ID=5115", 200) in council.papers
    assert came["unchanged"] == PUBLIC


def _without_paper(meeting, number):
    return replace(
        meeting, items=tuple(replace(i, papers=tuple(p for p in i.papers if p.id != number)) for i in meeting.items)
    )


def test_a_back_fill_that_was_stopped_goes_on_where_it_was(council, tmp_path):
    window = Window(date(2022, 1, 1), date(2024, 12, 31))
    older = tuple(replace(m, day=m.day - timedelta(days=366)) for m in many_papers())
    council.now_has(meetings=(*council.site.meetings, *older))
    asks, papers = make_fetch(quick(), True), []

    def stopped(url, name, stage, validators=None, /):
        if "ID=91" in url:
            papers.append(url)
            if len(papers) > 8:
                raise KeyboardInterrupt
        return asks(url, name, stage, validators)

    with pytest.raises(KeyboardInterrupt):
        council.night(window, fetch=stopped, batch=5)
    came = council.night(window, batch=5)
    assert (came["settled"], came["searched"]) == (1, 2), "2024 was done; 2023 is gone on with, 2022 is new"
    assert [path for path, _ in council.papers] == [f"/mgConvert2PDF.aspx?ID={n}" for n in range(9105, 9112)]
    assert dict(council.night(window)) == {"settled": 3}
    assert council.rows("SELECT count(*) FROM sightings") == [(PUBLIC + 12,)]


def test_no_paper_is_fetched_that_would_fill_the_disk(council):
    came = council.night(disk_reserve=10**18)
    assert (came["no_space"], came["fetched"], council.papers) == (PUBLIC, 0, [])
    (said,) = council.rows("SELECT DISTINCT detail FROM crawl_outcomes WHERE outcome = 'no_space'")
    assert "CLEARDAYS_DISK_RESERVE" in said[0]
    assert council.night()["fetched"] == PUBLIC


def test_a_paper_on_a_shared_install_is_downloaded_for_one_of_its_councils(council):
    rows = council.register.read_text(encoding="utf-8")
    shared = {**council.running.addresses, "wexcombe": council.running.addresses[SLUG]}
    council.register.write_text(rows.replace(council.running.addresses["wexcombe"], shared["wexcombe"]))
    council.night(**OPEN)
    came = council.night(slug="wexcombe", **OPEN)
    assert (came["listed"], came["held"], council.papers) == (PUBLIC + 2, PUBLIC, [])


def test_a_link_to_a_login_page_rests_until_its_listing_changes_or_a_week_is_over(council):
    def night(**changed):
        came = council.night(slug="ivelbourne", **OPEN, **changed)
        return came["login_page"], [path for path, _ in council.papers if "6602" in path]

    asked = (1, ["/mgConvert2PDF.aspx?ID=6602"])
    rests = (1, [])  # and is counted all the same
    assert [night(), night(), night()] == [asked, rests, rests]
    said = council.rows("SELECT count(*) FROM crawl_outcomes WHERE detail LIKE '%to be asked for again from%'")
    assert said == [(2,)]
    site = council.running.sites["ivelbourne"]
    renamed = [_renamed(meeting, 6602, "Staffing matter (redacted)") for meeting in site.meetings]
    council.running.sites["ivelbourne"] = replace(site, meetings=tuple(renamed))
    assert [night(), night(), night(recheck_days=0)] == [asked, rests, asked]


def _renamed(meeting, number, title):
    def paper(p):
        return replace(p, title=title) if p.id == number else p

    return replace(meeting, items=tuple(replace(i, papers=tuple(map(paper, i.papers))) for i in meeting.items))


def test_a_paper_of_a_postponed_meeting_is_asked_for_under_its_new_day_and_settles_the_old(council):
    council.night(slug="ivelbourne")
    site = council.running.sites["ivelbourne"]
    first, *others = site.meetings
    file = REPORTS / "ivelbourne-year-end" / "report.pdf"
    items = tuple(
        replace(i, papers=tuple(replace(p, login=False, file=p.file or file) for p in i.papers)) for i in first.items
    )
    moved = replace(first, day=date(2024, 8, 1), items=items)
    council.running.sites["ivelbourne"] = replace(site, meetings=(moved, *others))
    council.night(slug="ivelbourne")
    assert [path for path, _ in council.papers] == ["/mgConvert2PDF.aspx?ID=6602"]
    assert council.night(slug="ivelbourne")["settled"] == 1


def test_a_paper_whose_bytes_are_not_kept_rests_like_any_other_and_is_gone_after_each_night(council):
    council.night(**OPEN)
    who = [words("Declan Moorhouse")]
    purge(council.home, date(2026, 1, 1), who, look(council.home, who).traces)
    kept_out = read_suppressions(council.home).documents
    assert kept_out
    assert council.night(**OPEN)["held"] == PUBLIC
    assert council.papers == []
    came = council.night(**OPEN, recheck_days=0)
    assert (came["fetched"], came["unchanged"], came["read"]) == (len(kept_out), PUBLIC - len(kept_out), 0)
    assert not [sha for sha in kept_out if document_path(council.home, sha).exists()]
    assert look(council.home, who).traces == ()
