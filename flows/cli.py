"""The door: assembles commands/ and imports nothing heavy. Only the command that is called is loaded."""

import logging
import os
import sys
from importlib import import_module

import typer

COMMANDS = {
    "run": "One night: find, fetch, read, load, build, publish.",
    "extract": "Read files, without a warehouse, and print what they say.",
    "search": "Words in titles, recommendations, implications and passages of the published copy.",
    "ask-site": "Papers that a council's own search finds for words.",
    "query": "Ask the published copy in SQL.",
    "coverage": "Every council, and whether its report on a topic was found.",
    "compliance": "Every rule, and how many reports meet it.",
    "explain": "Where a report's values stand: quote, page, rule, file, url.",
    "status": "What the last nights did, and what needs a person.",
    "review": "Decide what the reader was unsure of: accept, correct or reject.",
    "councils": "The register's councils, and what in it may want a person's look.",
    "probe": "Ask a council's site what it is, and what to write in the register.",
    "letter": "For a council's clerk: the papers that could not be read, and why.",
    "publish": "A new release for analysts.",
    "releases": "The releases that are kept, and what each changed.",
    "export": "Tables of the published copy as CSV or for Excel.",
    "site": "The release as pages: where they are, a copy of them, or a look at them.",
    "rebuild": "The warehouse again, from the archive and its journal.",
    "reread": "Archived papers with today's reader; what older readers read is kept.",
    "compare": "What one version of the reader gained and lost against another.",
    "sample": "Papers drawn for a person to check, and how right the reader is by them.",
    "forget": "Take a person's name, mail and phone out of all that is kept, and prove it.",
}
ABOUT = """What English councils' committee reports say, and where.

State lives under CLEARDAYS_HOME (./var unless set); settings are CLEARDAYS_… or cleardays.toml. Exit code 0: done, and
what went wrong out in the world is told as outcomes; 1: a fault of ours, or a failed test of the data; 2: wrong usage.

Example: cleardays run --folder papers && cleardays coverage --topic productivity_plans_2024"""

WRONG_USAGE = (
    "ManifestError",
    "ProfileError",
    "QueryError",
    "QuestionError",
    "CompareError",
    "SampleError",
    "LabelError",
    "ForgetError",
    "ExportError",
    "ReviewError",
)
OURS = ("flows.", "warehouse.", "extractors.")


def app(called: str | None) -> typer.Typer:
    """The commands; those that are not called have a name and a line of help only."""
    made = typer.Typer(
        help=ABOUT, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
    )
    for name, about in COMMANDS.items():
        main = import_module(f"flows.commands.{name.replace('-', '_')}").main if name == called else _not_called
        made.command(name, help=main.__doc__ if name == called else about)(main)
    return made


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    called = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    try:
        app(called)()
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (ValueError, RuntimeError) as error:
        if not type(error).__module__.startswith(OURS):
            raise
        print(f"cleardays: {error}", file=sys.stderr)
        sys.exit(2 if type(error).__name__ in WRONG_USAGE else 1)


def _not_called() -> None:
    raise AssertionError("only the command that is called is loaded")


if __name__ == "__main__":
    main()
