"""The log of what staff did, as they read it: who, what, about what."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, Select, select

from community.audit import AuditEntry
from community.db import db
from community.members import Member

PAGE = 30
_COLUMNS: tuple[Any, ...] = (AuditEntry, Member.name, Member.handle)
ACTS: dict[str, Callable[[], str]] = {
    "case.seen": lambda: _("Looked at a case"),
    "case.claimed": lambda: _("Took a case"),
    "case.released": lambda: _("Released a case"),
    "case.decided": lambda: _("Decided on a case"),
    "case.undone": lambda: _("Undid a decision"),
    "appeal.decided": lambda: _("Decided on an appeal"),
    "ban.confirmed": lambda: _("Gave the second opinion on a ban"),
    "note.written": lambda: _("Wrote a note"),
}


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
