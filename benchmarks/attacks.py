"""What accounts gain that attack the score for thirty days, among two hundred honest members.

What was played stays in `.cache`: whoever was stopped goes on, until the rules or the code are others.
"""

import sys
from collections.abc import Iterator

from benchmarks.club import HOUSE
from community.engagement.policy import policy_on
from programme.attacks.arena import attacked_long
from programme.attacks.clubs import BEGINS, LONG
from programme.attacks.rules import rules_of
from programme.attacks.shelf import Shelf
from programme.attacks.suite import table


def measure() -> Iterator[str]:
    shelf = Shelf(HOUSE / ".cache" / "attacks" / rules_of(policy_on(BEGINS.date())))
    yield from table(attacked_long(shelf, heard=_say), LONG.attackers)


def _say(name: str) -> None:
    print(f"played: {name}", file=sys.stderr, flush=True)
