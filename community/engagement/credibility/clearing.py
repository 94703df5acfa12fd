"""A moderator looked at a circle and found nothing wrong: from the next night on it counts in full."""

from community import clock
from community.db import transaction
from community.engagement.credibility.models import Circle
from community.members import Member
from community.permissions import require


def clear(circle: Circle, by: Member) -> None:
    """Said twice, the first stays."""
    require(by, "clear", circle)
    with transaction():
        if not circle.cleared_at:
            circle.cleared_at, circle.cleared_by_id = clock.now(), by.id


def doubt_again(circle: Circle, by: Member) -> None:
    require(by, "clear", circle)
    with transaction():
        circle.cleared_at = circle.cleared_by_id = None
