"""A Reading as rows, one list per table of tables.py. Pure: knows no database.

Values are written as text: a date in ISO form, yes and no as `true` and `false`, a list or a record as JSON.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from extractors.model import (
    Decision,
    Delegation,
    Field,
    Paper,
    Person,
    Reading,
    Recommendation,
    Report,
    Stated,
    Text,
    walk,
)
from extractors.sketch import sketch

Rows = dict[str, list[dict[str, Any]]]

ROLE_KINDS = {
    "report_of": "report_of",
    "authors": "author",
    "lead_officers": "lead_officer",
    "contacts": "contact",
    "portfolio_holders": "portfolio_holder",
}


def reading_rows(reading: Reading, read_at: datetime) -> Rows:
    """Table name to rows, for a document and all its reports. `read_at` is in UTC, naive."""
    rows: Rows = defaultdict(list)
    document = reading.document
    rows["readings"].append(
        {
            "document_sha256": document.sha256,
            "reader_version": reading.reader_version,
            "media_type": document.media_type,
            "size_bytes": document.size,
            "read_state": str(document.read_state),
            "why": document.why,
            "pages": document.pages,
            "words": document.words,
            "fallback_pages": document.fallback_pages,
            "ocr_pages": len(document.ocr_pages),
            "read_at": read_at,
        }
    )
    for part, report in enumerate(reading.reports):
        key = {"document_sha256": document.sha256, "part": part, "reader_version": reading.reader_version}
        for table, row in _report(report):
            rows[table].append(key | row)
    return rows


def _report(report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    words = "\n".join(f"{p.heading}\n{p.text}" for p in report.passages)
    pages = {"first_page": report.first_page, "last_page": report.last_page}
    yield "reports", {"kind": str(report.kind), **pages, "sketch": list(sketch(words))}
    for name, field in report.fields.items():
        yield "report_fields", {"field": name, "state": str(field.state), "value": as_text(field.value)}
    for seq, (role_kind, person) in enumerate(_people(report.fields)):
        yield "report_people", {"seq": seq, "role_kind": role_kind, **_texts(person)}
    for seq, recommendation in enumerate(report.recommendations):
        yield from _recommendation(seq, recommendation)
    for seq, decision in enumerate(report.decisions):
        yield "decisions", {"seq": seq, **_decision(decision)}
    yield from _implications(report)
    for kind, papers in (("appendix", report.appendices), ("background_paper", report.background_papers)):
        for seq, paper in enumerate(papers):
            yield "papers", {"paper_kind": kind, "seq": seq, **_texts(paper)}
    for seq, passage in enumerate(report.passages):
        said = {"heading": passage.heading, "text": passage.text, "first_page": passage.first_page}
        yield "passages", {"seq": seq, **said}
    yield from _evidence(report)
    for seq, issue in enumerate(report.issues):
        said = {"code": issue.code, "message": issue.message, "path": issue.path, "page": issue.page}
        yield "issues", {"seq": seq, **said}


def _people(report_fields: Mapping[str, Field]) -> Iterator[tuple[str, Person]]:
    for name, role_kind in ROLE_KINDS.items():
        value = report_fields[name].value if name in report_fields else None
        for person in value if isinstance(value, tuple) else ():
            yield role_kind, person


def _texts(record: Person | Paper) -> dict[str, Any]:
    return {f.name: _said(getattr(record, f.name)) for f in fields(record)}


def _decision(said: Decision) -> dict[str, Any]:
    values = {f.name: getattr(said, f.name) for f in fields(said)}
    row = {name: value.value if isinstance(value, Stated) else value for name, value in values.items()}
    return row | {"outcome": str(said.outcome), "actions": list(said.actions)}


def _said(text: Text | None) -> str | None:
    return text.value if text else None


def _recommendation(seq: int, said: Recommendation) -> Iterator[tuple[str, dict[str, Any]]]:
    action = said.actions[0] if said.actions else None
    row = {"number": said.number, "text": said.text.value, "action": action, "actions": list(said.actions)}
    yield "recommendations", {"seq": seq, **row}
    for i, delegation in enumerate(said.delegations):
        yield "delegations", {"recommendation_seq": seq, "seq": i, **_delegation(delegation)}


def _delegation(said: Delegation) -> dict[str, Any]:
    consulted, scope = _said(said.in_consultation_with), _said(said.scope)
    return {"delegated_to": said.to.value, "in_consultation_with": consulted, "scope": scope}


def _implications(report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    for seq, said in enumerate(report.implications):
        text = _said(said.text)
        row = {"heading": said.heading.value, "types": list(said.types), "stance": str(said.stance), "text": text}
        yield "implications", {"seq": seq, **row, "word_count": None if text is None else len(text.split())}


def _evidence(report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, stated in walk(report):
        for seq, evidence in enumerate(stated.evidence):
            span = evidence.span
            yield (
                "evidence",
                {
                    "path": path,
                    "seq": seq,
                    "value": as_text(stated.value),
                    "quote": evidence.quote,
                    "page": evidence.page,
                    "first_block": span.first,
                    "first_offset": span.start,
                    "last_block": span.last,
                    "last_offset": span.end,
                    "rule": evidence.rule,
                    "confidence": evidence.confidence,
                },
            )


def as_text(value: object) -> str | None:
    """A field's value as the text of one column; None where there is none.

    >>> as_text(Stated(date(2024, 7, 11), ())), as_text(Stated(True, ())), as_text(())
    ('2024-07-11', 'true', None)
    >>> as_text((Person(name=Stated("A. Brook", ())),))
    '[{"name": "A. Brook"}]'
    """
    plain = _plain(value)
    if plain is None or plain == []:
        return None
    if isinstance(plain, str):
        return plain
    return json.dumps(plain, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, Stated):
        return _plain(value.value)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(v) for f in fields(value) if (v := getattr(value, f.name)) is not None}
    return value
