"""A web service's reply on a meeting tells what was decided at each item: in its own words, or not at all."""

import html
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from extractors.model import DecisionOutcome, Kind, ReadState
from extractors.read.reply import tells
from extractors.reading import read
from tests.invented_nights import a_council

RECORDED = Path(__file__).parents[2] / "shared" / "platforms" / "fixtures" / "moderngov_ws"
PENHALLOW = "penhallow-vale"


def item(title="Fees", decided="", minuted="", number="5.", minute="84", **flags):
    told = {"decisionnonemptyhtmlbody": word(decided), "minutesnonemptyhtmlbody": word(minuted)} | flags
    head = {"agendaitemtitle": title, "fulldisplaynumberformat": number, "minutesitemnumber": minute}
    inside = "".join(
        f"<{tag}>{html.escape(text, quote=False) or NOTHING}</{tag}>" for tag, text in (head | told).items()
    )
    paper = "<linkeddoc><meetingdate>01/01/1999</meetingdate><committeetitle>Cabinet</committeetitle></linkeddoc>"
    return f"<agendaitem>{inside}<linkeddocuments>{paper}</linkeddocuments></agendaitem>"


NOTHING = "\r\n  "


def word(text):
    paragraphs = "".join(f'<p class="MsoNormal">{line}</p>\r\n' for line in text.splitlines())
    return f'<div class="WordSection1">\r\n{paragraphs}</div>' if text else ""


def reply(*items):
    """The report of a reply with these items."""
    head = "<meetingid>7</meetingid>\r\n  <meetingdate>11/06/2024</meetingdate>"
    inside = f"<meeting>\r\n  {head}<agendaitems>{''.join(items)}</agendaitems></meeting>"
    body = f'<?xml version="1.0" encoding="utf-8"?>\r\n{inside}'
    reading = read(body.encode())
    assert reading.document.media_type == "text/xml"
    (report,) = reading.reports
    return report


def decided(*items):
    return reply(*items).decisions


def test_a_published_decision_is_told_whole_with_what_stands_under_its_labels():
    said = (
        "The plan was approved and the prices\r set.\nIt is to be sent.\n<b>Reasons for the decision:</b>\n"
        "It saves &pound;4,000.\n<b>Alternative options considered:</b>\nTo do nothing.\n<b>Key decision:</b> Yes\n"
        "<b>Publication date:</b> 13 June 2024\nIt may be implemented on 21 June 2024 unless it is called in."
    )
    (decision,) = decided(item("Plan &amp; prices", said))
    assert decision.text.value == "The plan was approved and the prices set. It is to be sent."
    assert (decision.reasons.value, decision.outcome) == ("It saves £4,000.", DecisionOutcome.APPROVED)
    assert decision.alternatives.value == "To do nothing."
    assert (decision.title.value, decision.number, decision.item.value) == ("Plan & prices", "84.", "5")
    assert (decision.key_decision.value, decision.subject_to_call_in.value) == (True, True)
    days = (decision.decided_on, decision.published_on, decision.effective_on)
    assert [day.value for day in days] == [date(2024, 6, 11), date(2024, 6, 13), date(2024, 6, 21)]
    assert all(day.evidence for day in days)


@pytest.mark.parametrize(
    "said",
    [
        "Members spoke.\n<b>RESOLVED</b> - That fees rise.\nVotes: 5 to 2",
        "It was resolved that fees rise.",
        "AGREED: that fees rise.",
    ],
)
def test_a_minute_that_resolves_is_a_decision(said):
    (decision,) = decided(item(minuted=said))
    assert decision.text.value.casefold() == "that fees rise."


@pytest.mark.parametrize(
    "said",
    ["The Committee considered a report.", "There were no apologies.", "Members agreed that the weather was fine."],
)
def test_a_minute_that_resolves_nothing_is_none(said):
    assert decided(item(minuted=said)) == ()


@pytest.mark.parametrize("said", ["None", "N/A", "No decision was required.", "There was no decision on this item."])
def test_a_decision_that_says_there_was_none_is_none(said):
    assert decided(item(decided=said)) == ()


