"""cleardays rebuild."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from extractors.sandbox import read_all
from flows.build import TOPICS, build
from flows.settings import load_settings
from warehouse.rebuild import rebuild
from warehouse.register import REGISTER, read_register


def main(
    register: Annotated[
        Path,
        typer.Option(exists=True, help="The register of councils.", show_default="the one within"),
    ] = REGISTER,
) -> None:
    """Make the warehouse again from the archive and its journal, with today's reader, then build and test its models.

    Nothing is asked of any council. `cleardays publish` then makes a release of it.

    Example: cleardays rebuild && cleardays publish
    """
    settings = load_settings()
    councils = read_register(register)
    read = partial(
        read_all, councils=councils, workers=settings.workers, seconds=settings.read_seconds, ocr=settings.ocr
    )
    print(rebuild(settings.home, read, register=register, topics=TOPICS))
    build(settings.home)
