"""A recommendation's words -> what it would do: action codes, and whom it would give power to."""

import re
from functools import cache

from extractors.vocabulary import Verb, verbs

INTRODUCER = re.compile(
    r"""^\W*(?:it\ is\ (?:therefore\ )?(?:recommended|proposed)\ (?=that|to)|resolved|recommended
    |(?:the\ )?[\w\s'’&,-]{2,90}?\ (?:is|are)\ (?:recommended|asked|invited|requested|requests?)\ (?:that|to)\b)
    [\s:,]*""",
    re.IGNORECASE | re.VERBOSE,
)
ASKED = re.compile(r"\b(?:is|are)\s+(?:\w+ly\s+)?(?:asked|recommended|invited|requested)\s+to\b", re.IGNORECASE)
DELEGATES = re.compile(
    r"""(?:\bdelegat(?:e|es|ed|ing)\b(?!\s+(?:powers?|decisions?|budgets?)\b)(?:\ (?:the\ )?(?:authority
    |powers?|responsibility|any\ activity[^,;.]{0,80}|[^,;.]{0,60}?))?
        |\b(?:delegated\ )?(?:authority|power)\ (?:be|is)\ (?:delegated|granted|given))
        \ (?:be\ (?:granted|given)\ )?to\ (?:the\ )?""",
    re.IGNORECASE | re.VERBOSE,
)
GIVEN = re.compile(
    r"(?:\bthat\s+|^\W*)(?:the\s+)?(?P<to>[A-Z][^,;.]{2,80}?)\s+(?:be|is)\s+(?:given|granted)\s+(?:the\s+)?(?:delegated\s+)?"
    r"(?:authority|powers?)\b"
)
"""Power given to somebody who is named before it: "that the Head of Law be given delegated authority"."""
CONSULT = re.compile(
    r"[,(]?\s*\(?(?:in (?:consultation|conjunction|liaison|agreement) with|(?:following|after) "
    r"consultation with|subject to (?:the )?(?:agreement|approval) of)\s+",
    re.IGNORECASE,
)
SCOPE = re.compile(r",?\s*\bto\s+(?=(?!the\b|a\b|an\b|his\b|her\b|their\b)[a-z]+)", re.IGNORECASE)
STOP = re.compile(r"[;.](?:\s|$)|\)\s+to\s+|\)\s*$", re.IGNORECASE)


@cache
def _forms(verb: Verb) -> re.Pattern[str]:
    """The verb as an order ("approve", "to approve", "and approve") or done to something ("be approved")."""
    first, _, rest = verb.words.partition(" ")
    rest = r"\s+(?:the\s+)?" + r"\s+(?:the\s+)?".join(map(re.escape, rest.split())) if rest else ""
    stem = first[:-1] if first.endswith("e") else first
    past = rf"(?:{re.escape(first)}|{re.escape(stem)}(?:e?d|{re.escape(first[-1])}ed)|{re.escape(first[:-1])}ied){rest}"
    before = (
        r"(?:^|\b(?:and|to|or|then|formally|also|hereby),?\s+(?:in particular,?\s+|where appropriate,?\s+)?"
        r"|[,;:–-]\s*(?:and\s+)?|\bthat\s+(?:the\s+)?(?:\w+\s+){1,4})"
    )
    order = rf"{before}(?:{re.escape(first)}(?:e?s)?){rest}\b"
    said_of_a_body = rf"\bthat\s+(?:the\s+)?(?:[\w,&]+\s+){{1,14}}{re.escape(first)}(?:e?s){rest}\b"
    return re.compile(rf"{order}|{said_of_a_body}|\b(?:be|is|are|been|being)\s+(?:\w+ly\s+)?{past}\b", re.IGNORECASE)


@cache
def _root(verb: Verb) -> str:
    """What every form of a verb begins with: few verbs stand in a text, and this is looked for in no time."""
    return verb.words.partition(" ")[0][:-1].casefold()


