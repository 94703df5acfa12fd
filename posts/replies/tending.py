"""The author of a story or a list tends the replies to it: one stands first, another is closed."""

from sqlalchemy import select

from community import clock
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from posts.replies.models import PinnedBelow, Reply
from posts.replies.writing import tell_of_change


def pin(it: Reply, by: Member, *, on: bool) -> None:
    """It stands before all others, in place of the one that did."""
    require(by, "tend", it)
    if it.root != it.number:
        raise PinnedBelow
    with transaction():
        pinned = select(Reply).where(Reply.about_id == it.about_id, Reply.pinned_at.is_not(None))
        for other in db.session.scalars(pinned.where(Reply.id != it.id)) if on else ():
            _become(other, pinned=False)
        _become(it, pinned=on)


def fold(it: Reply, by: Member, *, on: bool) -> None:
    """It stays in its place, and whoever wants to read it opens it; nobody is told."""
    require(by, "tend", it)
    with transaction():
        if on != (it.folded_at is not None):
            it.folded_at = clock.now() if on else None
            it.version += 1
            tell_of_change(it)


def _become(it: Reply, *, pinned: bool) -> None:
    if pinned != (it.pinned_at is not None):
        it.pinned_at = clock.now() if pinned else None
        it.version += 1
        tell_of_change(it)
