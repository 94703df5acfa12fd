"""A list is kept together: its owner asks somebody in, who says yes or no, and may go again."""

from sqlalchemy import func, select

from community import clock
from community.db import db, transaction
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from community.permissions import may, require
from posts.shopping.history import What, remember
from posts.shopping.models import ShoppingList
from posts.shopping.people import Companion, Crowded, NotAskable, NotOneself, Part
from posts.shopping.telling import tell_changed

MOST = 12


def invite(it: ShoppingList, whom: Member, by: Member, *, part: Part = Part.FILLS) -> Companion:
    """Asked again, it is the part that changes."""
    require(by, "share", it)
    if whom.id == it.author_id:
        raise NotOneself
    if not may(by, "write_to", whom):
        raise NotAskable
    with transaction():
        there = db.session.get(Companion, (it.id, whom.id))
        if there:
            there.part = part
            tell_changed(it)
            return there
        asked = select(func.count()).where(Companion.list_id == it.id)
        if (db.session.scalar(asked) or 0) >= MOST:
            raise Crowded
        companion = Companion(list=it, member=whom, part=part)
        db.session.add(companion)
        db.session.flush()
        key, url = _key(it, whom), f"{it.home}/mine"  # nobody else may know of the list: the title is told
        notify(Kind.INVITED, [whom.id], by=by, key=key, url=url, thing=key, what="list", title=it.title)
    return companion


def accept(it: ShoppingList, by: Member) -> None:
    require(by, "read", it)
    with transaction():
        mine = db.session.get(Companion, (it.id, by.id))
        if mine and not mine.accepted_at:
            mine.accepted_at = clock.now()
            remember(it, What.CAME, by)
            thing = f"list-company:{it.id}"
            notify(Kind.LIST, [it.author_id], by=by, url=it.url, thing=thing, what="came", title=it.title)
            tell_changed(it)


def leave(it: ShoppingList, by: Member) -> None:
    """Or decline: whoever was asked in goes, and what was put on the list stays."""
    require(by, "read", it)
    _end(it, by)


def send_away(it: ShoppingList, whom: Member, by: Member) -> None:
    require(by, "share", it)
    _end(it, whom)


def companions_of(it: ShoppingList) -> list[Companion]:
    """Those who said yes first."""
    around = select(Companion).join(Companion.member).where(Companion.list_id == it.id)
    order = (Companion.accepted_at.is_(None), Companion.invited_at, Companion.member_id)
    return list(db.session.scalars(around.order_by(*order)))


def invitations_to(me: Member) -> list[Companion]:
    """Lists somebody asked me to keep with her, and I have not answered."""
    asked = select(Companion).join(Companion.list)
    open_ = (Companion.member_id == me.id, Companion.accepted_at.is_(None))
    there = (ShoppingList.removed_at.is_(None), ShoppingList.hidden_at.is_(None))
    return list(db.session.scalars(asked.where(*open_, *there).order_by(Companion.invited_at.desc())))


def _end(it: ShoppingList, whom: Member) -> None:
    with transaction():
        if companion := db.session.get(Companion, (it.id, whom.id)):
            if companion.accepted_at:
                remember(it, What.WENT, whom)
            db.session.delete(companion)
            withdraw(_key(it, whom))
            tell_changed(it)


def _key(it: ShoppingList, whom: Member) -> str:
    return f"list-invitation:{it.id}:{whom.id}"
