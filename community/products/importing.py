"""Purchases from a shop's books become activities: looked at first, then all of them or none.

Told twice, they count once: every line of an order is remembered in `purchase_line`, and only lines not yet
remembered are recorded. The new lines of one order, storefront, category and day become one activity. The
score does not see the difference, for spend and breadth are sums; but a year of orders is told in seconds,
and a member reads one line per order in her passport. An order of which more lines come later, as the file
grows, gets another activity for those alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from community.db import Refusal, db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.record import record
from community.members import Member
from community.products.converting import Worth, worths
from community.products.customers import MALL
from community.products.finding import storefront_named
from community.products.matching import Matched, NewLine, matched
from community.products.models import PurchaseLine
from community.products.purchase_files import Manner, rows_of


@dataclass(frozen=True)
class Preview:
    """What an import would do, or did."""

    found: Matched
    net: dict[int, int]  # by member, in minor units of CNY


class BadRows(Refusal):
    """Some lines cannot be imported, so none is, unless one asks for the others alone."""


def preview(path: Path, manner: Manner, source: str = MALL) -> Preview:
    """Writes nothing. Raises UnreadableFile."""
    found = matched(rows_of(path, manner), source)
    return Preview(found, _net(worths(found.new)))


def accept(path: Path, manner: Manner, source: str = MALL, *, skip_bad: bool = False) -> Preview:
    """All in one transaction. Raises UnreadableFile, and BadRows unless bad lines are to be left out."""
    read = list(rows_of(path, manner))
    with transaction():
        found = matched(read, source)
        if found.bad and not skip_bad:
            raise BadRows(
                f"{len(found.bad)} lines cannot be imported, so nothing was. "
                "Mend them, or leave them out with --skip-bad."
            )
        counted = list(worths(found.new))
        for worth in counted:
            activity = _record(worth, source)
            db.session.execute(insert(PurchaseLine), list(_remembered(worth, source, activity.id)))
    return Preview(found, _net(counted))


def _net(counted: Iterable[Worth]) -> dict[int, int]:
    net: Counter[int] = Counter()
    for lot, _, amount in counted:
        net[lot.member_id] += -amount if lot.is_return else amount
    return dict(net)


def _record(worth: Worth, source: str) -> Activity:
    lot, lines, amount = worth
    first, others = lines[0].row, len(lines) - 1
    shop = storefront_named(first.storefront)
    return record(
        Deed.PURCHASE_RETURNED if lot.is_return else Deed.PURCHASE_MADE,
        by=db.session.get_one(Member, lot.member_id),
        key=_key(source, lines[0]),
        storefront=shop.name if shop else None,
        category=lot.category or None,
        product=f"{first.product} +{others}" if others else first.product,
        amount=amount,
        occurred_at=min(line.row.occurred_at for line in lines),
    )


def _key(source: str, line: NewLine) -> str:
    """Of an activity: that of its first line. A colon within a name must not look like one between them."""
    names = (source, line.row.order, line.row.code)
    return ":".join(
        ["import", *(name.replace("%", "%25").replace(":", "%3A") for name in names), str(line.nth)]
    )


def _remembered(worth: Worth, source: str, activity_id: int) -> Iterator[dict[str, object]]:
    for row, nth, _ in worth.lines:
        yield {
            "source": source,
            "order": row.order,
            "product_code": row.code,
            "nth": nth,
            "product": row.product,
            "quantity": row.quantity,
            "amount": row.amount,
            "currency": row.currency,
            "activity_id": activity_id,
        }
