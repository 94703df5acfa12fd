"""One list, opened: everything its page says, read in three queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Row, select

from community import clock
from community.db import LARGEST_ID, db
from community.members import Member
from community.products.charting import Chart, chart
from community.products.models import Product
from community.products.prices import prices_of
from posts.shopping.models import Item, ShoppingList, State
from posts.shopping.people import Companion
from posts.shopping.reading import Friend, Heading, company_in, head, headings_in, items
from posts.shopping.shelves import STRIP
from posts.shopping.summing import Line, Prices, by_product, line_of, sums


@dataclass(frozen=True)
class Opened:
    head: Row[Any]
    mine: bool
    lines: Sequence[Line]  # those the reader may see
    gone: Sequence[Row[Any]]  # removed a moment ago: the owner may put them back
    charted: Line | None
    prices: Prices
    as_others: bool = False
    sections: Sequence[Heading] = ()

    @property
    def it(self) -> ShoppingList:
        it: ShoppingList = self.head.ShoppingList
        return it

    @property
    def fills(self) -> bool:
        """Whether the reader may put pieces on it, change and arrange them."""
        if self.as_others or self.it.hidden_at or self.it.removed_at:
            return False
        companion: Companion | None = self.head.Companion
        return self.mine or (companion is not None and companion.fills)

    @property
    def companion(self) -> Companion | None:
        """What the reader was asked to be on this list, answered or not."""
        one: Companion | None = self.head.Companion
        return one

    @cached_property
    def company(self) -> list[Friend]:
        return company_in(self.head.company)

    @property
    def has_news(self) -> bool:
        """For a follower: something was put on it since she last looked."""
        at = self.head.looked_at
        return at is not None and any(line.item.added_at > at for line in self.lines)

    @property
    def hidden(self) -> int:
        """How many pieces only the owner sees."""
        return int(self.head.private)

    @cached_property
    def counts(self) -> dict[State, int]:
        return {state: sum(line.item.state is state for line in self.lines) for state in State}

    @cached_property
    def groups(self) -> list[tuple[Heading | None, list[Line]]]:
        """What stands under no heading, then each with its pieces; an empty one for who may fill it."""
        under: dict[int | None, list[Line]] = {}
        headed: list[tuple[Heading | None, list[Line]]]
        for line in self.lines:
            under.setdefault(line.item.section_id, []).append(line)
        headed = [(section, under.get(section.id, [])) for section in self.sections]
        return [(None, under.get(None, [])), *(group for group in headed if group[1] or self.fills)]

    @cached_property
    def to_buy(self) -> dict[str, int]:
        return sums(self.lines, State.WANT)

    @cached_property
    def by_state(self) -> dict[State, dict[str, int]]:
        """Sums by currency of each state that has any."""
        each = {state: sums(self.lines, state) for state in State}
        return {state: amounts for state, amounts in each.items() if amounts}

    @cached_property
    def total(self) -> dict[str, int]:
        return sums(self.lines)

    @property
    def photos(self) -> list[str]:
        shown = [line.item.photo for line in self.lines if line.item.photo]
        first = [self.it.cover] if self.it.cover in shown else []
        return list(dict.fromkeys(first + shown))[:STRIP]

    @cached_property
    def twice(self) -> set[int]:
        """Pieces that are the same product as one above them."""
        first: dict[int, int] = {}
        for line in self.lines:
            first.setdefault(line.item.product_id, line.item.id)
        return {line.item.id for line in self.lines} - set(first.values())

    @cached_property
    def chart(self) -> Chart | None:
        if not self.charted:
            return None
        item = self.charted.item
        story = self.prices.get((item.product_id, item.currency), ())
        return chart(list(reversed(story)), until=clock.now())


def opened(id: int, me: Member, *, as_others: bool = False, price_of: int | None = None) -> Opened | None:
    """The list as `me` sees it, or as the others do; with the price story of one piece."""
    top = head(id, me) if id <= LARGEST_ID else None
    if not top:
        return None
    mine = top.ShoppingList.author_id == me.id and not as_others
    fills = mine or (top.Companion is not None and top.Companion.fills)
    rows = items([id], me, everything=mine, gone=fills)
    here = [row for row in rows if row.removed_at is None]
    told = [row for row in here if row.prices > 1]
    chosen = next((row for row in told if row.id == price_of), told[0] if told else None)
    prices = by_product(prices_of({row.product_id for row in here}, me, charted=chosen and chosen.product_id))
    lines = [line_of(row, prices) for row in here]
    charted = next((line for line in lines if chosen and line.item.id == chosen.id), None)
    gone = [row for row in rows if row.removed_at is not None]
    return Opened(top, mine, lines, gone, charted, prices, as_others, headings_in(top.headings))


def photos_of(it: ShoppingList) -> list[str]:
    """What may be its cover: the photos everybody sees."""
    public = (Item.list_id == it.id, Item.private.is_(False), Item.removed_at.is_(None))
    shown = select(Item.photo, Product.photo).join(Product, Product.id == Item.product_id).where(*public)
    rows = db.session.execute(shown.order_by(Item.place, Item.id))
    return list(dict.fromkeys(photo for own, common in rows if (photo := own or common)))
