"""Somebody becomes a member."""

from community.db import db
from community.engagement.standing import standing_of
from community.members import Member, Role


def joined(
    *,
    handle: str,
    name: str,
    email: str,
    password: str | None,
    role: Role = Role.MEMBER,
    invited_by: Member | None = None,
) -> Member:
    """A new member with an empty ledger. Must be called inside a transaction."""
    from community.entrance.passwords import hashed

    member = Member(
        handle=handle,
        name=name,
        name_skeleton=name.casefold(),
        email=email.strip().lower(),
        password_hash=password and hashed(password),
        role=role,
        invited_by_id=invited_by and invited_by.id,
    )
    db.session.add(member)
    db.session.flush()
    standing_of(member.id)
    return member
