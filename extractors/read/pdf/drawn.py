"""A page's paths and pictures -> Rules, and the share of the page that pictures cover."""

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from extractors.read.pdf.page import Rule
from extractors.read.pdf.written import Turn

THIN = 3.5
MOST_SEGMENTS = 400  # a path of more is a drawing, no table
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


def drawn_on(page: Any, turn: Turn) -> tuple[list[Rule], float]:
    """(straight lines, share covered by pictures)."""
    rules: list[Rule] = []
    covered = 0.0
    count = pdfium.FPDFPage_CountObjects(page)
    for thing, kind, matrix in _things(lambda i: pdfium.FPDFPage_GetObject(page, i), count, None, 0):
        box = _bounds(thing, matrix, turn)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered += _area(box, turn)
        elif box is not None:
            rules += _rules(thing, box, matrix, turn)
    return rules, min(1.0, covered / max(1.0, turn.width * turn.height))


def _things(
    get: Callable[[int], Any], count: int, matrix: Matrix | None, depth: int
) -> Iterator[tuple[Any, int, Matrix | None]]:
    """Paths and pictures, those inside form objects too, each with the matrix of the forms around it."""
    for i in range(count):
        thing = get(i)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield thing, kind, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
            inner = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(thing, inner)
            own = (inner.a, inner.b, inner.c, inner.d, inner.e, inner.f)
            within = own if matrix is None else _times(own, matrix)
            yield from _things(_getter(thing), pdfium.FPDFFormObj_CountObjects(thing), within, depth + 1)


def _getter(form: Any) -> Callable[[int], Any]:
    return lambda i: pdfium.FPDFFormObj_GetObject(form, i)


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _moved(x: float, y: float, matrix: Matrix | None, turn: Turn) -> tuple[float, float]:
    if matrix is not None:
        x, y = x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]
    return turn.place(x, y)


def _bounds(thing: Any, matrix: Matrix | None, turn: Turn) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    (xa, ya), (xb, yb) = _moved(left.value, bottom.value, matrix, turn), _moved(right.value, top.value, matrix, turn)
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def _area(box: Box | None, turn: Turn) -> float:
    if box is None:
        return 0.0
    return max(0.0, min(box[2], turn.width) - max(box[0], 0.0)) * max(0.0, min(box[3], turn.height) - max(box[1], 0.0))


def _rules(thing: Any, box: Box, matrix: Matrix | None, turn: Turn) -> Iterator[Rule]:
    """The straight lines of one path: itself where it is thin, its stroked sides, or its thin rectangles."""
    fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return
    thin = _thin(box)
    if thin is not None:
        yield thin
        return
    segments = pdfium.FPDFPath_CountSegments(thing)
    if not 2 <= segments <= MOST_SEGMENTS:
        return
    for points in _outlines(thing, segments, matrix, turn):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        thin = _thin((min(xs), min(ys), max(xs), max(ys)))
        if thin is not None:
            yield thin
        elif stroke.value:
            sides = (
                _thin((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), 0.5)
                for a, b in pairwise(points)
            )
            yield from (s for s in sides if s is not None)


def _thin(box: Box, most: float = THIN) -> Rule | None:
    """A rectangle as a rule, where it is one."""
    x0, y0, x1, y1 = box
    if y1 - y0 <= most and x1 - x0 > y1 - y0:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    if x1 - x0 <= most and y1 - y0 > x1 - x0:
        return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    return None


def _outlines(thing: Any, segments: int, matrix: Matrix | None, turn: Turn) -> Iterator[list[tuple[float, float]]]:
    """The path's strokes, each as its corner points; those with curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for i in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(thing, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_moved(*_own(thing, x.value, y.value), matrix, turn))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _own(path: Any, x: float, y: float) -> tuple[float, float]:
    """A path's point with the path's own matrix applied."""
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, m)
    return x * m.a + y * m.c + m.e, x * m.b + y * m.d + m.f
