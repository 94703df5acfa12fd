"""A tier that points alone never give."""

from community import clock
from community.engagement.ledger import tell_risen
from community.engagement.standing import Tier, standing_of


def receive_apass(member_id: int) -> None:
    """By an accepted invitation only. Must be called inside a transaction; received again, it stays."""
    standing = standing_of(member_id)
    if standing.tier is not Tier.APASS:
        standing.tier, standing.tier_since = Tier.APASS, clock.now()
        tell_risen(standing)
