"""When a member may want to be reminded, in the time zone of the member."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from community import clock
from community.members import Member

MORNING = time(9)


def proposed() -> Sequence[tuple[str, str]]:
    """Each as a form sends it, and in words."""
    return [
        ("", _("Never")),
        ("hours", _("In three hours")),
        ("tomorrow", _("Tomorrow at 9:00")),
        ("monday", _("Next Monday at 9:00")),
        ("week", _("In a week at 9:00")),
        ("own", _("At a moment of my own")),
    ]


def moment_in(choice: str, own: str, me: Member) -> datetime | None:
    """`own`: as a browser writes it, 2026-11-22T09:00, meant in the zone of the member. Raises ValueError."""
    zone = ZoneInfo(me.time_zone)
    here = clock.now().astimezone(zone)
    if choice == "own":
        return datetime.fromisoformat(own).replace(tzinfo=zone).astimezone(UTC)
    if choice == "hours":
        return clock.now() + timedelta(hours=3)
    days = {"tomorrow": 1, "monday": 7 - here.weekday(), "week": 7}.get(choice)
    return (
        datetime.combine(here.date() + timedelta(days=days), MORNING, zone).astimezone(UTC) if days else None
    )


def written(moment: datetime | None, me: Member) -> str:
    """As a browser takes it into a field."""
    return moment.astimezone(ZoneInfo(me.time_zone)).strftime("%Y-%m-%dT%H:%M") if moment else ""
