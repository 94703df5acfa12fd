"""How messages stand under each other: days between them, one voice in one block, where new begins."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from flask_babel import format_date, to_user_timezone
from flask_babel import gettext as _

from community import clock
from community.realtime import Facts

ONE_BREATH = timedelta(minutes=5)


class Laid(NamedTuple):
    it: Facts
    day: date | None  # said above it, where a new one begins
    is_new: bool  # the first one not yet read
    continued: bool  # by the same voice, in the same breath


def laid_out(messages: Sequence[Facts], read_seq: int | None, me: str) -> Iterator[Laid]:
    """`read_seq`: up to where the reader has read; none who does not belong to the room.

    Where all of a page is unread and more before it, new begins on another page.
    """
    before: Facts | None = None
    marked = read_seq is None or not messages or messages[0]["seq"] > read_seq + 1
    for it in messages:
        day = _day(it) if before is None or _day(it) != _day(before) else None
        is_new = not marked and it["seq"] > (read_seq or 0) and it["author"]["handle"] != me
        marked = marked or is_new
        yield Laid(it, day, is_new, not (day or is_new) and _continues(it, before))
        before = it


def day_name(day: date) -> str:
    today = to_user_timezone(clock.now()).date()
    names = {today: _("Today"), today - timedelta(days=1): _("Yesterday")}
    return names.get(day) or format_date(day, "full")


def _continues(it: Facts, before: Facts | None) -> bool:
    return (
        before is not None
        and before["author"]["handle"] == it["author"]["handle"]
        and not it["reply_to"]
        and _moment(it) - _moment(before) < ONE_BREATH
    )


def _day(it: Facts) -> date:
    day: date = to_user_timezone(_moment(it)).date()
    return day


def _moment(it: Facts) -> datetime:
    return datetime.fromisoformat(it["at"])
