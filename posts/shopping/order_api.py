"""The headings of a list, the order of its pieces, and where they go, for programs."""

from http import HTTPStatus
from typing import Annotated, Literal

from flask import abort
from flask_babel import gettext as _
from pydantic import Field

from community.api.answers import Answer
from community.api.bodies import Body, Said
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from posts.shopping.arranging import arrange, arrange_sections
from posts.shopping.models import AlreadyListed, ForeignList, Item, Section, ShoppingList, TooManySections
from posts.shopping.piece_answers import ItemAnswer
from posts.shopping.piece_api import told
from posts.shopping.pieces import MOST
from posts.shopping.section_routes import too_many
from posts.shopping.sections import NAME, add_section, remove_section, rename_section
from posts.shopping.taking import leave, take
from posts.shopping.transferring import copy_to, fold_into, move_to

order = Api("list_order")


class SectionBody(Body):
    name: Annotated[Said, Field(max_length=NAME)]


class SectionAnswer(Answer):
    id: int
    url: str
    name: str


class OrderBody(Body):
    """Pieces from top to bottom, `under` the sections named beside them (0 for none), and sections.

    What is not named keeps to the end.
    """

    items: Annotated[list[int], Field(max_length=MOST)] = []
    under: Annotated[list[int], Field(max_length=MOST)] = []
    sections: Annotated[list[int], Field(max_length=MOST)] = []


class Transfer(Body):
    """`keep` leaves the piece where it is, too. `twin`: what to do where the same product stands there."""

    into: int
    keep: bool = False
    twin: Literal["refuse", "merge", "both"] = "refuse"


class Taking(Body):
    into: int


@order.post("/lists/<int:list_id>/sections")
def add_list_section(me: Member, list_id: int, sent: SectionBody) -> SectionAnswer:
    """A heading at the end of the list."""
    it = get_or_404(ShoppingList, list_id)
    return _section(add_section(it, sent.name, by=me))


@order.patch("/lists/<int:list_id>/sections/<int:id>")
def rename_list_section(me: Member, list_id: int, id: int, sent: SectionBody) -> SectionAnswer:
    """Give a section another name."""
    section = _found(list_id, id)
    rename_section(section, sent.name, by=me)
    return _section(section)


@order.delete("/lists/<int:list_id>/sections/<int:id>")
def remove_list_section(me: Member, list_id: int, id: int) -> None:
    """Take a section away; its pieces stay."""
    remove_section(_found(list_id, id), by=me)


@order.patch("/lists/<int:list_id>/order")
def arrange_list(me: Member, list_id: int, sent: OrderBody) -> None:
    """Put pieces and sections in order."""
    it = get_or_404(ShoppingList, list_id)
    require(me, "fill", it)
    if sent.sections:
        arrange_sections(it, sent.sections, by=me)
    if sent.items:
        arrange(it, sent.items, by=me, under=sent.under or None)


@order.post("/lists/<int:list_id>/items/<int:id>/transfer", at="/lists/{into}")
def transfer_item(me: Member, list_id: int, id: int, sent: Transfer) -> ItemAnswer:
    """Move a piece to another of your lists, or copy it there."""
    item, into = _item(list_id, id), get_or_404(ShoppingList, sent.into)
    both = sent.twin == "both"
    try:
        moved = (copy_to if sent.keep else move_to)(item, into, by=me, beside_twin=both)
    except AlreadyListed as already:
        if sent.twin != "merge":
            raise
        fold_into(item, already.twin, by=me, keep=sent.keep)
        moved = already.twin
    return told(moved, me)


@order.post("/lists/<int:list_id>/items/<int:id>/taking")
def take_item(me: Member, list_id: int, id: int, sent: Taking) -> ItemAnswer:
    """Take a piece of another's list into one of yours; the credit stays with it."""
    return told(take(_item(list_id, id), get_or_404(ShoppingList, sent.into), by=me), me)


@order.delete("/lists/<int:list_id>/items/<int:id>/taking")
def leave_item(me: Member, list_id: int, id: int) -> None:
    """Not taken any more."""
    leave(_item(list_id, id), by=me)


def _item(list_id: int, id: int) -> Item:
    item = get_or_404(Item, id)
    return item if item.list_id == list_id and not item.removed_at else abort(404)


def _found(list_id: int, id: int) -> Section:
    section = get_or_404(Section, id)
    return section if section.list_id == list_id else abort(404)


def _section(section: Section) -> SectionAnswer:
    it = section.list
    return SectionAnswer(id=section.id, url=f"{it.url}#section-{section.id}", name=section.name)


say(TooManySections, lambda _no: too_many())
say(ForeignList, lambda _no: _("Pieces move between lists of one owner. From another's list, take them."))
say(
    AlreadyListed,
    lambda no: _("“%(name)s” is on “%(list)s” already.", name=no.twin.name, list=no.twin.list.title),
    status=HTTPStatus.CONFLICT,
)
