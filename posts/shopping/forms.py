"""A piece as a form carries it: what was typed, what it means, and what is wrong with it in words."""

from dataclasses import dataclass, field
from typing import TypeVar

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage, MultiDict

from community.members import Member
from community.pictures import store
from community.pictures.intake import RefusedPicture
from community.pictures.models import face_of
from community.pictures.routes import said
from community.products.finding import squeezed
from community.products.pasting import Pasted
from community.products.prices import (
    WHOLE,
    BrokenCoin,
    DoubtfulPrice,
    HugePrice,
    Price,
    UnclearPrice,
    UnknownCurrency,
    read_price,
)
from posts.shopping.filling import NAME, NOTE, QUANTITY, SHORT, Piece
from posts.shopping.models import Item, Priority, State
from posts.shopping.targets import address_of

FIELDS = ("name", "brand", "storefront", "category", "size", "note", "address", "photo")
LONGEST_ID = 10  # digits; more is no id of ours
Errors = dict[str, str]
S = TypeVar("S", State, Priority)


@dataclass
class PieceForm:
    typed: dict[str, str] = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)
    piece: Piece | None = None


def blank() -> PieceForm:
    return PieceForm({"currency": "CNY", "state": State.WANT, "priority": Priority.WISH, "quantity": "1"})


def filled(item: Item) -> PieceForm:
    """The form as it stands for a piece that is on the list."""
    typed = {
        "name": item.name,
        "brand": item.product.brand.name if item.product.brand else "",
        "storefront": item.storefront.name if item.storefront else "",
        "category": item.category,
        "price": written(item.price.amount, item.currency) if item.price else "",
        "currency": item.currency,
        "state": item.state,
        "priority": item.priority,
        "quantity": str(item.quantity),
        "size": item.size,
        "note": item.note,
        "photo": item.photo or "",
        "private": "1" if item.private else "",
        "section": str(item.section_id or ""),
        "version": str(item.version),
        "address": address_of(item),
        "target": written(item.target, item.currency) if item.target is not None else "",
    }
    return PieceForm(typed)


def pasted(found: Pasted, text: str) -> PieceForm:
    """The form of a new piece with what a shop's page says."""
    form = blank()
    form.typed |= {
        "pasted": text,
        "name": found.name,
        "brand": found.brand,
        "storefront": found.storefront,
        "category": found.category,
        "photo": found.photo or "",
        "address": found.address,
    }
    if found.price:
        form.typed |= {"price": written(*found.price), "currency": found.price.currency}
    return form


def read(form: MultiDict[str, str], file: FileStorage | None, by: Member) -> PieceForm:
    """A photo that came with it is kept at once, so that an error elsewhere does not lose it."""
    read = PieceForm(dict(form.items()))
    price = _price(read)
    target = _target(read, price)
    quantity = _quantity(read)
    _photo(read, file, by)
    if not squeezed(form.get("name", "")):
        read.errors["name"] = _("Give the piece a name, as you would say it in a shop.")
    for name, most in (("name", NAME), ("brand", SHORT), ("storefront", SHORT), ("category", SHORT),
                       ("size", SHORT), ("note", NOTE)):  # fmt: skip
        if len(form.get(name, "").replace("\r\n", "\n").strip()) > most:
            read.errors[name] = _("That is too long: at most %(most)d characters.", most=most)
    if not read.errors:
        plain = {name: read.typed.get(name, "") for name in FIELDS if name != "photo"}
        read.piece = Piece(
            **plain,
            price=price,
            target=target,
            quantity=quantity,
            state=_one_of(State, form.get("state"), State.WANT),
            priority=_one_of(Priority, form.get("priority"), Priority.WISH),
            photo=read.typed.get("photo") or None,
            private=bool(form.get("private")),
            section_id=_id_in(form.get("section", "")),
        )
    return read


def written(amount: int, currency: str) -> str:
    """A price as one would type it."""
    if currency in WHOLE:
        return str(amount)
    return f"{amount // 100}" if amount % 100 == 0 else f"{amount // 100}.{amount % 100:02d}"


def _price(read: PieceForm) -> Price | None:
    try:
        return read_price(read.typed.get("price", ""), read.typed.get("currency") or "CNY")
    except UnclearPrice as refusal:
        read.errors["price"] = price_words(refusal)
        return None


def _target(read: PieceForm, price: Price | None) -> int | None:
    """In the currency of the price, or of the form where there is none."""
    currency = price.currency if price else read.typed.get("currency") or "CNY"
    try:
        target = read_price(read.typed.get("target", ""), currency)
    except UnclearPrice as refusal:
        read.errors["target"] = price_words(refusal)
        return None
    if target and target.currency != currency:
        read.errors["target"] = _("Write it in the currency of the price.")
    return target.amount if target else None


def price_words(refusal: UnclearPrice) -> str:
    match refusal:
        case DoubtfulPrice():
            return _("Is that thousands or cents? Write 1190 or 1.19.")
        case BrokenCoin():
            return _("This currency has no smaller coins than that: round the price.")
        case HugePrice():
            return _("That is more than we can count. Is there a digit too many?")
        case UnknownCurrency():
            return _("We do not know this currency. Choose one of the list.")
        case _:
            return _("We cannot read this price. Write a number such as 1190 or 1,190.50.")


def _quantity(read: PieceForm) -> int:
    text = read.typed.get("quantity", "").strip() or "1"
    if text.isdecimal() and len(text) <= len(str(QUANTITY)) and 1 <= int(text) <= QUANTITY:
        return int(text)
    read.errors["quantity"] = _("How many? A whole number from 1 to %(most)d.", most=QUANTITY)
    return 1


def _photo(read: PieceForm, file: FileStorage | None, by: Member) -> None:
    kept = read.typed.get("photo", "")
    read.typed["photo"] = kept if face_of(kept) and not read.typed.get("no_photo") else ""
    if file and file.filename:
        try:
            read.typed["photo"] = store(file.stream, by=by).digest
        except RefusedPicture as refusal:
            read.errors["file"] = said(refusal)


def _id_in(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < LONGEST_ID else None


def _one_of(words: type[S], word: str | None, default: S) -> S:
    return words(word) if word in set(words) else default
