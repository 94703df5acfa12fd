"""A tier that points alone never give."""

from community.engagement.standing import Tier, standing_of
from community.engagement.tiers import rise_to


def receive_apass(member_id: int) -> None:
    """By an accepted invitation only. Must be called inside a transaction; received again, it stays."""
    standing = standing_of(member_id)
    if standing.tier is not Tier.APASS:
        rise_to(Tier.APASS, standing)
