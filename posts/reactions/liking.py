"""A member likes what another made, or no longer does. Saying it twice changes nothing."""

from functools import partial

from community.contributions import Contribution
from community.db import after_commit, db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import require
from community.realtime import tell
from posts.reactions.models import Like


def like(it: Contribution, by: Member) -> None:
    require(by, "like", it)
    with transaction():
        if db.session.get(Like, (it.id, by.id)):
            return
        activity = record(Deed.LIKED, by=by, about=it)
        db.session.add(Like(contribution_id=it.id, member_id=by.id, activity_key=activity.key))
        _count(it, 1)


def unlike(it: Contribution, by: Member) -> None:
    require(by, "like", it)
    with transaction():
        if not (liked := db.session.get(Like, (it.id, by.id))):
            return
        take_back(liked.activity_key, by)
        db.session.delete(liked)
        _count(it, -1)


def _count(it: Contribution, by: int) -> None:
    it.likes = Contribution.likes + by
    db.session.flush()
    after_commit(
        partial(tell, it.heard_in, "contribution.liked", {"id": it.id, "likes": it.likes, "url": it.url})
    )
