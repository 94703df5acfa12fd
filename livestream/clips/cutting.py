"""A clip is cut from a replay, by whole segments, and taken away again."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import func, select

from community.chat.wording import cleaned
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from livestream.clips.models import (
    LONGEST,
    MOST,
    SHORTEST,
    TITLE,
    Clip,
    Enough,
    Nameless,
    NoSuchSecond,
    TooLong,
)
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.journal import Segment
from livestream.streams.models import Stream

TIME = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,3})?)", re.ASCII)
SLACK = 0.05  # seconds: nobody cuts so finely, and rounded ends lie as far in the next segment


def cut(it: Stream, title: str, begins: float, ends: float, by: Member) -> Clip:
    """From the segment in which it begins to the one in which it ends, as far as a minute allows.

    Raises Nameless, NoSuchSecond, TooLong, Enough.
    """
    require(by, "cut", it)
    title = " ".join(cleaned(title).split())[:TITLE]
    if not title:
        raise Nameless
    if ends - begins > LONGEST:
        raise TooLong
    second, chosen = _segments(it, begins, ends)
    with transaction():
        if (db.session.scalar(select(func.count()).where(Clip.stream_id == it.id)) or 0) >= MOST:
            raise Enough
        clip = Clip(stream_id=it.id, title=title, first=chosen[0].number, last=chosen[-1].number)
        clip.second, clip.seconds = round(second, 3), round(sum(one.seconds for one in chosen), 3)
        db.session.add(clip)
        db.session.flush()
    return clip


def remove(clip: Clip, by: Member) -> None:
    require(by, "cut", clip.stream)
    with transaction():
        db.session.delete(clip)


def second_in(typed: str) -> float:
    """«75», «1:15», «1:02:05». Raises NoSuchSecond."""
    found = TIME.fullmatch(typed.strip())
    if not found:
        raise NoSuchSecond
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def said(refusal: Exception) -> str:
    if isinstance(refusal, Nameless):
        return _("Give it a name: say what it shows.")
    if isinstance(refusal, TooLong):
        return _("A clip is at most %(most)d seconds long. Let it end earlier.", most=LONGEST)
    if isinstance(refusal, Enough):
        return _("At most %(most)d clips are cut from one stream. Take one away first.", most=MOST)
    return _("Say from when to when, as the film counts: 1:15. It begins before it ends.")


def _segments(it: Stream, begins: float, ends: float) -> tuple[float, Sequence[Segment]]:
    """Where the first of them begins, and they themselves."""
    if begins < 0 or ends - begins < SHORTEST:
        raise NoSuchSecond
    passed, first, chosen = 0.0, 0.0, list[Segment]()
    for one in following(folder_of(it.id)).look().finished:
        if passed + one.seconds > begins + SLACK and passed < ends - SLACK:
            first = first if chosen else passed
            chosen.append(one)
        passed += one.seconds
    while len(chosen) > 1 and sum(one.seconds for one in chosen) > LONGEST:
        chosen.pop()
    if not chosen:
        raise NoSuchSecond
    return first, chosen
