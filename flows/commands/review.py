"""cleardays review."""

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.show import Json, show
from flows.days import today
from flows.settings import load_settings
from warehouse.corrections import read_corrections
from warehouse.reviews import DECISIONS, LISTS, Review, add_reviews, faults_of
from warehouse.to_review import Question, to_review

OfCouncil = Annotated[str | None, typer.Option("--council", help="Of this council only, by its slug.")]
OfField = Annotated[str | None, typer.Option("--field", help="Of this field only.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many.")]
Below = Annotated[float, typer.Option(min=0, max=1, help="Values of less confidence than this are asked about.")]
Who = Annotated[str | None, typer.Option(help="Who decides: a role or initials, kept with each decision.")]
From = Annotated[Path | None, typer.Option("--from", exists=True, dir_okay=False, help="Decisions from a CSV instead.")]

CHOICES = (*DECISIONS, "skip", "quit")
COLUMNS = (
    *("report_id", "council", "title", "meeting_date", "field", "code", "message", "confidence", "reader_state"),
    *("reader_value", "heading", "page", "before", "quote", "after", "url", "document_sha256", "part"),
)


def main(
    council: OfCouncil = None,
    field: OfField = None,
    limit: Limit = None,
    below: Below = 0.8,
    who: Who = None,
    decided: From = None,
    as_json: Json = False,
) -> None:
    """Decide what the reader was unsure of: each value in its place in the paper, to accept, correct or reject.

    First come decisions that a new paper or a newer reader has overtaken, then issues, then what is least sure. Where
    nobody can be asked, and with --json, it is listed. With --from, decisions are taken from a CSV, as a council sends
    them: report_id, field, decision and value, and quote, who, note and document_sha256 if wanted; all of its rows
    or none.

    Decisions are rows of reviews.csv under CLEARDAYS_HOME, and are applied by the next night, `reread` or `rebuild`.
    What the reader read is kept; a rejected value is unclear, and not absent.

    Example: cleardays review --council thornmere --who JB
    """
    home = load_settings().home
    on = today(datetime.now(UTC))
    if decided is not None:
        taken = read_corrections(home, decided, on)
        add_reviews(home, [r if r.who else replace(r, who=who) for r in taken])
        print(f"{len(taken)} decisions taken; the next night applies them", file=sys.stderr)
        return
    questions = to_review(home, below=below, council=council, field=field, limit=limit)
    if as_json or not sys.stdin.isatty():
        columns = COLUMNS if as_json else ("report_id", "council", "field", "code", "reader_value", "page", "url")
        rows = [asdict(q) | asdict(q.read) for q in questions]
        show(columns, [[row[name] for name in columns] for row in rows], as_json=as_json)
        return
    _walk(home, questions, on, who)


def _walk(home: Path, questions: Sequence[Question], on: date, who: str | None) -> None:
    """Each decision is on the disk before the next question."""
    taken = 0
    for number, question in enumerate(questions, 1):
        _tell(question, f"{number} of {len(questions)}")
        decision = _choice(question.read.field)
        if decision == "quit":
            break
        if decision != "skip" and (review := _decided(question, decision, on, who)):
            add_reviews(home, [review])
            taken += 1
    print(f"{taken} decided; the next night applies them" if questions else "nothing is to be reviewed")


def _tell(question: Question, place: str) -> None:
    """The value, why it is asked about, and its quote where it stands."""
    read = question.read
    day = f", {read.meeting_date}" if read.meeting_date else ""
    print(f"\n{place}: {read.field.replace('_', ' ')} of “{read.title or 'a report without a title'}”")
    print(f"    {read.council}{day}\n    {read.url or ''}")
    print(f"    {question.code.replace('_', ' ')}: {question.message}")
    print(f"    read: {read.reader_value or read.reader_state.replace('_', ' ')}")
    if question.quote:
        page = f"page {question.page}" if question.page else "no page number"
        print(f"    {page}, under “{question.heading}”:" if question.heading else f"    {page}:")
        print(f"    {question.before}»{question.quote}«{question.after}")


def _choice(field: str) -> str:
    asked = "accept, correct, reject, skip or quit? [a/c/r/s/q]"
    while True:
        said = str(typer.prompt(asked, default="s", show_default=False)).strip().lower()
        chosen = next((word for word in CHOICES if said and word.startswith(said)), None)
        if chosen == "correct" and field in LISTS:
            print("a list can be accepted or rejected, and not corrected")
        elif chosen:
            return chosen
        else:
            print(f"{said!r} is none of these")


def _decided(question: Question, decision: str, on: date, who: str | None) -> Review | None:
    """The decision in full, or None where it cannot be taken, which is said."""
    read, said = question.read, {"who": who}
    if decision == "correct":
        said["value"] = _line("value, in the paper's words")
        said["quote"] = _line("the words of the paper that say so, if there are any")
    said["note"] = _line("note, if any")
    review = read.decided(decision, on, **said)
    if faults := faults_of(review):
        print(f"not taken: {'; '.join(faults)}")
        return None
    return review


def _line(asked: str) -> str | None:
    return str(typer.prompt(asked, default="", show_default=False)).strip() or None
