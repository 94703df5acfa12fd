"""Whose lists have a product of a seller: they are told, and nobody else learns who they are."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from community.db import db
from posts.dossiers.models import Dossier
from posts.shopping.models import Item, ShoppingList, State


def owners_of(it: Dossier) -> Sequence[int]:
    return db.session.scalars(_lists_with(it).with_only_columns(ShoppingList.author_id).distinct()).all()


def states_of(it: Dossier, member_id: int) -> set[State]:
    """What a member said of the piece: wants it, bought it, passed it on; nothing if they do not have it."""
    theirs = _lists_with(it).where(ShoppingList.author_id == member_id)
    return set(db.session.scalars(theirs.with_only_columns(Item.state).distinct()))


def _lists_with(it: Dossier) -> Select[int]:
    """Private pieces too; what went back to the shop is nobody's."""
    pair = Item.product_id == it.product_id, Item.storefront_id == it.storefront_id
    stands = Item.removed_at.is_(None), ShoppingList.removed_at.is_(None), Item.state != State.RETURNED
    return select(Item.id).join(ShoppingList, ShoppingList.id == Item.list_id).where(*pair, *stands)
