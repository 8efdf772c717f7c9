"""The register of councils: fetch list and denominator in one. A run may use its own, with as many or as few councils.

`councils.csv` may have siblings in its folder: `aliases.csv` (other names), `governance.csv` (who decides, from when to
when), `tiles.csv` (a place on the map) and `web_pages.csv` (where the papers of platform `web` are linked). Reading
lists every fault of all of them at once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from extractors.model import Council, ListPage
from warehouse.register.pages import read_pages
from warehouse.register.rows import (
    Fault,
    Row,
    check_choice,
    check_known,
    check_pattern,
    check_unique,
    check_url,
    parse_day,
    parse_whole,
    read_rows,
)

REGISTER = Path(__file__).parent / "councils.csv"
SCOPE_DAY = date(2024, 7, 19)
"""The day of the 2024 deadline: the governance model in force on it is the council's."""

PLATFORMS = ("moderngov", "cmis", "web", "folder")
NO_PLATFORM = ("other", "unknown")
COUNCIL_TYPES = ("county", "district", "unitary", "metropolitan_district", "london_borough", "sui_generis")
MODELS = ("leader_cabinet", "mayor_cabinet", "committee", "other", "unknown")
CONFIDENCES = ("sourced", "general_knowledge")
LAYERS = ("lower", "county")

COUNCIL_COLUMNS = (
    *("gss_code", "slug", "name", "official_name", "council_type", "region", "county_slug", "website"),
    *("democracy_platform", "democracy_base_url"),
)
ALIAS_COLUMNS = ("slug", "alias")
GOVERNANCE_COLUMNS = ("gss_code", "slug", "model", "valid_from", "valid_to", "confidence")
TILE_COLUMNS = ("gss_code", "slug", "layer", "col", "row")
SOURCES = (
    ("ONS, codes and names of areas (Open Government Licence)", "https://geoportal.statistics.gov.uk"),
    (
        "mySociety, UK local authority names and codes (CC BY 4.0)",
        "https://github.com/mysociety/uk_local_authority_names_and_codes",
    ),
)
"""Whose facts councils.csv and aliases.csv repeat, as (title, address); the column `source_note` says more."""

NOTES = ("source_note", "source", "note")  # columns for people; not read


class RegisterError(ValueError):
    """The register's faults, one to a line: file:line, the column, what was expected and the nearest valid name."""


