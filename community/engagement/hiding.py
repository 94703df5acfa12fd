"""A member does not want to see her own numbers: they go on being counted, and come back when she asks."""

from community import clock
from community.db import transaction
from community.members import Member


def hide_numbers(member: Member, *, hidden: bool) -> None:
    """From herself alone. Hidden again, they are hidden since the first time."""
    with transaction():
        member.numbers_hidden_at = (member.numbers_hidden_at or clock.now()) if hidden else None
