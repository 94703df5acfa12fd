"""When a member is not to be rung, and when she is written a digest: in hours of her own zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.notifications.models import Bell, Rhythm

DAY = timedelta(days=1)
MONDAY = 0


def silent_until(bell: Bell, zone: str, now: datetime) -> datetime | None:
    """The end of the silence that lies on this moment, if one does."""
    ends = [end for end in (bell.undisturbed_until, _end_of_night(bell, zone, now)) if end and end > now]
    return max(ends, default=None)


def _end_of_night(bell: Bell, zone: str, now: datetime) -> datetime | None:
    begin, end = bell.quiet_from, bell.quiet_until
    if begin is None or end is None or begin == end:
        return None
    here = now.astimezone(ZoneInfo(zone))
    minute = here.hour * 60 + here.minute
    quiet = begin <= minute < end if begin < end else minute >= begin or minute < end
    if not quiet:
        return None
    tomorrow = minute >= end
    return _moment(here.date() + DAY if tomorrow else here.date(), end, zone)


def next_digest(rhythm: Rhythm, hour: int, zone: str, after: datetime) -> datetime | None:
    """The first hour of the kind after a moment; a weekly one comes on Mondays."""
    if rhythm is Rhythm.NEVER:
        return None
    day = after.astimezone(ZoneInfo(zone)).date()
    while rhythm is Rhythm.WEEKLY and day.weekday() != MONDAY:
        day += DAY
    due = _moment(day, hour * 60, zone)
    step = DAY if rhythm is Rhythm.DAILY else 7 * DAY
    return due if due > after else _moment(day + step, hour * 60, zone)


def tomorrow_morning(zone: str, now: datetime) -> datetime:
    return _moment(now.astimezone(ZoneInfo(zone)).date() + DAY, 8 * 60, zone)


def _moment(day: date, minute: int, zone: str) -> datetime:
    """An hour that the clocks leave out is taken as the one after it."""
    return datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone)).astimezone(UTC)
