import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.cases.inline import MARK, plain
from tests.cases.make import HERE, read

REPORTS = HERE / "reports"
NAMES = sorted(path.stem for path in (HERE / "papers").glob("*.yml"))
SENTENCE = re.compile(r"(?<=[.;:?]) ")
PAGED = re.compile(r"(Page )?(- )?\d{1,2}( -)?( \| Dunmere)?")
DERIVED = {"id", "kind", "council", "body_type", "meeting_date", "key_decision", "exempt", "exempt_paragraphs", "types"}
DERIVED |= {"stance", "background_papers_stance", "recommendation_actions", "url", "doubt"}


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_a_label_is_printed_in_the_paper(name: str) -> None:
    expected = json.loads((REPORTS / name / "expected.json").read_text())
    said = read(name)
    printed = squashed(pdf_text(REPORTS / name / "report.pdf", [*said.get("header", []), *said.get("foot", [])]))
    missing = [words for value in stated(expected) for words in SENTENCE.split(value) if squashed(words) not in printed]
    assert not missing, f"{name}: the PDF does not print {missing}"


def test_a_deletion_and_hidden_words_are_in_the_word_file_only() -> None:
    held = (REPORTS / "tollerdale-foster-carers" / "expected.json").read_text()
    assert "Araminta Doyle" in held
    assert "Wystan Hale" not in held + pdf_text(REPORTS / "tollerdale-foster-carers" / "report.pdf")


def test_the_set_is_as_wide_as_it_is_meant_to_be() -> None:
    labels = [json.loads((REPORTS / name / "expected.json").read_text()) for name in NAMES]
    reports = [label for label in labels if label["kind"] == "officer_report"]
    assert len(reports) >= 24
    assert len({label["council"] for label in reports}) >= 9
    assert {"decision_notice", "agenda", "minutes", "equality_impact_assessment", "appendix", "amendment"} <= {
        label["kind"] for label in labels
    }
    stances = {implication["stance"] for label in reports for implication in label.get("implications", [])}
    assert stances == {
        *("stated", "none_declared", "none_qualified", "see_elsewhere", "considered_without_comment"),
        *("empty", "placeholder"),
    }


def test_what_is_left_out_says_why() -> None:
    for name in NAMES:
        says = read(name).get("says", {})
        unexplained = [key for key in says.get("leave_out", []) if f"{key}:" not in says.get("doubt", "")]
        assert not unexplained, f"papers/{name}.yml leaves out {unexplained} without a doubt"


def test_plain_text_is_what_a_reader_of_the_accepted_paper_sees() -> None:
    assert plain("**A{/}B** {-old-}{+new+}{~hint~} {=held=}{^note^} {x} Yes {o} No [site](https://a.example)") == (
        "A B new held ☒ Yes ☐ No site"
    )
    assert not MARK.search(plain("**A{>}B**"))


def stated(value: Any, key: str = "") -> Iterator[str]:
    """Every string of a label that a paper has to print."""
    if isinstance(value, dict):
        for inner, held in value.items():
            if inner not in DERIVED:
                yield from stated(held, inner)
    elif isinstance(value, list):
        if key == "alternatives_starts":
            return
        for held in value:
            yield from stated(held, key)
    elif isinstance(value, str):
        yield value


def pdf_text(path: Path, furniture: Sequence[str] = ()) -> str:
    """The text of a PDF without what stands at the head and the foot of each page."""
    around = {squashed(plain(line)) for line in furniture}
    pages = [page.get_textpage().get_text_bounded().splitlines() for page in pypdfium2.PdfDocument(path)]
    return "\n".join(
        line for lines in pages for line in lines if not PAGED.fullmatch(line.strip()) and squashed(line) not in around
    )


def squashed(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
