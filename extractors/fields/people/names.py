"""Whether words name a person or an office, and where both stand on a line."""

import re
from collections.abc import Sequence

from extractors.values import NAME, SHOUTED_NAME, TITLED_SURNAME
from extractors.vocabulary import department_words, office_words

Range = tuple[int, int]

PARTS = re.compile(r"(?:(?<!\s)\s+)?(?:,|;|\||·|•|\t|\n|\s[-–—]\s|\s-(?=[A-Z])|[–—])\s*|(?<!\s)\s+(?=\()|(?<=\))\s*")
LONGEST = 500
"""Characters of a line that says who somebody is; in a longer one nobody is looked for."""
TAGS = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mobile|mob|direct (?:dial|line)|e-?mail|contact(?: (?:number|no))?|"
    r"ext(?:ension)?|t|e|web(?:site)?)\b\s*(?:no\.?|number|address)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
TITLES = ("Councillor", "Cllr", "Mr", "Mrs", "Ms", "Miss", "Dr")
ON_BEHALF = re.compile(r",?\s*\b(?:on behalf of|for and on behalf of)\b.*", re.IGNORECASE | re.DOTALL)
LEADS_THERE = re.compile(r"[\s,;·(–-]*(?:\b(?:on|at|by|via|or|tel(?:ephone)?|e-?mail)\b[\s.:,]*)*$", re.IGNORECASE)
ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
ASKED = re.compile(
    r"\s*(?:job title|title|post(?: title)?|position|designation|(?:officer )?name|officer|role)\s*:\s*", re.IGNORECASE
)
NOT_A_NAME = re.compile(
    r"\b(?:council|committee|cabinet|borough|district|county|city|street|house|road|telephone|email|"
    r"report|papers?|department|team|section|unit|limited|ltd|january|february|march|april|june|july|"
    r"august|september|october|november|december|not applicable|none|all|wards?|further|information|"
    r"and|for|of|the|part|appendix|annexe?|enclosure|"
    r"job|title|service|decision|session|meeting)\b",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Whether words are a person's name and nothing else.

    >>> [is_name(t) for t in ("Jane Roe", "Cllr P. Smith", "Head of Law", "Mrs Jones", "Thornmere District Council")]
    [True, True, False, True, False]
    """
    text = text.strip(" .,:;()")
    if NOT_A_NAME.search(text) or not text:
        return False
    if (TITLED_SURNAME.fullmatch(text) and len(text.split()) <= 5) or re.fullmatch(
        r"(?:Councillor|Cllr)\.?\s+[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*)*", text
    ):
        return True
    if office_words().search(text) or department_words() & set(text.casefold().split()):
        return False
    return bool(NAME.fullmatch(text) or SHOUTED_NAME.fullmatch(text))


def is_office(text: str) -> bool:
    """Whether words name an office or a post."""
    return bool(office_words().search(text)) and not text.rstrip().endswith(".") and len(text.split()) <= 20


def name_and_role(text: str, marks: Sequence[Range]) -> tuple[Range | None, Range | None]:
    """Where the name and the office stand on a line, telephones and addresses (`marks`) left out.

    >>> def shown(line): return tuple(line[slice(*part)] if part else None for part in name_and_role(line, []))
    >>> shown("Jane Roe, Head of Law"), shown("Assistant Director (Highways), Jane Roe")
    (('Jane Roe', 'Head of Law'), ('Jane Roe', 'Assistant Director (Highways)'))
    """
    if len(text) > LONGEST:
        return None, None
    text = ON_BEHALF.sub(lambda m: " " * len(m.group()), without(text, marks))
    pieces = _pieces(text)
    name = _name(text, pieces)
    if name is None:
        name = _run_on(text)
        if name is not None:
            pieces = [name, (name[1] + 1, pieces[-1][1])]
    before = [p for p in pieces if name is None or p[1] <= name[0]]
    after = [p for p in pieces if name is not None and p[0] >= name[1]]
    if any(is_office(text[a:b]) for a, b in after):
        return name, _until(text, _whole(text, after[0][0], after[-1][1]), marks)
    offices = [p for p in before if is_office(text[p[0] : p[1]])]
    if not offices:
        return name, _second(text, after)
    start = offices[0][0] if name is not None else before[0][0]
    article = ARTICLE.match(text, start)
    return name, _whole(text, article.end() if article else start, before[-1][1])


def _run_on(text: str) -> Range | None:
    """A name with an office behind it and nothing between them: two words before the first word of office or
    department, or three where the office has more than one."""
    words = list(re.finditer(r"\S+", text))
    first = 1 if words and words[0].group().rstrip(".") in TITLES else 0
    for count in (2, 3):
        ahead = words[first + count :]
        if not ahead or not is_name(text[words[0].start() : words[first + count - 1].end()]):
            continue
        begins = ahead[0].group().strip("(),").casefold()
        known = office_words().match(ahead[0].group()) or begins in department_words()
        if known and len(ahead) >= count - 1 and is_office(text[ahead[0].start() :]):
            return words[0].start(), words[first + count - 1].end()
    return None


def _until(text: str, role: Range, marks: Sequence[Range]) -> Range:
    """An office ends before the telephone or address that follows it, and before the word that leads there."""
    start, end = role
    stop = next((a for a, _ in marks if start < a < end), None)
    if stop is None:
        return role
    return start, start + len(LEADS_THERE.sub("", text[start:stop]))


def _name(text: str, pieces: Sequence[Range]) -> Range | None:
    """The piece that is a name: rather one that does not stand in brackets ("Director (Children's Care)")."""
    names = [(a, b) for a, b in pieces if is_name(text[a:b])]
    free = [(a, b) for a, b in names if not text[:a].rstrip().endswith("(")]
    if free or names:
        return (free or names)[0]
    if len(pieces) > 1 and _surname_like_an_office(text[slice(*pieces[0])]) and is_office(text[slice(*pieces[1])]):
        return pieces[0]
    return None


def _whole(text: str, start: int, end: int) -> Range:
    """A range with the bracket that closes what was opened within it."""
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1
    return start, end


def _surname_like_an_office(text: str) -> bool:
    """ "Cath Head", "Anna Mayor": two or three capitalised words, of which only the last is a word of office."""
    words = text.split()
    return (
        2 <= len(words) <= 3
        and bool(NAME.fullmatch(text))
        and not office_words().search(" ".join(words[:-1]))
        and not NOT_A_NAME.search(text)
    )


def _second(text: str, after: Sequence[Range]) -> Range | None:
    """After a name, words that are no known office are the role all the same, if they are few and capitalised."""
    capitals = [(a, b) for a, b in after if re.match(r"[A-Z]", text[a:b])]
    if not capitals or len(text[capitals[0][0] : capitals[-1][1]].split()) > 12:
        return None
    return _whole(text, capitals[0][0], capitals[-1][1])


def _pieces(text: str) -> list[Range]:
    """The parts of a line between commas, dashes, brackets and breaks, without tags such as "Tel:"."""
    pieces, at = [], 0
    for gap in [*PARTS.finditer(text), None]:
        end = gap.start() if gap else len(text)
        piece = text[at:end]
        while (shorter := TAGS.sub("", piece.rstrip(" .:,;"))) != piece:
            piece = shorter
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
