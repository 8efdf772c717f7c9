"""The house styles: how each invented council lays its papers out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class House:
    """One council's layout.

    head: how labels and values stand (ruled or open table, lines, tabs, label above value in cells, four columns,
    label over value).
    heading: bold, caps, underlined, a shaded bar, or Word's own heading styles.
    numbering: nothing, headings only, headings and paragraphs as typed text, or both numbered by Word.
    lists: whether list marks are typed or set by Word. boxed: recommendations stand in a one-cell table.
    """

    head: str
    heading: str
    numbering: str
    font: str = "Arial"
    size: float = 11
    lists: str = "auto"
    boxed: bool = False
    zero: bool = False
    caps_labels: bool = False
    colon: str = ":"
    top: str = "centred"
    paged: str = "Page {page}"
    tint: str = "D9E2F3"


HOUSES = {
    "thornmere": House("ruled", "caps", "typed", caps_labels=True, colon=":"),
    "wexcombe": House("tabs", "word", "auto", font="Calibri", size=12, top="left", paged="{page}"),
    "ostershire": House("stacked", "bold", "none", size=12, lists="typed", boxed=True, top="right", paged="- {page} -"),
    "larkhythe": House("above", "word", "headings", font="Verdana", size=9.5, tint="E2D9F3", colon=""),
    "aldermoss": House("four", "bar", "typed", lists="typed", size=10.5, colon="", tint="DDE8DD"),
    "penhallow": House("lines", "bold", "typed", font="Times New Roman", size=12, zero=True, paged=""),
    "ivelbourne": House("table", "bar", "none", tint="404040", size=11, top="left", paged="Page {page} of the report"),
    "marrick": House("lines", "underlined", "headings", font="Times New Roman", size=11.5, lists="typed", top="left"),
    "tarnside": House("tabs", "caps", "headings", font="Times New Roman", size=12, zero=True, colon=""),
    "brackenhoe": House("ruled", "word", "auto", font="Georgia", size=10.5, colon="", top="right", boxed=True),
    "morrowick": House("tabs", "bold", "typed", size=11.5, top="left"),
    "selden": House("ruled", "word", "headings", font="Calibri"),
}
