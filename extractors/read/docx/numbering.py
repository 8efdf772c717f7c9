"""numbering.xml -> the numbers of paragraphs as Word prints them (ECMA-376 part 1, 17.9)."""

from dataclasses import dataclass, field

from lxml import etree

from extractors.read.docx.styles import INDENT, P_PR, VAL, W, by_tag

ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` holds %1 … %9 for the numbers of the levels."""

    format: str
    text: str
    start: int
    restart: int | None
    legal: bool
    indent: float


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted. Lists of one abstract definition count on together."""

    levels: dict[str, dict[int, Level]]
    abstract: dict[str, str]
    starts: dict[str, dict[int, int]]
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def next(self, num_id: str, depth: int) -> tuple[str | None, float]:
        """(the number or bullet as printed, its indent in points) of the next paragraph of list `num_id` at `depth`;
        None for a list without marks."""
        level = self.levels.get(num_id, {}).get(depth)
        if level is None or not 0 <= depth < 9:
            return None, 0.0
        counts = self.counts.setdefault(self.abstract[num_id], [None] * 9)
        if num_id not in self.met:
            self.met.add(num_id)
            for at, start in self.starts.get(num_id, {}).items():
                if 0 <= at < 9:
                    counts[at] = start - 1
        current = counts[depth]
        counts[depth] = level.start if current is None else min(current + 1, MOST)
        self._restart(num_id, counts, depth)
        return self._printed(num_id, counts, level), level.indent

    def _restart(self, num_id: str, counts: list[int | None], depth: int) -> None:
        for deeper in range(depth + 1, 9):
            level = self.levels[num_id].get(deeper)
            if level is not None and (level.restart is None or depth + 1 <= level.restart):
                counts[deeper] = None

    def _printed(self, num_id: str, counts: list[int | None], level: Level) -> str | None:
        if level.format == "bullet":
            return "•" if level.text.strip() else None
        shown = level.text
        for at in range(9):
            if f"%{at + 1}" in shown:
                of = self.levels[num_id].get(at)
                value = counts[at] if counts[at] is not None else (of.start if of else 1)
                style = "decimal" if level.legal or of is None else of.format
                shown = shown.replace(f"%{at + 1}", spelled(min(value or 0, MOST), style))
        return shown.strip() or None


def spelled(value: int, style: str) -> str:
    """A number in one of Word's number formats; decimal for those that English papers do not use.

    >>> [spelled(4, s) for s in ("decimal", "lowerLetter", "upperRoman", "none")]
    ['4', 'd', 'IV', '']
    >>> spelled(28, "lowerLetter")
    'bb'
    """
    if style == "none":
        return ""
    if style in ("lowerLetter", "upperLetter") and value > 0:
        times, letter = divmod(value - 1, 26)
        word = chr(ord("a") + letter) * (times + 1)
        return word if style == "lowerLetter" else word.upper()
    if style in ("lowerRoman", "upperRoman") and value > 0:
        word = ""
        for amount, sign in ROMAN:
            while value >= amount:
                word, value = word + sign, value - amount
        return word if style == "lowerRoman" else word.upper()
    if style == "decimalZero":
        return f"{value:02d}"
    return str(value)


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists of numbering.xml, or none where the part is missing."""
    if root is None:
        return Numbering({}, {}, {})
    defined = {
        a.get(W + "abstractNumId", ""): dict(map(_level, a.findall(W + "lvl"))) for a in root.findall(W + "abstractNum")
    }
    levels: dict[str, dict[int, Level]] = {}
    abstract: dict[str, str] = {}
    starts: dict[str, dict[int, int]] = {}
    for num in root.findall(W + "num"):
        num_id = num.get(W + "numId", "")
        target = num.find(W + "abstractNumId")
        abstract[num_id] = target.get(W + "val", "") if target is not None else ""
        levels[num_id] = dict(defined.get(abstract[num_id], {}))
        for override in num.findall(W + "lvlOverride"):
            depth = _integer(override.get(W + "ilvl"), 0)
            again, own = override.find(W + "startOverride"), override.find(W + "lvl")
            if own is not None:
                levels[num_id][depth] = _level(own)[1]
            if again is not None:
                starts.setdefault(num_id, {})[depth] = _integer(again.get(W + "val"), 1)
    return Numbering(levels, abstract, starts)


def _level(element: etree._Element) -> tuple[int, Level]:
    said = by_tag(element)
    format_, text, start, restart = (said.get(W + t) for t in ("numFmt", "lvlText", "start", "lvlRestart"))
    indent = by_tag(said.get(P_PR)).get(INDENT)
    left = (indent.get(W + "left") or indent.get(W + "start")) if indent is not None else None
    level = Level(
        format=_value(format_) or "decimal",
        text=_value(text) or "",
        start=_integer(_value(start), 1),
        restart=None if restart is None else _integer(_value(restart), 0),
        legal=W + "isLgl" in said,
        indent=_integer(left, 0) / 20,
    )
    return _integer(element.get(W + "ilvl"), 0), level


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(VAL)


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(float(text)) if text else otherwise
    except (ValueError, OverflowError):
        return otherwise
