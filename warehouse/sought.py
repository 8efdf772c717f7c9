"""A name, mail address or phone number as it is looked for: whatever its case and the spaces or signs within it."""

import re
from dataclasses import dataclass
from functools import cache

PYTHON = r"[\W_]"
DUCKDB = r"[^\pL\pN]"
"""One character that is neither letter nor digit, as each of the two writes it."""
BETWEEN_DIGITS = r"[\s()./+-]*"
PREFIX = r"(?:(?:\+|00)?44[\s().-]*)?(?:\(?0\)?\s*)?"
"""What may stand before a number's significant digits: the code of the country, and the nought that replaces it."""
FEWEST_DIGITS = 7
WITHHELD = "[withheld]"
"""What stands in the place of a value that is not kept."""


class ForgetError(ValueError):
    """What is to be forgotten is not given so that it can be found."""


@dataclass(frozen=True, slots=True)
class Sought:
    """`kind` is words or digits. `normal` is the words in lower case, a space between, or a phone's significant
    digits."""

    kind: str
    normal: str

    @property
    def length(self) -> int:
        """How many words, or digits."""
        return len(self.normal.split()) if self.kind == "words" else len(self.normal)


def words(value: str) -> Sought:
    """A name or mail address. Raises ForgetError for a single word, which would take others' words with it.

    >>> words(" Vane,  Hester"), words("h.vane@ostershire.example").normal
    (Sought(kind='words', normal='vane hester'), 'h vane ostershire example')
    """
    found = re.findall(r"[^\W_]+", value.lower())
    if len(found) < 2:
        raise ForgetError(f"expected a name of at least two words or a mail address, got {len(found)} words")
    return Sought("words", " ".join(found))


def phone(value: str) -> Sought:
    """A phone number. Raises ForgetError for an extension, or what else has too few digits to be one person's.

    >>> phone("(0121) 496 0377") == phone("+44 121 4960377")
    True
    """
    digits = re.sub(r"^(00)?(44)?0*", "", re.sub(r"[^0-9]", "", value))
    if len(digits) < FEWEST_DIGITS:
        raise ForgetError(f"expected a phone number of at least {FEWEST_DIGITS} digits after its 0, got {len(digits)}")
    return Sought("digits", digits)


def pattern(sought: Sought, no_letter: str) -> str:
    """A regular expression for text, of Python or of DuckDB, with what stands before and behind as groups 1 and 2."""
    if sought.kind == "digits":
        return rf"(){PREFIX}{BETWEEN_DIGITS.join(sought.normal)}()"
    between = f"{no_letter}+".join(re.escape(word) for word in sought.normal.split())
    return f"(?i)(^|{no_letter}){between}($|{no_letter})"


def found_in(data: bytes, sought: Sought) -> bool:
    """Whether it stands in bytes, in UTF-8, Latin-1, UTF-16 or as JSON escapes it."""
    if sought.kind == "words":
        begins = max(re.findall(r"[ -~]+", sought.normal.split()[0]), key=len, default="")
        low = data.lower()  # a plain search first: the pattern is a hundred times as slow
        if begins.encode() not in low and begins.encode("utf-16-le")[:-1] not in low:
            return False
    return _byte_pattern(sought).search(data) is not None


@cache
def _byte_pattern(sought: Sought) -> re.Pattern[bytes]:
    if sought.kind == "digits":
        return re.compile(rb"[\0\s()./+-]*".join(digit.encode() for digit in sought.normal))
    each = [rb"\0?".join(_bytes_of(letter) for letter in word) for word in sought.normal.split()]
    whole = rb"(?<![A-Za-z0-9])(?<![A-Za-z0-9]\0)%b(?!\0?[A-Za-z0-9])"
    return re.compile(rb"(?i)" + whole % rb"[^A-Za-z0-9]{1,24}".join(each))


def _bytes_of(letter: str) -> bytes:
    """A letter in each way of writing it; outside of ASCII in either case."""
    if letter.isascii():
        return re.escape(letter.encode())
    ways = set()
    for form in (letter, letter.upper()):
        ways |= {form.encode(), form.encode("utf-16-le"), form.encode("utf-16-be")}
        ways |= {form.encode("latin-1", "ignore"), "".join(f"\\u{ord(c):04x}" for c in form).encode()}
    return b"(?:" + b"|".join(re.escape(way) for way in sorted(ways - {b""}, key=len, reverse=True)) + b")"
