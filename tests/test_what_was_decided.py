"""Minutes and signed records say what was decided; a record that only proposes, or that nobody signed, does not."""

from datetime import date
from pathlib import Path

import pytest

from extractors.fields.actions import actions_of
from extractors.fields.outcome import outcome_of
from extractors.model import Decision, DecisionOutcome, Kind
from extractors.reading import read
from extractors.vocabulary import outcome_signs

CASES = Path(__file__).parent / "cases" / "reports"
SHARED = Path(__file__).parent.parent.parent / "shared"
MINUTES = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>
<h1>Minutes of a meeting of the Cabinet</h1>
<p>held on Tuesday, 11 June 2024 at the Town Hall</p><p>Present: Councillors Brook and Vane</p>
<h2>{first} Apologies</h2><p>There were none.</p>
<h2>{second} Doing more for less</h2><p>The Leader presented the report.</p>{said}
<h2>{third} Grants</h2><p>Nothing was said.</p></body></html>"""
RECORD = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h1>{heading}</h1>
<table><tr><th>Decision maker</th><td>Cabinet Member for Parks</td></tr>
<tr><th>Subject</th><td>Trees in Brook Street</td></tr><tr><th>Decision number</th><td>24/00117</td></tr>
{rows}</table><h2>Decision</h2><p>{said}</p><h2>Reasons</h2><p>There is no shade.</p>{end}</body></html>"""
DATED = "<tr><th>Date of decision</th><td>4 March 2025</td></tr>"
APPROVED = "That forty trees be approved."


def minutes(said: str, numbers: tuple[str, str, str] = ("17.", "18.", "19.")) -> tuple[Decision, ...]:
    first, second, third = numbers
    (report,) = read(MINUTES.format(first=first, second=second, third=third, said=said).encode()).reports
    assert report.kind is Kind.MINUTES
    return report.decisions


def record(heading: str = "Record of decision", rows: str = "", said: str = APPROVED, end: str = "") -> list[Decision]:
    (report,) = read(RECORD.format(heading=heading, rows=rows, said=said, end=end).encode()).reports
    assert report.kind is Kind.DECISION_NOTICE
    return list(report.decisions)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("<p>RESOLVED – That the plan be approved.</p>", "That the plan be approved."),
        ("<p>RESOLVED that the plan be approved.</p><p>Councillor Vane left.</p>", "that the plan be approved."),
        ("<p>There was a debate. It was RESOLVED to approve the plan.</p>", "to approve the plan."),
        ("<p>It was resolved that the plan be approved.</p>", "that the plan be approved."),
        ("<p><b>Resolved:</b> the plan be approved.</p>", "the plan be approved."),
        ("<p>The Cabinet AGREED to approve the plan.</p>", "to approve the plan."),
        ("<p>Members AGREED the proposals.</p>", "AGREED the proposals."),
        ("<p>RESOLVED, by 7 votes to 2, to approve the plan.</p>", "by 7 votes to 2, to approve the plan."),
        ("<p>AGREED: that the plan be approved.</p>", "that the plan be approved."),
        ("<p>Decision: That the plan be approved.</p>", "That the plan be approved."),
        ("<h3>Decision</h3><p>The plan was approved.</p><p>Votes: 5 to 2.</p>", "The plan was approved."),
        ("<p>It was agreed that the plan be approved.</p>", "that the plan be approved."),
        (
            "<p><b>RESOLVED:</b></p><ol><li>That the plan be approved.</li><li>That it be sent.</li></ol><p>End</p>",
            "That the plan be approved. That it be sent.",
        ),
        (
            "<p>RESOLVED that Cabinet agree to:</p><ol><li>adopt the plan; and</li><li>publish it.</li></ol>",
            "that Cabinet agree to: adopt the plan; and publish it.",
        ),
    ],
)
def test_an_item_resolves_in_each_of_these_words(said, text):
    (decision,) = minutes(said)
    assert (decision.text.value, decision.outcome) == (text, DecisionOutcome.APPROVED)
    assert (decision.title.value, decision.number) == ("Doing more for less", "18.")
    assert decision.text.evidence


