"""What the reader could not settle is an Issue, and never a silent choice."""

import io

import docx

from extractors.as_json import as_json
from extractors.model import State
from extractors.reading import read


def paper(*lines: str) -> bytes:
    """A short report: lines of front matter, then a recommendation."""
    document = docx.Document()
    document.add_heading("Cabinet", 1)
    for line in lines:
        document.add_paragraph(line)
    document.add_heading("Purpose of the report", 2)
    document.add_paragraph("To set out what was found and to ask for a decision.")
    document.add_heading("Recommendations", 2)
    document.add_paragraph("That the plan be approved.")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_two_answers_that_disagree_are_both_kept():
    (report,) = read(paper("Date of meeting: 5 March 2025", "Meeting date: 12 March 2025", "Title: A plan")).reports
    field = report.fields["meeting_date"]
    assert field.state is State.UNCLEAR
    assert [e.quote for e in field.evidence] == ["5 March 2025", "12 March 2025"]
    (issue,) = [i for i in report.issues if i.code == "two_answers"]
    assert issue.path == "/meeting_date"
    assert "5 March 2025" in issue.message
    assert "12 March 2025" in issue.message


def test_an_answer_given_twice_is_clear():
    (report,) = read(paper("Date of meeting: 5 March 2025", "Meeting date: 5 March 2025", "Title: A plan")).reports
    assert report.fields["meeting_date"].state is State.FOUND
    assert "two_answers" not in {i.code for i in report.issues}


def test_unclear_is_told_to_programs():
    reading = read(paper("Key decision: Yes", "Is this a key decision? No", "Title: A plan"))
    (entry,) = as_json(reading)["reports"]
    assert entry["states"]["/key_decision"] == "unclear"
    assert len([e for e in entry["evidence"] if e["path"] == "/key_decision"]) == 2


def test_an_answer_that_no_rule_places_is_named():
    (report,) = read(paper("Title: A plan", "Report author: to follow in the supplement")).reports
    (issue,) = [i for i in report.issues if i.code == "unplaced"]
    assert issue.path == "/authors"
    assert "to follow in the supplement" in issue.message
