"""The log of what staff did, as they read it: who, what, about what."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from community.audit import AuditEntry
from community.db import db
from community.members import Member
from community.moderation.acts import ACTS

PAGE = 30
_COLUMNS: tuple[Any, ...] = (AuditEntry, Member.name, Member.handle)


def act_name(act: str) -> str:
    return ACTS[act]() if act in ACTS else act


def lines(act: str = "", by: int | None = None, before: int | None = None) -> Sequence[Row[Any]]:
    """The latest first, one more than a page."""
    shown: Select[Any] = select(*_COLUMNS).outerjoin(Member, Member.id == AuditEntry.by)
    if act:
        shown = shown.where(AuditEntry.act == act)
    if by:
        shown = shown.where(AuditEntry.by == by)
    if before:
        shown = shown.where(AuditEntry.id < before)
    return db.session.execute(shown.order_by(AuditEntry.id.desc()).limit(PAGE + 1)).all()
