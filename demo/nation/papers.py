"""The nation's papers: officer reports that are composed from a few words, each different, as Word and as PDF."""

from datetime import date, datetime
from pathlib import Path
from random import Random

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from demo.generator.__main__ import typeset
from demo.generator.content import Element, Paper, Row, Section, plain
from demo.generator.house import HOUSES
from demo.generator.word import save

OFFICERS = ("Head of Finance", "Director of Resources", "Head of Policy", "Director of Place", "Chief Executive")
FIRST = ("Maud", "Edwin", "Priya", "Tomasz", "Leonie", "Amara", "Gareth", "Ines", "Oswin", "Farah")
LAST = (
    "Aldous",
    "Brandreth",
    "Chaudhry",
    "Dunmore",
    "Ekwueme",
    "Farthing",
    "Garrick",
    "Holloway",
    "Ibbotson",
    "Jessop",
)
PORTFOLIOS = ("Finance and Resources", "Housing", "Environment and Climate", "Customer Services", "Place")
SUBJECTS = (
    "the depot",
    "agency staff",
    "the customer centre",
    "leisure contracts",
    "the fleet",
    "printing",
    "archives",
)
DONE = ("was reviewed", "has been merged with that of a neighbour", "costs less than it did", "moves in the autumn")
THEN = (
    "members saw the figures in May",
    "the saving is in the budget",
    "a further report will follow",
    "no post is lost",
)
STATED = {
    "financial": ("Financial implications", "The cost of £{n},000 is met from the approved budget."),
    "legal": ("Legal implications", "The Council has power to do this under section {n} of its constitution."),
    "equality": ("Equality implications", "An assessment was made of {n} groups and found no adverse effect on any."),
    "climate_environment": ("Climate implications", "Emissions fall by about {n} tonnes in a year."),
    "risk": ("Risk management", "The main risk, number {n} in the register, is that of delay."),
}


def compose(council: str, title: str, body: str, day: date, ask: str) -> Paper:
    """A report of a council (its official name) to a body. `ask` is what the recommendation begins with; the rest
    follows from what is given, the same each time."""
    chance = Random(f"{council}/{title}/{day}")
    house = chance.choice(sorted(HOUSES))
    head = (
        Row("Report to", _text(body)),
        Row("Date of meeting", _text(f"{day.day} {day:%B %Y}")),
        Row("Title of report", _text(title)),
        Row("Portfolio holder", _text(f"Councillor {_person(chance)}, {chance.choice(PORTFOLIOS)}")),
        Row("Report author", _text(f"{_person(chance)}, {chance.choice(OFFICERS)}")),
        Row("Key decision", _text(chance.choice(("Yes", "No")))),
    )
    asked = f"That the {body} {ask} as set out in paragraph 1 of this report."
    sections = (
        Section("Purpose of the report", _text(f"To put {title} before members of {council}.")),
        Section("Recommendations", _text(asked)),
        Section("Background", tuple(Element("para", _told(chance)) for _ in range(chance.randint(4, 14)))),
        *(_implication(chance, kind) for kind in STATED if chance.random() < 0.8),
        Section("Background papers", _text("None")),
    )
    return Paper("", house, "officer_report", (council,), head, sections, "")


def write(paper: Paper, path: Path) -> Path:
    """The paper as Word or PDF, by the name of `path`; the same bytes each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".docx":
        save(typeset(paper), path)
    else:
        path.write_bytes(_pdf(paper))
    return path


def write_picture(path: Path) -> Path:
    """A page without text, as a scan is."""
    sheet = FPDF()
    sheet.set_creation_date(datetime(2024, 1, 1, 9))
    sheet.add_page()
    sheet.rect(20, 20, 100, 60, style="F")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(sheet.output()))
    return path


def _pdf(paper: Paper) -> bytes:
    sheet = FPDF()
    sheet.set_creation_date(datetime(2024, 1, 1, 9))
    sheet.add_page()
    for line in paper.top:
        _line(sheet, line, "B", 15)
    for row in paper.head:
        _line(sheet, f"{row.label}: {row.value[0].held}")
    for number, section in enumerate(paper.body, 1):
        sheet.ln(3)
        _line(sheet, f"{number}. {section.heading}", "B", 12)
        for element in section.text:
            _line(sheet, plain(str(element.held)))
    return bytes(sheet.output())


def _line(sheet: FPDF, words: str, style: str = "", size: int = 11) -> None:
    sheet.set_font("Helvetica", style, size)
    sheet.multi_cell(0, 6, words, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    sheet.ln(1)


def _text(words: str) -> tuple[Element, ...]:
    return (Element("plain", words),)


def _person(chance: Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def _told(chance: Random) -> str:
    said = (
        f"{chance.choice(SUBJECTS).capitalize()} {chance.choice(DONE)}: £{chance.randint(20, 900)},000 in "
        f"{chance.randint(2016, 2024)}, and {chance.choice(THEN)}."
        for _ in range(chance.randint(2, 6))
    )
    return " ".join(said)


def _implication(chance: Random, kind: str) -> Section:
    heading, words = STATED[kind]
    said = words.format(n=chance.randint(2, 99)) if chance.random() < 0.7 else "None."
    return Section(heading, _text(said))
