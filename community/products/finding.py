"""The same thing under one name: brands, storefronts and products are found by how they sound, or made."""

import re
import unicodedata
from typing import TypeVar

from sqlalchemy import select

from community.db import Model, db, insert_or
from community.products.models import Brand, Product, Storefront

Named = TypeVar("Named", Brand, Storefront, Product)
# What turns the direction of a line, or is no character at all: of no use in a name.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+")


def squeezed(text: str) -> str:
    """One line of text as it is kept: no control characters, single spaces, composed letters."""
    return " ".join(unicodedata.normalize("NFC", UNSEEN.sub(" ", text)).split())


def key_of(name: str) -> str:
    """What is compared: letters and digits only, so that «Repair Cream 60ml» is «repair cream, 60 ml».

    Between digits something stays, for 1.5 is not 15.
    """
    flat = unicodedata.normalize("NFKC", squeezed(name)).casefold()
    spaced = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in flat)
    joined = re.sub(r"(?<=\d) +(?=\d)", "-", spaced.strip())
    return joined.replace(" ", "") or flat


def brand_named(name: str) -> Brand | None:
    """Must be called inside a transaction, as the two below. No name, no brand."""
    return _named(Brand, key_of(name), name=squeezed(name)) if squeezed(name) else None


def storefront_named(name: str) -> Storefront | None:
    return _named(Storefront, key_of(name), name=squeezed(name)) if squeezed(name) else None


def product_named(name: str, brand: str = "") -> Product:
    """One product per brand and name, whoever wrote it first."""
    maker = brand_named(brand)
    key = f"{maker.key if maker else ''}/{key_of(name)}"
    return _named(Product, key, name=squeezed(name), brand_id=maker and maker.id, category="")


def _named(kind: type[Named], key: str, **values: object) -> Named:
    found = select(kind).where(kind.key == key)
    if known := db.session.scalar(found):
        return known
    table: type[Model] = kind
    db.session.execute(insert_or(table).values(key=key, **values).on_conflict_do_nothing())
    return db.session.scalars(found).one()
