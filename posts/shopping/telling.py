"""What is told of a list that changed: to browsers that have it open, and to those who follow it."""

from datetime import timedelta
from functools import partial

from sqlalchemy import func, select

from community.audience import readers_of
from community.contributions import Contribution
from community.db import after_commit, db, transaction
from community.jobs import at, job
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from community.realtime import room_of, tell
from posts.replies.rooms import room_of_thread
from posts.shopping.models import Item, ShoppingList
from posts.shopping.people import Follower

GATHERED = timedelta(minutes=10)  # what comes within it is told as one


def tell_changed(it: ShoppingList, item: Item | None = None) -> None:
    """Only that something is new, and where: what it is, each browser asks for itself."""
    room = room_of(it.author_id) if item and item.private else room_of_thread(it.id)
    facts = {"list": it.id, "item": item.id if item else None, "version": it.version}
    after_commit(partial(tell, room, "list.changed", facts))


def tell_collected(shown_in: Contribution) -> None:
    """Only to who shows it: those who watch need not ask anew whenever one of them collects."""
    facts = {"stream": shown_in.id}
    after_commit(partial(tell, room_of(shown_in.author_id), "shelf.moved", facts))


def tell_of_new(it: ShoppingList, item: Item) -> None:
    """Must be called inside a transaction, with a piece that was just put on the list."""
    if item.private or not it.published_at or it.news_from:
        return
    it.news_from = item.added_at
    at(it.news_from + GATHERED, tell_followers, it.id)


@job
def tell_followers(list_id: int) -> None:
    """How many pieces came since the first that was not told; nothing if the list is not shown any more."""
    with transaction():
        it = db.session.get_one(ShoppingList, list_id)
        since, it.news_from = it.news_from, None
        if not since or not it.is_readable:
            return
        fresh = (Item.list_id == it.id, Item.removed_at.is_(None), Item.private.is_(False))
        came = db.session.scalar(select(func.count()).where(*fresh, Item.added_at >= since))
        following = select(Follower.member_id).where(Follower.list_id == it.id)
        ids = db.session.scalars(following.where(Follower.member_id.in_(readers_of(it)))).all()
        if came and ids:
            notify(Kind.LIST, ids, about=it, key=f"list-news:{it.id}:{since.isoformat()}", count=came)
