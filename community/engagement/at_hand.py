"""What is held in the hand while many deeds are counted: read before, written after, asked in between."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from community.engagement.activity import Activity

DayKey = tuple[int, str, date]  # member, deed, day
KeptKey = tuple[int, str, str]  # member, storefront or category, its name


@dataclass
class Hand:
    """What the tables said, and what has been added since."""

    days: dict[DayKey, int] = field(default_factory=dict)  # counts
    kept: dict[KeptKey, int] = field(default_factory=dict)  # sums within each member's window
    more_days: defaultdict[DayKey, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    more_kept: Counter[tuple[KeptKey, date]] = field(default_factory=Counter)
    lines: list[dict[str, Any]] = field(default_factory=list)  # of the ledger
    _told: dict[str, Activity] = field(default_factory=dict)
    _taking_back: dict[str, list[Activity]] = field(default_factory=dict)  # by what they name

    def hear(self, activities: Iterable[Activity]) -> None:
        """They are told from now on: what is counted before them knows nothing of them."""
        for activity in activities:
            self._told[activity.key] = activity
            if activity.reverses:
                self._taking_back.setdefault(activity.reverses, []).append(activity)

    def named(self, key: str) -> Activity | None:
        return self._told.get(key)

    def taking_back(self, key: str) -> Sequence[Activity]:
        return self._taking_back.get(key, ())

    def count_day(self, key: DayKey, by: int, amount: int) -> int:
        more = self.more_days[key]
        more[0] += by
        more[1] += amount
        return self.days.get(key, 0) + more[0]

    def count_kept(self, key: KeptKey, day: date, amount: int, since: date) -> int:
        self.more_kept[key, day] += amount
        self.kept[key] = self.kept.get(key, 0) + (amount if day >= since else 0)
        return self.kept[key]


hand: ContextVar[Hand | None] = ContextVar("hand", default=None)
