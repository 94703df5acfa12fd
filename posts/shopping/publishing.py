"""A member shows a list to the others, keeps it for herself again, takes it away."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community import clock
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import may, require
from community.products.models import PriceSeen
from community.products.prices import tell
from community.watched.heeding import heeded_for, is_found_in, waits
from posts.shopping.history import What, remember
from posts.shopping.models import Item, ShoppingList, TooLate
from posts.shopping.pieces import REGRET, standing
from posts.shopping.telling import tell_changed
from posts.shopping.writing import refresh

GRACE = timedelta(seconds=5)  # for the click that comes at the last moment


def publish(it: ShoppingList, by: Member) -> None:
    """Shown again after it was withdrawn, it counts again: what it gave had gone back."""
    require(by, "publish", it)
    with transaction():
        it.publish()
        _heed_what_others_see(it, by)
        refresh(it)
        it.edited_at = None
        follow_up(it)
        remember(it, What.PUBLISHED, by)
        tell_changed(it)


def _heed_what_others_see(it: ShoppingList, by: Member) -> None:
    """Raises Unwelcome."""
    shown = [item for item in standing(it.id) if not item.private]
    if is_found_in("\n".join(f"{item.name}\n{item.note}" for item in shown), by):
        for item in shown:
            item.name, item.note = (heeded_for(it.id, text, by) for text in (item.name, item.note))


def withdraw(it: ShoppingList, by: Member) -> None:
    require(by, "withdraw", it)
    with transaction():
        it.published_at = None
        it.version += 1
        _give_back(it, by)
        remember(it, What.WITHDRAWN, by)
        tell_changed(it)


def remove(it: ShoppingList, by: Member) -> None:
    require(by, "remove", it)
    with transaction():
        it.removed_at = clock.now()
        it.version += 1
        _give_back(it, by)
        tell_changed(it)


def restore(it: ShoppingList, by: Member) -> None:
    """As if it had never been removed. Raises TooLate."""
    require(by, "restore", it)
    with transaction():
        if not it.removed_at:
            return
        if clock.now() > it.removed_at + REGRET + GRACE:
            raise TooLate
        it.removed_at = None
        it.version += 1
        follow_up(it)


def follow_up(it: ShoppingList) -> None:
    """It is worth its points as long as others may read it. Must be called inside a transaction."""
    shared = it.published_at and it.audience is not Audience.ONLY_ME and not waits(it)
    if shared:
        tell_what_is_public(it)
    if shared and not it.activity_key:
        it.activity_key = record(Deed.LIST_PUBLISHED, by=it.author, about=it).key
    if not shared:
        _give_back(it, it.author)


def is_undoable(it: ShoppingList, by: Member) -> bool:
    removed_at = it.removed_at
    return bool(removed_at and may(by, "restore", it) and clock.now() <= removed_at + REGRET)


def _give_back(it: ShoppingList, by: Member) -> None:
    if it.activity_key:
        take_back(it.activity_key, by)
        it.activity_key = None


def tell_what_is_public(it: ShoppingList) -> None:
    """Prices and photos of pieces that everybody sees become what the club knows of the products."""
    if it.audience is not Audience.MEMBERS:
        return
    db.session.flush()
    public = (Item.list_id == it.id, Item.private.is_(False), Item.removed_at.is_(None))
    noted = select(Item.price_id).where(*public, Item.price_id.is_not(None))
    untold = select(PriceSeen).where(PriceSeen.id.in_(noted), PriceSeen.told_at.is_(None))
    for seen in db.session.scalars(untold.order_by(PriceSeen.id)).all():
        tell(seen)
    for item in db.session.scalars(select(Item).where(*public).options(joinedload(Item.product))):
        item.product.photo = item.product.photo or item.photo
        item.product.category = item.product.category or item.category
        item.product.shown_at = item.product.shown_at or clock.now()
