"""cleardays publish."""

import sys
from typing import Annotated

import typer

from flows.releasing import release
from flows.settings import load_settings


def main(
    profile: Annotated[
        str,
        typer.Option(help="internal: all; open: no e-mail, phone or body text, quotes cut short."),
    ] = "internal",
) -> None:
    """Make a new release of what was last built, point published/current to it, and print its folder.

    Pages for people lie in its folder `site` (not where CLEARDAYS_SITE is false). Older releases are kept as
    CLEARDAYS_KEEP_RELEASES says. With CLEARDAYS_PUBLISH_TO (s3://bucket/prefix) the release is
    copied there too; ends with 1 where that fails, and the copy that was there stays.

    Example: cleardays publish --profile open
    """
    released = release(load_settings(), profile)
    print(released.path)
    if released.copy:
        print(released.copy)
    if released.fault:
        print(
            f"cleardays: alarm: the release is published here and could not be copied: {released.fault}",
            file=sys.stderr,
        )
        raise typer.Exit(1)
