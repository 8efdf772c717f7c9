"""Text -> value: dates, yes and no, people's names, addresses.

Each returns None for what it does not recognise and never guesses.
"""

import re
from datetime import date

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(m[:3] + "(?:" + m[3:] + ")?" if m != "september" else "sept?(?:ember)?" for m in MONTHS)
DATE = re.compile(
    rf"""(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:the\s+)?)?
    (?: (?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)
      | (?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)
      | (?P<day3>\d{{1,2}})[/.](?P<month3>\d{{1,2}})[/.](?P<year3>(?:19|20)?\d\d)
      | (?P<year4>20\d\d)-(?P<month4>\d\d)-(?P<day4>\d\d) )(?![\d/])""",
    re.IGNORECASE | re.VERBOSE,
)
EMAIL = re.compile(r"(?<![\w.+'’-])[\w.+'’-]++@[\w-]++(?:\.[\w-]++)+")
PHONE = re.compile(
    r"(?<![\d/])(?:\+44\s?(?:\(0\)\s?)?|\(?0)\d(?:[\s()-]*\d){8,10}(?:\s*(?:ext\.?|x)\s*\d+)?(?!\d)|"
    r"(?<=[Ee]xt )\d{3,6}\b"
)
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;:)\]]")
YES = re.compile(r"^\W*(?:yes|y)\b", re.IGNORECASE)
NO = re.compile(r"^\W*(?:no|n|none|not)\b(?!\s*/)", re.IGNORECASE)
NOTHING_SAID = re.compile(r"^\W*(?:n\s*/?\s*a|not applicable|tbc|)\W*$", re.IGNORECASE)
TICKED = "☒☑✓✔✗✘■"
EMPTY_BOX = "☐□❑"
HONORIFIC = (
    r"(?:Councillor|Cllr|Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Professor|Prof|Canon|Rev|"
    r"Reverend|Alderman|Ald)\.?"
)
_NAME_WORD = r"(?:(?:O['’]|Mac|Mc|D['’]|De|Di|Fitz)?[A-Z][a-zà-ÿ]+(?:['’-][A-Z]?[a-zà-ÿ]+)*|[A-Z]\.?)"
NAME = re.compile(rf"(?:{HONORIFIC}\s+)*{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|van|von|de|der|al|bin|ap|la|le)){{1,4}}")
SHOUTED_NAME = re.compile(rf"(?:{HONORIFIC}\s+)*[A-Z][A-Z'’-]+(?:\s+[A-Z][A-Z'’-]+){{1,3}}")
TITLED_SURNAME = re.compile(rf"{HONORIFIC}\s+(?:{_NAME_WORD}\s+)*{_NAME_WORD}")


def dates(text: str) -> list[tuple[date, int, int]]:
    """Every full date in a text with where it stands.

    >>> dates("Meeting of Thursday, 11th July 2024 at 2pm")
    [(datetime.date(2024, 7, 11), 11, 35)]
    >>> dates("on 31/02/2024 and 2024-25")
    []
    """
    found = []
    for m in DATE.finditer(text):
        parts = m.groupdict()
        for n in ("", "2", "3", "4"):
            if parts[f"day{n}"]:
                value = _date(parts[f"day{n}"], parts[f"month{n}"], parts[f"year{n}"])
                if value is not None:
                    found.append((value, m.start(), m.end()))
    return found


def _date(day: str, month: str, year: str) -> date | None:
    number = (
        int(month)
        if month.isdigit()
        else 1 + next(i for i, m in enumerate(MONTHS) if m.startswith(month[:3].casefold()))
    )
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None


def yes_or_no(text: str) -> bool | None:
    """Yes or no at the head of an answer, or the one of two boxes that is ticked.

    >>> [yes_or_no(t) for t in ("No", "Yes - ref 24/117", "N/A", "Yes / No", "Not a key decision")]
    [False, True, None, None, False]
    >>> [yes_or_no(t) for t in ("☒ Yes ☐ No", "Yes ☐ No ☒")]
    [True, False]
    """
    ticked = _ticked(text)
    if ticked is not None:
        return ticked
    if NOTHING_SAID.match(text) or re.match(r"^\W*yes\s*(?:/|or)\s*no\b", text, re.IGNORECASE):
        return None
    if YES.match(text):
        return True
    return False if NO.match(text) else None


def _ticked(text: str) -> bool | None:
    """The box that is ticked among a yes and a no; the box may stand before or after its word."""
    parts = re.findall(rf"([{TICKED}{EMPTY_BOX}])|\b(yes|no)\b", text, re.IGNORECASE)
    marks = [(box, word.casefold()) for box, word in parts]
    if not any(box for box, _ in marks) or len(marks) != 4:
        return None
    first_is_box = bool(marks[0][0])
    pairs = [(marks[i][0], marks[i + 1][1]) if first_is_box else (marks[i + 1][0], marks[i][1]) for i in (0, 2)]
    said = [word for box, word in pairs if box and box in TICKED]
    return said[0] == "yes" if len(said) == 1 else None


def phones(text: str) -> list[tuple[int, int]]:
    """Where telephone numbers stand.

    >>> [ "Tel: (01772) 536068, ext 4"[a:b] for a, b in phones("Tel: (01772) 536068, ext 4") ]
    ['(01772) 536068']
    """
    return [(m.start(), m.end()) for m in PHONE.finditer(text)]


def emails(text: str) -> list[tuple[int, int]]:
    """Where mail addresses stand.

    >>> [ "a.b@x.gov.uk; c@y.gov.uk."[a:b] for a, b in emails("a.b@x.gov.uk; c@y.gov.uk.") ]
    ['a.b@x.gov.uk', 'c@y.gov.uk']
    """
    if "@" not in text:
        return []
    return [(m.start(), m.start() + len(m.group().rstrip(".-"))) for m in EMAIL.finditer(text)]


def urls(text: str) -> list[tuple[int, int]]:
    """Where web addresses stand."""
    return [(m.start(), m.end()) for m in URL.finditer(text)]
