"""Pages of shops that show a product: known again by their address, and read for its price."""

from datetime import datetime, timedelta

from sqlalchemy import select

from community import clock
from community.db import db
from community.links import Found, Offer, Unfetchable, plain_address
from community.links.addresses import shop_of
from community.products.finding import product_named, squeezed, storefront_at
from community.products.models import PriceSeen, Product, ProductPage, Storefront
from community.products.prices import MOST, WHOLE, Price, currencies, minor, see_on_page

NAME, SHORT = 120, 60
A_DAY = timedelta(days=1)
LONGEST_WAIT = 32  # days between two looks at a page that does not answer
GIVEN_UP = 6  # failures after which a page that is not there is looked at no more


def page_at(address: str) -> ProductPage | None:
    """The known page at an address, however it is written."""
    if not address:
        return None
    try:
        key = plain_address(address)
    except Unfetchable:
        return None
    return db.session.scalar(select(ProductPage).where(ProductPage.key == key))


def keep_page(found: Found, page: ProductPage | None = None) -> ProductPage:
    """What was found on a page that shows a product. Must be called inside a transaction.

    `page` is the known one that was looked at, whatever it calls itself today.
    """
    shop = page.storefront if page else storefront_at(shop_of(found.url), found.site[:SHORT])
    page = page or page_at(found.url)
    if not page:
        product = _product_of(found, shop)
        page = ProductPage(key=plain_address(found.url), url=found.url, product=product, storefront=shop)
        db.session.add(page)
    page.product.gtin = page.product.gtin or found.offer.gtin
    page.product.category = page.product.category or squeezed(found.offer.category)[:SHORT]
    page.sku, page.stock = found.offer.sku, found.offer.stock
    page.seen_at, page.failures = clock.now(), 0
    page.look_at = page.seen_at + A_DAY
    db.session.flush()
    if price := price_in(found.offer):
        see_on_page(page, price)
    return page


def _product_of(found: Found, shop: Storefront) -> Product:
    """The one of the same trade number, else what this shop calls the same, else what is named the same."""
    offer = found.offer
    if offer.gtin:
        of_number = select(Product).where(Product.gtin == offer.gtin, Product.merged_into_id.is_(None))
        if known := db.session.scalar(of_number.order_by(Product.id).limit(1)):
            return known
    if offer.sku:
        same = (ProductPage.storefront_id == shop.id, ProductPage.sku == offer.sku)
        if other := db.session.scalar(select(ProductPage).where(*same).limit(1)):
            return other.product
    return product_named(found.title[:NAME], offer.brand[:SHORT])


def price_in(offer: Offer) -> Price | None:
    """None where the page says no currency, or one that we have no rate for."""
    if offer.price is None or offer.currency not in currencies():
        return None
    most = MOST * 1000 if offer.currency in WHOLE else MOST
    return Price(minor(offer.price, offer.currency), offer.currency) if offer.price <= most else None


def last_price(page: ProductPage) -> PriceSeen | None:
    """What this shop asked last, as far as the club knows."""
    of_it = (PriceSeen.product_id == page.product_id, PriceSeen.storefront_id == page.storefront_id)
    told = select(PriceSeen).where(*of_it, PriceSeen.told_at.is_not(None))
    return db.session.scalar(told.order_by(PriceSeen.seen_at.desc(), PriceSeen.id.desc()).limit(1))


def failed(page: ProductPage, *, is_gone: bool) -> None:
    """Wait twice as long each time. Must be called inside a transaction."""
    page.failures += 1
    page.look_at = _next_look(page.failures, is_gone=is_gone)


def _next_look(failures: int, *, is_gone: bool) -> datetime | None:
    if is_gone and failures >= GIVEN_UP:
        return None
    return clock.now() + timedelta(days=min(2**failures, LONGEST_WAIT))
