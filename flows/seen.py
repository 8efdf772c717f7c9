"""A page that was asked for while finding, and is then a paper itself, is not asked for again."""

from collections import OrderedDict
from collections.abc import Callable

from extractors.model import Fetched, Outcome, Stage, Validators
from extractors.read.document import REPLY, media_type_of
from flows.fetch import Fetch


def ask_once(fetch: Fetch, keep: int) -> tuple[Fetch, Callable[[str], bool]]:
    """A fetch that answers at a later stage with what it got while finding, the last `keep` answers; and whether a
    url's new answer is at hand and worth filing, however short a while ago the last one was.

    That holds for a web service's replies: pages differ from night to night by what stands around them.
    """
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

    def is_at_hand(url: str) -> bool:
        return url in kept and media_type_of(kept[url].body) == REPLY

    return ask, is_at_hand
