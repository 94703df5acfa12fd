"""The pieces of a list, and its headings, are put in the order one likes."""

from collections.abc import Sequence

from community.db import db, transaction
from community.members import Member
from community.permissions import require
from posts.shopping.history import What, remember
from posts.shopping.models import Item, Section, ShoppingList
from posts.shopping.pieces import laid_out, lay, sections_of
from posts.shopping.telling import tell_changed
from posts.shopping.writing import refresh

Headings = Sequence[int | None]


def move(item: Item, by: Member, *, up: bool) -> None:
    """One line; past a heading it comes under another. The first and the last stay where they are."""
    require(by, "fill", item.list)
    with transaction():
        lines = laid_out(item.list_id)
        at = next((at for at, line in enumerate(lines) if line is item), None)
        to = None if at is None else at + (-1 if up else 1)
        if at is not None and to is not None and 0 <= to < len(lines):
            lines[at], lines[to] = lines[to], lines[at]
            _lay(item.list, lines, by)


def arrange(it: ShoppingList, ids: Sequence[int], by: Member, *, under: Headings | None = None) -> None:
    """In the order of `ids`, each under the heading named beside it, if headings are named at all.

    A piece that is not named, because it came meanwhile, keeps to the end.
    """
    require(by, "fill", it)
    with transaction():
        lines = laid_out(it.id)
        wish = {id: place for place, id in enumerate(ids)}
        headings = dict(zip(ids, under, strict=False)) if under else {}
        items = [line for line in lines if isinstance(line, Item)]
        items.sort(key=lambda item: wish.get(item.id, len(wish)))
        sections = [line for line in lines if isinstance(line, Section)]
        known = {section.id for section in sections}
        home = {item.id: headings.get(item.id, item.section_id) for item in items}
        top: list[Section | Item] = [item for item in items if home[item.id] not in known]
        for section in sections:
            top += [section, *(item for item in items if home[item.id] == section.id)]
        _lay(it, top, by)


def arrange_sections(it: ShoppingList, ids: Sequence[int], by: Member) -> None:
    """Headings in the order of `ids`, each with what stands under it."""
    require(by, "fill", it)
    with transaction():
        wish = {id: place for place, id in enumerate(ids)}
        ordered = sorted(sections_of(it.id), key=lambda section: wish.get(section.id, len(wish)))
        for place, section in enumerate(ordered, start=1):
            section.place = place
        db.session.flush()
        _lay(it, laid_out(it.id), by)  # places of pieces follow those of their headings


def move_section(section: Section, by: Member, *, up: bool) -> None:
    require(by, "fill", section.list)
    order = [one.id for one in sections_of(section.list_id)]
    at = order.index(section.id)
    to = at + (-1 if up else 1)
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
        arrange_sections(section.list, order, by)


def _lay(it: ShoppingList, lines: Sequence[Section | Item], by: Member) -> None:
    lay(lines)
    refresh(it)
    remember(it, What.ARRANGED, by)
    tell_changed(it)
