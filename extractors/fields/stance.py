"""The text under an implication's heading -> its stance, by what the text finds and not by its form."""

import re

from extractors.model import Stance

PLACEHOLDER = re.compile(
    r"^\W*(?:\[.*\]|<.*>|\{.*\}|(?:please\s+)?insert\b.*|delete\s+(?:if|as)\b.*|x{3,}|tbc|tba|to be "
    r"(?:added|completed|confirmed|inserted|drafted)\b.{0,60})\W*$",
    re.IGNORECASE | re.DOTALL,
)
BARE_NONE = re.compile(
    r"""^\W*(?:n\s*/?\s*a|nil|none|not\ applicable|no|no\ comments?|no\ implications?|none\ (?:identified
    |arising|applicable|known|directly|specific|anticipated|expected|noted|required)(?:\ (?:from|by|at|in)\ [^.]{0,60})?
        |none\ (?:at\ this\ (?:time|stage)|as\ a\ (?:direct\ )?result\ of\ this\ (?:report|decision|proposal)
        |(?:arising\ )?(?:directly\ )?from\ this\ report))\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SUBJECT = (
    r"(?:implications?|issues?|impacts?|considerations?|consequences?|risks?|effects?|assessments?|"
    r"comments?|costs?|concerns?|matters?|screening|EqIA|EIA|DPIA|HIA)"
)
DECLARES_NONE = re.compile(
    rf"""\b(?: (?:there\ (?:are|is|will\ be|were)|has|have|had|having|raises?|gives?\ rise\ to|with|shows?
    |identif(?:y|ies|ied)|identified|found|presents?|carries|creates?|involves?|contains?|and|expect(?:s|ed)?
    |anticipates?)
            \ (?:(?:considered|deemed|expected|anticipated)\ to\ be\ |(?:currently|therefore|thus)\ )? no\b
          | ^\W*no\b
          | \bno\b )
        [^.;]{{0,70}}?\b{_SUBJECT}\b
      | \b(?:do(?:es)?|did|will|would|is|are|was|has|have)\ not\ (?:\w+\ ){{0,6}}?(?:have|raise
      |give\ rise\ to|involve|create|require|need(?:ed)?|required|likely\ to|expected\ to|anticipated\ to
      |considered|identif\w+|contain|impact|affect)\b[^.;]{{0,90}}?\b{_SUBJECT}\b
      | \b(?:do(?:es)?|will|would)\ not\ (?:\w+\ ){{0,3}}?(?:impact|affect)\b
      | \bnot\ expect\w*\b[^.;]{{0,80}}?\b(?:impact|affect)\b
      | \bnot\ (?:required|necessary|needed|applicable)\b
      | \b(?:neutral|nil)\ (?:impact|effect)\b
      | ^\W*no\b[^.;]{{0,60}}?\b(?:is|are|was|were|will\ be)\ (?:needed|required|necessary|expected|anticipated)\b
      | ^\W*not\ in\ the\ context\ of\b
      | \b(?:is|are)\ none\b | ^\W*none\b""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
STRONG_NONE = re.compile(
    rf"\bno\s+(?:group|person|people|individual|resident|community|(?:\w+\s+){{0,2}}staff|"
    rf"(?:\w+\s+){{0,2}}employee)\w*\b[^.;]{{0,60}}?\b(?:affected|disadvantaged)\b|(?<!\bor "
    rf")\bno\b\s+(?!other\b|further\b)(?:\w+\s+){{0,6}}?{_SUBJECT}\b|\bnot\s+(?:\w+\s+){{0,3}}(?:required|necessary|"
    rf"needed)\b|\b(?:do(?:es)?|will|would)\s+not\s+(?:\w+\s+){{0,4}}(?:have|raise|give rise to|involve|"
    rf"require|need)\b[^.;]{{0,60}}?\b{_SUBJECT}\b",
    re.IGNORECASE,
)
TURNS = re.compile(
    r"\b(?:however|although|though|but|other than|except|save (?:for|as|that)|beyond|apart from|aside from|"
    r"unless|subject to|provided that|(?:so|as) long as|will be (?:subject to|required if)|if an?\b.{0,60}\bwill\b)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"""^\W*(?:as\ this\ is\ [^.,]{0,40},\ )?(?:(?:these|this
    |(?:the\ )?[\w\s]{0,40}?(?:implications?|issues?|impacts?|risks?|considerations?
        |information|detail\w*|assessment))\ (?:\w+\ ){0,3}?(?:is|are|have\ been|has\ been)[ ]
    |(?:as\ )?(?:already\ |fully\ )?)?
        (?:set\ out|detailed|outlined|contained|included|covered|addressed|referred\ to|considered|described
        |discussed(?:\ and\ are\ contained)?|dealt\ with|shown|attached|provided|given)
        \ (?:\w+\ ){0,3}?(?:in|within|at|throughout|above|below|elsewhere|as)\b(?:[^.]|\.(?=\d)){0,160}\.?\W*$
      | ^\W*(?:please\ )?(?:see|refer\ to)\ [^.]{0,140}
        \b(?:above|below|attached|at\ the\ end\ of\ (?:this|the)\ report)\W*$
      | ^\W*(?:please\ )?(?:see|refer\ to)\ (?:above|below|(?:the\ )?(?:section|paragraph|para|appendix|annex
      |main|body|report|attached|exempt|part))(?:[^.]|\.(?=\d)){0,120}\.?\W*$
      | ^\W*(?:please\ )?see\ the\ [^.]{0,80}\ (?:at|in)\ (?:appendix|annexe?|section|paragraph)\ \w+\W*$
      | ^\W*(?:an?|the)\ [^.]{0,50}\b(?:register|assessment|checklist|EqIA|EIA)
        \ is\ (?:provided|attached|set\ out|included|given)\ (?:at|in|as)\ (?:appendix|annexe?)\ \w+\W*$
      | ^\W*(?:appendix|annexe?)\ \w+\ (?:sets\ out|outlines|details|contains)\b[^.]*\.?\W*$
      | ^\W*(?:as\ above|as\ per\b[^.]{0,80}|contained\ (?:in|within)\ the\ (?:body\ of\ the\ )?report)\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
OF_SUBSTANCE = re.compile(
    r"[£$€]\s?\d|\b\d+(?:\.\d+)?\s?(?:%|per cent|million|posts?|staff)|\bwill (?:need|cost|require|"
    r"result|increase|reduce)\b|\bmust\b|\bpositive (?:\w+ )?(?:effects?|impacts?)\b",
    re.IGNORECASE,
)
WITHOUT_COMMENT = re.compile(
    r"^\W*(?:considered|taken into account|noted)\W{1,3}(?:and |but )?(?:without|no) (?:further )?comments?\W*$",
    re.IGNORECASE,
)
NOTHING_BUT = re.compile(
    r"^\W*no\b[^.]{0,90}?\b(?:save (?:for|that)|except|other than|apart from|beyond)\b|"
    r"^\W*there (?:are|will be) no (?:\w+ ){0,3}\w+\W*$",
    re.IGNORECASE,
)
"""A first sentence that finds nothing but one thing, or says in a few words that there is nothing."""
SHORT = 75
"""Words: a declaration of none is short; in a longer text it is one finding among others."""


def stance_of(text: str) -> Stance:
    """The stance of what stands under an implication heading.

    >>> [str(stance_of(t)) for t in ("", "N/A", "There are no direct financial implications.", "[insert]")]
    ['empty', 'none_declared', 'none_declared', 'placeholder']
    >>> str(stance_of("See paragraph 4."))
    'see_elsewhere'
    >>> str(stance_of("There are no legal implications. However, the contract must be sealed."))
    'none_qualified'
    >>> str(stance_of("The cost of £20,000 will be met from reserves."))
    'stated'
    """
    text = text.strip()
    if not re.search(r"\w", text):
        return Stance.EMPTY
    if WITHOUT_COMMENT.match(text):
        return Stance.CONSIDERED_WITHOUT_COMMENT
    if PLACEHOLDER.match(text):
        return Stance.PLACEHOLDER
    if BARE_NONE.match(text):
        return Stance.NONE_DECLARED
    if ELSEWHERE.match(text):
        return Stance.SEE_ELSEWHERE
    declared = _declares_none(text)
    if declared is None:
        return Stance.STATED
    return Stance.NONE_QUALIFIED if _qualified(text, declared) else Stance.NONE_DECLARED


def _declares_none(text: str) -> "re.Match[str] | None":
    """Where the text declares that there is nothing, if that is what it comes to."""
    if len(text.split()) > SHORT:
        return None
    sentences = re.split(r"(?<=[.;])\s+", text)
    for n, sentence in enumerate(sentences):
        opening = (DECLARES_NONE.search(sentence) or NOTHING_BUT.match(sentence)) if n == 0 else None
        found = STRONG_NONE.search(sentence) or opening
        if found is None:
            continue
        others = [s for i, s in enumerate(sentences) if i != n and OF_SUBSTANCE.search(s)]
        if not others and not OF_SUBSTANCE.search(sentence):
            return re.search(re.escape(sentence), text)
        return re.search(re.escape(sentence), text) if TURNS.search(text) else None
    return None


def _qualified(text: str, declared: "re.Match[str]") -> bool:
    """Whether an exception or a condition follows the declaration, or stands in it."""
    return TURNS.search(text, declared.start()) is not None
