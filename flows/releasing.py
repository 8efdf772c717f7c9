"""A release from start to end: published, old ones pruned, and copied to where the settings say."""

from dataclasses import dataclass
from pathlib import Path

from flows.settings import Settings
from warehouse.copies import CopyError, copy_release, prune_copies, write_last
from warehouse.publish import publish
from warehouse.releases import prune

NOT_COPIED = "not_copied"
"""What is counted of a night whose release could not be copied: an alarm, and the release itself is there."""


@dataclass(frozen=True, slots=True)
class Released:
    """The folder of a release; `copy` is its address elsewhere, and `fault` why there is none where there should be."""

    path: Path
    copy: str | None
    fault: str | None


def release(settings: Settings, profile: str) -> Released:
    """Publish, prune and copy. What goes wrong with the copy is told and costs nothing else. Raises PublishError."""
    path = publish(settings.home, profile, with_site=settings.site)
    prune(settings.home, settings.keep_releases)
    if settings.publish_to is None:
        return Released(path, None, None)
    try:
        copy = copy_release(path, settings.publish_to)
        prune_copies(settings.publish_to, settings.keep_releases)
    except CopyError as error:
        write_last(settings.home, settings.publish_to, path.name, str(error))
        return Released(path, None, str(error))
    write_last(settings.home, settings.publish_to, path.name, None)
    return Released(path, copy, None)
