"""Who may watch just now: one look at the database for all who watch a stream, every three seconds.

Whoever watches asks several times a second, and is let in without asking for as long as the last look holds.
"""

import threading
import time
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import select

from community import clock
from community.audience import readers_of
from community.db import db
from community.members import Member
from community.statements import among
from livestream.streams.models import Stream

STILL = 4.0  # seconds for which it is known that a member may watch
AGAIN = 3.0  # seconds after which one of them asks anew, for all
HERE = 15.0  # seconds after which who asked for nothing is gone; a busy process is slow to hear some
MANY = 1_000  # streams that are remembered
_known: dict[int, "Watchers"] = {}


@dataclass
class Watchers:
    """Of one stream; moments are in seconds since 1970."""

    stream_id: int
    asked_at: float = 0.0
    sent_at: float = 0.0  # when somebody was sent to ask anew
    may: dict[int, bool] = field(default_factory=dict)
    seen: dict[int, float] = field(default_factory=dict)  # when each of them asked for something last
    asking: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, now: float) -> None:
        """For all who are here; between two looks for those who came anew."""
        if is_within(AGAIN, self.asked_at, now):
            self.may |= _answers(self.stream_id, self.seen.copy().keys() - self.may.keys())
            return
        self.seen = {id: at for id, at in self.seen.copy().items() if now - at < HERE}
        self.may, self.asked_at = _answers(self.stream_id, set(self.seen)), now


def is_within(seconds: float, since: float, now: float) -> bool:
    return 0 <= now - since < seconds


def is_known_to_watch(member_id: int, stream_id: int, now: float) -> bool:
    """Asked without the database. Every three seconds one of them is told no, so that she asks it for all."""
    it = _known.get(stream_id)
    if it is None or not it.may.get(member_id) or not is_within(STILL, it.asked_at, now):
        return False
    it.seen[member_id] = now
    if is_within(AGAIN, it.asked_at, now) or is_within(STILL - AGAIN, it.sent_at, now):
        return True
    it.sent_at = now
    return False


def may_watch(member_id: int, stream_id: int) -> bool:
    if len(_known) > MANY:
        _known.clear()
    it = _known.setdefault(stream_id, Watchers(stream_id))
    it.seen[member_id] = clock.now().timestamp()
    with it.asking:
        it.seen[member_id] = now = clock.now().timestamp()
        if member_id not in it.may or not is_within(AGAIN, it.asked_at, now):
            time.sleep(0)  # those who come at the same time are looked up together
            it.ask(now)
        return it.may[member_id]


def _answers(stream_id: int, ids: Collection[int]) -> dict[int, bool]:
    it = db.session.get(Stream, stream_id)
    those = watchers_among(it, ids) if it else set()
    db.session.rollback()  # a player waits for seconds: it keeps no connection meanwhile
    return {id: id in those for id in ids}


def watchers_among(it: Stream, ids: Collection[int]) -> set[int]:
    """Those of these members who may read it: the same as the rule, asked for all at once."""
    if it.removed_at:
        return set()
    host = select(Member.id).where(Member.id == it.author_id, Member.suspended_at.is_(None))
    those = readers_of(it) if it.is_readable else host
    return set(db.session.scalars(those.where(among(Member.id, "ids")), {"ids": list(ids)}))


def forget_watchers() -> None:
    """For tests, where the same numbers are other members."""
    _known.clear()
