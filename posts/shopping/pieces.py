"""Which pieces stand on a list, and where."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import SQLColumnExpression, func, select

from community.db import db
from posts.shopping.models import FullList, Item, Section, ShoppingList

MOST = 200
REGRET = timedelta(seconds=30)  # for so long what was taken off can be put back
TOP = 0  # where pieces under no heading stand


def by_section() -> tuple[SQLColumnExpression[int], ...]:
    """What pieces are ordered by, where their sections are joined."""
    return (func.coalesce(Section.place, TOP), Item.place, Item.id)


def standing(list_id: int) -> list[Item]:
    """In their order."""
    of_it = (Item.list_id == list_id, Item.removed_at.is_(None))
    items = select(Item).outerjoin(Section, Section.id == Item.section_id).where(*of_it)
    return list(db.session.scalars(items.order_by(*by_section())))


def twins(list_id: int, product_id: int) -> list[Item]:
    """The pieces of a list that are the same product, the upper one first."""
    return [item for item in standing(list_id) if item.product_id == product_id]


def sections_of(list_id: int) -> list[Section]:
    """In their order."""
    of_it = select(Section).where(Section.list_id == list_id)
    return list(db.session.scalars(of_it.order_by(Section.place, Section.id)))


def laid_out(list_id: int) -> list[Section | Item]:
    """Headings and pieces from top to bottom."""
    items = standing(list_id)
    lines: list[Section | Item] = [item for item in items if item.section_id is None]
    for section in sections_of(list_id):
        lines += [section, *(item for item in items if item.section_id == section.id)]
    return lines


def lay(lines: Sequence[Section | Item]) -> None:
    """As they come: a piece belongs under the heading above it. Must be called inside a transaction."""
    under: Section | None = None
    headings = place = 0
    for line in lines:
        if isinstance(line, Section):
            under, headings = line, headings + 1
            line.place = headings
        else:
            place += 1
            line.section, line.place = under, place


def place_at_end(it: ShoppingList) -> int:
    """Raises FullList when there is no room."""
    of_it = (Item.list_id == it.id, Item.removed_at.is_(None))
    pieces, last = db.session.execute(select(func.count(), func.max(Item.place)).where(*of_it)).one()
    if pieces >= MOST:
        raise FullList
    return (last or 0) + 1
