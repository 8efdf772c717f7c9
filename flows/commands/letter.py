"""cleardays letter."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from textwrap import fill
from typing import Annotated, Any

import typer

from flows.commands.show import Json, show
from flows.settings import load_settings
from warehouse import read

HEADINGS = {
    "council": "Where you may be able to help",
    "either": "Where it may be your site, or our way to it",
    "us": "Where the limit is ours, and there is nothing for you to do",
}
Paper = dict[str, Any]


def main(
    council: Annotated[str, typer.Argument(help="The council, by its slug.")],
    as_json: Json = False,
) -> None:
    """A letter to a council's clerk: papers that its site lists as public and that could not be read, why, and where.

    What lies with the council, with either side and with us stand apart. Papers that the council withholds are not in
    it. It speaks of the published copy; CLEARDAYS_CONTACT signs it.

    Example: cleardays letter thornmere > letter.txt
    """
    settings = load_settings()
    about = read.council(settings.home, council)
    columns, rows = read.unread(settings.home, council)
    if as_json:
        show(columns, rows, as_json=True)
        return
    papers = [dict(zip(columns, row, strict=True)) for row in rows]
    print("\n\n".join([*_opening(about, len(papers)), *_sections(papers), *_closing(settings.contact)]))


def _opening(about: Paper, unread: int) -> list[str]:
    lines = [
        f"To the clerk of {about['name']}",
        "We read the papers that councils publish for their meetings, so that anybody can find what was proposed to"
        " members, when, and on what advice. We are grateful that yours are on the web.",
    ]
    if about["last_search"] not in (None, "searched"):
        lines.append(
            f"When we last looked, on {_day(about['searched_at'].date())}, your list of meetings could not be read to"
            f" its end ({about['last_search'].replace('_', ' ')}); there may be papers that we have not found."
        )
    if not about["listed"]:
        lines.append("We have found no papers of yours yet.")
    else:
        found = f"{_count(about['listed'])} for meetings{_months(about)}, of which we have read {about['read']}"
        rest = f"{_count(unread)} could not be read." if unread else "There is none that we could not read."
        others = about["listed"] - about["read"] - unread
        closed = f" {_count(others)} more: marked as not public, or no longer there." if others > 0 else ""
        lines.append(f"On your site we found {found}. {rest}{closed}")
    return [fill(line, 100, break_long_words=False, break_on_hyphens=False) for line in lines]


def _months(about: Paper) -> str:
    first, last = (about[m] and date.fromisoformat(f"{about[m]}-01") for m in ("first_month", "last_month"))
    if not first or not last:
        return ""
    return f" in {first:%B %Y}" if first == last else f" from {first:%B %Y} to {last:%B %Y}"


def _sections(papers: Sequence[Paper]) -> list[str]:
    lines = []
    for side, some in groupby(papers, key=lambda paper: paper["lies_with"]):
        lines.append(HEADINGS[side].upper())
        for says, alike in groupby(some, key=lambda paper: paper["says"]):
            lines += [f"{says}:", "\n".join(_paper(paper) for paper in alike)]
    return lines


def _paper(paper: Paper) -> str:
    where = [paper["body"], paper["meeting_date"] and _day(paper["meeting_date"])]
    meeting = ", ".join(part for part in where if part)
    return f"  - {paper['title']}" + (f" ({meeting})" if meeting else "") + f"\n    {paper['url']}"


def _closing(contact: str | None) -> list[str]:
    asks = "If a paper has moved, or is not meant to be public, please tell us and we shall put it right on our side."
    return [asks, "With thanks\ncleardays" + (f", {contact.removeprefix('mailto:')}" if contact else "")]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _count(papers: int) -> str:
    return "1 paper" if papers == 1 else f"{papers} papers"
