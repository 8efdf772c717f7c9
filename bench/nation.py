"""`make nation`: two nights at the nation of stand-in sites, and a third that is killed and begun again.

Prints what was measured and everything that is not as it must be; exits 1 where anything is not.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from demo.nation import checks
from demo.nation.nights import PAUSE, Nation, killed_night, nation, night
from demo.run import TOPIC


def main(arguments: Sequence[str] | None = None) -> int:
    """All three, and the checks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--papers", type=int, default=9, help="papers of each council, three or more (%(default)s)")
    parser.add_argument("--seed", type=int, default=None, help="when the third night is killed: at random, or by this")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="cleardays-nation-") as space, nation(Path(space), given.papers) as made:
        faults = [*_two_nights(made, Path(space)), *_killed(made, Path(space), random.Random(given.seed))]
    print(*faults[:40], sep="\n")
    print(f"{len(faults)} things are not as they must be")
    return 1 if faults else 0


def _two_nights(made: Nation, space: Path) -> list[str]:
    asked = made.running.asked
    first = night(made, space / "home")
    requests = len(asked)
    second = night(made, space / "home")
    again = len(asked) - requests
    councils = sum(len(stand.councils) for stand in made.stands)
    print(f"{first['councils']} councils, {councils} with a site, on {len(made.stands)} hosts")
    for what, told, many in (("first", first, requests), ("second", second, again)):
        counts = ", ".join(f"{told.get(count, 0)} {count}" for count in ("listed", "fetched", "read", "reports"))
        print(f"{what} night: {counts}; {many} requests; {told['seconds']}")
    share = second["seconds"]["papers"] / first["seconds"]["papers"]
    print(f"find, fetch, read and load: the second night took {share:.3f} of the first's seconds")
    release = space / "home" / "published" / "current"
    return [
        *checks.impolite(asked, made.stands, PAUSE),
        *checks.twice(asked, made.stands),
        *checks.uncovered(release, made.stands, TOPIC),
        *([f"the second night read {second['read']} documents"] if second.get("read") else []),
        *(["the second night took more than a tenth of the first's seconds"] if share >= 0.1 else []),
    ]


def _killed(made: Nation, space: Path, chance: random.Random) -> list[str]:
    before = len(made.running.asked)
    at = chance.randrange(200, before // 3)
    killed_night(made, space / "again", at)
    night(made, space / "again")
    print(f"third night: killed after {at} requests, begun again, {len(made.running.asked) - before} requests in all")
    mine = made.running.asked[before:]
    releases = (space / home / "published" / "current" for home in ("home", "again"))
    return [*checks.impolite(mine, made.stands, PAUSE), *checks.unlike(*releases)]


if __name__ == "__main__":
    sys.exit(main())
