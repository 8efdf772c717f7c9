"""A web page is read through the same blocks as Word and PDF, without what surrounds it."""

from extractors.model import BlockKind, Kind
from extractors.read.document import document_of
from extractors.reading import read

PAGE = b"""<!DOCTYPE html><html><head><title>Decision</title><script>var x = "hidden";</script></head><body>
<nav><a href="/">Home</a></nav><main>
<h1>Record of decision</h1>
<table><tr><th>Decision maker</th><td>Cabinet Member for Parks</td></tr>
<tr><th>Subject</th><td>New trees in Brook Street</td></tr>
<tr><th>Date of decision</th><td>4&nbsp;March 2025</td></tr><tr><th>Key decision</th><td>No</td></tr></table>
<h2>Decision</h2><ol><li>That forty trees be planted.</li>
<li>That the cost of &pound;8,000 be met from reserves.</li></ol>
<h2>Reasons for the decision</h2><p>The street has <b>no</b> shade.<br>
See <a href="https://dunmere.example/plan">the plan</a>.</p>
<p style="display: none">Not to be seen</p></main><footer>Cookies</footer></body></html>"""


def test_headings_lists_cells_and_links_are_told_apart():
    blocks = document_of(PAGE).blocks
    kinds = {b.text: (b.kind, b.number) for b in blocks}
    assert kinds["Record of decision"] == (BlockKind.HEADING, None)
    assert kinds["That forty trees be planted."] == (BlockKind.LIST_ITEM, "1.")
    assert kinds["New trees in Brook Street"][0] is BlockKind.CELL
    linked = next(b for b in blocks if b.links)
    assert linked.text == "The street has no shade.\nSee the plan."
    (link,) = linked.links
    assert (linked.text[link.start : link.end], link.url) == ("the plan", "https://dunmere.example/plan")


def test_what_is_hidden_or_surrounds_the_page_is_not_read():
    words = " ".join(b.text for b in document_of(PAGE).blocks)
    assert not any(w in words for w in ("hidden", "Home", "Not to be seen", "Cookies"))


def test_a_decision_page_says_what_was_decided():
    (report,) = read(PAGE).reports
    assert report.kind is Kind.DECISION_NOTICE
    assert report.fields["body"].value.value == "Cabinet Member for Parks"
    assert report.fields["meeting_date"].value.value.isoformat() == "2025-03-04"
    assert [r.text.value for r in report.recommendations] == [
        "That forty trees be planted.",
        "That the cost of £8,000 be met from reserves.",
    ]
    assert report.fields["reasons"].value.value == "The street has no shade. See the plan."
