"""A member puts a product onto a list of her own, from its page."""

from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.products.models import Product
from posts.shopping.models import AlreadyListed, Item, ShoppingList
from posts.shopping.pieces import place_at_end, twins
from posts.shopping.writing import refresh


def put_on_list(product: Product, into: ShoppingList, by: Member) -> Item:
    """At its end, wanted. Raises AlreadyListed where it stands there, FullList where there is no room."""
    require(by, "read", product)
    require(by, "revise", into)
    with transaction():
        if standing := twins(into.id, product.id):
            raise AlreadyListed(standing[0])
        item = Item(
            list_id=into.id,
            place=place_at_end(into),
            product_id=product.id,
            name=product.name,
            category=product.category,
        )
        db.session.add(item)
        refresh(into)
    return item
