"""A member pastes the address of a shop's page: it is looked at, and what it says fills her form."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from community import clock
from community.db import db, transaction
from community.limits import spend
from community.links import Found, Unfetchable, address_in, look_at, look_for_picture
from community.links.addresses import shop_of
from community.members import Member
from community.pictures import store
from community.pictures.intake import RefusedPicture
from community.products.models import ProductPage
from community.products.pages import NAME, SHORT, keep_page, last_price, page_at, price_in
from community.products.prices import Price

FRESH = timedelta(hours=1)  # for so long a page is not read again
OFTEN = "20/minute"


@dataclass(frozen=True)
class Pasted:
    """Empty where the page said nothing. `address` is that of a page we remember, or none."""

    name: str
    storefront: str
    address: str = ""
    brand: str = ""
    category: str = ""
    price: Price | None = None
    photo: str | None = None
    product_id: int | None = None


def look_at_pasted(text: str, by: Member) -> Pasted:
    """Raises an Unfetchable. It takes seconds, in which no transaction is held."""
    address = address_in(text)
    spend("pasting", by.id, OFTEN)
    known = page_at(address)
    if known and known.seen_at > clock.now() - FRESH:
        return _of_page(known, None)
    has_photo = bool(known and known.product.photo)
    db.session.rollback()
    found = look_at(address)
    photo = None if has_photo else _photo_of(found, by)
    if not found.offer.is_product:
        return Pasted(found.title[:NAME], found.site[:SHORT], photo=photo)
    with transaction():
        page = keep_page(found)
    return _of_page(page, photo, found)


def by_hand(text: str) -> Pasted:
    """What can be said of a page that cannot be had: whose it is."""
    try:
        return Pasted("", shop_of(address_in(text))[:SHORT])
    except Unfetchable:
        return Pasted("", "")


def _of_page(page: ProductPage, photo: str | None, found: Found | None = None) -> Pasted:
    product, last = page.product, last_price(page)
    price = Price(last.amount, last.currency) if last else None
    return Pasted(
        name=product.name,
        storefront=page.storefront.name,
        address=page.url,
        brand=product.brand.name if product.brand else "",
        category=product.category,
        price=price_in(found.offer) if found else price,
        photo=product.photo or photo,
        product_id=product.id,
    )


def _photo_of(found: Found, by: Member) -> str | None:
    """A page without its picture is still a page."""
    with suppress(Unfetchable, RefusedPicture):
        if found.picture:
            return store(look_for_picture(found.picture), by=by, alt=found.title).digest
    return None