@pytest.mark.parametrize(
    "said",
    [
        "<p>The Committee had RESOLVED on 3 May that the plan be approved.</p>",
        "<p>The Leader said that at its last meeting it was resolved that the plan be approved.</p>",
        "<p>Members agreed that the weather was fine.</p>",
        "<p>ITEMS AGREED AS URGENT</p>",
        "<p>The matter was not resolved.</p>",
    ],
)
def test_talk_of_a_resolution_is_none(said):
    assert minutes(said) == ()


def test_the_plain_word_counts_before_what_officers_are_to_do():
    said = "<p>It was agreed that officers send the figures.</p><p>RESOLVED that the report be noted.</p>"
    (decision,) = minutes(said)
    assert (decision.text.value, decision.outcome) == ("that the report be noted.", DecisionOutcome.NOTED)


@pytest.mark.parametrize("numbers", [("CAB.17", "CAB.18", "CAB.19"), ("17/24", "18/24", "19/24"), ("", "", "")])
def test_items_are_told_apart_however_they_are_numbered(numbers):
    decisions = minutes("<p>RESOLVED that the plan be approved.</p>", numbers)
    assert [d.title.value for d in decisions] == ["Doing more for less"]


def test_items_may_stand_in_a_table_beside_their_numbers():
    rows = [("10.", "Fees"), ("", "RESOLVED: that fees be approved."), ("11.", "Rents"), ("", "Nothing was said.")]
    table = "".join(f"<tr><td>{number}</td><td>{said}</td></tr>" for number, said in rows)
    decisions = minutes(f"<table>{table}</table>", ("", "", ""))
    assert [(d.number, d.title.value, d.text.value) for d in decisions] == [("10.", "Fees", "that fees be approved.")]


def test_a_resolution_under_no_item_is_left():
    page = "<!DOCTYPE html><html><body><p>Minutes of the Cabinet</p><p>Present: all</p><p>RESOLVED that it be.</p>"
    (report,) = read(page.encode()).reports
    assert (report.kind, report.decisions) == (Kind.MINUTES, ())


def test_reasons_under_an_item_are_its_own():
    said = "<p>RESOLVED that the plan be approved.</p><h3>Reasons for the decision</h3><p>It saves £4,000.</p>"
    (decision,) = minutes(said)
    assert (decision.text.value, decision.reasons.value) == ("that the plan be approved.", "It saves £4,000.")


@pytest.mark.parametrize("name", ["report.docx", "report.pdf"])
def test_minutes_of_a_council_in_word_and_pdf(name):
    (report,) = read((CASES / "skelmarsh-minutes" / name).read_bytes()).reports
    found = [(d.number, d.title.value, str(d.outcome), d.is_procedural) for d in report.decisions]
    assert found == [
        ("87.", "MINUTES", "approved", True),
        ("88.", "LAND FOR A NEW CEMETERY", "referred", False),
        ("89.", "QUARTERLY PERFORMANCE", "noted", False),
    ]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("That the plan be approved.", "approved"),
        ("That the recommendations as amended be agreed.", "approved_with_amendments"),
        ("That the scheme be approved, subject to the following amendment: the fee be £5.", "approved_with_amendments"),
        ("That the order under the Act (as amended) be made.", "approved"),
        ("That the report be noted.", "noted"),
        ("That consideration of the item be deferred.", "deferred"),
        ("That the application be refused.", "rejected"),
        ("That the recommendations be not approved.", "rejected"),
        ("That the matter be referred to the Audit Committee.", "referred"),
        ("That it be recommended that Council adopt the plan.", "referred"),
        ("That the report be withdrawn.", "withdrawn"),
        ("Refused", "rejected"),
        ("Deferred to the next meeting", "deferred"),
        ("Noted", "noted"),
        ("That the Chairman be thanked.", "other"),
    ],
)
def test_what_became_of_the_matter(text, outcome):
    assert outcome_of(text, actions_of(text)) == outcome


def test_the_vocabulary_knows_no_other_outcome():
    assert {sign.outcome for sign in outcome_signs()} <= {str(o) for o in DecisionOutcome}


