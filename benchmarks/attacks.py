"""What accounts gain that attack the score for thirty days, among two hundred honest members."""

import sys
from collections.abc import Iterator

from programme.attacks.arena import attacked
from programme.attacks.clubs import LONG
from programme.attacks.suite import table


def measure() -> Iterator[str]:
    yield from table(attacked(long=True, heard=_say), LONG.attackers)


def _say(name: str) -> None:
    print(f"played: {name}", file=sys.stderr, flush=True)
