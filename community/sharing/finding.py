"""A link is found by what stands in its address."""

import re

from sqlalchemy import select

from community.db import db
from community.sharing.models import ShareLink

TOKEN = re.compile(r"[A-Za-z0-9_-]{8,40}")


def link_by(token: str) -> ShareLink | None:
    """None where it was ended, or never was."""
    if not TOKEN.fullmatch(token):
        return None
    standing = select(ShareLink).where(ShareLink.token == token, ShareLink.ended_at.is_(None))
    return db.session.scalar(standing)
