"""A decision's words -> its outcome: the vocabulary's first sign that is there."""

import re
from collections.abc import Iterable, Sequence

from extractors.fields.actions import actions_of
from extractors.model import DecisionOutcome
from extractors.vocabulary import OutcomeSign, outcome_signs, verbs


def outcome_of(text: str, actions: Sequence[str]) -> DecisionOutcome:
    """What became of the matter. With amendments is only what was approved at all.

    >>> said = ("That the plan be approved as amended.", "that the report be noted", "that it be deferred")
    >>> [str(outcome_of(text, actions_of(text))) for text in said]
    ['approved_with_amendments', 'noted', 'deferred']
    """
    words = f" {' '.join(re.findall(r'[a-z0-9]+', text.casefold()))} "
    found = [DecisionOutcome(sign.outcome) for sign in outcome_signs() if _is_there(sign, words, actions)]
    if DecisionOutcome.APPROVED not in found:
        found = [o for o in found if o is not DecisionOutcome.APPROVED_WITH_AMENDMENTS]
    return found[0] if found else DecisionOutcome.OTHER


def _is_there(sign: OutcomeSign, words: str, actions: Sequence[str]) -> bool:
    if sign.match == "action":
        return sign.said in actions
    said = f" {sign.said} "
    return words.startswith(said) if sign.match == "opens" else said in words


def actions_of_all(clauses: Iterable[str], lead_in: str = "") -> tuple[str, ...]:
    """Action codes over all clauses of a decision, the weightiest first; `other` only where there is nothing else."""
    weights = {verb.action: verb.precedence for verb in reversed(verbs())}
    codes = {code for clause in clauses for code in actions_of(clause, lead_in)}
    told = codes - {"other"} or codes
    return tuple(sorted(told, key=lambda code: (weights.get(code, 99), code)))
