"""The headings of a list: added, renamed, taken away; their pieces stay."""

from sqlalchemy import update

from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.products.finding import squeezed
from posts.shopping.history import What, remember
from posts.shopping.models import Item, NoName, Section, ShoppingList, TooManySections
from posts.shopping.pieces import laid_out, lay, sections_of
from posts.shopping.telling import tell_changed
from posts.shopping.writing import refresh

NAME, MOST = 60, 30


def add_section(it: ShoppingList, name: str, by: Member) -> Section:
    """At the end of the list. One of the same name is that one."""
    require(by, "fill", it)
    with transaction():
        there = sections_of(it.id)
        named = _named(name)
        if same := next((one for one in there if one.name.casefold() == named.casefold()), None):
            return same
        if len(there) >= MOST:
            raise TooManySections
        section = Section(list_id=it.id, name=named, place=len(there) + 1)
        db.session.add(section)
        _changed(it, by, section.name)
    return section


def rename_section(section: Section, name: str, by: Member) -> None:
    require(by, "fill", section.list)
    with transaction():
        section.name = _named(name)
        _changed(section.list, by, section.name)


def remove_section(section: Section, by: Member) -> None:
    """What stood under it comes under the heading above."""
    require(by, "fill", section.list)
    it = section.list
    with transaction():
        lay([line for line in laid_out(it.id) if line is not section])
        gone = update(Item).where(Item.section_id == section.id).values(section_id=None)
        db.session.flush()
        db.session.execute(gone)  # those that may still be put back
        db.session.delete(section)
        _changed(it, by, section.name)


def _changed(it: ShoppingList, by: Member, name: str) -> None:
    refresh(it)
    remember(it, What.SECTIONED, by, name=name)
    tell_changed(it)


def _named(name: str) -> str:
    if not (named := squeezed(name)[:NAME]):
        raise NoName
    return named
