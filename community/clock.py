"""What time it is: one clock for the whole house, in UTC, that a seed may turn back."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    return _stopped_at.get() or datetime.now(UTC)


def today() -> date:
    return now().date()


def left_of(span: timedelta, since: datetime) -> timedelta:
    """How long a span goes on that began at a moment; no longer where the clock was put back before it."""
    left = since + span - now()
    return left if timedelta() < left <= 2 * span else timedelta()


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Inside the block it is `at`: how seeds and tests live through a year in a second."""
    before = _stopped_at.set(at)
    try:
        yield
    finally:
        _stopped_at.reset(before)
