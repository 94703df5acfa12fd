"""A price as members write it, and as the club remembers it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Row, Select, and_, bindparam, func, or_, select

from community import clock
from community.db import Refusal, db, rows
from community.engagement.policy import policy_on
from community.members import Member
from community.products.models import PriceSeen, Product, ProductPage, Source, Storefront
from community.statements import among

WHOLE = {"JPY", "VND"}  # currencies without a minor unit
SIGNS = {
    "€": "EUR", "£": "GBP", "$": "USD", "US$": "USD", "HK$": "HKD", "₫": "VND", "Đ": "VND", "VNĐ": "VND",
    "元": "CNY", "RMB": "CNY", "CN¥": "CNY", "円": "JPY", "JP¥": "JPY",
}  # fmt: skip
YUAN_OR_YEN = "¥"
MOST = 100_000_000  # a thousand times as much where there are no minor units
LONGEST = 24
STALE = timedelta(days=3)  # after which a price is shown grey
KEPT = 6  # prices of a product that a line needs to find the one before
CHARTED = 200
_hearers: list[Callable[[PriceSeen], None]] = []


class Price(NamedTuple):
    amount: int  # minor units
    currency: str


class UnclearPrice(Refusal):
    """What was written is no price."""


class DoubtfulPrice(UnclearPrice):
    """«1.190» is one thing in Hanoi and another in Hong Kong."""


class BrokenCoin(UnclearPrice):
    """Smaller than the smallest coin of the currency."""


class HugePrice(UnclearPrice):
    """More than anybody pays, so probably a slip."""


class UnknownCurrency(UnclearPrice):
    """The policy has no rate for it."""


def currencies() -> tuple[str, ...]:
    """What the club counts in, its own first."""
    return tuple(policy_on(clock.today()).rates)


def minor(value: Decimal, currency: str) -> int:
    """Minor units, rounded to the nearest."""
    scale = 1 if currency in WHOLE else 100
    return int((value * scale).quantize(Decimal(1), ROUND_HALF_UP))


def read_price(text: str, currency: str = "CNY") -> Price | None:
    """«1,190», «¥1190», «1190.50», «€ 20», «1.2万»; nothing written is no price. A written sign wins."""
    flat = unicodedata.normalize("NFKC", text).strip().upper()
    if not flat:
        return None
    sign = re.sub(r"[\d.,'’\s万]", "", flat).strip()
    if sign and not (sign == YUAN_OR_YEN and currency in {"CNY", "JPY"}):
        currency = SIGNS.get(sign, "CNY" if sign == YUAN_OR_YEN else sign)
    if currency not in currencies():
        raise UnclearPrice if sign else UnknownCurrency
    number = re.sub(r"[^\d.,万]", "", flat)
    ten_thousands = number.endswith("万")
    value = _number(number.removesuffix("万"), currency) * (10_000 if ten_thousands else 1)
    if value > (MOST * 1000 if currency in WHOLE else MOST):
        raise HugePrice
    if value != value.quantize(Decimal(1) if currency in WHOLE else Decimal("0.01")):
        raise BrokenCoin
    return Price(minor(value, currency), currency)


def _number(text: str, currency: str) -> Decimal:
    """Commas or points between thousands, the other, or either, before one or two last digits."""
    if len(text) > LONGEST:
        raise HugePrice
    if re.fullmatch(r"\d+|\d{1,3}(,\d{3})+|\d{1,3}(\.\d{3}){2,}", text):
        return Decimal(re.sub(r"[.,]", "", text))
    if found := re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d+)\.(\d{1,2})", text):
        return Decimal(f"{found[1].replace(',', '')}.{found[2]}")
    if found := re.fullmatch(r"(\d{1,3}(?:\.\d{3})+|\d+),(\d{1,2})", text):
        return Decimal(f"{found[1].replace('.', '')}.{found[2]}")
    if re.fullmatch(r"\d{1,3}\.\d{3}", text):
        if currency in WHOLE:
            return Decimal(text.replace(".", ""))
        raise DoubtfulPrice
    raise UnclearPrice


def see_price(product: Product, price: Price, by: Member, where: Storefront | None = None) -> PriceSeen:
    """Must be called inside a transaction. Nobody else hears of it until it is told."""
    seen = PriceSeen(
        product_id=product.id,
        storefront_id=where and where.id,
        amount=price.amount,
        currency=price.currency,
        seen_by_id=by.id,
        seen_at=clock.now(),
        source=Source.LIST,
    )
    db.session.add(seen)
    db.session.flush()
    return seen


def see_on_page(page: ProductPage, price: Price) -> PriceSeen:
    """What the shop itself asks. Must be called inside a transaction.

    The same price again moves the last sight of it, so that a quiet year is two rows and not 365.
    """
    of_it = (PriceSeen.product_id == page.product_id, PriceSeen.storefront_id == page.storefront_id)
    newest = select(PriceSeen).where(*of_it, PriceSeen.source == Source.PAGE)
    before = db.session.scalars(newest.order_by(PriceSeen.seen_at.desc(), PriceSeen.id.desc()).limit(2)).all()
    now = clock.now()
    if len(before) == 2 and all((old.amount, old.currency) == price for old in before):  # noqa: PLR2004
        before[0].seen_at = now
        return before[0]
    seen = PriceSeen(
        product_id=page.product_id,
        storefront_id=page.storefront_id,
        amount=price.amount,
        currency=price.currency,
        seen_at=now,
        told_at=now,
        source=Source.PAGE,
    )
    db.session.add(seen)
    db.session.flush()
    tell(seen)
    return seen


def when_told(hear: Callable[[PriceSeen], None]) -> Callable[[PriceSeen], None]:
    """Declare what follows, in the same transaction, when a price becomes known to all members."""
    _hearers.append(hear)
    return hear


def tell(seen: PriceSeen) -> None:
    """Must be called inside a transaction."""
    seen.told_at = seen.told_at or clock.now()
    for hear in _hearers:
        hear(seen)


def prices_of(
    product_ids: Iterable[int], viewer: Member | None, *, each: int = KEPT, charted: int | None = None
) -> Sequence[Row[tuple[object, ...]]]:
    """The last prices of each product and currency, the newest first: those told, and the viewer's own.

    Of the `charted` product its whole story. One query, however many products.
    """
    wanted = sorted(set(product_ids))
    if not wanted:
        return ()
    facts = {"products": wanted, "me": viewer.id if viewer else 0, "each": each, "charted": charted or 0}
    return rows(_prices(), facts)


@cache
def _prices() -> Select[*tuple[Any, ...]]:
    known = or_(PriceSeen.told_at.is_not(None), PriceSeen.seen_by_id == bindparam("me", type_=BigInteger))
    newest = (PriceSeen.seen_at.desc(), PriceSeen.id.desc())
    rank = func.row_number().over(partition_by=(PriceSeen.product_id, PriceSeen.currency), order_by=newest)
    ranked = (
        select(
            PriceSeen.id,
            PriceSeen.product_id,
            PriceSeen.amount,
            PriceSeen.currency,
            PriceSeen.seen_at,
            PriceSeen.seen_by_id,
            PriceSeen.source,
            PriceSeen.storefront_id,
            Storefront.name.label("storefront"),
            rank.label("rank"),
        )
        .outerjoin(Storefront, Storefront.id == PriceSeen.storefront_id)
        .where(among(PriceSeen.product_id, "products"), known)
        .subquery()
    )
    of_chart = and_(ranked.c.product_id == bindparam("charted", type_=BigInteger), ranked.c.rank <= CHARTED)
    enough = or_(ranked.c.rank <= bindparam("each", type_=BigInteger), of_chart)
    return select(ranked).where(enough).order_by(ranked.c.product_id, ranked.c.currency, ranked.c.rank)
