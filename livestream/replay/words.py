"""What was said in a stream's room, in the order of the film: whoever sees it later reads it in time."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, func

from community.chat.facts import facts_of, messages_for, spine, text
from community.db import db
from community.members import Member
from community.quiet.hearing import Quiet, quiet_of
from community.realtime import Facts
from livestream.replay.models import SeenWhenSaid
from livestream.replay.timing import Timing
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.models import Stream

PAGE = 100  # before a second, and after it
BEHIND = timedelta(seconds=1.5)  # of what was filmed, whoever said something without saying how far they saw
_seen = SeenWhenSaid.__table__.c
_at = func.coalesce(_seen.seen_at, spine.created_at)


class Spoken(NamedTuple):
    second: float
    it: Facts


class Words(NamedTuple):
    """None is missing from second `begins` to `ends`; none of these: to the film's beginning, to its end."""

    said: Sequence[Spoken]
    begins: float | None
    ends: float | None


def words_around(it: Stream, me: Member, second: float) -> Words:
    """What was taken back, hidden, or said by somebody whom the reader does not hear is not among them."""
    timing = Timing(following(folder_of(it.id)).look())
    moment = timing.moment(min(second, timing.seconds))
    quiet = quiet_of(me)
    said = _said(it, me, quiet)
    earlier = db.session.execute(
        said.where(_at <= moment).order_by(_at.desc(), text.seq.desc()).limit(PAGE)
    ).all()
    later = db.session.execute(said.where(_at > moment).order_by(_at, text.seq).limit(PAGE)).all()
    spoken = [
        Spoken(round(timing.second(row.seen_at or row.created_at - BEHIND), 2), facts_of(row, me))
        for row in (*reversed(earlier), *later)
        if not quiet.hides(row.text)
    ]
    spoken.sort(key=lambda one: one.second)
    return Words(
        spoken,
        timing.second(earlier[-1].at) if len(earlier) == PAGE else None,
        timing.second(later[-1].at) if len(later) == PAGE else None,
    )


def _said(it: Stream, me: Member, quiet: Quiet) -> Select[Any]:
    heard = messages_for(me).add_columns(_seen.seen_at, _at.label("at"))
    return heard.outerjoin(SeenWhenSaid.__table__, _seen.message_id == text.id).where(
        text.room_id == it.room_id,
        spine.removed_at.is_(None),
        spine.hidden_at.is_(None),
        quiet.open(spine.author_id),
    )