def test_a_signed_record_says_all_that_it_says():
    rows = (
        f"{DATED}<tr><th>Key decision</th><td>No</td></tr><tr><th>Publication date</th><td>5 March 2025</td></tr>"
        "<tr><th>Call-in ends</th><td>12 March 2025</td></tr><tr><th>Effective from</th><td>13 March 2025</td></tr>"
    )
    (decision,) = record(rows=rows)
    days = (decision.decided_on, decision.published_on, decision.call_in_ends, decision.effective_on)
    assert [day.value for day in days] == [date(2025, 3, n) for n in (4, 5, 12, 13)]
    assert (decision.title.value, decision.reference.value) == ("Trees in Brook Street", "24/00117")
    assert (decision.text.value, decision.reasons.value) == (APPROVED, "There is no shade.")
    assert (decision.key_decision.value, decision.subject_to_call_in.value) == (False, True)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("<p>This decision is exempt from call-in.</p>", (False, None)),
        ("<p>It may be implemented on 10 March 2025 unless it is called in.</p>", (True, date(2025, 3, 10))),
        ("<p>Subject to call-in: No</p>", (False, None)),
        ("", (None, None)),
    ],
)
def test_call_in_is_told_by_a_sentence_as_well(end, expected):
    (decision,) = record(rows=DATED, end=end)
    assert tuple(v and v.value for v in (decision.subject_to_call_in, decision.effective_on)) == expected


@pytest.mark.parametrize(
    ("heading", "rows", "said"),
    [
        ("Record of decision", "", APPROVED),
        ("Record of decision", "<tr><th>Decision due</th><td>4 March 2025</td></tr>", APPROVED),
        ("Proposed record of decision", DATED, APPROVED),
        ("Draft decision notice", DATED, APPROVED),
        ("Record of decision (proposed)", DATED, APPROVED),
        ("Record of decision", DATED, "The Cabinet Member proposes to approve forty trees."),
    ],
)
def test_what_is_only_proposed_is_no_decision(heading, rows, said):
    assert record(heading, rows, said) == []
    unsigned = "<p>Signed ……………</p><p>Date ……………</p>"
    assert record(heading, rows, said, unsigned) == []


@pytest.mark.parametrize("end", ["<p>Signed: A. Brook, 6 March 2025</p>", "<p>Signed</p><p>Date: 6/3/2025</p>"])
def test_a_proposed_record_decides_once_it_is_signed(end):
    (decision,) = record("Proposed record of decision", DATED, APPROVED, end)
    assert decision.decided_on.value == date(2025, 3, 6)


def test_a_contract_that_was_signed_signs_no_decision():
    end = "<h2>Background</h2><p>The contract was signed on 3 March 2020.</p>"
    assert record(end=end) == []


def test_a_decision_page_of_a_council_s_site():
    page = SHARED / "platforms" / "fixtures" / "moderngov_html" / "ieDecisionDetails_kirklees.html"
    if not page.exists():
        pytest.skip("../shared/platforms is not here")
    (report,) = read(b"<!DOCTYPE html><html><body>" + page.read_bytes() + b"</body></html>").reports
    (decision,) = report.decisions
    assert (decision.decided_on.value, decision.published_on.value) == (date(2015, 10, 19), date(2015, 10, 22))
    assert decision.text.value.endswith("approved as a correct record.")
    assert (decision.subject_to_call_in.value, decision.is_procedural) == (False, True)


@pytest.mark.skipif(not (SHARED / "corpus").exists(), reason="../shared/corpus is not here")
def test_real_minutes_and_records():
    (printed,) = read((SHARED / "corpus" / "kinds" / "Minutes of Previous Meeting.pdf").read_bytes()).reports
    found = [(d.number, d.item.value, d.reference and d.reference.value) for d in printed.decisions]
    assert found == [
        ("86.", "3", None),
        ("88.", "5", "24/00108"),
        ("89.", "6", None),
        ("90.", "7", "24/00109"),
        ("91.", "8", "24/00115"),
        ("92.", "9", "24/00096"),
    ]
    reports = SHARED / "corpus" / "reports"
    (proposed,) = read((reports / "kent-2025-01-30-24-00115-prod.pdf").read_bytes()).reports
    assert proposed.decisions == ()
    (signed,) = read((reports / "kent-2025-03-13-appendix-4-24-00093-record-of-decision.pdf").read_bytes()).reports
    assert [d.decided_on.value for d in signed.decisions] == [date(2025, 1, 17)]
