"""Sheets -> what is said again on every page: running headers and footers; and footnotes."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from extractors.read.pdf.page import Line, Rule, Sheet

ZONE = 0.15  # of the height, at the top and at the bottom
SLOT = 4.0  # points: lines of two pages this close stand at the same place
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?|[ivxl]{1,6}|page\s+[a-z]?\d+.{0,12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Margins:
    """A page's running lines, and its sheet without them."""

    sheet: Sheet
    headers: tuple[Line, ...]
    footers: tuple[Line, ...]
    footnotes: tuple[Line, ...]


def without_margins(sheets: list[Sheet], rules: list[tuple[Rule, ...]], body_size: float) -> list[Margins]:
    """Each sheet parted from its running header and footer and its footnotes. A line runs when most of what stands at its place, over the
    pages, is said again; numbers in it may differ."""
    running = _running(sheets)
    return [_parted(s, r, running, body_size) for s, r in zip(sheets, rules, strict=True)]


def _zone(line: Line, sheet: Sheet) -> str | None:
    if line.y < ZONE * sheet.height:
        return "top"
    return "bottom" if line.y > (1 - ZONE) * sheet.height else None


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.text)).strip().casefold()


def _running(sheets: list[Sheet]) -> set[tuple[str, int, str]]:
    """(zone, place, words) of the lines that run."""
    places: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for sheet in sheets:
        for line in sheet.held.lines:
            zone = _zone(line, sheet)
            if zone:
                places[zone, round(line.y / SLOT)].append((sheet.number, _key(line)))
    running = set()
    for (zone, place), found in places.items():
        near = [*found, *places.get((zone, place - 1), ()), *places.get((zone, place + 1), ())]
        times = Counter(words for _, words in {(n, w) for n, w in near})
        again = {w for w, count in times.items() if count > 1}
        if sum(times[w] for w in again) >= 0.6 * sum(times.values()):
            running |= {(zone, place, w) for _, w in found if w in again}
    return running


def _parted(sheet: Sheet, rules: tuple[Rule, ...], running: set[tuple[str, int, str]], body_size: float) -> Margins:
    top, bottom, rest = [], [], []
    for line in sheet.held.lines:
        zone = _zone(line, sheet)
        if zone and (zone, round(line.y / SLOT), _key(line)) in running:
            (top if zone == "top" else bottom).append(line)
        else:
            rest.append(line)
    lowest = max((line.y for line in rest), default=0.0)
    for line in [x for x in rest if x.y > 0.9 * sheet.height and x.y >= lowest - 1 and len(rest) > 1]:
        if PAGE_NUMBER.fullmatch(line.text.strip()):
            bottom.append(line)
            rest.remove(line)
    notes = _footnotes(rest, sheet, rules, body_size)
    held = replace(sheet.held, lines=tuple(x for x in rest if x not in notes))
    return Margins(replace(sheet, held=held), tuple(top), tuple(bottom), tuple(notes))


def _footnotes(lines: list[Line], sheet: Sheet, rules: tuple[Rule, ...], body_size: float) -> list[Line]:
    """The small lines at the page's end, under a short rule or opened by a raised number."""
    tail: list[Line] = []
    for line in reversed(lines):
        if line.size > 0.92 * body_size or line.y < 0.45 * sheet.height:
            break
        tail.insert(0, line)
    if not tail:
        return []
    for rule in rules:
        short = rule.level and 0.1 * sheet.width < rule.x1 - rule.x0 < 0.45 * sheet.width
        below = [x for x in tail if x.y > rule.y0]
        if short and below and rule.y0 > 0.45 * sheet.height and not any(x.y > rule.y0 for x in lines if x not in tail):
            return below
    for i, line in enumerate(tail):
        first = line.pieces[0]
        if first.text.strip().isdigit() and first.size < 0.8 * line.size:
            return tail[i:]
    return []
