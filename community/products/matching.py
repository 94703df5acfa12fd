"""Which lines of a file are new, whose they are, and which cannot be taken as they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from community.db import db
from community.products.customers import AT_ONCE, members_by_name
from community.products.models import PurchaseLine
from community.products.purchase_files import BadRow, PurchaseRow

Place = tuple[str, str]  # an order and a product code
CHANGED = "was imported before with another quantity or price: what is told stays, a return corrects it"


class NewLine(NamedTuple):
    row: PurchaseRow
    nth: int  # of the lines with its order and product code
    member_id: int


class Content(NamedTuple):
    """What must be the same for a line to be one that is known."""

    quantity: int
    amount: int
    currency: str


@dataclass(frozen=True)
class Matched:
    new: Sequence[NewLine]  # as they stand in the file
    known: int  # lines imported before
    bad: Sequence[BadRow]

    def sums(self, *, returned: bool) -> dict[str, int]:
        """Of the new lines: minor units by currency."""
        total: Counter[str] = Counter()
        for row, *_ in self.new:
            if row.is_return == returned:
                total[row.currency] += row.amount
        return dict(total)


def matched(read: Iterable[PurchaseRow | BadRow], source: str) -> Matched:
    rows: list[PurchaseRow] = []
    bad: list[BadRow] = []
    for row in read:
        rows.append(row) if isinstance(row, PurchaseRow) else bad.append(row)
    members = members_by_name((row.member for row in rows), source)
    bad += [BadRow(row.line, _stranger(row.member, source)) for row in rows if row.member not in members]
    places: dict[Place, list[PurchaseRow]] = defaultdict(list)
    for row in rows:
        if row.member in members:
            places[row.order, row.code].append(row)
    new, known = [], 0
    before = _known({order for order, _ in places}, source)
    for place, lines in places.items():
        told = before.get(place, Counter())
        fresh, changed = _fresh(lines, told)
        bad += changed
        new += [NewLine(row, nth, members[row.member]) for nth, row in enumerate(fresh, told.total() + 1)]
        known += len(lines) - len(fresh) - len(changed)
    new.sort(key=lambda line: line.row.line)
    bad.sort(key=lambda row: row.line)
    return Matched(new, known, bad)


def _stranger(name: str, source: str) -> str:
    if name.isdigit():
        return (
            f"is of customer {name}, who is no member: zone member customer HANDLE {name} --source {source}"
        )
    return f"is of {name[:80]!r}, whom nobody here is called"


def _known(orders: set[str], source: str) -> Mapping[Place, Counter[Content]]:
    known: dict[Place, Counter[Content]] = defaultdict(Counter)
    wanted = sorted(orders)
    for begin in range(0, len(wanted), AT_ONCE):
        told = select(
            PurchaseLine.order,
            PurchaseLine.product_code,
            PurchaseLine.quantity,
            PurchaseLine.amount,
            PurchaseLine.currency,
        ).where(PurchaseLine.source == source, PurchaseLine.order.in_(wanted[begin : begin + AT_ONCE]))
        for order, code, quantity, amount, currency in db.session.execute(told):
            known[order, code][Content(quantity, amount, currency)] += 1
    return known


def _fresh(lines: Sequence[PurchaseRow], told: Counter[Content]) -> tuple[list[PurchaseRow], list[BadRow]]:
    """Those of one order and product that were not told before, whatever their order in the file."""
    left = told.copy()
    fresh = []
    for row in lines:
        content = Content(row.quantity, row.amount, row.currency)
        if left[content]:
            left[content] -= 1
        else:
            fresh.append(row)
    if fresh and left.total():
        return [], [BadRow(row.line, CHANGED) for row in fresh]
    return fresh, []
