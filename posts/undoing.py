"""What was removed can be brought back for half a minute."""

from datetime import datetime, timedelta

from community import clock
from community.db import Refusal

UNDO = timedelta(seconds=30)
UNDO_SECONDS = int(UNDO.total_seconds())
GRACE = timedelta(seconds=5)  # for the click that comes at the last moment


class TooLate(Refusal):
    """What was removed can be brought back for a while only."""


def check_in_time(removed_at: datetime) -> None:
    """Raises TooLate."""
    if clock.now() > removed_at + UNDO + GRACE:
        raise TooLate


def is_in_time(removed_at: datetime | None) -> bool:
    """Whether bringing it back is still offered."""
    return removed_at is not None and clock.now() <= removed_at + UNDO
