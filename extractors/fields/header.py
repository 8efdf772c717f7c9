"""What a report says of itself: the body that decides, when, under what title, whether it is a key decision and whether it is public."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extractors.evidence import lines, stated, text_at
from extractors.fields.persons import is_name
from extractors.model import BlockKind, Council, Document, Region, Span, Stated, Text, fold
from extractors.outline import Entry, Outline
from extractors.values import DATE, NOTHING_SAID, dates, emails, urls, yes_or_no
from extractors.vocabulary import body_type, field_of

BODY_WORD = r"(?:Cabinet|Council|Committee|Sub-?Committee|Executive|Board|Panel|Forum|Commission|Assembly|Mayor|Authority|Working (?:Group|Party))"
BODY = re.compile(
    rf"^(?:the\s+)?(?:[A-Z&(][\w'’&(),/-]*\s+|(?:and|of|for|the|in|with|to|on)\s+){{0,9}}{BODY_WORD}(?:\s*\([^)]*\))?(?:\s+Meeting)?$",
    re.IGNORECASE,
)
BEFORE_BODY = re.compile(
    r"^\W*(?:(?:joint\s+)?report\s+(?:to|for)|meeting\s+of|to)\b\s*:?\s*(?:the\s+)?|^\W*the\s+(?=[A-Z])", re.IGNORECASE
)
AROUND_BODY = re.compile(
    r"^[\s:,;–—-]+|[\s:,;–—-]+$|\s+(?:meeting|held on|to be held on|on|at|of|for (?:decision|information|consideration|approval|noting))\s*[:,–—-]*\s*$",
    re.IGNORECASE,
)
COUNCIL_NAME = re.compile(
    r"^(?:the\s+)?(?:(?:london|royal|metropolitan)\s+borough\s+of\s+.+|(?!(?:full|county|city|borough|district|town|annual|extraordinary|special|budget)\s+council$).+\s+council|council\s+of\s+.+)$",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"(?:(?:deputy )?leader(?: of the council)?(?: and)?|(?:cabinet|executive|lead|portfolio) (?:member|holder|councillor)|mayor|(?:chief|executive|corporate|strategic|assistant|managing)? ?(?:executive|director|officer)|head of)\b.*",
    re.IGNORECASE,
)
NON_KEY = re.compile(r"\bnon[- ]key\b(?: decision)?|\bnot (?:a )?key decision\b", re.IGNORECASE)
KEY = re.compile(
    r"^\W*(?:this is a )?key decision\b(?!\s*[:?]?\s*(?:no\b|n/a|yes\s*/\s*no|$\s*\S))|^\W*key\s*$|^\W*key\s*[-–(:]",
    re.IGNORECASE,
)
BY_REASON = re.compile(
    r"^\W*(?:for the reason|because|as it|it (?:affects|involves|is likely)|affects? (?:more than )?(?:two|2)|(?:significant )?(?:expenditure|savings?|spend)\b|significant)",
    re.IGNORECASE,
)
IN_A_SENTENCE = re.compile(
    r"\b(?:this|the (?:decision|matter|report|proposal|recommendation)s?) (?:is|are|will be|would be|constitutes?|involves?) (?P<negated>not )?(?:considered (?:to be )?)?a key decision\b",
    re.IGNORECASE,
)
NOT_KEY_FORM = re.compile(
    r"non[- ]key\s*/\s*key|key\s*/\s*non[- ]key|non[- ]key\s+or\s+key|key\s+or\s+non[- ]key", re.IGNORECASE
)
PUBLIC = re.compile(
    r"\b(?:unrestricted|open|public|part (?:i|1|a|one)|not exempt|non-exempt|not confidential|for general release|for publication|no exempt\w*)\b(?!\s*(?:/|or)\s*)",
    re.IGNORECASE,
)
PRIVATE = re.compile(
    r"\bnot for publication\b|\b(?:fully |part(?:ly|ially)? )?(?:exempt|private|confidential|restricted)\b|\bpart (?:ii|2|b|two)\b",
    re.IGNORECASE,
)
MARKING = re.compile(
    r"^\W*(?:part\s+(?:i{1,2}|[12ab]|one|two)|open(?:\s+report)?|public(?:\s+report)?|exempt(?:\s+report)?|private(?:\s+report)?|unrestricted|restricted|for\s+general\s+release|not\s+for\s+publication\b.*|confidential(?:\s+report)?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
PARAGRAPHS = re.compile(
    r"\bparagraphs?\s*(?:\(s\)\s*)?(?P<list>\d{1,2}(?:\s*(?:,|and|&|or|to)\s*\d{1,2})*)(?=[^.]{0,80}?\b(?:schedule\s*12a|part\s+[i1]\b|local government act))",
    re.IGNORECASE,
)
DECIDED_ON = re.compile(
    r"\b(?:decision (?:by|of)|to be (?:decided|determined|taken|considered) (?:by|at)|for decision (?:by|at)) [^.]{0,60}?\bon ",
    re.IGNORECASE,
)


def body_of(outline: Outline) -> tuple[Text | None, Stated[str] | None]:
    """(the deciding body in the paper's words and without its date, its type): labelled, else from the first lines."""
    for entry in outline.of("body"):
        found = _labelled_body(outline, entry)
        if found is not None:
            return found, Stated(body_type(found.value), found.evidence)
    found = _unlabelled_body(outline)
    return (found, Stated(body_type(found.value), found.evidence)) if found else (None, None)


def _labelled_body(outline: Outline, entry: Entry) -> Text | None:
    document = outline.document
    if entry.value is None or (
        entry.at >= outline.front and entry.form == "cell" and entry.words.casefold() == "name of body"
    ):
        return None
    for line in lines(document, entry.value, outline.running):
        bare = _without_date(document, line)
        if bare is None or not re.search(r"[A-Za-z]{3}", document.quote(bare)):
            continue
        return text_at(document, _office(document, bare), "body.labelled", ",;:–—- ")
    return None


def _office(document: Document, line: Span) -> Span:
    """Where one person decides, the office without the name."""
    text = document.blocks[line.first].text[line.start : line.end]
    parts = re.split(r"(\s*[,–—]\s*|\s-\s)", text, maxsplit=1)
    if len(parts) == 3 and is_name(parts[0]) and OFFICE.match(parts[2]):
        return Span(line.first, line.start + len(parts[0]) + len(parts[1]), line.last, line.end)
    return line


def _without_date(document: Document, line: Span) -> Span | None:
    """A line without its date and the words that hang on it ("Cabinet Meeting: 23 July 2024" -> "Cabinet")."""
    text = document.blocks[line.first].text
    start, end = line.start, line.end
    found = dates(text[start:end])
    if found:
        _, a, b = found[0]
        if text[start : start + a].strip(" ,;:–—-("):
            end = start + a
        else:
            start += b
    return _stripped(text, line.first, start, end)


def _stripped(text: str, block: int, start: int, end: int) -> Span | None:
    lead = BEFORE_BODY.match(text[start:end])
    start += lead.end() if lead else 0
    while (edge := AROUND_BODY.search(text[start:end])) is not None and edge.end() > edge.start():
        if edge.start() == 0 and edge.end() < end - start:
            start += edge.end()
        else:
            end = start + edge.start()
        if start >= end:
            return None
    return Span(block, start, block, end)


def _unlabelled_body(outline: Outline) -> Text | None:
    """Among the first lines, the one that names a body; a council's own name only counts when no other body is named."""
    candidates: list[tuple[bool, Text]] = []
    for line in _front_lines(outline):
        if any(e.field is not None and e.form != "heading" and e.at == line.first for e in outline.entries):
            continue
        bare = _without_date(outline.document, line)
        words = outline.document.quote(bare) if bare else ""
        if bare is None or not BODY.match(words) or len(words) > 90:
            continue
        found = text_at(outline.document, bare, "body.first_lines")
        if found is not None:
            candidates.append((bool(COUNCIL_NAME.match(words)), found))
    named = [t for is_name_of_council, t in candidates if not is_name_of_council]
    return named[0] if named else None


def _front_lines(outline: Outline) -> Iterator[Span]:
    document = outline.document
    for i in outline.running:
        if i > outline.front:
            return
        yield from lines(document, Span(i, 0, i, len(document.blocks[i].text)), [i])


def meeting_date_of(outline: Outline, notice: bool) -> Stated[date] | None:
    """The day of the meeting: labelled, in the body's line, or in the first lines; for a decision notice the day it was signed or is to be decided."""
    document = outline.document
    for fields in (("meeting_date",), ("body",)):
        for entry in outline.of(*fields):
            if entry.value is not None and (entry.at <= outline.front or notice):
                found = _date_in(document, entry.value, f"meeting_date.{fields[0]}")
                if found is not None:
                    return found
    if notice:
        return _notice_date(outline)
    for line in _front_lines(outline):
        if line.first >= outline.front or _belongs_elsewhere(outline, line):
            continue
        found = _date_in(document, line, "meeting_date.first_lines")
        if found is not None:
            return found
    return None


def _belongs_elsewhere(outline: Outline, line: Span) -> bool:
    """Whether a line answers another label (a pathway, a forward plan's date)."""
    for entry in outline.entries:
        if entry.value and entry.form != "heading" and entry.field not in ("body", "meeting_date"):
            if entry.value.first <= line.first <= entry.value.last and body_type(entry.words) == "unknown":
                return True
    return False


def _date_in(document: Document, span: Span, rule: str) -> Stated[date] | None:
    for i in range(span.first, span.last + 1):
        text = document.blocks[i].text
        low = span.start if i == span.first else 0
        high = span.end if i == span.last else len(text)
        for value, a, b in dates(text[low:high]):
            return stated(document, value, Span(i, low + a, i, low + b), rule)
    return None


def _notice_date(outline: Outline) -> Stated[date] | None:
    document = outline.document
    signed = [
        i for i in outline.running if re.search(r"\b(?:signed|signature)\b", document.blocks[i].text, re.IGNORECASE)
    ]
    for i in signed:
        for near in range(max(0, i - 4), min(len(document.blocks), i + 4)):
            found = _date_in(document, Span(near, 0, near, len(document.blocks[near].text)), "meeting_date.signed")
            if found is not None:
                return found
    for i in outline.running:
        text = document.blocks[i].text
        for lead in DECIDED_ON.finditer(text):
            after = DATE.match(text, lead.end())
            if after:
                return _date_in(document, Span(i, lead.end(), i, after.end()), "meeting_date.to_be_decided")
    return None


def title_of(outline: Outline) -> Text | None:
    """The labelled subject; else the most prominent line of the front matter that is nothing else."""
    document = outline.document
    for entry in outline.of("title"):
        if entry.value is not None and entry.at <= max(outline.front, 40):
            found = text_at(document, _first_paragraph(outline, entry), "title.labelled", " .")
            if found is not None:
                return found
    headings = [i for i in outline.running if i < outline.front and _may_be_title(outline, i)]
    if not headings:
        return None
    best = max(
        headings, key=lambda i: (document.blocks[i].style.level is not None, document.blocks[i].style.size or 0, -i)
    )
    return text_at(document, Span(best, 0, best, len(document.blocks[best].text)), "title.heading")


def _first_paragraph(outline: Outline, entry: Entry) -> Span:
    """A title is one paragraph of its cell or line."""
    value = entry.value or entry.label
    block = outline.document.blocks[value.first]
    end = value.end if value.last == value.first else len(block.text)
    return Span(value.first, value.start, value.first, end)


def _may_be_title(outline: Outline, i: int) -> bool:
    block = outline.document.blocks[i]
    words = fold(block.text)
    if (
        block.kind is not BlockKind.HEADING
        or MARKING.match(words)
        or field_of(words, "heading")
        or field_of(words, "pair")
    ):
        return False
    bare = _without_date(outline.document, Span(i, 0, i, len(block.text)))
    name = outline.document.quote(bare) if bare else ""
    if (
        not name
        or BODY.match(name)
        or COUNCIL_NAME.match(name)
        or re.match(
            r"^\W*(?:joint )?report (?:of|by|to|from)\b|^agenda item|^meeting to be held|^report$", words, re.IGNORECASE
        )
    ):
        return False
    return not any(e.at == i and e.form != "heading" for e in outline.entries)


def key_decision_of(outline: Outline) -> Stated[bool] | None:
    """Yes or no where the paper says; None where it does not, or says N/A."""
    document = outline.document
    for entry in outline.of("key_decision", "exempt"):
        if entry.value is None:
            continue
        answers = list(lines(document, entry.value, outline.running))
        for line in [*answers[:1], entry.value, *answers] if entry.field == "key_decision" else answers:
            said = _key(document.quote(line), entry.field == "key_decision")
            if said is not None:
                return stated(document, said, line, "key_decision.labelled")
    asked = {(e.label.first, e.label.start) for e in outline.entries}
    for line in _front_lines(outline):
        said = _key(document.quote(line), False)
        if said is not None and len(document.quote(line).split()) <= 12 and (line.first, line.start) not in asked:
            return stated(document, said, line, "key_decision.first_lines")
    for i in outline.running:
        found = IN_A_SENTENCE.search(document.blocks[i].text)
        if found is not None:
            return stated(
                document, not found["negated"], Span(i, found.start(), i, found.end()), "key_decision.sentence"
            )
    return None


def _key(text: str, labelled: bool) -> bool | None:
    """What an answer says of key decisions; what is left unsaid in a form ("Key / Non-key") says nothing."""
    if NOT_KEY_FORM.search(text):
        return None
    if NON_KEY.search(text):
        return False
    answer = yes_or_no(text) if labelled else None
    if answer is None and labelled and re.match(r"^\W*[A-Z]{0,4}\d{2,4}[/-]\d{2,5}", text):
        return True  # a reference in the forward plan
    if answer is None and labelled and BY_REASON.match(text):
        return True
    if answer is None and KEY.search(text):
        after = re.search(r"key decision\W*(yes|no)\b", text, re.IGNORECASE)
        return after.group(1).casefold() == "yes" if after else True
    return answer


def exempt_of(outline: Outline) -> Stated[bool] | None:
    """Whether the report is withheld: labelled, or marked on its first lines or in its page headers."""
    document = outline.document
    for entry in outline.of("exempt"):
        if entry.value is not None and entry.at <= outline.front + 3:
            said = _exempt(entry.words, document.quote(entry.value))
            if said is not None:
                return stated(document, said, entry.value, "exempt.labelled")
    headers = [
        Span(i, 0, i, len(b.text)) for i, b in enumerate(document.blocks) if b.region in (Region.HEADER, Region.FOOTER)
    ]
    for line in [*_front_lines(outline), *headers]:
        words = document.quote(line)
        if MARKING.match(words):
            return stated(document, bool(PRIVATE.search(words)), line, "exempt.marking")
    return None


def _exempt(label: str, answer: str) -> bool | None:
    """What an answer means depends on whether the label asks for what is public or for what is not."""
    if len(answer.split()) > 45:
        return None
    said = yes_or_no(answer)
    asks_public = re.search(
        r"\bfor publication\b|\bpublic\b|\bopen\b|\bgeneral release\b", label, re.IGNORECASE
    ) and not re.search(r"\bnot for\b", label, re.IGNORECASE)
    if said is not None:
        return not said if asks_public and not re.search(r"exempt|private|confidential", label, re.IGNORECASE) else said
    if re.search(r"\bpart ii\b|\bpart 2\b|\breason for inclusion\b", label, re.IGNORECASE) or NOTHING_SAID.match(
        answer
    ):
        return None
    if PRIVATE.search(answer) and not PUBLIC.search(answer):
        return True
    return False if PUBLIC.search(answer) else None


def exempt_paragraphs_of(outline: Outline, exempt: Stated[bool] | None) -> tuple[Stated[int], ...]:
    """Paragraphs 1 to 7 of Schedule 12A to the Local Government Act 1972 on which an exempt report relies."""
    if exempt is None or not exempt.value:
        return ()
    document = outline.document
    found: dict[int, Stated[int]] = {}
    for i, block in enumerate(document.blocks):
        if i > outline.front and block.region is Region.BODY:
            continue
        for m in PARAGRAPHS.finditer(block.text):
            for number in re.findall(r"\d{1,2}", m["list"]):
                if 1 <= int(number) <= 7:
                    found.setdefault(
                        int(number), stated(document, int(number), Span(i, m.start(), i, m.end()), "exempt.paragraph")
                    )
    return tuple(found[n] for n in sorted(found))


def council_of(outline: Outline, councils: Sequence[Council]) -> Stated[str] | None:
    """The slug of the council whose name, or whose own mail or web address, the paper prints; the one named first and most."""
    document = outline.document
    by_host = {host: c.slug for c in councils for host in c.hosts}
    votes: dict[str, list[tuple[int, Span]]] = {}
    names = _names(councils)
    for i, block in enumerate(document.blocks):
        for a, b in [*emails(block.text), *urls(block.text)]:
            slug = by_host.get(_host(block.text[a:b]))
            if slug:
                votes.setdefault(slug, []).append((2, Span(i, a, i, b)))
        for m in names.finditer(block.text) if names is not None else ():
            slug = _slug(councils, m.group())
            if slug:
                near = 3 if i <= outline.front or block.region is not Region.BODY else 1
                votes.setdefault(slug, []).append((near, Span(i, m.start(), i, m.end())))
    if not votes:
        return None
    best = max(votes, key=lambda slug: (sum(w for w, _ in votes[slug]), -votes[slug][0][1].first))
    return stated(document, best, votes[best][0][1], "council.named")


def _names(councils: Sequence[Council]) -> "re.Pattern[str] | None":
    """One pattern for all names that say "council" or the like; a bare place name is no proof."""
    full = {
        n
        for c in councils
        for n in c.names
        if re.search(r"\b(?:council|borough of|corporation|authority)\b", n, re.IGNORECASE)
    }
    return _pattern(tuple(sorted(full, key=len, reverse=True))) if full else None


def _pattern(names: tuple[str, ...]) -> "re.Pattern[str]":
    if names not in _COMPILED:
        _COMPILED[names] = re.compile(
            r"(?<![\w-])(?:" + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in names) + r")(?!\w)", re.IGNORECASE
        )
    return _COMPILED[names]


_COMPILED: dict[tuple[str, ...], "re.Pattern[str]"] = {}


def _slug(councils: Sequence[Council], name: str) -> str | None:
    wanted = fold(name).casefold()
    return next((c.slug for c in councils if any(n.casefold() == wanted for n in c.names)), None)


def _host(address: str) -> str:
    host = address.rsplit("@", 1)[-1] if "@" in address else re.sub(r"^(?:https?://)?", "", address).split("/", 1)[0]
    return host.casefold().removeprefix("www.")
