"""Whether words name a person or an office, and where both stand on a line."""

import re
from collections.abc import Sequence

from extractors.values import NAME, SHOUTED_NAME, TITLED_SURNAME
from extractors.vocabulary import office_words

PARTS = re.compile(r"\s*(?:,|;|\||\t|\n|\s[-–—]\s|\s-(?=[A-Z])|[–—])\s*|\s+(?=\()|(?<=\))\s*")
TAGS = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mobile|mob|direct (?:dial|line)|e-?mail|contact(?: (?:number|no))?|"
    r"ext(?:ension)?|t|e|web(?:site)?)\b\s*(?:no\.?|number|address)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\s*(?:job title|title|post(?: title)?|position|designation|name|officer|role)\s*:\s*", re.IGNORECASE
)
NOT_A_NAME = re.compile(
    r"\b(?:council|committee|cabinet|borough|district|county|city|street|house|road|telephone|email|"
    r"report|papers?|department|team|section|unit|limited|ltd|january|february|march|april|june|july|"
    r"august|september|october|november|december|not applicable|none|all|wards?|further|information|"
    r"and|for|of|the|part)\b",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Whether words are a person's name and nothing else.

    >>> [is_name(t) for t in ("Jane Roe", "Cllr P. Smith", "Head of Law", "Mrs Jones", "Kent County Council",
    "Productivity Plan")]
    [True, True, False, True, False, True]
    """
    text = text.strip(" .,:;()")
    if NOT_A_NAME.search(text) or not text:
        return False
    if TITLED_SURNAME.fullmatch(text) or re.fullmatch(
        r"(?:Councillor|Cllr)\.?\s+[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*)*", text
    ):
        return True
    if office_words().search(text):
        return False
    return bool(NAME.fullmatch(text) or SHOUTED_NAME.fullmatch(text))


def is_office(text: str) -> bool:
    """Whether words name an office or a post."""
    return bool(office_words().search(text)) and not text.rstrip().endswith(".") and len(text.split()) <= 20


def name_and_role(text: str, marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Where the name and the office stand in what is left of a line without telephones and addresses."""
    pieces = _pieces(without(text, marks))
    name = next(((a, b) for a, b in pieces if is_name(text[a:b])), None)
    rest = [(a, b) for a, b in pieces if (a, b) != name]
    if (
        name is None
        and len(pieces) > 1
        and _surname_like_an_office(text[slice(*pieces[0])])
        and is_office(text[slice(*pieces[1])])
    ):
        name, rest = pieces[0], pieces[1:]
    if name is None:
        lead = re.match(
            r"\s*(?P<name>(?:(?:Councillor|Cllr|Mr|Mrs|Ms|"
            r"Dr)\.?\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){1,2})\s+(?=(?:Director|Head|Chief|Assistant|"
            r"Executive|Corporate|Senior|Cabinet|Leader|Deputy|Service|Strategic|Interim|Group|"
            r"Principal)\b)",
            text,
        )
        if lead and is_name(lead["name"]):
            name = lead.span("name")
            rest = [(lead.end(), pieces[-1][1])]
    offices = [(a, b) for a, b in rest if is_office(text[a:b])]
    if not offices:
        return name, _second(text, name, rest)
    start, end = offices[0][0], offices[-1][1]
    article = re.match(r"the\s+", text[start:end], re.IGNORECASE)
    start += article.end() if (article and name is None) or (article and start < (name or (0, 0))[0]) else 0
    if name is not None:
        after = [(a, b) for a, b in rest if a > name[0]]
        if after and offices[0][0] > name[0]:
            start, end = after[0][0], after[-1][1]
    elif not article:
        start, end = rest[0][0], rest[-1][1]
    stop = next((a for a, _ in marks if start <= a < end), end)
    return name, (start, stop)


def _surname_like_an_office(text: str) -> bool:
    """ "Cath Head", "Anna Mayor": two or three capitalised words, of which only the last is a word of office."""
    words = text.split()
    return (
        2 <= len(words) <= 3
        and bool(NAME.fullmatch(text))
        and not office_words().search(" ".join(words[:-1]))
        and not NOT_A_NAME.search(text)
    )


def _second(text: str, name: tuple[int, int] | None, rest: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """After a name, words that are no known office are the role all the same, if they are few and capitalised."""
    after = [(a, b) for a, b in rest if name is not None and a > name[1] - 1 and re.match(r"[A-Z]", text[a:b])]
    if not after or len(text[after[0][0] : after[-1][1]].split()) > 12:
        return None
    return after[0][0], after[-1][1]


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces, at = [], 0
    for gap in [*PARTS.finditer(text), None]:
        end = gap.start() if gap else len(text)
        piece = TAGS.sub("", text[at:end])
        tag = ASKED.match(piece)
        lead = tag.end() if tag else len(piece) - len(piece.lstrip(" ("))
        if piece[lead:].strip(" ().:"):
            pieces.append((at + lead, at + len(piece.rstrip(" ).:,"))))
        at = gap.end() if gap else end
    return pieces


def without(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The text with these ranges blanked, so that places stay as they were."""
    for a, b in reversed(ranges):
        text = text[:a] + " " * (b - a) + text[b:]
    return text
