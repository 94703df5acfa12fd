"""The same thing under one name: brands, storefronts and products are found by how they sound, or made."""

import re
import unicodedata
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import select

from community.db import Model, db, insert_or
from community.products.models import Brand, Product, Storefront

Named = TypeVar("Named", Brand, Storefront, Product)
# What turns the direction of a line, or is no character at all: of no use in a name.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+")


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """One line of text as it is kept: no control characters, single spaces, composed letters."""
    return " ".join(unicodedata.normalize("NFC", UNSEEN.sub(" ", text)).split())


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """What is compared: letters and digits only, so that «Repair Cream 60ml» is «repair cream, 60 ml».

    Between digits something stays, for 1.5 is not 15.
    """
    flat = unicodedata.normalize("NFKC", squeezed(name)).casefold()
    spaced = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in flat)
    joined = re.sub(r"(?<=\d) +(?=\d)", "-", spaced.strip())
    return joined.replace(" ", "") or flat


def keys_of(product: Product) -> set[str]:
    """Under what a shop's books may name it: with its brand or without."""
    names = {product.name}
    if product.brand:
        names.add(f"{product.brand.name} {product.name}")
    return {key_of(name) for name in names}


def brand_named(name: str) -> Brand | None:
    """Must be called inside a transaction, as the two below. No name, no brand."""
    return _named(Brand, key_of(name), name=squeezed(name)) if squeezed(name) else None


def storefront_named(name: str) -> Storefront | None:
    return _named(Storefront, key_of(name), name=squeezed(name)) if squeezed(name) else None


def product_named(name: str, brand: str = "") -> Product:
    """One product per brand and name, whoever wrote it first."""
    maker = brand_named(brand)
    key = f"{maker.key if maker else ''}/{key_of(name)}"
    found = _named(Product, key, name=squeezed(name), brand_id=maker and maker.id, category="", gtin="")
    return found.merged_into or found


def storefront_at(host: str, name: str) -> Storefront:
    """The shop at a host. It is called as it calls itself, or by its host if another is."""
    if known := db.session.scalar(select(Storefront).where(Storefront.host == host)):
        return known
    names = (squeezed(name), host)
    free = next((one for one in names if one and not _is_taken(Storefront, key_of(one))), f"{host} *")
    row = {"key": key_of(free), "name": free, "host": host}
    db.session.execute(insert_or(Storefront).values(row).on_conflict_do_nothing())
    return db.session.scalars(select(Storefront).where(Storefront.host == host)).one()


def _is_taken(kind: type[Named], key: str) -> bool:
    return db.session.scalar(select(kind.id).where(kind.key == key)) is not None


def _named(kind: type[Named], key: str, **values: object) -> Named:
    found = select(kind).where(kind.key == key)
    if known := db.session.scalar(found):
        return known
    table: type[Model] = kind
    db.session.execute(insert_or(table).values(key=key, **values).on_conflict_do_nothing())
    return db.session.scalars(found).one()