@dataclass(frozen=True, slots=True)
class Governance:
    """Who decides, on the day of scope. `until` is the first day after; a bound that nobody knows is None."""

    model: str
    since: date | None
    until: date | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A place on the hexagon map."""

    layer: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Registered:
    """A council with what the register says beyond what fetching needs. `platform_word` may be `other` or `unknown`."""

    council: Council
    official_name: str | None
    council_type: str
    region: str
    county_slug: str | None
    website: str | None
    platform_word: str | None
    governance: Governance | None
    tile: Tile | None


def read_register(path: Path = REGISTER) -> tuple[Council, ...]:
    """The councils of a register, in its order. Raises RegisterError with all its faults."""
    return tuple(r.council for r in read_registered(path))


def read_registered(path: Path = REGISTER) -> tuple[Registered, ...]:
    """The councils of a register with their details. Raises RegisterError with all its faults."""
    path = Path(path) / "councils.csv" if Path(path).is_dir() else Path(path)
    faults: list[Fault] = []
    rows = read_rows(path, COUNCIL_COLUMNS, NOTES, faults)
    for row in rows:
        _check_council(row, faults)
    check_unique(rows, "gss_code", faults)
    check_unique(rows, "slug", faults)
    code_of = {r["slug"]: r["gss_code"] for r in rows}
    aliases = _aliases(path.with_name("aliases.csv"), code_of, faults)
    governance = _governance(path.with_name("governance.csv"), code_of, faults)
    tiles = _tiles(path.with_name("tiles.csv"), code_of, faults)
    pages = read_pages(path.with_name("web_pages.csv"), rows, NOTES, faults)
    if not rows and not faults:
        faults.append(f"{path}: no council; expected one row per council below the header")
    if faults:
        raise RegisterError("\n".join([f"the register has {len(faults)} fault(s):", *faults]))
    shared = _shared_hosts(rows)
    return tuple(
        _registered(
            r, aliases[r["slug"]], pages.get(r["slug"], ()), shared, governance.get(r["slug"]), tiles.get(r["slug"])
        )
        for r in rows
    )


def read_rows_of(path: Path = REGISTER) -> list[dict[str, str]]:
    """The rows of a register as they stand, notes and all. Raises RegisterError as `read_registered` does."""
    path = Path(path) / "councils.csv" if Path(path).is_dir() else Path(path)
    read_registered(path)
    return [row.cells for row in read_rows(path, COUNCIL_COLUMNS, NOTES, [])]


def _check_council(row: Row, faults: list[Fault]) -> None:
    check_pattern(row, "gss_code", r"[A-Z]\d{8}", "a letter and eight digits, as E07000223", faults)
    check_pattern(row, "slug", r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens", faults)
    for column in ("name", "region"):
        check_pattern(row, column, r".*\S.*", "a value", faults)
    check_choice(row, "council_type", COUNCIL_TYPES, faults)
    check_choice(row, "democracy_platform", (*PLATFORMS, *NO_PLATFORM, ""), faults)
    check_url(row, "website", faults)
    check_url(row, "democracy_base_url", faults)
    if row["democracy_platform"] in ("moderngov", "cmis", "web") and not row["democracy_base_url"]:
        faults.append(f"{row.where} democracy_base_url: empty; platform {row['democracy_platform']!r} needs an address")


def _aliases(path: Path, code_of: Mapping[str, str], faults: list[Fault]) -> Mapping[str, list[str]]:
    aliases: dict[str, list[str]] = defaultdict(list)
    owner: dict[str, Row] = {}
    for row in read_rows(path, ALIAS_COLUMNS, NOTES, faults, must_exist=False):
        check_known(row, "slug", code_of, faults)
        check_pattern(row, "alias", r".*\S.*", "a name", faults)
        other = owner.setdefault(row["alias"].casefold().replace("&", "and"), row)
        if other["slug"] != row["slug"]:
            faults.append(
                f"{row.where} alias: {row['alias']!r} is also {other['slug']}'s ({other.where}); "
                "expected a name of one council"
            )
        aliases[row["slug"]].append(row["alias"])
    return aliases


def _governance(path: Path, code_of: Mapping[str, str], faults: list[Fault]) -> Mapping[str, Governance]:
    in_force: dict[str, tuple[Row, Governance]] = {}
    for row in read_rows(path, GOVERNANCE_COLUMNS, NOTES, faults, must_exist=False):
        _check_code(row, code_of, faults)
        check_choice(row, "model", MODELS, faults)
        check_choice(row, "confidence", CONFIDENCES, faults)
        since, until = parse_day(row, "valid_from", faults), parse_day(row, "valid_to", faults)
        if since and until and until <= since:
            faults.append(f"{row.where} valid_to: {until} is not after valid_from {since}")
        if (since and since > SCOPE_DAY) or (until and until <= SCOPE_DAY):
            continue
        if row["slug"] in in_force:
            other = in_force[row["slug"]][0]
            faults.append(
                f"{row.where} valid_from: {row['slug']} has another model on {SCOPE_DAY} ({other.where}); "
                "end one before the other begins"
            )
        in_force[row["slug"]] = (row, Governance(row["model"], since, until, row["confidence"]))
    return {slug: governance for slug, (_, governance) in in_force.items()}


def _tiles(path: Path, code_of: Mapping[str, str], faults: list[Fault]) -> Mapping[str, Tile]:
    tiles: dict[str, Tile] = {}
    rows = read_rows(path, TILE_COLUMNS, NOTES, faults, must_exist=False)
    check_unique(rows, "slug", faults)
    for row in rows:
        _check_code(row, code_of, faults)
        check_choice(row, "layer", LAYERS, faults)
        tiles[row["slug"]] = Tile(row["layer"], parse_whole(row, "col", faults), parse_whole(row, "row", faults))
    return tiles


def _check_code(row: Row, code_of: Mapping[str, str], faults: list[Fault]) -> None:
    check_known(row, "slug", code_of, faults)
    code = code_of.get(row["slug"], row["gss_code"])
    if row["gss_code"] != code:
        faults.append(f"{row.where} gss_code: {row['gss_code']!r}, but {row['slug']} is {code} in the register")


def _shared_hosts(rows: Iterable[Row]) -> set[str]:
    """Hosts of several councils (partners with one site): they tell no one council."""
    times = Counter(host for row in rows for host in _hosts(row["website"], row["democracy_base_url"]))
    return {host for host, n in times.items() if n > 1}


def _registered(
    row: Row,
    aliases: Iterable[str],
    pages: Iterable[ListPage],
    shared: set[str],
    governance: Governance | None,
    tile: Tile | None,
) -> Registered:
    names = [n for n in (row["name"], row["official_name"], *aliases) if n]
    council = Council(
        gss_code=row["gss_code"],
        slug=row["slug"],
        name=row["name"],
        platform=row["democracy_platform"] if row["democracy_platform"] in PLATFORMS else None,
        base_url=row["democracy_base_url"] or None,
        names=tuple(dict.fromkeys(names)),
        hosts=tuple(h for h in _hosts(row["website"], row["democracy_base_url"]) if h not in shared),
        pages=tuple(pages),
    )
    return Registered(
        council=council,
        official_name=row["official_name"] or None,
        council_type=row["council_type"],
        region=row["region"],
        county_slug=row["county_slug"] or None,
        website=row["website"] or None,
        platform_word=row["democracy_platform"] or None,
        governance=governance,
        tile=tile,
    )


def _hosts(*urls: str) -> tuple[str, ...]:
    """Host names without "www."; numbers and local names say nothing of a council.

    >>> _hosts("https://www.example.gov.uk", "https://democracy.example.gov.uk/mg", "http://127.0.0.1:8001", "")
    ('example.gov.uk', 'democracy.example.gov.uk')
    """
    hosts = [(urlsplit(u).hostname or "").removeprefix("www.") for u in urls]
    return tuple(dict.fromkeys(h for h in hosts if "." in h and not h.replace(".", "").isdigit()))
