"""The body that decides, or the office of the one person who does."""

import re

from extractors.entries import Entry
from extractors.evidence import lines, text_at
from extractors.fields.header.front import BODY, COUNCIL_NAME, front_lines, without_date
from extractors.fields.people.names import is_name
from extractors.model import Document, Span, Stated, Text
from extractors.outline import Outline
from extractors.vocabulary import body_type

OFFICE = re.compile(
    r"(?:(?:deputy )?leader(?: of the council)?(?: and)?|(?:cabinet|executive|lead|portfolio) "
    r"(?:member|holder|councillor)|mayor|(?:chief|executive|corporate|strategic|assistant|managing)? "
    r"?(?:executive|director|officer)|head of)\b.*",
    re.IGNORECASE,
)

MEMBER_ALONE = re.compile(
    r"^(?:cabinet|executive|lead) member (?:for|with)\b|^(?:the )?(?:mayor|leader)\b", re.IGNORECASE
)
WHAT_FOR = re.compile(
    r"^\W*(?:for )?(?:decision|information|noting|discussion|consideration|approval|comment|recommendation|scrutiny|"
    r"review|assurance|to note)(?:(?:\s*[/,&]\s*|\s+(?:and|or)\s+)(?:for )?\w+)*\W*$",
    re.IGNORECASE,
)
"""What the paper comes for ("Report for: Decision"), and not to whom."""


def body_of(outline: Outline) -> tuple[Text | None, Stated[str] | None]:
    """(the deciding body in the paper's words and without its date, its type): labelled, else from the first lines."""
    labelled = [found for entry in outline.of("body") if (found := _labelled_body(outline, entry)) is not None]
    if labelled:
        short = labelled[0].value.casefold()  # "Report to Policy Committee", and further down its whole name
        found = next((t for t in labelled if t.value.casefold().endswith(f" {short}")), labelled[0])
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
        bare = without_date(document, line)
        if bare is None or not re.search(r"[A-Za-z]{3}", document.quote(bare)) or WHAT_FOR.match(document.quote(bare)):
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


def _unlabelled_body(outline: Outline) -> Text | None:
    """Among the first lines, the one that names a body; a council's own name only counts when no other body is
    named."""
    candidates: list[tuple[bool, Text]] = []
    for line in front_lines(outline):
        if any(e.field is not None and e.form != "heading" and e.at == line.first for e in outline.entries):
            continue
        bare = without_date(outline.document, line)
        words = outline.document.quote(bare) if bare else ""
        alone = bare is not None and bare.start > line.start and MEMBER_ALONE.match(words)
        if bare is None or not (BODY.match(words) or alone) or len(words) > 90:
            continue
        found = text_at(outline.document, bare, "body.first_lines")
        if found is not None:
            candidates.append((bool(COUNCIL_NAME.match(words)), found))
    named = [t for is_name_of_council, t in candidates if not is_name_of_council]
    return named[0] if named else None
