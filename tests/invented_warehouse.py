"""A small warehouse about invented councils: rows by table, and the real dbt run over them."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from extractors.sketch import sketch
from warehouse.connect import engine
from warehouse.tables import metadata
from warehouse.topic_rows import topic_rows
from warehouse.topics import read_topics

PROJECT = Path(__file__).parent.parent / "dbt_project"
FIELDS = (
    *(
        "council",
        "body",
        "body_type",
        "meeting_date",
        "title",
        "purpose",
        "summary",
        "reasons",
        "alternatives",
        "wards_affected",
    ),
    *("key_decision", "exempt", "exempt_paragraphs", "corporate_priorities", "consultation", "recommendations_lead_in"),
    *(
        "background_papers_stance",
        "report_of",
        "authors",
        "lead_officers",
        "contacts",
        "portfolio_holders",
        "recommendations",
    ),
    *("implications", "appendices", "background_papers", "decision_reference", "decisions", "approvals"),
)
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "doc": "application/msword",
}
NIGHT = datetime(2025, 3, 1, 2, 0)


@dataclass(frozen=True)
class Part:
    """What a reader made of a part of a file. A field is a value or (state, value); an implication (type, stance)."""

    text: str
    fields: dict[str, Any] = field(default_factory=dict)
    kind: str = "officer_report"
    actions: Sequence[Sequence[str]] = ()
    recommends: str = "That it be done."
    implications: Sequence[tuple[str, str]] = ()
    issues: Sequence[str] = ()
    decisions: Sequence[dict[str, Any]] = ()


@dataclass
class Warehouse:
    """Rows by table."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in metadata.tables})

    def add(self, table: str, **row: Any) -> None:
        self.rows[table].append(row)

    def write(self, path: Path) -> None:
        opened = engine(path)
        metadata.create_all(opened)
        with opened.begin() as connection:
            for name, table in metadata.tables.items():
                whole = [{c.name: row.get(c.name) for c in table.columns} for row in self.rows[name]]
                if whole:
                    connection.execute(insert(table), whole)
        opened.dispose()


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def council(
    w: Warehouse, gss_code: str, slug: str, model: str | None = "leader_cabinet", confidence: str = "sourced"
) -> None:
    w.add(
        "councils",
        gss_code=gss_code,
        slug=slug,
        name=slug.title(),
        council_type="district",
        region="North",
        platform="moderngov",
        governance_model=model,
        governance_confidence=confidence,
        in_scope_2024=True,
        is_sui_generis=False,
    )


def topic(w: Warehouse, *names: str) -> None:
    """Topics of the project by name; its first campaign when none is named."""
    wanted = names or ("productivity_plans_2024",)
    for table, rows in topic_rows(t for t in read_topics(PROJECT / "topics") if t.name in wanted).items():
        w.rows[table.name] += rows


def listing(
    w: Warehouse, gss_code: str, title: str, on: date | None = None, file: str | None = None, **more: Any
) -> None:
    """A promised paper, and the file found behind it if there was one."""
    key = sha(f"{gss_code}{title}{on}{file}{more}")[:16]
    seen = more.pop("seen", NIGHT)
    w.add(
        "listings",
        listing_id=key,
        gss_code=gss_code,
        url=more.pop("url", f"https://{gss_code}.example/{key}"),
        title=title,
        meeting_date=on,
        restricted=more.pop("restricted", False),
        **more,
    )
    if file:
        w.add("sightings", listing_id=key, document_sha256=sha(file), first_seen_at=seen, last_seen_at=seen)


def reading(
    w: Warehouse,
    file: str,
    parts: Sequence[Part] = (),
    *,
    version: str = "1",
    read_state: str = "read",
    kind: str = "docx",
) -> None:
    """What one version of the reader made of a file."""
    key = {"document_sha256": sha(file), "reader_version": version}
    w.add(
        "readings",
        **key,
        media_type=TYPES[kind],
        size_bytes=1000,
        read_state=read_state,
        fallback_pages=0,
        ocr_pages=0,
        read_at=datetime(2025, 3, 1 + int(version), 3),
    )
    for number, part in enumerate(parts):
        _part(w, {**key, "part": number}, part)


def _part(w: Warehouse, key: dict[str, Any], part: Part) -> None:
    w.add("reports", **key, kind=part.kind, sketch=list(sketch(part.text)))
    w.add("passages", **key, seq=0, heading="Background", text=part.text)
    for name in FIELDS:
        said = part.fields.get(name, ("absent", None))
        state, value = said if isinstance(said, tuple) else ("found", said)
        w.add("report_fields", **key, field=name, state=state, value=value)
        if state in ("found", "none_stated"):
            _quote(w, key, f"/{name}", str(value))
    for seq, actions in enumerate(part.actions):
        w.add("recommendations", **key, seq=seq, text=part.recommends, action=actions[0], actions=list(actions))
    for seq, (kind, stance) in enumerate(part.implications):
        w.add("implications", **key, seq=seq, heading=kind.title(), types=[kind], stance=stance)
        _quote(w, key, f"/implications/{seq}/heading", kind.title())
    for seq, decision in enumerate(part.decisions):
        said = {"actions": ["approve"], "outcome": "approved", "is_procedural": False} | decision
        w.add("decisions", **key, seq=seq, **said)
        _quote(w, key, f"/decisions/{seq}/text", said["text"])
    for seq, code in enumerate(part.issues):
        w.add("issues", **key, seq=seq, code=code, message=f"{code} here")


def _quote(w: Warehouse, key: dict[str, Any], path: str, quote: str) -> None:
    span = {"first_block": 0, "first_offset": 0, "last_block": 0, "last_offset": len(quote)}
    w.add("evidence", **key, **span, path=path, seq=0, value=quote, quote=quote, rule="invented", confidence=1.0)


def outcome(w: Warehouse, gss_code: str, happened: str, stage: str = "find", run: str = "night-1", **more: Any) -> None:
    at = more.pop("at", NIGHT)
    key = sha(f"{gss_code}{happened}{stage}{run}{at}{more}")
    w.add("crawl_outcomes", outcome_id=key, run_id=run, at=at, gss_code=gss_code, stage=stage, outcome=happened, **more)


def dbt_build(home: Path, *selected: str) -> str:
    """Run dbt over a home's warehouse in a child process, as a night does. Raises where a model or a test fails."""
    return _dbt(home, "build", *selected)


def compiled(home: Path, analysis: str, **given: str) -> str:
    """The SQL of an analysis over a home's warehouse, with values for its vars."""
    _dbt(home, "compile", "--select", analysis, "--vars", json.dumps(given))
    return (home / "dbt/target/compiled/cleardays/analyses" / f"{analysis}.sql").read_text(encoding="utf-8")


def compile_analyses(home: Path) -> Path:
    """The folder with the SQL of every analysis over a home's warehouse."""
    _dbt(home, "compile", "--select", "resource_type:analysis")
    return home / "dbt/target/compiled/cleardays/analyses"


def _dbt(home: Path, verb: str, *selected: str) -> str:
    command = [
        str(Path(sys.executable).parent / "dbt"),
        verb,
        "--project-dir",
        str(PROJECT),
        "--profiles-dir",
        str(PROJECT),
    ]
    command += ["--target-path", str(home / "dbt" / "target"), "--log-path", str(home / "dbt" / "logs"), *selected]
    env = {**os.environ, "CLEARDAYS_HOME": str(home), "DO_NOT_TRACK": "1"}
    done = subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done.stdout
