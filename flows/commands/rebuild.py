"""cleardays rebuild."""

from pathlib import Path
from typing import Annotated

import typer

from flows.build import TOPICS, build
from flows.commands.progress import papers_read
from flows.reader import reader
from flows.settings import load_settings
from warehouse.rebuild import rebuild
from warehouse.register import REGISTER


def main(
    register: Annotated[
        Path,
        typer.Option(exists=True, help="The register of councils.", show_default="the one within"),
    ] = REGISTER,
) -> None:
    """Make the warehouse again from the archive and its journal, with today's reader, then build and test its models.

    Nothing is asked of any council. What older readers made of the papers is gone then; `cleardays reread` keeps it.
    `cleardays publish` makes a release of it.

    Example: cleardays rebuild && cleardays publish
    """
    settings = load_settings()
    with papers_read() as told:
        made = rebuild(settings.home, reader(settings, register), register=register, topics=TOPICS, told=told)
    print(made)
    build(settings.home)
