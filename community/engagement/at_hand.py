"""Tallies held in the hand while many deeds are counted: read before, written after, asked in between."""

from collections import Counter, defaultdict
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date

DayKey = tuple[int, str, date]  # member, deed, day
KeptKey = tuple[int, str, str]  # member, storefront or category, its name


@dataclass
class Hand:
    """What the tables said, and what has been added since."""

    days: dict[DayKey, int] = field(default_factory=dict)  # counts
    kept: dict[KeptKey, int] = field(default_factory=dict)  # sums within each member's window
    more_days: defaultdict[DayKey, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    more_kept: Counter[tuple[KeptKey, date]] = field(default_factory=Counter)

    def count_day(self, key: DayKey, by: int, amount: int) -> int:
        more = self.more_days[key]
        more["count"] += by
        more["amount"] += amount
        return self.days.get(key, 0) + more["count"]

    def count_kept(self, key: KeptKey, day: date, amount: int, since: date) -> int:
        self.more_kept[key, day] += amount
        self.kept[key] = self.kept.get(key, 0) + (amount if day >= since else 0)
        return self.kept[key]


hand: ContextVar[Hand | None] = ContextVar("hand", default=None)
