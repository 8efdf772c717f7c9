"""A page that was asked for while finding, and is then a paper itself, is not asked for again."""

from collections import OrderedDict

from extractors.model import Fetched, Outcome, Stage, Validators
from flows.fetch import Fetch


def ask_once(fetch: Fetch, keep: int) -> Fetch:
    """A fetch that answers at a later stage with what it got while finding; the last `keep` answers are kept for it."""
    kept: OrderedDict[str, Fetched] = OrderedDict()

    def ask(url: str, council: str, stage: Stage, validators: Validators | None = None, /) -> Fetched | Outcome:
        if stage is not Stage.FIND and url in kept:
            return kept.pop(url)
        answer = fetch(url, council, stage, validators)
        if stage is Stage.FIND and isinstance(answer, Fetched):
            kept[url] = answer
            if len(kept) > keep:
                kept.popitem(last=False)
        return answer

    return ask