@pytest.mark.parametrize(
    "flags",
    [
        {"isrestricted": "True"},
        {"isdisplayallowed": "False"},
        {"isdecisionpublished": "False", "isminutepublished": "False"},
    ],
)
def test_what_the_site_does_not_show_is_not_read(flags):
    kept_back = item("Land", decided="That it be sold.", minuted="RESOLVED: That it be sold.", **flags)
    report = reply(kept_back, item(decided="That fees rise."))
    assert [d.title.value for d in report.decisions] == ["Fees"]
    assert not any("sold" in passage.text for passage in report.passages)


def test_an_item_is_told_once_and_takes_nothing_from_the_next():
    first = item("Fees", "That fees rise.", "Cllr Vane spoke.\nRESOLVED: That fees rise.", minute="84")
    second = item("Rents", "That rents fall.\nReasons for the decision: They are high.", number="9.", minute="99")
    found = [(d.title.value, d.number, d.text.value, d.reasons and d.reasons.value) for d in decided(first, second)]
    assert found == [
        ("Fees", "84.", "That fees rise.", None),
        ("Rents", "99.", "That rents fall.", "They are high."),
    ]


def test_a_text_may_be_escaped_once_more_and_hold_headings_of_its_own():
    (once,) = decided(item("Fees", "<h1>Decision</h1>\nThat fees rise."), item("Rents"))
    escaped = {"minutesnonemptyhtmlbody": html.escape(word("RESOLVED: That fees rise."))}
    (twice,) = decided(item("Fees", **escaped), item("Rents"))
    assert once.text.value == twice.text.value == "That fees rise."


def test_the_reply_as_a_paper_speaks_for_none_of_its_items():
    report = reply(item(decided="That fees rise.\nReasons for the decision: They are low.\nThis is a key decision."))
    found = {name: field.value.value for name, field in report.fields.items() if field.value}
    assert report.kind is Kind.MINUTES
    assert found == {"body": "Cabinet", "body_type": "cabinet_executive", "meeting_date": date(2024, 6, 11)}
    assert any("fees rise" in passage.text for passage in report.passages)


@pytest.mark.parametrize(
    "body", [b"<?xml version='1.0'?><meeting><agendaitems>", b"<?xml version='1.0'?><meeting></meeting>"]
)
def test_a_damaged_or_empty_reply_is_an_outcome(body):
    reading = read(body)
    assert (reading.document.read_state, reading.reports) != (ReadState.READ, ()) and not reading.reports


def test_a_reply_nested_without_end_costs_that_reply_and_not_the_council_s_night():
    deep = item(minuted="<div>" * 5000 + "RESOLVED: That fees rise.").encode()
    body = b"<?xml version='1.0'?><meeting><agendaitems>" + deep + b"</agendaitems></meeting>"
    assert tells(etree.fromstring(body))  # it is listed, and reading it is another matter
    assert read(body).document.read_state is ReadState.TOO_LARGE


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded answers are not part of this repository")
def test_recorded_minutes_without_a_resolution_give_no_decision():
    (report,) = read((RECORDED / "GetMeeting_with_minutes_manchester.xml").read_bytes()).reports
    assert (report.kind, report.decisions) == (Kind.MINUTES, ())
    assert report.fields["meeting_date"].value.value == date(2026, 2, 10)


def test_a_night_keeps_the_reply_without_asking_twice_and_what_it_says_later_as_well(tmp_path):
    with a_council(tmp_path) as council:
        council.night(slug=PENHALLOW, days_back=3650)
        asked = [a.path for a in council.asked if "GetMeeting?" in a.path]
        assert sorted(asked) == sorted(set(asked))
        rows = council.rows("SELECT decided_on, text FROM decisions ORDER BY 1")
        assert rows == [
            (date(2024, 7, 18), "That the response be approved and sent by 19 July 2024."),
            (date(2024, 9, 19), "That the transfer be deferred to the next meeting."),
        ]
        council.night(slug=PENHALLOW, days_back=3650)
        assert council.came["read"] == 0
        _minute_work_programme(council, "RESOLVED - That the programme be agreed.")
        council.night(slug=PENHALLOW, days_back=3650)
        assert council.came["read"] == 1
        now = council.rows("SELECT text FROM decisions WHERE text LIKE '%programme%'")
        assert now == [("That the programme be agreed.",)]


def _minute_work_programme(council, said):
    site = council.running.sites[PENHALLOW]
    meetings = tuple(
        replace(m, items=tuple(replace(i, minuted=said) if i.title == "Work programme" else i for i in m.items))
        for m in site.meetings
    )
    council.running.sites[PENHALLOW] = replace(site, meetings=meetings)
