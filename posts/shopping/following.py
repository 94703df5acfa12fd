"""A member follows a list of another, and hears what is new on it."""

from sqlalchemy import update

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import require
from posts.shopping.models import ShoppingList
from posts.shopping.people import Follower


def follow(it: ShoppingList, by: Member) -> None:
    require(by, "follow", it)
    with transaction():
        if not db.session.get(Follower, (it.id, by.id)):
            key = record(Deed.LIST_FOLLOWED, by=by, about=it).key
            db.session.add(Follower(list_id=it.id, member_id=by.id, activity_key=key))


def unfollow(it: ShoppingList, by: Member) -> None:
    """Also where it may not be read any more; whoever never followed learns nothing of what is private."""
    with transaction():
        following = db.session.get(Follower, (it.id, by.id))
        if not following:
            require(by, "read", it)
            return
        take_back(following.activity_key, by)
        db.session.delete(following)


def looked(it: ShoppingList, by: Member) -> None:
    """What is on it now is not new any more."""
    mine = (Follower.list_id == it.id, Follower.member_id == by.id)
    with transaction():
        db.session.execute(update(Follower).where(*mine).values(looked_at=clock.now()))
