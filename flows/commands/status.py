"""cleardays status."""

from flows.commands.show import Csv, Json, show
from flows.settings import load_settings
from warehouse.status import status


def main(as_json: Json = False, as_csv: Csv = False) -> None:
    """Who is writing now, the newest release, the last nights, and what needs a person. Times in UTC.

    Example: cleardays status
    """
    show(*status(load_settings().home), as_json=as_json, as_csv=as_csv)
