"""Words -> people: who is named, in what office, with what telephone and mail address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.evidence import lines, text_at, trimmed
from extractors.model import Document, Person, Span, Text
from extractors.outline import Outline
from extractors.values import NAME, SHOUTED_NAME, TITLED_SURNAME, emails, phones
from extractors.vocabulary import field_of, member_words, office_words

RULE = "person"
PARTS = re.compile(r"\s*(?:,|;|\||\t|\n|\s[-–—]\s|\s-(?=[A-Z])|[–—])\s*|\s+(?=\()|(?<=\))\s*")
BETWEEN = re.compile(
    r"\s*;\s*|,?\s+and\s+(?=the\s+[A-Z])|\s+and\s+(?=(?:Councillor|Cllr|Mr|Mrs|Ms|Dr)\b)|\s*/\s*(?=(?:Councillor|Cllr)\b)"
)
TAGS = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mobile|mob|direct (?:dial|line)|e-?mail|contact(?: (?:number|no))?|ext(?:ension)?|t|e|web(?:site)?)\b\s*(?:no\.?|number|address)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\s*(?:job title|title|post(?: title)?|position|designation|name|officer|role)\s*:\s*", re.IGNORECASE
)
LABEL = re.compile(r"^(?P<label>[^:\n\t]{3,60}?)\s*:\s*")
NOT_A_NAME = re.compile(
    r"\b(?:council|committee|cabinet|borough|district|county|city|street|house|road|telephone|email|report|papers?|department|team|section|unit|limited|ltd|january|february|march|april|june|july|august|september|october|november|december|not applicable|none|all|wards?|further|information|and|for|of|the|part)\b",
    re.IGNORECASE,
)
JOINS = re.compile(r"(?:^|.*\b)(?:and|of|for|the|&|,)\s*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """A person with the label under which they stand and the field that the label asks for."""

    person: Person
    field: str | None


def is_name(text: str) -> bool:
    """Whether words are a person's name and nothing else.

    >>> [is_name(t) for t in ("Jane Roe", "Cllr P. Smith", "Head of Law", "Mrs Jones", "Kent County Council", "Productivity Plan")]
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


def people_at(outline: Outline, span: Span, field: str | None = None, label: Text | None = None) -> list[Named]:
    """The people named in a span. A label within it ("Report author:") says what those after it are; columns are read one after another."""
    found: list[Named] = []
    for column in _columns(outline, span):
        now_field, now_label = field, label
        for line in column:
            line, asked = _after_label(outline.document, line)
            if asked is not None:
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


def _after_label(document: Document, line: Span) -> tuple[Span | None, tuple[str | None, Text | None] | None]:
    """(what is left of a line after a label of a field of people, that field and label)."""
    text = document.blocks[line.first].text[line.start : line.end]
    match = LABEL.match(text)
    words = match["label"] if match else text.rstrip(":")
    asked = field_of(words, "pair")
    if asked not in ("author", "lead_officer", "contact", "report_of", "portfolio_holder", "sign_off") or (
        match is None and len(words.split()) > 6
    ):
        return line, None
    if (
        match is None
        and is_office(words)
        and asked == "lead_officer"
        and not text.rstrip().endswith(":")
        and len(words.split()) == 1
    ):
        return line, None
    label = text_at(document, Span(line.first, line.start, line.first, line.start + len(words)), f"{RULE}.label")
    rest = trimmed(document, Span(line.first, line.start + (match.end() if match else len(text)), line.first, line.end))
    return rest, (asked, label)


def _columns(outline: Outline, span: Span) -> Iterator[list[Span]]:
    """The lines of a span; where people stand side by side in a table or over tabs, column after column."""
    document = outline.document
    tables: dict[int, list[int]] = {}
    for i in outline.running:
        cell = document.blocks[i].cell
        if span.first <= i <= span.last and cell is not None:
            tables.setdefault(cell.table, []).append(i)
    rest = [i for i in outline.running if span.first <= i <= span.last and document.blocks[i].cell is None]
    yield from _tabbed(document, span, rest)
    for blocks in tables.values():
        yield from _tabular(document, span, blocks)


