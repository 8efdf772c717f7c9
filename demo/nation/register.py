"""The nation's register: every row of the real one under an invented name, with its type, region and software."""

import csv
from collections.abc import Mapping
from itertools import product
from pathlib import Path

from warehouse.register import REGISTER

FIRST = (
    *("Alder", "Bracken", "Cinder", "Dun", "Elder", "Fen", "Gar", "Hazel", "Ingle", "Jes", "Kel", "Lark", "Moss"),
    *("North", "Otter", "Penn", "Quar", "Reed", "Salt", "Till"),
)
LAST = (
    *("wick", "by", "moor", "holme", "mere", "stead", "combe", "bourne", "ford", "hythe", "worthy", "thorpe", "low"),
    *("garth", "ness", "dale"),
)
KINDS = {
    "county": "County Council",
    "district": "District Council",
    "unitary": "Council",
    "metropolitan_district": "Metropolitan Borough Council",
    "london_borough": "Borough Council",
    "sui_generis": "Corporation",
}

Row = dict[str, str]


def invented() -> tuple[Row, ...]:
    """The rows of councils.csv, with the real one's address in `democracy_base_url` still; councils that share one
    there are to share a site here."""
    rows = _read("councils.csv")
    names = ("".join(parts) for parts in product(FIRST, LAST))
    new = {row["slug"]: name for row, name in zip(rows, names, strict=False)}
    return tuple(
        row
        | {
            "gss_code": f"{row['gss_code'][:3]}9{n:05d}",
            "slug": new[row["slug"]].casefold(),
            "name": new[row["slug"]],
            "official_name": f"{new[row['slug']]} {KINDS[row['council_type']]}",
            "county_slug": new[row["county_slug"]].casefold() if row["county_slug"] else "",
            "website": f"https://www.{new[row['slug']].casefold()}.example",
            "source_note": "invented",
        }
        for n, row in enumerate(rows)
    )


def write_register(folder: Path, rows: tuple[Row, ...], addresses: Mapping[str, str]) -> Path:
    """councils.csv with the address of each stand-in site, by slug, and its siblings. Where a council has none, nobody
    knows its software."""
    folder.mkdir(parents=True, exist_ok=True)
    register = folder / "councils.csv"
    _write(register, [row | _site(row, addresses.get(row["slug"], "")) for row in rows])
    new = {old["slug"]: row for old, row in zip(_read("councils.csv"), rows, strict=True)}
    for name in ("governance.csv", "tiles.csv"):
        _write(folder / name, [old | _renamed(new[old["slug"]], old) for old in _read(name)])
    _write(folder / "aliases.csv", [{"slug": row["slug"], "alias": row["official_name"]} for row in rows])
    return register


def _site(row: Row, address: str) -> Row:
    return {"democracy_base_url": address, "democracy_platform": row["democracy_platform"] if address else "unknown"}


def _renamed(row: Row, old: Row) -> Row:
    note = {"source": "invented"} if "source" in old else {}
    return {"gss_code": row["gss_code"], "slug": row["slug"], **note}


def _read(name: str) -> list[Row]:
    with (REGISTER.parent / name).open(encoding="utf8", newline="") as given:
        return list(csv.DictReader(given))


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf8", newline="") as given:
        out = csv.DictWriter(given, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
