"""What a shop's page offers: which thing, of which make, for how much, and whether it is there."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from lxml import etree

LARGEST = 300_000  # signs of one JSON-LD script
DEPTH = 8
PRODUCTS = {"product", "individualproduct", "productmodel", "productgroup", "somproduct", "vehicle", "book"}
Thing = Mapping[str, Any]


class Stock(StrEnum):
    THERE = "there"
    GONE = "gone"
    LATER = "later"  # to be ordered before it is there


STOCKS = {
    "instock": Stock.THERE, "instoreonly": Stock.THERE, "onlineonly": Stock.THERE, "available": Stock.THERE,
    "limitedavailability": Stock.THERE, "outofstock": Stock.GONE, "oos": Stock.GONE, "soldout": Stock.GONE,
    "discontinued": Stock.GONE, "preorder": Stock.LATER, "presale": Stock.LATER, "backorder": Stock.LATER,
    "availablefororder": Stock.LATER, "pending": Stock.LATER,
}  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """Empty where the page says nothing of it. `price` is in major units, in the shop's `currency`."""

    name: str = ""
    brand: str = ""
    price: Decimal | None = None
    currency: str = ""
    stock: Stock | None = None
    picture: str | None = None
    gtin: str = ""
    sku: str = ""
    category: str = ""

    @property
    def is_product(self) -> bool:
        return self.price is not None or bool(self.gtin or self.sku)


def offer_in(page: etree._Element, said: Mapping[str, str]) -> Offer:
    """Of JSON-LD first, then of the meta lines and of microdata where that says nothing."""
    thing = next(_products(page), {})
    offer = next(_offers(thing), {})
    price, currency = _price_in(offer)
    if price is None:
        price = _number(_first(said, "product:price:amount", "og:price:amount") or _marked(page, "price"))
        currency = _first(said, "product:price:currency", "og:price:currency")
        currency = currency or _marked(page, "priceCurrency")
    stock = _text(offer.get("availability")) or _first(said, "product:availability", "og:availability")
    return Offer(
        name=_text(thing.get("name")),
        brand=_text(thing.get("brand")) or _first(said, "product:brand", "og:brand"),
        price=price,
        currency=currency.upper() if re.fullmatch(r"[A-Za-z]{3}", currency) else "",
        stock=STOCKS.get(re.sub(r"[^a-z]", "", stock.lower().rpartition("/")[2])),
        picture=_address(thing.get("image")),
        gtin=_gtin(thing) or _digits(_first(said, "product:ean", "product:gtin", "product:upc")),
        sku=(_text(thing.get("sku")) or _first(said, "product:retailer_item_id"))[:80],
        category=_text(thing.get("category")).rpartition(">")[2].strip()[:60],
    )


def _products(page: etree._Element) -> Iterator[Thing]:
    for script in page.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            yield from (thing for thing in _things(_json(script.text or "")) if _is_product(thing))


def _json(text: str) -> Any:  # noqa: ANN401  whatever a page says
    if len(text) > LARGEST:
        return None
    text = re.sub(r"^\s*(//)?\s*<!\[CDATA\[|(//)?\s*\]\]>\s*$|^\s*<!--|-->\s*$", "", text)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(said: Any, depth: int = 0) -> Iterator[Thing]:  # noqa: ANN401
    """Every object in it, the outer before the inner."""
    if depth > DEPTH:
        return
    if isinstance(said, dict):
        yield said
        said = [
            said[name] for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemOffered") if name in said
        ]
    if isinstance(said, list):
        for one in said:
            yield from _things(one, depth + 1)


def _is_product(thing: Thing) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.rpartition("/")[2].lower() in PRODUCTS for kind in named)


def _offers(thing: Thing) -> Iterator[Thing]:
    """Those with a price first: of the product itself, else of the first of its variants."""
    found = [offer for offer in _listed(thing.get("offers")) if isinstance(offer, dict)]
    inner = [each for offer in found for each in _listed(offer.get("offers")) if isinstance(each, dict)]
    yield from (offer for offer in (*found, *inner) if _price_in(offer)[0] is not None)
    for variant in _listed(thing.get("hasVariant")):
        if isinstance(variant, dict):
            yield from (offer for offer in _listed(variant.get("offers")) if isinstance(offer, dict))
    yield from found


def _price_in(offer: Thing) -> tuple[Decimal | None, str]:
    specified = [one for one in _listed(offer.get("priceSpecification")) if isinstance(one, dict)]
    for said in (offer, *specified):
        for name in ("price", "lowPrice"):
            if (price := _number(_text(said.get(name)))) is not None:
                return price, _text(said.get("priceCurrency")) or _text(offer.get("priceCurrency"))
    return None, ""


def _listed(said: Any) -> list[Any]:  # noqa: ANN401
    return said if isinstance(said, list) else [] if said is None else [said]


def _text(said: Any) -> str:  # noqa: ANN401
    """A word, a number, or the name of a thing; of several the first."""
    match said:
        case bool() | None:
            return ""
        case str():
            return said.strip()
        case int() | float() | Decimal():
            return format(said, "f") if isinstance(said, float) else str(said)
        case [first, *_]:
            return _text(first)
        case {"name": name} | {"@id": name}:
            return _text(name)
    return ""


def _address(said: Any) -> str | None:  # noqa: ANN401
    match said:
        case str():
            return said.strip() or None
        case [first, *_]:
            return _address(first)
        case {"contentUrl": url} | {"url": url} | {"@id": url}:
            return _address(url)
    return None


def _number(text: str) -> Decimal | None:
    """`1190`, `1190.50`, `1,190.50`, `1.190,50`: programs write it plainly, but not all of them."""
    flat = re.sub(r"[^\d.,]", "", text[:40]).strip(".,")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", flat):
        flat = flat.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}", flat):
        flat = flat.replace(".", "").replace(",", ".")
    try:
        number = Decimal(flat)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _gtin(thing: Thing) -> str:
    names = ("gtin13", "gtin14", "gtin12", "gtin8", "gtin", "isbn")
    return next((code for name in names if (code := _digits(_text(thing.get(name))))), "")


def _digits(text: str) -> str:
    """A trade number, of the lengths there are, without the zeros that only fill it up; else nothing."""
    bare = text.replace("-", "").replace(" ", "")
    return bare.lstrip("0") if re.fullmatch(r"\d{8}|\d{12,14}", bare) and bare.strip("0") else ""


def _first(said: Mapping[str, str], *names: str) -> str:
    return next((said[name] for name in names if name in said), "")


def _marked(page: etree._Element, name: str) -> str:
    for element in page.iterfind(f".//*[@itemprop='{name}']"):
        return (element.get("content") or "".join(element.itertext())).strip()[:60]
    return ""
