"""Months as days: each is its first day, in UTC."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import takewhile

KEPT = 25  # months, this one among them: two years can be compared
JANUARY, DECEMBER = 1, 12


def month_of(moment: date | datetime) -> date:
    day = moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment
    return day.replace(day=1)


def moved_on(month: date, by: int) -> date:
    """So many months later, or earlier where it is negative."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def begins(month: date) -> datetime:
    return datetime.combine(month, time(), UTC)


def ends(month: date) -> datetime:
    """The first moment that is not of it any more."""
    return begins(moved_on(month, 1))


def months(first: date, last: date) -> Iterator[date]:
    """Both are among them."""
    following = (moved_on(first, by) for by in range(12 * 100))
    return takewhile(lambda month: month <= last, following)


def month_in(word: str) -> date | None:
    """As an address says it: 2026-08."""
    try:
        return date.fromisoformat(f"{word}-01")
    except ValueError:
        return None
