"""The arrangements of labels and values at the top of a paper; a row is [label, value, field that it fills]."""

from collections.abc import Callable
from typing import Any

from demo.generator.word import Container
from tests.cases import blocks
from tests.cases.grids import grid
from tests.cases.houses import House

Arrange = Callable[[Container, dict[str, Any], House], None]


def label_of(words: str, house: House) -> str:
    """A label as the house prints it."""
    shown = words.upper() if house.labels == "caps" else words
    return shown if not shown or shown[-1] in "?:" else shown + house.colon


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [str(value)]


def two(container: Container, held: dict[str, Any], house: House) -> None:
    """Two columns, a row each."""
    label = {"bold": True, "shade": house.tint}
    rows = [
        [label | {"t": label_of(row[0], house)}, {"t": _values(row[1]), "control": held.get("control", False)}]
        for row in held["rows"]
    ]
    grid(container, {"rows": rows, "widths": held.get("widths", [5, 11]), "ruled": held.get("ruled", True)}, house)


def four(container: Container, held: dict[str, Any], house: House) -> None:
    """Four columns: two labels and their values in a row."""
    pairs = [
        ({"t": label_of(row[0], house), "bold": True}, {"t": _values(row[1]), "control": held.get("control", False)})
        for row in held["rows"]
    ]
    rows = []
    for left, right in zip(pairs[::2], [*pairs[1::2], None], strict=False):
        rows.append([*left, *right] if right else [left[0], left[1] | {"span": 3}])
    grid(container, {"rows": rows, "widths": [3, 5, 3, 5.5], "ruled": True}, house)


def above(container: Container, held: dict[str, Any], house: House) -> None:
    """Cells with a small label over its value, `across` in a row."""
    cells = [
        {"t": [{"p": label_of(row[0], house), "size": house.size - 2, "bold": True}, *_values(row[1])]}
        for row in held["rows"]
    ]
    wide = held.get("across", 2)
    rows = [cells[at : at + wide] for at in range(0, len(cells), wide)]
    if len(rows[-1]) < wide:
        rows[-1][-1] = rows[-1][-1] | {"span": wide - len(rows[-1]) + 1}
    grid(container, {"rows": rows, "widths": [16 / wide] * wide, "ruled": True}, house)


def next_line(container: Container, held: dict[str, Any], house: House) -> None:
    """A label on one line and its value on the next."""
    for row in held["rows"]:
        blocks.write_blocks(
            container, [{"p": label_of(row[0], house), "bold": True, "tight": True}, *_values(row[1])], house
        )


def tabs(container: Container, held: dict[str, Any], house: House) -> None:
    """A label, a tab, and its value; more lines of a value stand under it."""
    for row in held["rows"]:
        for place, value in enumerate(_values(row[1])):
            label = f"**{label_of(row[0], house)}**" if place == 0 and row[0] else ""
            blocks.write_blocks(container, [{"p": f"{label}{{>}}{value}", "indent": held.get("indent", 5)}], house)


def broken(container: Container, held: dict[str, Any], house: House) -> None:
    """A label and its value in one paragraph, parted by a line break."""
    for row in held["rows"]:
        words = "{/}".join(_values(row[1]))
        blocks.write_blocks(container, [f"**{label_of(row[0], house)}**{{/}}{words}"], house)


def lines(container: Container, held: dict[str, Any], house: House) -> None:
    """A label and its value on one line."""
    for row in held["rows"]:
        first, *rest = _values(row[1])
        blocks.write_blocks(container, [f"**{label_of(row[0], house)}** {first}", *rest], house)


HEADS: dict[str, Arrange] = {
    **{"two": two, "four": four, "above": above, "next": next_line},
    **{"tabs": tabs, "broken": broken, "lines": lines},
}
