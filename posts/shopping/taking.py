"""A member takes a piece of another's list into one of her own, with a word of where it came from."""

from sqlalchemy import func, select, update

from community import clock
from community.contributions import Contribution
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import require
from posts.shopping.history import What, remember
from posts.shopping.models import AlreadyListed, Item, ShoppingList, Taken
from posts.shopping.pieces import place_at_end, twins
from posts.shopping.seen_in import was_shown
from posts.shopping.telling import tell_changed, tell_collected, tell_of_new
from posts.shopping.writing import refresh


def take(item: Item, into: ShoppingList, by: Member, via: Contribution | None = None) -> Item:
    """A copy in `into`, wanted, without the owner's note. Taken twice it is the first copy.

    `via`: the stream in which she saw it; kept if it was shown there.
    """
    require(by, "take", item)
    require(by, "revise", into)
    shown_in = via if via and was_shown(item, via) else None
    with transaction():
        if taken := db.session.get(Taken, (item.id, by.id)):
            return db.session.get_one(Item, taken.copy_id)
        if twin := twins(into.id, item.product_id):
            raise AlreadyListed(twin[0])
        copy = Item(
            list_id=into.id,
            place=place_at_end(into),
            product_id=item.product_id,
            name=item.name,
            category=item.category,
            storefront_id=item.storefront_id,
            currency=item.currency,
            photo=item.photo,
            origin_id=item.id,
            first_id=item.first_id or item.id,
            via_id=shown_in.id if shown_in else None,
            added_by_id=by.id,
        )
        db.session.add(copy)
        db.session.flush()
        credit(copy, by)
        refresh(into)
        remember(into, What.ADDED, by, copy)
        tell_changed(into, copy)
        tell_of_new(into, copy)
        if shown_in:
            tell_collected(shown_in)
    return copy


def leave(item: Item, by: Member) -> None:
    """No longer taken: the copy goes, and so does what it was worth to the one it came from."""
    require(by, "take", item)
    with transaction():
        if taken := db.session.get(Taken, (item.id, by.id)):
            copy = db.session.get_one(Item, taken.copy_id)
            copy.removed_at = copy.removed_at or clock.now()
            give_back(copy)
            refresh(copy.list)
            remember(copy.list, What.REMOVED, by, copy)
            tell_changed(copy.list, copy)


def credit(copy: Item, by: Member) -> None:
    """Its first owner is thanked, once per piece and taker. Must be called inside a transaction."""
    item = copy.origin
    if not item or item.list.author_id == by.id:
        return
    if db.session.get(Taken, (item.id, by.id)):
        return
    activity = record(
        Deed.ITEM_COLLECTED,
        by=by,
        about=item.list,
        product=item.name,
        category=item.category or None,
        storefront=item.storefront.name if item.storefront else None,
    )
    db.session.add(Taken(item_id=item.id, member_id=by.id, copy_id=copy.id, activity_key=activity.key))
    db.session.flush()


def give_back(copy: Item) -> None:
    """What its taker gave goes back, whoever takes the copy off. Must be called inside a transaction."""
    for taken in db.session.scalars(select(Taken).where(Taken.copy_id == copy.id)).all():
        take_back(taken.activity_key, db.session.get_one(Member, taken.member_id))
        db.session.delete(taken)
    db.session.flush()


def inherit(kept: Item, merged: Item) -> None:
    """What was taken into one piece is from now on taken into the other."""
    db.session.execute(update(Taken).where(Taken.copy_id == merged.id).values(copy_id=kept.id))


def own_lists(me: Member) -> list[ShoppingList]:
    """Those one may take a piece into, the one changed last first."""
    changed = func.coalesce(ShoppingList.edited_at, ShoppingList.created_at)
    mine = (
        select(ShoppingList)
        .where(ShoppingList.author_id == me.id, ShoppingList.removed_at.is_(None))
        .where(ShoppingList.hidden_at.is_(None))
        .order_by(changed.desc(), ShoppingList.id.desc())
    )
    return list(db.session.scalars(mine))
