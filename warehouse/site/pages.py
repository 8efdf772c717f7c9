"""Templates to pages. Whatever a paper says is text: it is escaped, and an address is a link only if it is one."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse.site.states import State, read_states

TEMPLATES = Path(__file__).parent / "templates"


def write_page(path: Path, template: str, **values: Any) -> None:
    """Render a template to a file; `here` is its name. Raises jinja2.UndefinedError for a value that it lacks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(environment().get_template(template).render(here=path.stem, **values), encoding="utf8")


@cache
def environment() -> Environment:
    """The templates with what they may call: `state_of`, `plain` and `address`."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    states = {(s.kind, s.state): s for s in read_states()}

    def state_of(kind: str, state: str) -> State:
        return states[kind, state]

    made.filters |= {"plain": plain, "address": address}
    made.globals |= {"state_of": state_of, "states": list(states.values())}
    return made


def plain(name: object) -> str:
    """A name of the tables in words.

    >>> plain("background_papers")
    'Background papers'
    """
    words = str(name).replace("_", " ").replace("/", " ").strip()
    return words[:1].upper() + words[1:]


def address(said: object) -> str | None:
    """An address that a page may link to, or None: `javascript:` and the like run what a stranger wrote.

    >>> address("https://www.saltmere.example/a"), address("javascript:alert(1)")
    ('https://www.saltmere.example/a', None)
    """
    try:
        return str(said) if said and urlsplit(str(said)).scheme in ("http", "https") else None
    except ValueError:  # no address at all
        return None
