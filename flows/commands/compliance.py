"""cleardays compliance."""

from flows.commands.show import Csv, Json, show
from flows.settings import load_settings
from warehouse import read


def main(as_json: Json = False, as_csv: Csv = False) -> None:
    """Every rule: how many reports (or councils) meet it, do not, cannot be told, or are not asked by it.

    The share is of those that could be told. Example: cleardays compliance --csv
    """
    show(*read.compliance(load_settings().home), as_json=as_json, as_csv=as_csv)
