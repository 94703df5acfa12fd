"""E-mail addresses: what one looks like, and whether a member has it."""

import re

from flask_babel import gettext as _
from sqlalchemy import select

from community.db import db
from community.members import Member

# What every mail server understands; whether it exists only a letter can find out.
ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")
LONGEST = 254


def wrong_with_address(email: str) -> str | None:
    """The sentence that says why not, or none."""
    if len(email) > LONGEST or not ADDRESS.fullmatch(email):
        return _("Write an e-mail address such as name@example.org.")
    return None


def wrong_with_new_address(email: str) -> str | None:
    """The same for somebody who wants to be a member by it."""
    if wrong := wrong_with_address(email):
        return wrong
    if address_is_taken(email):
        return _("A member has this address already. If that is you, sign in instead.")
    return None


def address_is_taken(email: str) -> bool:
    return db.session.scalar(select(Member.id).where(Member.email == email)) is not None
