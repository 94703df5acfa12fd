"""What came of a link: whoever came by it and then joins, or takes a piece, counts for who shared it."""

import hashlib

from flask import has_request_context
from sqlalchemy import delete, select

from community.db import db
from community.engagement.activity import Activity, Deed
from community.engagement.record import when_recorded
from community.sharing.coming import via
from community.sharing.models import ShareCredit, ShareLink

COUNTED = (Deed.MEMBER_JOINED, Deed.ITEM_COLLECTED)


@when_recorded
def credit(activity: Activity) -> None:
    if activity.deed not in COUNTED:
        return
    if activity.reverses:
        db.session.execute(delete(ShareCredit).where(ShareCredit.mark == _mark(activity.reverses)))
    elif (
        (token := _token_for(activity))
        and (link := _standing(token))
        and link.member_id != activity.member_id
    ):
        row = ShareCredit(mark=_mark(activity.key), link_id=link.id, deed=activity.deed)
        db.session.add(row)


def _token_for(activity: Activity) -> str | None:
    """The link by which this browser came to the thing, or of one who joins to the club, lately."""
    if not has_request_context() or not (notes := via()):
        return None
    if activity.deed is Deed.MEMBER_JOINED:
        return list(notes.values())[-1]
    return notes.get(str(activity.contribution_id))


def _standing(token: str) -> ShareLink | None:
    return db.session.scalar(select(ShareLink).where(ShareLink.token == token, ShareLink.ended_at.is_(None)))


def _mark(key: str) -> str:
    return hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
