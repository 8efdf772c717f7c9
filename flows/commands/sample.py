"""cleardays sample."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from extractors.labels.judge import f1
from extractors.model import Kind
from flows.commands.progress import papers_read
from flows.commands.show import show
from flows.reader import reader
from flows.samples import Scored, score, write_sample
from flows.settings import Settings, load_settings
from warehouse.register import REGISTER
from warehouse.sample import draw

Number = Annotated[int | None, typer.Argument(min=1, metavar="N", help="How many papers to draw.")]
OfCouncil = Annotated[str | None, typer.Option("--council", help="Of this council only, by its slug.")]
OfKind = Annotated[Kind | None, typer.Option("--kind", help="Of this kind only, as the warehouse has it.")]
Seed = Annotated[int, typer.Option(help="Another seed draws other papers; the same, the same.")]
To = Annotated[Path | None, typer.Option(file_okay=False, help="The folder that the papers are written to.")]
Score = Annotated[Path | None, typer.Option("--score", exists=True, file_okay=False, help="A folder that was checked.")]
Misses = Annotated[bool, typer.Option("--misses", help="With --score, list every value that is not right.")]
Register = Annotated[Path, typer.Option(exists=True, help="The register of councils.", show_default="the one within")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: a list of the papers, or one object of the score.")]

OUTCOMES = ("right", "false", "missed")


def main(  # noqa: PLR0913, PLR0917 - two questions, the second asked of the answer to the first
    number: Number = None,
    council: OfCouncil = None,
    kind: OfKind = None,
    seed: Seed = 0,
    to: To = None,
    score_of: Score = None,
    misses: Misses = False,
    register: Register = REGISTER,
    as_json: AsJson = False,
) -> None:
    """Draw papers for a person to check, or say how right the reader is by those that were checked.

    N papers of the nights are drawn by lot, each council's first before any council's second, and written into folders
    of DIR as report.* and expected.json: a label, filled in with what was read, to be held against the paper.
    DIR/README.md says how. Labels that are there are left as they are. A file that holds several reports is not drawn.

    With --score, the checked papers are read again and judged, by field; labels that are not checked are only named.

    Example: cleardays sample 40 --kind officer_report --seed 7 --to checked

    Example: cleardays sample --score checked --misses
    """
    if (score_of is None) == (number is None) or (number is None) != (to is None):
        raise typer.BadParameter("expected N --to DIR, to draw, or --score DIR, to judge")
    settings = load_settings()
    if score_of is not None:
        _judge(settings, register, score_of, misses=misses, as_json=as_json)
    elif number is not None and to is not None:
        _draw(settings, register, (number, council, kind, seed), to, as_json=as_json)


def _draw(
    settings: Settings, register: Path, asked: tuple[int, str | None, Kind | None, int], to: Path, *, as_json: bool
) -> None:
    number, council, kind, seed = asked
    drawn = draw(settings.home, number, council=council, kind=kind and str(kind), seed=seed)
    with papers_read() as told:
        written = list(write_sample(settings.home, drawn, to, reader(settings, register), told))
    columns = ("name", "council", "kind", "meeting_date", "title", "is_new")
    rows = [(n, d.council, d.kind, d.meeting_date, d.title, new) for (n, new), d in zip(written, drawn, strict=True)]
    show(columns, rows, as_json=as_json)
    if len(drawn) < number:
        print(f"only {len(drawn)} papers are there to draw from", file=sys.stderr)
    if not as_json:
        print(f"{sum(new for _, new in written)} papers written; {to / 'README.md'} says how to check them")


def _judge(settings: Settings, register: Path, folder: Path, *, misses: bool, as_json: bool) -> None:
    scored = score(folder, reader(settings, register))
    if as_json:
        print(json.dumps(_as_object(scored), ensure_ascii=False))
        return
    rows = [(r["field"], r["right"], r["false"], r["missed"], f"{r['f1']:.3f}") for r in _rows(scored)]
    show(("field", *OUTCOMES, "f1"), rows)
    print(f"{len(scored.checked)} papers checked; micro F1 {scored.micro_f1:.4f}")
    if scored.unchecked:
        print(f"{len(scored.unchecked)} not checked, and not scored: {', '.join(scored.unchecked)}")
    for name in scored.not_read:
        print(f"not judged, since not read: {name}")
    for name, verdict in scored.verdicts if misses else ():
        if verdict.note:
            print(f"{name} {verdict.field}: {verdict.note[:300]}")


def _rows(scored: Scored) -> list[dict[str, str | int | float]]:
    return [
        {"field": field, **{outcome: count[outcome] for outcome in OUTCOMES}, "f1": round(f1(count), 4)}
        for field, count in scored.fields.items()
    ]


def _as_object(scored: Scored) -> dict[str, object]:
    return {
        "checked": scored.checked,
        "unchecked": scored.unchecked,
        "not_read": scored.not_read,
        "micro_f1": round(scored.micro_f1, 4),
        "fields": _rows(scored),
        "misses": [{"name": n, "field": v.field, "note": v.note} for n, v in scored.verdicts if v.note],
    }
