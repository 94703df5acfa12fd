"""The pieces of a list, for programs: put on it, changed, taken off."""

from dataclasses import replace
from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Any

from flask import abort
from flask_babel import gettext as _
from pydantic import Field

from community.api.bodies import Body, Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from community.pictures.models import face_of
from community.products.prices import Price, UnclearPrice, read_price
from posts.shopping.filling import NAME, NOTE, QUANTITY, SHORT, Piece, add, change, take_off
from posts.shopping.forms import price_words
from posts.shopping.models import (
    ChangedMeanwhile,
    FullList,
    Item,
    NoName,
    Priority,
    ShoppingList,
    State,
)
from posts.shopping.piece_answers import ItemAnswer, item_of
from posts.shopping.piece_routes import full
from posts.shopping.showing import opened
from posts.shopping.targets import address_of

pieces = Api("pieces")
Short = Annotated[Text, Field(max_length=SHORT)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)] | Annotated[Text, Field(max_length=40)]


class ItemChange(Body):
    """What is left out stays as it is. `price` is in major units, as a number or as one would write it.

    `photo` is the id of a photo, `currency` that of the price. `address` is that of a shop's page as a lookup
    answered it; `target` the price you wait for, in the same currency.
    """

    name: Annotated[Said, Field(max_length=NAME)] = ""
    brand: Short = ""
    storefront: Short = ""
    category: Short = ""
    price: Amount | None = None
    currency: Annotated[Text, Field(max_length=3)] = "CNY"
    state: Annotated[State, Field(strict=False)] = State.WANT
    priority: Annotated[Priority, Field(strict=False)] = Priority.WISH
    quantity: Annotated[int, Field(ge=1, le=QUANTITY)] = 1
    size: Short = ""
    note: Annotated[Text, Field(max_length=NOTE)] = ""
    photo: Text | None = None
    private: bool = False
    section_id: int | None = None
    version: int | None = None  # of what you read: if somebody changed it since, your change is refused
    address: Annotated[Text, Field(max_length=3000)] = ""
    target: Amount | None = None


class NewItem(ItemChange):
    """A piece. `price` is in major units, as a number (1190.5) or as one would write it ("1,190.50")."""

    name: Annotated[Said, Field(max_length=NAME)]


@pieces.post("/lists/<int:list_id>/items", at="/lists/{list_id}")
def add_item(me: Member, list_id: int, sent: NewItem) -> ItemAnswer:
    """Put a piece at the end of your list."""
    it = get_or_404(ShoppingList, list_id)
    require(me, "fill", it)
    price = _price(sent.price, sent.currency)
    target = _target(sent.target, price.currency if price else sent.currency)
    piece = Piece(**_fields(sent), price=price, target=target)
    return told(add(it, piece, by=me, beside_twin=True), me)


@pieces.patch("/lists/<int:list_id>/items/<int:id>")
def change_item(me: Member, list_id: int, id: int, sent: ItemChange) -> ItemAnswer:
    """Change a piece of your list."""
    item = _to_change(list_id, id, me)
    piece = replace(_as_it_is(item), **_fields(sent))
    if {"price", "currency"} & sent.model_fields_set:
        piece = replace(piece, price=_price(sent.price, sent.currency))
    if "target" in sent.model_fields_set:
        piece = replace(
            piece, target=_target(sent.target, piece.price.currency if piece.price else item.currency)
        )
    change(item, piece, by=me, version=sent.version)
    return told(item, me)


@pieces.delete("/lists/<int:list_id>/items/<int:id>")
def take_item_off(me: Member, list_id: int, id: int) -> None:
    """Take a piece off your list."""
    take_off(_to_change(list_id, id, me), by=me)


def _to_change(list_id: int, id: int, me: Member) -> Item:
    it, item = get_or_404(ShoppingList, list_id), get_or_404(Item, id)
    require(me, "fill", it)
    if item.list_id != it.id or item.removed_at:
        abort(404)
    require(me, "revise", item)
    return item


def _fields(sent: ItemChange) -> dict[str, Any]:
    """Those that were sent, but for the price; of photos, only what can be one."""
    fields = sent.model_dump(exclude_unset=True, exclude={"price", "currency", "target", "version"})
    return fields | ({"photo": _photo(sent.photo)} if "photo" in fields else {})


def _photo(digest: str | None) -> str | None:
    return digest if digest and face_of(digest) else None


def _as_it_is(item: Item) -> Piece:
    return Piece(
        name=item.name,
        brand=item.product.brand.name if item.product.brand else "",
        storefront=item.storefront.name if item.storefront else "",
        category=item.category,
        price=Price(item.price.amount, item.currency) if item.price else None,
        state=item.state,
        priority=item.priority,
        quantity=item.quantity,
        size=item.size,
        note=item.note,
        photo=item.photo,
        private=item.private,
        section_id=item.section_id,
        address=address_of(item),
        target=item.target,
    )


def _price(said: float | str | None, currency: str) -> Price | None:
    if said is None:
        return None
    written = said if isinstance(said, str) else f"{Decimal(str(said)):f}".removesuffix(".0")
    return read_price(written, currency)


def _target(said: float | str | None, currency: str) -> int | None:
    target = _price(said, currency)
    if target and target.currency != currency:
        raise UnclearPrice
    return target.amount if target else None


def told(item: Item, me: Member) -> ItemAnswer:
    found = opened(item.list_id, me) or abort(404)
    return next(item_of(line, found.it, mine=found.mine) for line in found.lines if line.item.id == item.id)


say(UnclearPrice, price_words, field="price")
say(FullList, lambda _no: full())
say(NoName, lambda _no: _("Give the piece a name, as you would say it in a shop."), field="name")
say(
    ChangedMeanwhile,
    lambda _no: _("The piece was changed meanwhile. Read it again, then send your change."),
    status=HTTPStatus.CONFLICT,
)
