"""A member puts pieces on her list, changes them, takes them off, puts them back."""

from dataclasses import dataclass

from community import clock
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.products.finding import product_named, squeezed, storefront_named
from community.products.models import PriceSeen, ProductPage, Storefront
from community.products.pages import last_price, page_at
from community.products.prices import Price, see_price
from community.watched.heeding import heeded_for
from posts.shopping.history import What, remember
from posts.shopping.models import (
    AlreadyListed,
    ChangedMeanwhile,
    Item,
    NoName,
    Priority,
    Section,
    ShoppingList,
    State,
    TooLate,
)
from posts.shopping.pieces import REGRET, place_at_end, twins
from posts.shopping.publishing import tell_what_is_public
from posts.shopping.taking import credit, give_back, inherit
from posts.shopping.targets import aim
from posts.shopping.telling import tell_changed, tell_of_new
from posts.shopping.writing import refresh

NAME, SHORT, NOTE, QUANTITY = 120, 60, 500, 999


@dataclass(frozen=True)
class Piece:
    """What a member says of a piece."""

    name: str
    brand: str = ""
    storefront: str = ""
    category: str = ""
    price: Price | None = None
    state: State = State.WANT
    priority: Priority = Priority.WISH
    quantity: int = 1
    size: str = ""
    note: str = ""
    photo: str | None = None
    private: bool = False
    address: str = ""  # of a page of a shop that shows it
    target: int | None = None  # tell me of this price; in the currency of the piece
    section_id: int | None = None  # of a heading on the same list


def add(it: ShoppingList, piece: Piece, by: Member, *, beside_twin: bool = False) -> Item:
    """At the end of the list. Raises AlreadyListed where the product stands there, unless told to go on."""
    require(by, "fill", it)
    with transaction():
        item = Item(list_id=it.id, place=place_at_end(it), added_by_id=by.id)
        _fill(item, piece, by, beside_twin=beside_twin)
        changed(it, What.ADDED, by, item)
        tell_of_new(it, item)
    return item


def change(item: Item, piece: Piece, by: Member, *, version: int | None = None) -> None:
    """`version` is of the piece as the form showed it: nobody overwrites what she has not seen."""
    require(by, "revise", item)
    with transaction():
        if version not in {None, item.version}:
            raise ChangedMeanwhile
        before = _said(item)
        _fill(item, piece, by, beside_twin=True)
        item.version += 1
        after = _said(item)
        fields = ",".join(name for name in before if before[name] != after[name])
        changed(item.list, What.CHANGED, by, item, fields)


def turn(item: Item, state: State, by: Member) -> None:
    """It is wanted, bought, returned or passed on."""
    require(by, "revise", item)
    with transaction():
        _turn(item, state)
        item.version += 1
        changed(item.list, What.TURNED, by, item, state)


def add_to(twin: Item, quantity: int, by: Member) -> None:
    """So many more of a piece that is on the list already."""
    require(by, "revise", twin)
    with transaction():
        twin.quantity = min(twin.quantity + quantity, QUANTITY)
        twin.version += 1
        changed(twin.list, What.CHANGED, by, twin, "quantity")


def merge(item: Item, by: Member) -> Item:
    """One line of all with the same product: the upper one stays. It is private if any of them was."""
    require(by, "revise", item)
    with transaction():
        kept, *others = twins(item.list_id, item.product_id)
        for other in others:
            kept.quantity = min(kept.quantity + other.quantity, QUANTITY)
            kept.note, kept.photo = kept.note or other.note, kept.photo or other.photo
            kept.private = kept.private or other.private
            kept.origin_id = kept.origin_id or other.origin_id
            kept.via_id = kept.via_id or other.via_id
            if not kept.price_id:
                kept.price_id, kept.currency = other.price_id, other.currency
            inherit(kept, other)
            other.removed_at = clock.now() - REGRET  # merged, not lost: there is nothing to put back
        kept.version += 1
        changed(item.list, What.MERGED, by, kept)
    return kept


def take_off(item: Item, by: Member) -> None:
    require(by, "revise", item)
    with transaction():
        if item.removed_at is None:
            item.removed_at = clock.now()
            give_back(item)
            changed(item.list, What.REMOVED, by, item)


