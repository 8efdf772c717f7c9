"""How each invented council prints: one row of typography a council."""

from dataclasses import dataclass

from demo.generator.word import Level


@dataclass(frozen=True)
class House:
    """One council's typography.

    heading: caps, bold, underlined, colour (large), bar (shaded row), ruled (line below), word (Word's own styles),
    side (small).
    numbering: none; heads (typed); typed (headings and paragraphs); running (paragraphs only,
    1 to n through the paper); auto (Word numbers both, directly); styles (Word numbers both, through its styles).
    marks: the text of a heading's and a paragraph's number where they are typed. lists: typed, or auto (numbered by
    Word). linked: links have Word's own style, so that a PDF keeps
    their addresses. grid: ruled, open, or lines (rules between rows only). tint: fill of label cells, "" for none.
    """

    font: str
    size: float
    heading: str
    numbering: str
    colour: str = "000000"
    marks: tuple[str, str] = ("{n}.", "{n}.{m}")
    outline: tuple[Level, ...] = (("decimal", "%1.", 1.2), ("decimal", "%1.%2", 1.2))
    lists: str = "auto"
    grid: str = "ruled"
    tint: str = ""
    colon: str = ":"
    labels: str = "bold"
    justify: bool = False
    margin: float = 2.5
    gap: float = 8
    indent: float = 1.2
    paged: str = "Page {page}"
    linked: bool = False


