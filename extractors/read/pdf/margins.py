"""Sheets -> what is said again on every page: running headers and footers; and footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.read.pdf.page import Line, Sheet

ZONE = 0.15  # of the height, at the top and at the bottom
EDGE = 0.075  # of the height: nearer to the edge than running text is
SLOT = 4.0  # points: lines of two pages this close stand at the same place
MOST = 0.6  # of what stands at a place over the pages
PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?|[ivxl]{1,6}|page\s+[a-z]?\d+.{0,12}", re.IGNORECASE
)
LARGE = 1.45  # of the usual size: a title that is said again over a second part
NOTE = re.compile(r"\s*(?:\d{1,2}|[*†‡]|[ivx]{1,4})(?=\W|[A-Z]|$)")

Words = dict[tuple[str, int], list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Margins:
    """A page's sheet without its running lines and notes, and those."""

    sheet: Sheet
    headers: tuple[Line, ...]
    footers: tuple[Line, ...]
    footnotes: tuple[Line, ...]


def without_margins(sheets: list[Sheet]) -> list[Margins]:
    """Each sheet parted from its running header and footer and its footnotes. Numbers in running lines may differ."""
    said = _said(sheets)
    running = _running(said)
    return [_parted(s, said, running) for s in sheets]


def _zone(line: Line, sheet: Sheet) -> str | None:
    if line.y < ZONE * sheet.height:
        return "top"
    return "bottom" if line.y > (1 - ZONE) * sheet.height else None


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.text)).strip().casefold()


def _said(sheets: list[Sheet]) -> Words:
    """(page, words) of all lines at one place of the margins' zones."""
    places: Words = defaultdict(list)
    for sheet in sheets:
        for line in sheet.held.lines:
            zone = _zone(line, sheet)
            if zone:
                places[zone, round(line.y / SLOT)].append((sheet.number, _key(line)))
    return places


def _near(said: Words, zone: str, place: int) -> set[tuple[int, str]]:
    return {x for k in (place - 1, place, place + 1) for x in said.get((zone, k), ())}


def _running(said: Words) -> set[tuple[str, int, str]]:
    """(zone, place, words) of the lines that run through the document: most of what stands at their place is said
    again."""
    running = set()
    for (zone, place), found in said.items():
        times = Counter(words for _, words in _near(said, zone, place))
        again = {w for w, count in times.items() if count > 1}
        if sum(times[w] for w in again) >= MOST * sum(times.values()):
            running |= {(zone, place, w) for _, w in found if w in again}
    return running


def _runs(line: Line, sheet: Sheet, said: Words, running: set[tuple[str, int, str]], usual: float) -> bool:
    """Whether a line is a running one: through the document, or through a part of a pack, where it stands off at
    the very edge."""
    zone = _zone(line, sheet)
    if zone is None or (line.text[:1].islower() and len(line.text) > 40) or line.size > LARGE * usual:
        return False
    place, words = round(line.y / SLOT), _key(line)
    if (zone, place, words) in running:
        return _carries_on(line, sheet, running) or not _next_within(line, sheet, 1.6 * line.size, running, said)
    around = {n for n, w in _near(said, zone, place) if w == words}
    beside = any(sheet.number + k in around for k in (-2, -1, 1, 2))
    edge = min(line.y, sheet.height - line.y) < EDGE * sheet.height
    return beside and edge and not _next_within(line, sheet, 2.4 * line.size, running, said)


def _carries_on(line: Line, sheet: Sheet, running: set[tuple[str, int, str]]) -> bool:
    """Whether a running line stands right above this one, which is the rest of it."""
    for other in sheet.held.lines:
        zone = _zone(other, sheet)
        near = 0 < line.y - other.y < 1.4 * line.size and abs(other.size - line.size) < 0.5
        if near and zone == "top" and (zone, round(other.y / SLOT), _key(other)) in running:
            return True
    return False


def _usual(lines: Iterable[Line]) -> float:
    """The size of most of the text, 0 where there is none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _next_within(line: Line, sheet: Sheet, room: float, running: set[tuple[str, int, str]], said: Words) -> bool:
    """Whether running text of the same size stands nearer to the line, on its inner side, than `room`."""
    inward = 1 if line.y < sheet.height / 2 else -1
    for other in sheet.held.lines:
        beside = other.x0 < line.x1 and line.x0 < other.x1 and abs(other.size - line.size) < 0.5
        if beside and 0 < inward * (other.y - line.y) < room:
            zone, place = _zone(other, sheet), round(other.y / SLOT)
            again = zone is not None and sum(w == _key(other) for _, w in _near(said, zone, place)) > 1
            if not again:
                return True
    return False


def _parted(sheet: Sheet, said: Words, running: set[tuple[str, int, str]]) -> Margins:
    aside: dict[bool, list[Line]] = {True: [], False: []}
    rest, usual = [], _usual(sheet.held.lines)
    for line in sheet.held.lines:
        if _runs(line, sheet, said, running, usual):
            aside[line.y < sheet.height / 2].append(line)
        else:
            rest.append(line)
    lowest = max((line.y for line in rest), default=0.0)
    for line in [x for x in rest if x.y > 0.9 * sheet.height and x.y >= lowest - 1 and len(rest) > 1]:
        if PAGE_NUMBER.fullmatch(line.text.strip()):
            aside[False].append(line)
            rest.remove(line)
    notes = _footnotes(rest, sheet)
    held = replace(sheet.held, lines=tuple(x for x in rest if x not in notes))
    return Margins(replace(sheet, held=held), tuple(aside[True]), tuple(aside[False]), tuple(notes))


def _footnotes(lines: list[Line], sheet: Sheet) -> list[Line]:
    """The small lines at the page's end, opened by a number or a mark: a raised one, or under a short rule."""
    most = _usual(lines)
    tail: list[Line] = []
    for line in reversed(lines):
        if line.size > 0.92 * most or line.y < 0.45 * sheet.height:
            break
        tail.insert(0, line)
    if not tail:
        return []
    starts = [i for i, line in enumerate(tail) if NOTE.match(line.text)]
    ruled = [
        r.y0 for r in sheet.rules if 0.1 * sheet.width < r.x1 - r.x0 < 0.45 * sheet.width and r.y0 > 0.45 * sheet.height
    ]
    for i in starts:
        first = tail[i].pieces[0]
        raised = first.size < 0.8 * tail[i].size and len(first.text.strip()) < 3
        under = any(0 < tail[i].y - y < 3 * tail[i].size for y in ruled)
        if raised or under:
            return tail[i:]
    return []
