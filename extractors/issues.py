"""What a person should look at in a report that was read."""

from collections.abc import Mapping

from extractors.model import Field, Issue, Kind, State


def issues_of(kind: Kind, fields: Mapping[str, Field], lists: Mapping[str, tuple[object, ...]]) -> tuple[Issue, ...]:
    """An officer report that seems to recommend nothing, or to have no title or body, was probably not understood."""
    if kind is not Kind.OFFICER_REPORT:
        return ()
    found = []
    if not lists["recommendations"]:
        found.append(
            Issue("no_recommendations", "no recommendation was found in an officer report", "/recommendations")
        )
    for name in ("title", "body", "meeting_date"):
        if fields[name].state is State.ABSENT:
            found.append(
                Issue(
                    f"no_{name}",
                    f"the report does not say its {name.replace('_', ' ')}, or it was not found",
                    f"/{name}",
                )
            )
    return tuple(found)
