"""Who is in a report, by role: for whom it is made, who wrote it, which officers lead, whom to ask, which portfolio
holder answers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from extractors.entries import Entry
from extractors.evidence import text_at, trimmed
from extractors.fields.header.front import front_lines
from extractors.fields.people.persons import Named, is_member, people_at
from extractors.model import BlockKind, Person, Span, Stated, Text
from extractors.outline import Outline
from extractors.values import emails, phones

PORTFOLIO = re.compile(
    r"(?:(?:deputy leader|leader)[^,;]*? and )?(?:executive |cabinet |lead |portfolio |responsible "
    r")+(?:lead )?(?:member|holder|councillor|cabinet member)s? (?:for|with responsibility for|with "
    r"special responsibility for) (?:the )?",
    re.IGNORECASE,
)
BRIEF_FIRST = re.compile(
    r"^(?P<brief>.{3,90}?)\s+(?:portfolio holder|(?:cabinet|executive|lead) (?:member|councillor))\W*$", re.IGNORECASE
)
"""The brief before the office: "Housing and Property Portfolio Holder"."""
BEHALF = re.compile(r"\bon behalf of (?:the )?", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z]{3}")
PRESENTED = re.compile(r"^\W*(?:presented|brought|introduced) by\b", re.IGNORECASE)
POST = re.compile(r"^(?:job title|title|post(?: held| title)?|position|designation|role)s?\W*$", re.IGNORECASE)
REACH = re.compile(r"[\n\t ]*\b(?:tel(?:ephone)?|phone|mobile|e-?mail)\b[^:]{0,10}:", re.IGNORECASE)
POSTS = re.compile(r"\s+/\s+|\s*;\s*|\n")
AND_DIRECTOR = re.compile(
    r"\b(?:and|&|/)\s+(?:the\s+)?(?:relevant |lead |corporate |responsible )*(?:director|lead officer)s?\b",
    re.IGNORECASE,
)
FRONT = 60
"""Lines among the first on which a member may be named without a label."""
TAIL, NAME_AND_POST, SHORT = 10, 2, 10
"""Blocks at the end in which a contact may stand, lines that a name and a post take, words of such a line."""
MOST = 500
"""People in one role: more are a directory, and each is held against all others."""
SPOKESPERSON = re.compile(
    r"\b(?:spokes\w+|shadow|assistant to|opposition|deputy cabinet member|deputy portfolio)\b", re.IGNORECASE
)
OFFICES = re.compile(r"^(?:the )?(?:deputy )?(?:leader|mayor)\b", re.IGNORECASE)


def people_of(outline: Outline, notice: bool) -> dict[str, tuple[Person, ...]]:
    """The people of a report by role: report_of, authors, lead_officers, contacts, portfolio_holders.

    A decision notice has no report_of.
    """
    asked = {
        f: [n for e in outline.of(f) for n in _under(outline, e)]
        for f in ("report_of", "author", "lead_officer", "contact")
    }
    everybody = [n for group in asked.values() for n in group]
    authors = [n.person for n in everybody if n.field == "author"]
    leads = [n.person for n in everybody if n.field == "lead_officer"]
    reachable = [n.person for f in ("contact", "author", "lead_officer") for n in asked[f] if _is_contact(n, f)]
    if not asked["contact"]:
        reachable += [n.person for n in _closing(outline)]
    members = ("report_of", "portfolio_holder")  # "Report of Cabinet Member: Councillor Roe"
    report_of = [] if notice else [n.person for n in asked["report_of"] if n.field in members]
    return {
        "report_of": _distinct([replace(p, phone=None, email=None, label=None) for p in report_of]),
        "authors": _distinct([replace(p, phone=None, email=None, label=None) for p in authors]),
        "lead_officers": _distinct([replace(p, phone=None, email=None) for p in leads]),
        "contacts": _distinct([replace(p, label=None) for p in reachable]),
        "portfolio_holders": _portfolio_holders(outline, report_of),
    }


def _under(outline: Outline, entry: Entry) -> list[Named]:
    if entry.value is None:
        return []
    label = text_at(outline.document, entry.label, "person.label", ":")
    found = _with_posts(outline, entry, people_at(outline, entry.value, entry.field, label))
    if entry.field == "author" and len(found) > 1 and AND_DIRECTOR.search(entry.words):
        found[-1] = replace(found[-1], field="lead_officer")  # one heading for both: the director comes last
    return found


def _with_posts(outline: Outline, entry: Entry, found: list[Named]) -> list[Named]:
    """People named without a post get theirs from the label right after them ("Job title: …"), in the same order."""
    at = outline.entries.index(entry)
    after = outline.entries[at + 1] if at + 1 < len(outline.entries) else None
    if after is None or after.value is None or not POST.match(after.words) or any(n.person.role for n in found):
        return found
    posts = _parts(outline, after.value)
    if len(posts) != len(found):
        return found
    roles = [text_at(outline.document, post, "person.post") for post in posts]
    return [replace(n, person=replace(n.person, role=role)) for n, role in zip(found, roles, strict=True)]


def _parts(outline: Outline, value: Span) -> list[Span]:
    """The posts of a list in one block."""
    text, at, found = outline.document.blocks[value.first].text, value.start, []
    stop = value.end if value.last == value.first else len(text)
    reach = REACH.search(text, value.start, stop)
    stop = reach.start() if reach else stop
    for gap in POSTS.finditer(text, value.start, stop):
        found.append(Span(value.first, at, value.first, gap.start()))
        at = gap.end()
    last = trimmed(outline.document, Span(value.first, at, value.first, stop))
    return [*found, last] if last else found


def _closing(outline: Outline) -> list[Named]:
    """Without a contact label: those whom the last lines print with a telephone or a mail address."""
    blocks = outline.document.blocks
    tail = [i for i in outline.running[-TAIL:] if i > outline.front and blocks[i].kind is not BlockKind.HEADING]
    at = [n for n, i in enumerate(tail) if phones(blocks[i].text) or emails(blocks[i].text)]
    if not at:
        return []
    first = at[0]
    while first > 0 and at[0] - first < NAME_AND_POST and len(blocks[tail[first - 1]].text.split()) <= SHORT:
        first -= 1
    start, last = tail[first], tail[at[-1]]
    found = people_at(outline, Span(start, 0, last, len(blocks[last].text)))
    return [n for n in found if n.person.phone or n.person.email]


def _is_contact(named: Named, section: str) -> bool:
    """Whoever stands in a contact section, and whoever is printed with a telephone or a mail address."""
    return section == "contact" or named.person.phone is not None or named.person.email is not None


def _distinct(people: Sequence[Person]) -> tuple[Person, ...]:
    """Each person once; a later mention fills what the first left open."""
    kept: list[Person] = []
    for person in people[:MOST]:
        at = next((i for i, k in enumerate(kept) if _same(k, person)), None)
        if at is None:
            kept.append(person)
        else:
            kept[at] = replace(
                kept[at],
                **{n: getattr(kept[at], n) or getattr(person, n) for n in ("role", "phone", "email", "portfolio")},
            )
    return tuple(kept)


def _same(one: Person, two: Person) -> bool:
    if one.name and two.name:
        return _bare(one.name) == _bare(two.name)
    if not one.name and not two.name:
        same_mail = one.email and two.email and one.email.value.casefold() == two.email.value.casefold()
        return bool(
            same_mail
            or (
                one.role
                and two.role
                and not (one.email and two.email)
                and one.role.value.casefold() == two.role.value.casefold()
            )
        )
    same_office = one.role and two.role and one.role.value.casefold() == two.role.value.casefold()
    return bool(same_office or (one.email and two.email and one.email.value.casefold() == two.email.value.casefold()))


def _bare(name: Text) -> str:
    return re.sub(r"^(?:(?:councillor|cllr|mr|mrs|ms|miss|dr|sir|dame)\.?\s+)+", "", name.value.casefold())


def _portfolio_holders(outline: Outline, report_of: Sequence[Person]) -> tuple[Person, ...]:
    """The labelled ones; else the members among those who make the report, or the member to whom the decision
    belongs; a Leader last."""
    labelled = [p for e in outline.of("portfolio_holder") for p in _holders(outline, e)]
    if len(labelled) == 2 and not (labelled[0].name or labelled[1].portfolio) and labelled[1].name:
        labelled = [replace(labelled[1], portfolio=labelled[0].portfolio)]  # the brief and the member in two cells
    if labelled:
        return _distinct(labelled)
    members = [
        p
        for p in report_of
        if is_member(p) and p.role and (PORTFOLIO.search(p.role.value) or OFFICES.search(p.role.value))
    ]
    deciding = [
        n.person
        for e in outline.of("body")
        if e.value
        for n in people_at(outline, e.value)
        if n.person.role and PORTFOLIO.search(n.person.role.value)
    ]
    found = [_with_portfolio(outline, p) for p in [*members, *_on_behalf(outline), *deciding]]
    if not found:
        found = [_with_portfolio(outline, p) for p in _named_in_front(outline)]
    return tuple(sorted(_distinct(found), key=lambda p: p.role is not None and not PORTFOLIO.search(p.role.value)))


def _named_in_front(outline: Outline) -> list[Person]:
    """Members with their briefs on lines of their own among the first, without a label."""
    found = []
    for line in islice(front_lines(outline), FRONT):
        said = outline.document.quote(line)
        if not PORTFOLIO.search(said):
            continue
        in_brackets = said.startswith("(")
        for p in (n.person for n in people_at(outline, line)):
            if (p.name or in_brackets) and p.role and is_member(p) and PORTFOLIO.search(p.role.value):
                found.append(p)
    return found


def _on_behalf(outline: Outline) -> list[Person]:
    """The members on whose behalf officers report ("… on behalf of the Cabinet Member for Housing, Councillor Roe")."""
    blocks, found = outline.document.blocks, []
    for entry in outline.of("report_of"):
        at = entry.value.first if entry.value else entry.at
        behalf = BEHALF.search(blocks[at].text, entry.label.end if entry.label.last == at else 0)
        if behalf:
            named = people_at(outline, Span(at, behalf.end(), at, len(blocks[at].text)))
            found += [n.person for n in named if n.person.role and PORTFOLIO.search(n.person.role.value)]
    return found


def _holders(outline: Outline, entry: Entry) -> list[Person]:
    """Under a portfolio holder's label, what stands beside a name is the portfolio, and a lone brief is one too."""
    document, value = outline.document, entry.value
    if (
        value is None
        or SPOKESPERSON.search(document.quote(value))
        or re.match(r"\W*(?:n/?a|none|not applicable|yes|no)\b", document.quote(value), re.IGNORECASE)
    ):
        return []
    found = [n.person for n in people_at(outline, value) if n.person.name or n.person.role]
    if not found:
        brief = text_at(document, _first_line(outline, value), "portfolio_holder.brief", ".;")
        return [Person(portfolio=_bare_portfolio(outline, brief))] if brief and WORD.search(brief.value) else []
    if PRESENTED.match(entry.words):
        found = [p for p in found if is_member(p)]  # officers present papers too
    label = text_at(document, entry.label, "person.label", ":")
    return [replace(_with_portfolio(outline, p), label=label, phone=None, email=None) for p in found]


def _first_line(outline: Outline, value: Span) -> Span:
    text = outline.document.blocks[value.first].text
    stop = len(text) if value.first < value.last else value.end
    line = text.find("\n", value.start, stop)
    return Span(value.first, value.start, value.first, line if line >= 0 else stop)


def _with_portfolio(outline: Outline, person: Person) -> Person:
    """The office as printed stays the role; the brief in it is the portfolio."""
    if person.role is None:
        return person
    return replace(person, portfolio=_bare_portfolio(outline, person.role))


def _bare_portfolio(outline: Outline, office: Text) -> Text:
    """ "Finance" of "Cabinet Member for Finance"; an office without a brief, such as the Leader's, stands for
    itself."""
    found, before = PORTFOLIO.search(office.value), BRIEF_FIRST.match(office.value)
    if found is None and before is not None:
        return Stated(before["brief"], office.evidence)
    if found is None or not office.value[found.end() :].strip():
        return office
    return Stated(office.value[found.end() :].strip(), office.evidence)
