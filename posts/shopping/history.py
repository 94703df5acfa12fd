"""Who did what on a list: a line for each change, for those who keep it together."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Row, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import NAMED, OWN
from community.db import Model, db
from community.members import Member
from posts.shopping.models import Item, ShoppingList

LINES = 60
ONE_DEED = timedelta(minutes=10)  # the same again within it is told once


class What(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    TURNED = "turned"
    ARRANGED = "arranged"
    REMOVED = "removed"
    PUT_BACK = "put_back"
    MERGED = "merged"
    SECTIONED = "sectioned"
    RENAMED = "renamed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ADDRESSED = "addressed"
    CAME = "came"
    WENT = "went"


class Change(Model):
    __tablename__ = "list_change"
    __table_args__ = (Index("ix_list_change_list_at", "list_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("shopping_list.id"), info=OWN)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("shopping_item.id"), index=True, info=OWN)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=NAMED)
    what: Mapped[What]
    name: Mapped[str] = mapped_column(default="")  # of the piece or the section, as it was
    detail: Mapped[str] = mapped_column(default="")  # the state it is in, or the fields that changed
    private: Mapped[bool] = mapped_column(default=False)  # the owner's alone, as the piece was
    at: Mapped[datetime] = mapped_column(default=clock.now)


def remember(
    it: ShoppingList, what: What, by: Member, item: Item | None = None, *, name: str = "", detail: str = ""
) -> None:
    """Must be called inside a transaction."""
    last = db.session.scalar(
        select(Change).where(Change.list_id == it.id).order_by(Change.at.desc(), Change.id.desc()).limit(1)
    )
    told = item.name if item else name
    row = Change(
        list_id=it.id, item_id=item and item.id, member_id=by.id, what=what, name=told, detail=detail
    )
    row.private = bool(item and item.private)
    row.at = clock.now()
    if last and _is_one_deed(last, row):
        last.at, last.name, last.private = row.at, row.name, last.private or row.private
        last.detail = _both(last, row)
        return
    db.session.add(row)


def _is_one_deed(last: Change, row: Change) -> bool:
    same = (last.member_id, last.item_id, last.what) == (row.member_id, row.item_id, row.what)
    return same and row.at - last.at < ONE_DEED and (row.item_id is not None or row.what is What.ARRANGED)


def _both(last: Change, row: Change) -> str:
    if row.what is not What.CHANGED:
        return row.detail
    fields = [*last.detail.split(","), *row.detail.split(",")]
    return ",".join(dict.fromkeys(field for field in fields if field))


def changes_of(it: ShoppingList, me: Member) -> Sequence[Row[Any]]:
    """The latest first; those of private pieces for the owner only."""
    lines: Select[*tuple[Any, ...]] = select(
        Change.id,
        Change.what,
        Change.name,
        Change.detail,
        Change.private,
        Change.at,
        Member.handle,
        Member.name.label("who"),
        Member.portrait,
    ).join(Member, Member.id == Change.member_id)
    lines = lines.where(Change.list_id == it.id)
    if it.author_id != me.id:
        lines = lines.where(Change.private.is_(False))
    return db.session.execute(lines.order_by(Change.at.desc(), Change.id.desc()).limit(LINES)).all()
