"""cleardays publish."""

from typing import Annotated

import typer

from flows.settings import load_settings
from warehouse import publish


def main(
    profile: Annotated[
        str,
        typer.Option(help="internal: all; open: no e-mail, phone or body text, quotes cut short."),
    ] = "internal",
) -> None:
    """Make a new release of what was last built, point published/current to it, and print its folder.

    Example: cleardays publish --profile open
    """
    settings = load_settings()
    print(publish.publish(settings.home, profile, with_site=settings.site))
