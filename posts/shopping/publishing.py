"""A member shows a list to the others, or keeps it for herself again."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.members import Member
from community.permissions import require
from community.products.models import PriceSeen
from community.products.prices import tell
from posts.shopping.models import Item, ShoppingList
from posts.shopping.writing import refresh


def publish(it: ShoppingList, by: Member) -> None:
    """Shown again after it was withdrawn, it is worth nothing more."""
    require(by, "publish", it)
    with transaction():
        it.publish()
        tell_what_is_public(it)
        refresh(it)
        it.edited_at = None
        record(Deed.LIST_PUBLISHED, by=by, about=it, key=f"{Deed.LIST_PUBLISHED}:{it.id}")


def withdraw(it: ShoppingList, by: Member) -> None:
    require(by, "withdraw", it)
    with transaction():
        it.published_at = None
        it.version += 1


def tell_what_is_public(it: ShoppingList) -> None:
    """Prices and photos of pieces that everybody sees become what the club knows of the products."""
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