def _tabular(document: Document, span: Span, blocks: Sequence[int]) -> Iterator[list[Span]]:
    cells: dict[tuple[int, int], list[Span]] = {}
    for i in blocks:
        cell = document.blocks[i].cell
        if cell is not None:
            cells.setdefault((cell.row, cell.column), []).extend(lines(document, span, [i]))
    rows = sorted({r for r, _ in cells})
    side_by_side = any(
        sum(_starts_person(document, cells[at][0]) for at in cells if at[0] == r and cells[at]) > 1 for r in rows
    )
    order = sorted(cells, key=lambda at: (at[1], at[0])) if side_by_side else sorted(cells)
    group = 1 if side_by_side else 0
    for value in sorted({at[group] for at in order}):
        yield [line for at in order if at[group] == value for line in cells[at]]


def _tabbed(document: Document, span: Span, blocks: Sequence[int]) -> Iterator[list[Span]]:
    """Lines with tabs: columns where two people start on one line, else each part on its own."""
    rows = []
    for i in blocks:
        start = span.start if i == span.first else 0
        end = span.end if i == span.last else len(document.blocks[i].text)
        at = start
        for line in document.blocks[i].text[start:end].split("\n"):
            rows.append(list(lines(document, Span(i, at, i, at + len(line)), [i])))
            at += len(line) + 1
    if any(sum(_starts_person(document, part) for part in row) > 1 for row in rows):
        for column in range(max(map(len, rows))):
            yield [row[column] for row in rows if column < len(row)]
    elif rows:
        yield [part for row in rows for part in row]


def _starts_person(document: Document, line: Span) -> bool:
    text = document.quote(line)
    return is_name(PARTS.split(text)[0]) or _after_label(document, line)[1] is not None


def _between_people(document: Document, line: Span) -> Iterator[Span]:
    text = document.blocks[line.first].text
    at = line.start
    for gap in BETWEEN.finditer(text, line.start, line.end):
        if (
            office_words().search(text[at : gap.start()])
            or is_name(text[at : gap.start()])
            or emails(text[at : gap.start()])
        ):
            yield Span(line.first, at, line.first, gap.start())
            at = gap.end()
    mails = emails(text[at : line.end])
    if len(mails) > 1 and not re.search(r"[A-Za-z]{2,}", _without(text[at : line.end], mails)):
        yield from (Span(line.first, at + a, line.first, at + b) for a, b in mails)
    else:
        yield Span(line.first, at, line.first, line.end)


def _without(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    for a, b in reversed(ranges):
        text = text[:a] + " " * (b - a) + text[b:]
    return text


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
    marks = sorted([*emails(text), *phones(text)])
    phone = next(((a, b) for a, b in phones(text)), None)
    mail = next(((a, b) for a, b in emails(text)), None)
    name, role = _name_and_role(text, marks)

    def at(where: tuple[int, int] | None, what: str) -> Text | None:
        if where is None:
            return None
        return text_at(
            document,
            Span(part.first, part.start + where[0], part.first, part.start + where[1]),
            f"{RULE}.{what}",
            "():,;|",
        )

    email = at(mail, "email")
    if email is None:
        email = _linked_mail(document, part)
    person = Person(name=at(name, "name"), role=at(role, "role"), phone=at(phone, "phone"), email=email)
    return person if any((person.name, person.role, person.phone, person.email)) and block.text else None


def _linked_mail(document: Document, part: Span) -> Text | None:
    """No address is printed: a link behind a name leads to one, but what is not printed is not quoted."""
    return None


def _name_and_role(
    text: str, marks: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Where the name and the office stand in what is left of a line without telephones and addresses."""
    pieces = _pieces(_without(text, marks))
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
            r"\s*(?P<name>(?:(?:Councillor|Cllr|Mr|Mrs|Ms|Dr)\.?\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){1,2})\s+(?=(?:Director|Head|Chief|Assistant|Executive|Corporate|Senior|Cabinet|Leader|Deputy|Service|Strategic|Interim|Group|Principal)\b)",
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
