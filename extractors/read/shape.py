"""What a line is by its form alone: a numbered paragraph, a heading. The same for every format."""

import re

NUMBER = re.compile(
    r"""(?P<number>
        \(? (?: \d{1,2} (?:\.\d{1,2}){0,3} | [a-zA-Z] | [ivxIVX]{1,5} ) [.)]  # 1. 1.1. (a) b) iv)
      | \d{1,2} (?:\.\d{1,2}){1,3}                                            # 1.1
      | [•●▪‣◦▫■□➢➤✓❖·o\uf0b7\uf0a7-] (?=[\s])
    )\s*(?P<gap>\s|\t) \s* (?=\S)""",
    re.VERBOSE,
)
NUMBER_TAB = re.compile(r"(?P<number>\d{1,2}|[A-Z])\t\s*(?=\S)")
CLOSING = re.compile(r"[.;,]$")
MOST_WORDS = 22
MOST_CHARACTERS = 160


def part_number(text: str) -> tuple[str | None, int]:
    """(the number or bullet that opens a paragraph, where its text begins); (None, 0) where there is none.

    >>> part_number("1.1\\tThe plan")
    ('1.1', 4)
    >>> part_number("(iv) DELEGATE authority")
    ('(iv)', 5)
    >>> part_number("2024 was a year")
    (None, 0)
    >>> part_number("3.5 million pounds")
    (None, 0)
    >>> part_number("A. Smith")
    (None, 0)
    """
    found = NUMBER.match(text) or NUMBER_TAB.match(text)
    if found is None:
        return None, 0
    number, rest = found.group("number"), text[found.end() :]
    tabbed = "\t" in text[found.end("number") : found.end()]
    plain_decimal = re.fullmatch(r"\d{1,2}\.\d{1,2}", number)
    if plain_decimal and not tabbed and re.match(r"(million|billion|per ?cent|%|[a-z])", rest):
        return None, 0
    if re.fullmatch(r"[A-Z]\.", number) and not tabbed and re.match(r"[A-Z][a-z]+\b(?!\s+[a-z])", rest):
        return None, 0  # an initial before a surname
    return number, found.end()


def is_heading(
    text: str, *, bold: bool, level: int | None, larger: bool, in_cell: bool, number: str | None = None
) -> bool:
    """Whether a paragraph that stands alone reads as a heading: short, not a sentence, and set apart by its look or
    by the file's word for it.

    >>> is_heading("Financial implications", bold=True, level=None, larger=False, in_cell=False)
    True
    >>> is_heading("The Cabinet agreed the plan.", bold=True, level=None, larger=False, in_cell=False)
    False
    """
    words = text.split()
    if (
        not words
        or len(words) > MOST_WORDS
        or len(text) > MOST_CHARACTERS
        or "\n" in text
        or not any(c.isalpha() for c in text)
    ):
        return False
    if level is not None:
        return True
    if (
        in_cell
        or (number is not None and not any(c.isalnum() for c in number))
        or CLOSING.search(text)
        or text[0].islower()
    ):
        return False
    shouted = text.isupper() and sum(c.isalpha() for c in text) > 3 and len(words) <= 12
    return bold or larger or shouted
