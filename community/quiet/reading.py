"""What a member has muted and blocked, as she reads it: what has run out is not there any more."""

from collections.abc import Sequence
from typing import Any

from flask import abort, g
from sqlalchemy import ColumnElement, Select, bindparam, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from community import clock
from community.contributions import Audience
from community.db import db, rows
from community.members import Member, current_member
from community.quiet.models import How, LetterBox, MutedWord, OpenTo, Silence
from community.realtime import when_spared


def called(handle: str) -> Member:
    """The member of a handle. Aborts with 404."""
    plain = handle.lower().removeprefix("@").replace("\0", "")
    return db.session.scalar(select(Member).where(Member.handle == plain)) or abort(404)


def silences_of(me: Member) -> Sequence[Any]:
    """The latest first."""
    return db.session.execute(
        select(
            Silence.how, Silence.since, Silence.until, Member.id, Member.handle, Member.name, Member.portrait
        )
        .join(Member, Member.id == Silence.whom_id)
        .where(Silence.member_id == me.id, or_(Silence.until.is_(None), Silence.until > clock.now()))
        .order_by(Silence.since.desc(), Member.handle)
    ).all()


def muted_words_of(me: Member) -> Sequence[MutedWord]:
    running = or_(MutedWord.until.is_(None), MutedWord.until > clock.now())
    return db.session.scalars(
        select(MutedWord).where(MutedWord.member_id == me.id, running).order_by(MutedWord.key)
    ).all()


def how_i_keep(whom_id: int, me: Member) -> How | None:
    it = db.session.get(Silence, (me.id, whom_id))
    return it.how if it and (it.until is None or it.until > clock.now()) else None


def letters_of(me: Member) -> LetterBox:
    """What she settled, or what holds for whoever settled nothing."""
    return db.session.get(LetterBox, me.id) or LetterBox(
        open_to=OpenTo.EVERYBODY,
        tells_reading=True,
        is_seen=True,
        shows_counts=True,
        found_by=OpenTo.EVERYBODY,
        tier_for=OpenTo.EVERYBODY,
        lists_for=Audience.MEMBERS,
    )


def spares_counts() -> bool:
    """Whether whoever asks wants to be spared how many liked, answered, follow and watch."""
    if "spares_counts" not in g:
        me = current_member()
        g.spares_counts = me is not None and is_spared(me)
    return bool(g.spares_counts)


@when_spared
def is_spared(me: Member) -> bool:
    """Asked as a line opens: past the session, which would hold the row for as long as the line lasts."""
    return bool(rows(_spared, {"me": me.id}))


def wants_no_numbers(member_id: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The same as a part of a question, for what is asked for her anyway."""
    return exists().where(LetterBox.member_id == member_id, ~LetterBox.shows_counts)


_spared: Select[int] = select(LetterBox.member_id).where(
    LetterBox.member_id == bindparam("me", type_=LetterBox.member_id.type), ~LetterBox.shows_counts
)
_unseen: Select[int] = select(LetterBox.member_id).where(
    LetterBox.member_id == bindparam("me", type_=LetterBox.member_id.type), ~LetterBox.is_seen
)


def is_seen(me: Member) -> bool:
    """Whether others see where she is: asked whenever a browser says that it is there."""
    return not rows(_unseen, {"me": me.id})