HOUSES = {
    "hallowshire": House(
        *("Liberation Serif", 12, "word", "styles"),
        colour="1E5631",
        outline=(("decimal", "%1", 1.0), ("decimal", "%1.%2", 1.0)),
        colon="",
        justify=True,
        paged="{page}",
    ),
    "quenbury": House(
        *("URW Gothic", 10, "bar", "typed"),
        colour="FFFFFF",
        tint="2F5597",
        colon="",
        marks=("{n}", "{n}.{m}"),
        margin=2.0,
    ),
    "skelmarsh": House(
        *("Liberation Serif", 11.5, "underlined", "running"),
        marks=("", "{m}."),
        lists="typed",
        labels="caps",
        paged="- {page} -",
    ),
    "dunmere": House(
        *("Liberation Sans", 12, "ruled", "none"),
        colour="5B2C6F",
        grid="lines",
        tint="EFE6F5",
        colon="",
        paged="{page} | Dunmere",
    ),
    "kirkstow": House(
        *("DejaVu Sans Condensed", 9.5, "bold", "running"),
        colour="00626D",
        marks=("", "{m}"),
        tint="D7EEF0",
        gap=6,
        paged="Page {page}",
    ),
    "ravensford": House(
        *("Nimbus Sans Narrow", 12, "caps", "auto"),
        outline=(("decimal", "%1.", 1.4), ("decimal", "%1.%2.", 1.4)),
        tint="F2F2F2",
        margin=2.2,
        paged="{page}",
    ),
    "fenwardine": House(
        *("P052", 11.5, "bold", "typed"), marks=("{n}.0", "{n}.{m}"), grid="open", lists="typed", colon=" -", paged=""
    ),
    "eastmarsh": House(
        *("Liberation Sans", 11, "colour", "heads"),
        colour="C00000",
        marks=("{n})", ""),
        colon="",
        grid="ruled",
        indent=0,
    ),
    "tollerdale": House(
        *("DejaVu Serif", 9.5, "caps", "auto"),
        colour="1F3864",
        outline=(("upperLetter", "%1.", 1.2), ("decimal", "%1%2.", 1.2)),
        tint="DCE6F2",
        gap=7,
    ),
    "wealdham": House(
        *("URW Bookman", 10.5, "side", "typed"),
        colour="7F6000",
        marks=("{n}", "{n}.{m:02d}"),
        lists="typed",
        grid="lines",
        colon=":",
    ),
    "brindlecote": House(
        *("C059", 10.5, "underlined", "none"),
        colour="000000",
        tint="E7E6E6",
        grid="ruled",
        colon=":",
        labels="bold",
        paged="{page}",
    ),
    "scarmouth": House(
        *("Liberation Sans", 11, "bold", "typed"),
        marks=("{n}.", "{n}.{m}"),
        colon=":",
        tint="D9E2F3",
        paged="{page}",
    ),
    "avonreach": House(
        *("DejaVu Sans Condensed", 9.5, "side", "none"), colour="1F1F1F", colon="", margin=1.8, gap=4, paged="{page}"
    ),
    "holmebeck": House(
        *("Nimbus Sans", 11.5, "caps", "typed"), marks=("{n}.", "{n}.{m}"), lists="typed", paged="{page}", gap=9
    ),
    "thamesholt": House(
        *("Liberation Sans", 11.5, "caps", "running"), marks=("", "{m}."), tint="", margin=2.4, paged="{page}"
    ),
    "lenford": House(
        *("URW Bookman", 10.5, "word", "auto"),
        colour="2E4053",
        outline=(("decimal", "%1.", 1.2), ("decimal", "%1.%2", 1.2)),
        tint="E5E8E8",
        colon="",
        paged="",
    ),
    "salthorne": House(
        *("Liberation Sans", 12, "ruled", "running"), marks=("", "{m}"), colour="00594F", tint="DCEFEA", colon=":"
    ),
    "blaydemoor": House(
        *("Nimbus Roman", 12, "bold", "running"), marks=("", "{m}."), lists="typed", gap=9, paged="- {page} -"
    ),
    "kelmstone": House(*("P052", 11, "colour", "typed"), colour="4A235A", tint="EBDEF0", lists="typed", colon=":"),
    "sallowmere": House(
        *("Liberation Sans", 12, "colour", "typed"), colour="003A5D", marks=("{n}.", "{n}.{m}."), gap=7
    ),
    "fernshire": House(
        *("Liberation Sans", 12, "bold", "running"), marks=("", "{m}."), lists="auto", grid="open", paged="{page}"
    ),
    "swanmoor": House(
        *("Nimbus Sans", 11, "caps", "typed"), marks=("{n}.", "{n}.{m}"), tint="E2EFD9", colon="", margin=2.2, gap=6
    ),
    "otmere": House(
        *("DejaVu Sans Condensed", 10, "word", "typed"),
        colour="1B4F72",
        marks=("{n}.", "{n}.{m}"),
        lists="typed",
        tint="D6EAF8",
        colon="",
        paged="{page}",
    ),
    "hendale": House(
        *("Liberation Sans", 11, "bold", "auto"),
        outline=(("decimal", "%1.", 1.2), ("decimal", "%1.%2", 1.2)),
        tint="D0CECE",
        colon="",
        gap=7,
    ),
    "leasoway": House(
        *("Liberation Sans", 11.5, "caps", "typed"), marks=("{n}.0", "{n}.{m}"), lists="typed", colon=":", paged=""
    ),
    "stanhaugh": House(
        *("Nimbus Sans", 12, "word", "running"), colour="000000", marks=("", "{m}"), lists="typed", paged="{page}"
    ),
    "marlshire": House(
        *("Liberation Serif", 12, "underlined", "running"), marks=("", "{m}."), justify=True, paged="Page {page}"
    ),
    "ellerwick": House(
        *("Liberation Sans", 12, "bold", "running"), marks=("", "{m}."), grid="ruled", paged="{page}", gap=9
    ),
    "shingleford": House(*("Nimbus Sans", 11.5, "bold", "typed"), colon=":", margin=2.6, paged=""),
    "coleshaw": House(
        *("Liberation Sans", 11, "word", "auto"),
        colour="1F3864",
        outline=(("decimal", "%1", 1.3), ("decimal", "%1.%2", 1.3)),
        tint="EDEDED",
        margin=2.2,
        paged="Page {page}",
    ),
    "rivelby": House(*("Liberation Sans", 11, "caps", "typed"), lists="typed", margin=2.3, gap=7, paged="Page {page}"),
    "moleshire": House(
        *("Liberation Sans", 11, "ruled", "running"), marks=("", "{m}."), lists="auto", grid="ruled", paged="{page}"
    ),
    "itchenbury": House(
        *("Nimbus Sans", 11.5, "bold", "auto"),
        outline=(("decimal", "%1", 1.4), ("decimal", "%1.%2", 1.4)),
        lists="typed",
        paged="",
    ),
    "granthorpe": House(
        *("Liberation Sans", 12, "word", "running"), colour="17365D", marks=("", "{m}."), lists="auto", paged=""
    ),
    "stourmarsh": House(*("DejaVu Sans Condensed", 10.5, "bold", "auto"), colon=":", gap=7, paged=""),
    "seatondene": House(
        *("Liberation Sans", 12, "bold", "typed"), marks=("1.{n}", "1.{n}.{m}"), lists="typed", indent=1.6, paged=""
    ),
    "roxley": House(*("Liberation Sans", 12, "colour", "none"), colour="000000", tint="F2F2F2", gap=8, paged="{page}"),
    "irkdale": House(
        *("Liberation Sans", 12, "bold", "typed"), marks=("{n}.0", "{n}.{m}"), grid="ruled", linked=True, paged=""
    ),
    "colneshire": House(
        *("Liberation Sans", 12, "bold", "auto"),
        outline=(("decimal", "%1", 1.3), ("decimal", "%1.%2", 1.3)),
        lists="auto",
        linked=True,
        paged="{page}",
    ),
    "fleetbourne": House(
        *("Liberation Sans", 11, "caps", "typed"),
        marks=("{n}.", "{n}.{m}"),
        lists="typed",
        justify=True,
        linked=True,
        paged="{page}",
    ),
    "canonhurst": House(
        *("Nimbus Sans", 11.5, "word", "typed"), marks=("{n}.", "{n}.{m}"), linked=True, paged="Page {page}"
    ),
    "denbyroyd": House(
        *("Liberation Sans", 11, "bold", "heads"), marks=("{n}.", ""), colon="", gap=7, linked=True, paged="{page}"
    ),
    "lenthorpe": House(
        *("Liberation Sans", 11, "bold", "auto"),
        outline=(("decimal", "%1", 1.2), ("decimal", "%1.%2", 1.2)),
        margin=2.0,
        linked=True,
        paged="",
    ),
    "derwentshire": House(*("Liberation Sans", 12, "bold", "typed"), lists="typed", linked=True, paged="Page {page}"),
    "culmbridge": House(
        *("Liberation Sans", 11.5, "bold", "typed"), marks=("{n}.", "{n}.{m}"), lists="auto", linked=True, paged=""
    ),
    "windrush-vale": House(
        *("URW Gothic", 10, "caps", "auto"),
        outline=(("decimal", "%1.", 1.3), ("decimal", "%1.%2", 1.3)),
        tint="E2EFDA",
        colon="",
        gap=7,
        linked=True,
        paged="",
    ),
    "breamishdale": House(
        *("Liberation Sans", 12, "word", "typed"),
        colour="1D1D1B",
        marks=("{n}.", "{n}.{m}"),
        lists="auto",
        colon=":",
        linked=True,
        paged="Page {page}",
    ),
}
