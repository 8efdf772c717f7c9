"""The shapes on a page. x runs from the left edge and y from the top, both in points, as the page is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look on one line. `y` is the baseline, `space` the usual gap between its words, `tag` the
    marked content it belongs to."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    url: str | None = None
    space: float = 0.0
    tag: int = -1
    turned: bool = False
    blue: bool = False

    @property
    def top(self) -> float:
        """Where its capitals reach to."""
        return self.y - 0.72 * self.size

    @property
    def bottom(self) -> float:
        """Where its descenders reach to."""
        return self.y + 0.22 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: level where `y0 == y1`, upright where `x0 == x1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what is written and drawn on it. `pictured` is the share of it that pictures cover."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...]
    pictured: float


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces on one baseline, from left to right. `marks` are what stands between each and the next: "", a space or
    a tab."""

    pieces: tuple[Piece, ...]
    marks: tuple[str, ...]
    y: float
    size: float

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.pieces[-1].x1

    @property
    def text(self) -> str:
        """Its characters, not yet joined with care: for comparing lines, not for showing."""
        return " ".join(p.text.strip() for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Area:
    """A cell's rectangle and its place in the grid."""

    x0: float
    y0: float
    x1: float
    y1: float
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its cells row by row, and the x of its column edges."""

    x0: float
    y0: float
    x1: float
    y1: float
    areas: tuple[Area, ...]
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in a cell, or on a page outside its tables (`area` is None)."""

    area: Area | None
    lines: tuple[Line, ...]
    tables: tuple["Table", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table with what its cells hold."""

    grid: Grid
    cells: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in order: its lines, and its tables with theirs. `turned` are pieces that run across the reading
    direction, `rules` the level lines that underline nothing."""

    number: int
    width: float
    height: float
    held: Held
    turned: tuple[Piece, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph, and where their column begins and ends. `breaks` are the lines that the writer
    began by hand."""

    lines: tuple[Line, ...]
    left: float
    right: float
    page: int
    breaks: frozenset[int] = frozenset()
    cell: Area | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in order, outside tables (`edges` is None) or of one table, whose cells may hold tables of their
    own."""

    items: tuple["Paragraph | Stretch", ...]
    edges: tuple[float, ...] | None = None
    rows: int = 0
