"""For whom a list is: each says it for itself, and begins with what its owner chose for all.

A guest's link is a door of its own: whoever has it sees that list, whomever else it is for.
"""

from collections.abc import Mapping
from functools import partial

from sqlalchemy import Select, select

from community.contributions import Audience
from community.db import Refusal, after_commit, db, transaction
from community.members import Member
from community.permissions import may, require
from community.quiet.keeping import show_lists_to
from community.realtime import empty
from posts.shopping.history import What, remember
from posts.shopping.models import ShoppingList
from posts.shopping.publishing import follow_up
from posts.shopping.telling import tell_changed

READERS = tuple(one for one in Audience if one is not Audience.STAFF)


class NotForLists(Refusal):
    """Nobody keeps a list for the club's team."""


def address_to(it: ShoppingList, audience: Audience, by: Member) -> None:
    """From now on it is for these readers, and for no others. Raises NotForLists."""
    require(by, "address", it)
    _check(audience)
    with transaction():
        if it.audience is not audience:
            it.audience = audience
            it.version += 1
            follow_up(it)
            remember(it, What.ADDRESSED, by)
            tell_changed(it)
            after_commit(partial(empty, f"contribution:{it.id}"))


def settle_readers(audience: Audience, by: Member, *, of_all: bool = False) -> int:
    """Whom her lists are for when she begins them; `of_all`: those that are there too. How many changed.

    What a moderator limited stays as it is. Raises NotForLists.
    """
    _check(audience)
    with transaction():
        show_lists_to(audience, by)
        others = _lists_of(by).where(ShoppingList.audience != audience).order_by(ShoppingList.id)
        its = [it for it in db.session.scalars(others) if may(by, "address", it)] if of_all else []
        for it in its:
            address_to(it, audience, by)
    return len(its)


def readers_in(form: Mapping[str, str]) -> Audience | None:
    """Whom a form names; none where it names nobody that a list can be for."""
    asked = form.get("audience", "")
    return Audience(asked) if asked in READERS else None


def _lists_of(member: Member) -> Select[ShoppingList]:
    return select(ShoppingList).where(ShoppingList.author_id == member.id, ShoppingList.removed_at.is_(None))


def _check(audience: Audience) -> None:
    if audience not in READERS:
        raise NotForLists
