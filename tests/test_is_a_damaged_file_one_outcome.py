"""Damaged copies of the project's papers each have an outcome, and no rule fails over one. `make fuzz` reads more."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.damage import copies
from bench.fuzz import OWN, outcomes
from extractors.model import ReadState
from extractors.reading import read
from tests.hostile.office import word

COUNT, SEED = 200, 20
TAGS = ("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "hyperlink", "ins", "del", "txbxContent", "smartTag",
        "pPr", "rPr", "tcPr", "gridSpan", "vMerge", "numPr", "numId", "ilvl", "sz", "b", "u", "fldChar", "instrText",
        "pStyle", "outlineLvl", "ind", "br", "tab", "sym")  # fmt: skip
WORDS = (
    "Recommendations",
    "1.1",
    "Report of: Jane Roe, Head of Law",
    "£1,000",
    "11 June 2024",
    "None",
    "\u2028",
    "(a)",
)
VALUES = ("", "0", "-1", "9", "99999999999", "1e999", "NaN", "²", "continue", "begin", "separate", "end", "Heading1")
FORMS = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{0}"/><w:vMerge w:val="{1}"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="{1}"/></w:numPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>',
    '<w:p><w:pPr><w:outlineLvl w:val="{0}"/><w:ind w:left="{1}"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>',
    '<w:p><w:r><w:rPr><w:sz w:val="{0}"/></w:rPr><w:fldChar w:fldCharType="{1}"/><w:t>One</w:t></w:r></w:p>',
)
LEAVES = st.one_of(
    st.builds(str.format, st.sampled_from(FORMS), st.sampled_from(VALUES), st.sampled_from(VALUES)),
    st.sampled_from(WORDS).map(lambda words: f"<w:t>{words}</w:t>"),
    st.tuples(st.sampled_from(TAGS), st.sampled_from(VALUES)).map(
        lambda x: f'<w:{x[0]} w:val="{x[1]}" w:fldCharType="{x[1]}"/>'
    ),
)
BODIES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda x: f"<w:{x[0]}>{''.join(x[1])}</w:{x[0]}>"
    ),
    max_leaves=40,
)


def test_each_damaged_copy_has_an_outcome_and_no_rule_fails():
    found = outcomes(COUNT, SEED)
    assert len(found) == COUNT
    assert [o for o in found if o.faults or (o.state != ReadState.READ and not o.why)] == []


def test_the_same_seed_damages_the_same_way():
    files = sorted(OWN[0].glob("*/report.*"))[:6]
    assert list(copies(files, 12, SEED)) == list(copies(files, 12, SEED))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(BODIES, min_size=1, max_size=6))
def test_word_elements_in_any_order_are_read_or_refused(elements):
    document = read(word("".join(elements))).document
    assert document.read_state in (ReadState.READ, ReadState.SCANNED), document.why
