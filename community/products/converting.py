"""What orders are worth in CNY, so that nothing is lost or left over by rounding.

Every line rounded by itself would leave a fen of seven cups bought at once and sent back as three and four,
and with it a storefront that counts as kept. So it is the running sum of a member's account that is rounded:
what one order adds is the difference it makes. All orders of an account together are worth exactly their sum.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, func, select

from community.db import db
from community.engagement.activity import Activity
from community.engagement.policy import policy_on
from community.products.customers import AT_ONCE
from community.products.finding import key_of
from community.products.matching import NewLine
from community.products.models import PurchaseLine


class Account(NamedTuple):
    member_id: int
    storefront: str  # its key
    category: str
    currency: str


class Lot(NamedTuple):
    """What is recorded as one activity."""

    member_id: int
    order: str
    storefront: str  # its key
    category: str
    day: date
    is_return: bool


class Worth(NamedTuple):
    lot: Lot
    lines: Sequence[NewLine]
    amount: int  # minor units of CNY, never negative


def worths(lines: Iterable[NewLine]) -> Iterator[Worth]:
    """The lines put together, the oldest first, at the rates of their days."""
    lots: dict[Lot, list[NewLine]] = defaultdict(list)
    for line in lines:
        row = line.row
        shop, day = key_of(row.storefront), row.occurred_at.date()
        lots[Lot(line.member_id, row.order, shop, row.category, day, row.is_return)].append(line)
    net = _told({lot.member_id for lot in lots})
    for lot, together in sorted(lots.items(), key=lambda pair: pair[1][0].row.occurred_at):
        yield Worth(lot, together, sum(_moved(lot, together, net)))


def _moved(lot: Lot, lines: Sequence[NewLine], net: Counter[Account]) -> Iterator[int]:
    """How far each currency's account moves, in CNY."""
    policy = policy_on(lot.day)
    told: Counter[str] = Counter()
    for row, *_ in lines:
        told[row.currency] += row.amount
    for currency, amount in told.items():
        account = Account(lot.member_id, lot.storefront, lot.category, currency)
        before = policy.in_cny(net[account], currency)
        net[account] += -amount if lot.is_return else amount
        yield abs(policy.in_cny(net[account], currency) - before)


def _told(member_ids: set[int]) -> Counter[Account]:
    """What was imported before, net, in minor units of each currency."""
    net: Counter[Account] = Counter()
    signed = case((PurchaseLine.quantity < 0, -PurchaseLine.amount), else_=PurchaseLine.amount)
    columns = (Activity.member_id, Activity.storefront, Activity.category, PurchaseLine.currency)
    wanted = sorted(member_ids)
    for begin in range(0, len(wanted), AT_ONCE):
        told = (
            select(*columns, func.sum(signed))
            .join(Activity, Activity.id == PurchaseLine.activity_id)
            .where(Activity.member_id.in_(wanted[begin : begin + AT_ONCE]))
            .group_by(*columns)
        )
        for member_id, shop, category, currency, amount in db.session.execute(told):
            net[Account(member_id, key_of(shop or ""), category or "", currency)] += int(amount)
    return net
