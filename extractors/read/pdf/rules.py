"""Rules -> underlined pieces and ruled tables."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from extractors.read.pdf.page import Area, Grid, Line, Page, Piece, Rule

NEAR = 3.0  # points: rules this close are one, or meet
MOST_CROSSINGS = 250_000  # more is a drawing, no table
SMALLEST = 5.0  # points: a narrower row or column is a double line


def underlined(page: Page, lines: list[Line]) -> tuple[dict[Piece, Piece], list[Rule]]:
    """(pieces that a rule underlines, each with its bold copy; the rules that underline nothing). A link's
    underline is no emphasis."""
    bold: dict[Piece, Piece] = {}
    left: list[Rule] = []
    for rule in page.rules:
        line = _line_above(rule, lines) if rule.level else None
        if line is None:
            left.append(rule)
            continue
        for piece in line.pieces:
            within = min(piece.x1, rule.x1) - max(piece.x0, rule.x0)
            if piece.url is None and not piece.blue and not piece.bold and within > 0.7 * (piece.x1 - piece.x0):
                bold[piece] = replace(piece, bold=True)
    return bold, left


def _line_above(rule: Rule, lines: list[Line]) -> Line | None:
    for line in lines:
        if (
            -0.02 * line.size <= rule.y0 - line.y <= 0.24 * line.size
            and line.x0 - 3 <= rule.x0
            and rule.x1 <= line.x1 + 4
        ):
            return line
    return None


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that the rules draw, from top to bottom. A lone line, or lines that never meet, draw none."""
    level, upright = _merged(rules)
    if len(level) * len(upright) > MOST_CROSSINGS:
        return []
    grids = []
    for flat, tall in _groups(level, upright):
        if len(flat) + len(tall) >= 3 and flat and tall:
            grid = _grid(flat, tall)
            if grid is not None:
                grids.append(grid)
    return sorted(grids, key=lambda g: (g.y0, g.x0))


def _merged(rules: Iterable[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Rules on one line that touch made one: (level, upright)."""
    level = [(r.y0, r.x0, r.x1) for r in rules if r.level]
    upright = [(r.x0, r.y0, r.y1) for r in rules if not r.level]
    flat = [Rule(a, at, b, at) for at, a, b in _joined(level)]
    return flat, [Rule(at, a, at, b) for at, a, b in _joined(upright)]


def _joined(spans: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Spans (at, from, to) that lie on one line and touch, as one."""
    tracks: list[list[tuple[float, float, float]]] = []
    for span in sorted(spans):
        if tracks and span[0] - tracks[-1][0][0] <= NEAR:
            tracks[-1].append(span)
        else:
            tracks.append([span])
    found = []
    for track in tracks:
        at = sum(s[0] for s in track) / len(track)
        start, end = None, 0.0
        for _, a, b in sorted(track, key=lambda s: s[1]):
            if start is not None and a <= end + NEAR:
                end = max(end, b)
                continue
            if start is not None:
                found.append((at, start, end))
            start, end = a, b
        if start is not None:
            found.append((at, start, end))
    return found


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or by way of others: (level, upright) per group."""
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, flat in enumerate(level):
        for j, tall in enumerate(upright, len(level)):
            if _meet(flat, tall):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate([*level, *upright]):
        groups[root(i)][0 if i < len(level) else 1].append(rule)
    return list(groups.values())


def _meet(flat: Rule, tall: Rule) -> bool:
    return flat.x0 - NEAR <= tall.x0 <= flat.x1 + NEAR and tall.y0 - NEAR <= flat.y0 <= tall.y1 + NEAR


def _grid(flat: list[Rule], tall: list[Rule]) -> Grid | None:
    """The table that rules that meet draw. A side without a rule is where the crossing rules end."""
    xs = _edges([r.x0 for r in tall], [r.x0 for r in flat] + [r.x1 for r in flat])
    ys = _edges([r.y0 for r in flat], [r.y0 for r in tall] + [r.y1 for r in tall])
    if len(xs) < 2 or len(ys) < 2:
        return None
    areas = _areas(flat, tall, xs, ys)
    return Grid(xs[0], ys[0], xs[-1], ys[-1], tuple(areas), tuple(xs))


def _edges(drawn: list[float], ends: list[float]) -> list[float]:
    """Where rows or columns part: at the rules, and at the outermost ends where they reach beyond them."""
    found: list[float] = []
    for at in sorted(drawn):
        if not found or at - found[-1] > SMALLEST:
            found.append(at)
    if not found or min(ends) < found[0] - 2 * SMALLEST:
        found.insert(0, min(ends))
    if max(ends) > found[-1] + 2 * SMALLEST:
        found.append(max(ends))
    return found


def _areas(flat: list[Rule], tall: list[Rule], xs: list[float], ys: list[float]) -> list[Area]:
    """Cells: neighbours that no rule parts are one."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}
    for c in range(1, columns):
        here = [t for t in tall if abs(t.x0 - xs[c]) <= SMALLEST]
        for r in range(rows):
            middle = (ys[r] + ys[r + 1]) / 2
            if not any(t.y0 <= middle <= t.y1 for t in here):
                owner[r, c] = (r, c - 1)
    for r in range(1, rows):
        here = [f for f in flat if abs(f.y0 - ys[r]) <= SMALLEST]
        for c in range(columns):
            middle = (xs[c] + xs[c + 1]) / 2
            if owner[r, c] == (r, c) and not any(f.x0 <= middle <= f.x1 for f in here):
                owner[r, c] = (r - 1, c)
    groups: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for place in owner:
        first = place
        while owner[first] != first:
            first = owner[first]
        groups[first].append(place)
    return [_area(places, xs, ys) for _, places in sorted(groups.items())]


def _area(places: list[tuple[int, int]], xs: list[float], ys: list[float]) -> Area:
    r0, r1 = min(r for r, _ in places), max(r for r, _ in places) + 1
    c0, c1 = min(c for _, c in places), max(c for _, c in places) + 1
    return Area(xs[c0], ys[r0], xs[c1], ys[r1], r0, c0, r1 - r0, c1 - c0)