def put_back(item: Item, by: Member) -> None:
    require(by, "revise", item)
    with transaction():
        if item.removed_at is None:
            return
        if item.removed_at < clock.now() - REGRET:
            raise TooLate
        item.removed_at = None
        credit(item, item.added_by or by)
        changed(item.list, What.PUT_BACK, by, item)


def _fill(item: Item, piece: Piece, by: Member, *, beside_twin: bool) -> None:
    name = squeezed(piece.name)[:NAME]
    if not name:
        raise NoName
    page = page_at(piece.address)
    product = page.product if page else product_named(name, squeezed(piece.brand)[:SHORT])
    if not beside_twin and (standing := twins(item.list_id, product.id)):
        raise AlreadyListed(standing[0])
    shop = storefront_named(squeezed(piece.storefront)[:SHORT]) or (page.storefront if page else None)
    item.name, item.product_id = name, product.id
    item.storefront_id = shop.id if shop else None
    item.category, item.size = squeezed(piece.category)[:SHORT], squeezed(piece.size)[:SHORT]
    item.note = piece.note.replace("\x00", "").strip()[:NOTE]
    item.priority, item.quantity = piece.priority, max(1, min(piece.quantity, QUANTITY))
    item.photo, item.private = piece.photo, piece.private and _is_owner(item, by)
    _heed(item, by)
    item.section = _section(item, piece.section_id)
    _turn(item, piece.state)
    if page and (told := _told_on(page, piece.price, shop)):
        item.price_id = told.id
    elif piece.price and not _is_noted(item, piece.price):
        item.price_id = see_price(product, piece.price, by, shop).id
    elif not piece.price:
        item.price_id = None
    item.currency = piece.price.currency if piece.price else item.currency or "CNY"
    aim(item, piece.target)
    db.session.add(item)
    db.session.flush()


def _heed(item: Item, by: Member) -> None:
    """What others see at once meets the watched words; what one keeps for oneself does when it is shown."""
    if not item.private and db.session.get_one(ShoppingList, item.list_id).is_for_others:
        item.name, item.note = (heeded_for(item.list_id, text, by) for text in (item.name, item.note))


def _told_on(page: ProductPage, price: Price | None, shop: Storefront | None) -> PriceSeen | None:
    """What the shop's page says was not seen by the member who pasted its address."""
    last = last_price(page) if price and shop and shop.id == page.storefront_id else None
    return last if last and (last.amount, last.currency) == price else None


def _is_noted(item: Item, price: Price) -> bool:
    """The same price of the same thing in the same place is not seen again by saving a form."""
    old = db.session.get(PriceSeen, item.price_id) if item.price_id else None
    return old is not None and (old.product_id, old.storefront_id, old.amount, old.currency) == (
        item.product_id,
        item.storefront_id,
        price.amount,
        price.currency,
    )


def _turn(item: Item, state: State) -> None:
    if item.state is not state:
        item.state, item.state_at = state, clock.now()


def _section(item: Item, id: int | None) -> Section | None:
    """One of another list is none."""
    section = db.session.get(Section, id) if id else None
    return section if section and section.list_id == item.list_id else None


def _is_owner(item: Item, by: Member) -> bool:
    """What others put on a list is for all who keep it: only its owner has pieces of her own there."""
    return db.session.get_one(ShoppingList, item.list_id).author_id == by.id


def _said(item: Item) -> dict[str, object]:
    """What a line of history may say was changed."""
    names = ("name", "storefront_id", "category", "size", "note", "photo", "priority", "quantity", "state")
    said: dict[str, object] = {name.removesuffix("_id"): getattr(item, name) for name in names}
    price = item.price
    return said | {"price": price and (price.amount, price.currency), "section": item.section_id}


def changed(it: ShoppingList, what: What, by: Member, item: Item | None = None, detail: str = "") -> None:
    """Must be called inside a transaction, after any change of pieces."""
    if it.published_at:
        tell_what_is_public(it)
    refresh(it)
    remember(it, what, by, item, detail=detail)
    tell_changed(it, item)
