"""Lines -> people: who is named, in what office, with what telephone and mail address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.evidence import text_at
from extractors.fields.people.lines import ASKED_ALONE, after_label, columns
from extractors.fields.people.names import LONGEST, name_and_role, without
from extractors.model import Document, Person, Span, Text
from extractors.outline import Outline
from extractors.values import emails, phones
from extractors.vocabulary import member_words, office_words

RULE = "person"
BETWEEN = re.compile(
    r"\s*;\s*|,?\s+and\s+(?=the\s+[A-Z])|(?<=\))(?:\s*,\s*|\s+and\s+)(?=[A-Z])|\s+and\s+(?=(?:Councillor|Cllr|Mr|Mrs|Ms|Dr)\b)|"
    r"\s*/\s*(?=(?:Councillor|Cllr)\b)|\s+/\s+(?=[A-Z])|(?P<office>\s+(?:and|&)\s+(?=(?:[A-Z]\w+\s+){0,3}"
    r"(?:Director|Head|Chief|Member|Leader|Officer|Manager|Mayor)\b))"
)
"""Between two people; before an office (`office`) only where a name came last, since one may hold two offices."""
EXTENSION = re.compile(r"\b(?:ext(?:ension)?\.?|x)\s*\d{3,6}\b", re.IGNORECASE)
APPENDIX = re.compile(r"\W*(?:appendix|annexe?|enclosure|attachment)\b", re.IGNORECASE)
JOINS = re.compile(r"(?:^|.*\b)(?:and|of|for|the|&|,)\s*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """A person with the label under which they stand and the field that the label asks for."""

    person: Person
    field: str | None


def people_at(outline: Outline, span: Span, field: str | None = None, label: Text | None = None) -> list[Named]:
    """The people named in a span.

    A label within it ("Report author:") says what those after it are; columns are read one after another.
    """
    found: list[Named] = []
    for column in columns(outline, span):
        now_field, now_label = field, label
        for printed in column:
            line, asked = after_label(outline.document, printed)
            if asked is not None and not (found and line and _only_reach(outline.document, line, asked[0])):
                now_field, now_label = asked
                found.append(Named(Person(), None))  # what follows is somebody else
            if line is None:
                continue
            for part in _between_people(outline.document, line):
                _add(outline.document, part, found, now_field, now_label)
        found.append(Named(Person(), None))
    return [
        n
        for n in found
        if n.person != Person() and (n.person.name or n.person.role or n.person.email or n.person.portfolio)
    ]


def _only_reach(document: Document, line: Span, field: str | None) -> bool:
    """Whether a line such as "Contact details: 01632 960001" only says how to reach the person before it."""
    text = document.blocks[line.first].text[line.start : line.end]
    marks = [*emails(text), *phones(text)]
    return field == "contact" and bool(marks) and not re.search(r"[A-Za-z]{3}", without(text, sorted(marks)))


def _between_people(document: Document, line: Span) -> Iterator[Span]:
    text = document.blocks[line.first].text
    at = line.start
    for gap in BETWEEN.finditer(text, line.start, line.end):
        if gap.start() - at > LONGEST:
            break
        before = text[at : gap.start()]
        name = name_and_role(before, [])[0]
        if gap["office"] and (name is None or name[1] < len(before.rstrip())):
            continue
        if name is not None or emails(before) or (office_words().search(before) and not before.endswith(")")):
            yield Span(line.first, at, line.first, gap.start())
            at = gap.end()
    mails = emails(text[at : line.end])
    if len(mails) > 1 and not re.search(r"[A-Za-z]{2,}", without(text[at : line.end], mails)):
        yield from (Span(line.first, at + a, line.first, at + b) for a, b in mails)
    else:
        yield Span(line.first, at, line.first, line.end)


def _add(document: Document, part: Span, found: list[Named], field: str | None, label: Text | None) -> None:
    """One line's words: a new person, or more of the one before."""
    read = _parsed(document, part)
    if read is None:
        return
    last = found[-1].person if found else Person()
    if found and last.name and not last.role and read.name and read.role and _starts(read.role) < _starts(read.name):
        read = replace(
            read, name=None, role=_joined(document, read.role, read.name)
        )  # "Assistant Director – West Kent" under a name
    if (
        found
        and last.name
        and last.role
        and read.role
        and not (read.name or read.phone or read.email)
        and not JOINS.match(last.role.value)
    ):
        return  # the department below a post
    fits = found and last != Person() and not read.name and not _clash(last, read)
    if fits and last.role and read.role and JOINS.match(last.role.value):
        longer = _joined(document, last.role, read.role)
        found[-1] = replace(
            found[-1], person=replace(last, role=longer, phone=read.phone or last.phone, email=read.email or last.email)
        )
    elif fits:
        merged = replace(
            last,
            role=last.role or read.role,
            phone=last.phone or read.phone,
            email=last.email or read.email,
            portfolio=last.portfolio or read.portfolio,
        )
        found[-1] = replace(found[-1], person=merged)
    else:
        found.append(Named(replace(read, label=label), field))


def _starts(text: Text) -> tuple[int, int]:
    return text.evidence[0].span.first, text.evidence[0].span.start


def _joined(document: Document, one: Text, two: Text) -> Text | None:
    """Two parts of one office, and what stands between them."""
    first, last = one.evidence[0].span, two.evidence[0].span
    return text_at(document, Span(first.first, first.start, last.last, last.end), f"{RULE}.role")


def _clash(last: Person, read: Person) -> bool:
    """Whether both say the same thing of somebody: then they are two people."""
    if last.role and read.role and JOINS.match(last.role.value):
        return False
    return any(getattr(last, n) is not None and getattr(read, n) is not None for n in ("role", "email", "phone"))


def _parsed(document: Document, part: Span) -> Person | None:
    """What one line says of one person; None where it says nothing of any."""
    block, text = document.blocks[part.first], document.blocks[part.first].text[part.start : part.end]
    if APPENDIX.match(text) or ASKED_ALONE.match(text):
        return None
    marks = sorted([*emails(text), *phones(text), *(m.span() for m in EXTENSION.finditer(text))])
    phone = next(((a, b) for a, b in phones(text)), None)
    mail = next(((a, b) for a, b in emails(text)), None)
    name, role = name_and_role(text, marks)

    def at(where: tuple[int, int] | None, what: str) -> Text | None:
        if where is None:
            return None
        return text_at(
            document,
            Span(part.first, part.start + where[0], part.first, part.start + where[1]),
            f"{RULE}.{what}",
            ":,;|",
        )

    person = Person(name=at(name, "name"), role=at(role, "role"), phone=at(phone, "phone"), email=at(mail, "email"))
    return person if any((person.name, person.role, person.phone, person.email)) and block.text else None


def is_member(person: Person) -> bool:
    """Whether somebody is a member (a councillor) and not an officer, by title or office."""
    name = person.name.value if person.name else ""
    role = person.role.value if person.role else ""
    if re.match(r"(?:Councillor|Cllr)\b", name):
        return True
    return bool(member_words().search(role)) and not re.search(
        r"\b(?:director|officer|manager|head of|chief executive|solicitor|team leader|lead officer)\b",
        role,
        re.IGNORECASE,
    )