def actions_of(text: str, lead_in: str = "") -> tuple[str, ...]:
    """Action codes of a recommendation, the weightiest first. Verbs within a delegated power are not the body's own.

    >>> actions_of("That the plan be approved, and delegated authority be granted to the Director to amend it.")
    ('approve', 'delegate')
    >>> actions_of("the Productivity Plan at Appendix 1", "That Cabinet note:")
    ('note',)
    >>> actions_of("note the report and provide feedback on barriers")
    ('comment', 'note')
    """
    found = _actions(text)
    led = _actions(f"{lead_in.rstrip(': ')} {text if not found else ''}") if lead_in else ()
    if "recommend_up" in led and "recommend_up" not in found:
        return ("recommend_up", *(a for a in found if a != "other"))
    return found or led or ("other",)


def _actions(text: str) -> tuple[str, ...]:
    given = DELEGATES.search(text) or GIVEN.search(text)
    own = text
    codes: dict[str, int] = {}
    if given:
        codes["delegate"] = 9
        scope = SCOPE.search(text, given.end())
        own = text[: given.start()] + " ; " + (_after_scope(text, scope.end()) if scope else "")
    own = ASKED.sub(" to ", INTRODUCER.sub("", own)).strip()
    taken: list[tuple[int, int]] = []
    folded = own.casefold()
    for verb in verbs():
        if verb.action == "wrapper" or _root(verb) not in folded:
            continue
        for m in _forms(verb).finditer(own):
            start = m.end() - len(verb.words)
            if not any(a < m.end() and start < b for a, b in taken):
                taken.append((start, m.end()))
                codes[verb.action] = min(verb.precedence, codes.get(verb.action, 99))
    return tuple(sorted(codes, key=lambda c: (codes[c], c)))


def _after_scope(text: str, start: int) -> str:
    end = re.compile(r"[;.]\s|\.$").search(text, start)
    return text[end.end() :] if end else ""


def delegations_of(text: str) -> list[tuple[tuple[int, int], tuple[int, int] | None, tuple[int, int] | None]]:
    """(to, in consultation with, scope) of each delegation in a recommendation, as character ranges of `text`.

    >>> t = "DELEGATE authority to the Head of Law, in consultation with the Leader, to sign the lease."
    >>> [(t[a:b], t[c:d], t[e:f]) for (a, b), (c, d), (e, f) in delegations_of(t)]
    [('Head of Law', 'the Leader', 'sign the lease')]
    """
    found = []
    for given in GIVEN.finditer(text):
        to = _tidy(text, *given.span("to"))
        end = _clause_end(text, given.end())
        consult, scope = CONSULT.search(text, given.end(), end), SCOPE.search(text, given.end(), end)
        found.append((to, _party(text, consult, scope, end), _scope(text, consult, scope, end)))
    for given in DELEGATES.finditer(text):
        stop = STOP.search(text, given.end())
        # A bracket after the one who is given power closes before the scope begins.
        end = _clause_end(text, given.end()) if stop else len(text)
        consult = CONSULT.search(text, given.end(), end)
        scope = SCOPE.search(text, given.end(), end)
        to_end = min([x.start() for x in (consult, scope) if x] + [end])
        to = _tidy(text, given.end(), to_end)
        if to[0] >= to[1]:
            continue
        found.append((to, _party(text, consult, scope, end), _scope(text, consult, scope, end)))
    return found


def _clause_end(text: str, start: int) -> int:
    stop = re.compile(r"[;.](?=\s|$)").search(text, start)
    return stop.start() if stop else len(text)


def _party(
    text: str, consult: "re.Match[str] | None", scope: "re.Match[str] | None", end: int
) -> tuple[int, int] | None:
    if consult is None:
        return None
    after = SCOPE.search(text, consult.end(), end)
    return _tidy(text, consult.end(), after.start() if after else end)


def _scope(
    text: str, consult: "re.Match[str] | None", scope: "re.Match[str] | None", end: int
) -> tuple[int, int] | None:
    if scope is None:
        return None
    stop = consult.start() if consult and consult.start() > scope.end() else end
    return _tidy(text, scope.end(), stop)


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,(":
        start += 1
    while end > start and text[end - 1] in " ,()":
        end -= 1
    return start, end
