"""The map of England in hexagons of one size, one for each council: rows of a register's tiles as places in a drawing.

Columns and rows are those of "odd-r": every other row, from the second on, is half a tile further to the right.
"""

from dataclasses import dataclass
from math import sqrt

RADIUS = 20.0
"""From the middle of a tile to a corner, in units of the drawing."""
GAP = 1.5
LEAST = 8
"""Columns that a drawing has at least, so that a small register does not make giant tiles."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The size of a layer's drawing and the middle of each tile by its council's slug."""

    width: float
    height: float
    places: dict[str, tuple[float, float]]


def hexagon() -> str:
    """The corners of a tile around its middle, as SVG's `points`."""
    r, half = RADIUS - GAP, (RADIUS - GAP) * sqrt(3) / 2
    corners = ((0, -r), (half, -r / 2), (half, r / 2), (0, r), (-half, r / 2), (-half, -r / 2))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def drawing(tiles: list[tuple[str, int, int]]) -> Drawing:
    """Where the tiles of one layer, as (slug, column, row), lie."""
    left, top = min(c for _, c, _ in tiles), min(r for _, _, r in tiles)
    across, down = RADIUS * sqrt(3), RADIUS * 1.5
    places = {
        slug: (round((column - left + 0.5 + (row % 2) / 2) * across, 1), round((row - top) * down + RADIUS, 1))
        for slug, column, row in tiles
    }
    columns = max(LEAST, max(c for _, c, _ in tiles) - left + 1)
    height = max(y for _, y in places.values()) + RADIUS
    return Drawing(round((columns + 0.5) * across, 1), round(height, 1), places)
