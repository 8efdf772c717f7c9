"""What each profile of the analysts' copy shows, as the SELECT that copies a table.

`internal` shows all. `open` is for anybody: no e-mail address or phone number, no body text, and of any other text of a
paper at most 300 characters. It lets nothing through that it does not know: a column of an unknown type stops the
release.
"""

PROFILES = ("internal", "open")
LONGEST_QUOTE = 300

WITHHELD = {("report_people", "email"), ("report_people", "phone"), ("passages", "text")}
"""Columns that the open profile leaves empty; they stay, so that a query runs on either profile."""

WITHHELD_ROWS = {"evidence": r"NOT regexp_matches(path, '/(email|phone)$')"}
"""The rows of a table that the open profile keeps."""

AS_IT_IS = (
    "BOOLEAN",
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL",
    "DATE",
    "TIMESTAMP",
)

EMAIL = r"[A-Za-z0-9._%+''-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
PHONE = r"(\+44|\(?\b0)[\s()-]*([1-9])([\s()-]*\d){8,9}\b"
LONG_IN_JSON = rf'"((?:[^"\\]|\\.){{{LONGEST_QUOTE - 1}}})(?:[^"\\]|\\.){{2,}}"'
"""A text of a list or a record in JSON, with as much of it as is shown."""


class ProfileError(ValueError):
    """There is no such profile, or it cannot show a column."""


def selection(profile: str, schema: str, table: str, columns: list[tuple[str, str]]) -> str:
    """The SELECT that copies `schema.table` for a profile; `columns` are (name, DuckDB type)."""
    if profile not in PROFILES:
        raise ProfileError(f"profile {profile!r}; expected one of {', '.join(PROFILES)}")
    if profile == "internal":
        return f'SELECT * FROM {schema}."{table}"'
    shown = ", ".join(f'{_shown(table, name, kind)} AS "{name}"' for name, kind in columns)
    return f'SELECT {shown} FROM {schema}."{table}" WHERE {WITHHELD_ROWS.get(table, "true")}'


def _shown(table: str, name: str, kind: str) -> str:
    column = f'"{name}"'
    if (table, name) in WITHHELD:
        return f"CAST(NULL AS {kind})"
    if kind.partition("(")[0] in AS_IT_IS or name.endswith(("_id", "_sha256", "gss_code")):
        return column
    if kind == "VARCHAR" and name == "url":
        return _without_email(column)  # a mailto: address; digits of an address are no phone number
    if kind == "VARCHAR":
        return _cut(_masked(column))
    if kind == "VARCHAR[]":
        return f"list_transform({column}, x -> {_cut(_masked('x'))})"
    raise ProfileError(f"{table}.{name} is {kind}; the open profile knows text, lists of text, numbers, days and times")


def _without_email(text: str) -> str:
    return f"regexp_replace({text}, '{EMAIL}', '[e-mail withheld]', 'g')"


def _masked(text: str) -> str:
    return f"regexp_replace({_without_email(text)}, '{PHONE}', '[phone withheld]', 'g')"


def _cut(text: str) -> str:
    """Of a list or a record in JSON each text is cut, and not the whole, which could not be read then."""
    each = f"regexp_replace({text}, '{LONG_IN_JSON}', '\"\\1…\"', 'g')"
    return (
        f"CASE WHEN length({text}) <= {LONGEST_QUOTE} THEN {text} "
        f"WHEN {text}[1] IN ('[', '{{') AND json_valid({text}) THEN {each} "
        f"ELSE left({text}, {LONGEST_QUOTE - 1}) || '…' END"
    )
